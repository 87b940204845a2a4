import Geometry

/// The exact area that two polygons share, without cutting either.
///
/// A point is in a polygon when the weights of the edges to the west of it sum to 1 (``BorderPieces``), so it is in both when the
/// product of two such sums is 1. Integrated over the box that both reach into, that is a sum over pairs of edges, one of each
/// polygon, at heights that both reach: the product of their weights times the area to the east of both, which is a trapezoid, or
/// two where they cross. (W. R. Franklin, Calculating map overlay polygons' areas without explicitly calculating the polygons,
/// Proc. 4th Int. Symp. Spatial Data Handling, 1990, sums likewise over what is local.) Nothing has to be decided about who
/// touches, crosses or follows whom, so borders that polygons share, or nearly share, are no special case.
///
/// Terms are rounded to a quantum of 2⁻⁵⁰ of the box and added as integers, so the sum does not depend on their order: not on a
/// ring's direction or start, nor on which polygon comes first in a layer. Rounding leaves less than one quantum a pair.
struct SharedArea {
  /// An area and what rounding may have added to it or taken from it, square metres.
  struct Measure: Equatable {
    var squareMetres: Double
    var error: Double
  }

  private var first = BorderPieces()
  private var second = BorderPieces()

  /// What of a box the polygons share; both must be valid, and metres of one plane.
  ///
  /// - Parameter whole: the area of the second polygon, taken where the first covers all of it.
  mutating func measure(_ a: BorderBlocks, _ b: BorderBlocks, whole: Double) -> Measure {
    let none = Measure(squareMetres: 0, error: 0)
    guard let boxA = a.box, let boxB = b.box else { return none }
    let box = BoundingBox(
      minX: max(boxA.minX, boxB.minX), minY: max(boxA.minY, boxB.minY), maxX: min(boxA.maxX, boxB.maxX),
      maxY: min(boxA.maxY, boxB.maxY))
    guard box.minX < box.maxX, box.minY < box.maxY else { return none }
    first.collect(a, in: box)
    if first.pieces.isEmpty { return none }
    if box == boxB, first.fillsBox { return Measure(squareMetres: whole, error: 0) }
    second.collect(b, in: box)
    if second.pieces.isEmpty { return none }
    return sum(width: box.maxX - box.minX, height: box.maxY - box.minY)
  }

  private mutating func sum(width: Double, height: Double) -> Measure {
    // Pairs that are looked at are fewest so; a row more costs as much as what it saves.
    let pieces = Double(first.pieces.count) * Double(second.pieces.count)
    let climbs = max(1, first.climb / height) * max(1, second.climb / height)
    let rows = Int(min(4096, max(1, (pieces / climbs).squareRoot())))
    first.sort(rows: rows, height: height)
    second.sort(rows: rows, height: height)
    let quanta = Double(sign: .plus, exponent: 50 - ((width * height).exponent + 1), significand: 1)
    var total: Int64 = 0
    var pairs = 0
    first.pieces.withUnsafeBufferPointer { a in
      second.pieces.withUnsafeBufferPointer { b in
        var (startA, startB) = (0, 0)
        for row in 0..<rows {
          let (endA, endB) = (Int(first.rowEnds[row]), Int(second.rowEnds[row]))
          for i in startA..<endA {
            let one = a[Int(first.members[i])]
            for j in startB..<endB {
              let other = b[Int(second.members[j])]
              let (low, high) = (max(one.y0, other.y0), min(one.y1, other.y1))
              // A pair is in all rows that both are in; it counts in the first of them.
              guard low < high, max(one.firstRow, other.firstRow) == row else { continue }
              let east = Self.areaEast(of: one, other, from: low, to: high, width: width)
              total &+= one.weight &* other.weight &* Int64((east * quanta).rounded())
              pairs += 1
            }
          }
          (startA, startB) = (endA, endB)
        }
      }
    }
    return Measure(squareMetres: max(0, Double(total) / quanta), error: Double(pairs) / quanta)
  }

  /// The area of the box to the east of both pieces, between two heights that both reach.
  @inline(__always)
  private static func areaEast(
    of a: BorderPieces.Piece, _ b: BorderPieces.Piece, from low: Double, to high: Double, width: Double
  ) -> Double {
    let (a0, a1) = (a.x0 + a.slope * (low - a.y0), a.x0 + a.slope * (high - a.y0))
    let (b0, b1) = (b.x0 + b.slope * (low - b.y0), b.x0 + b.slope * (high - b.y0))
    let (d0, d1) = (a0 - b0, a1 - b1)
    // How far `a` lies east of `b`, where it does, on the mean.
    let beyond: Double
    if d0 >= 0, d1 >= 0 {
      beyond = (d0 + d1) / 2
    } else if d0 <= 0, d1 <= 0 {
      beyond = 0
    } else {
      let positive = max(d0, d1)
      beyond = positive * positive / (2 * (positive - min(d0, d1)))
    }
    return (high - low) * (width - (b0 + b1) / 2 - beyond)
  }
}

extension SharedGround {
  /// What two valid polygons share, square metres, as far as coordinates go; 0 where rounding could have made all of it.
  package static func squareMetres(of a: MultiPolygon, and b: MultiPolygon) -> Double {
    guard let boxA = a.bounds, let boxB = b.bounds, boxA.meets(boxB) else { return 0 }
    var kernel = SharedArea()
    let shared = kernel.measure(BorderBlocks(a), BorderBlocks(b), whole: b.planarArea)
    return shared.squareMetres > shared.error ? shared.squareMetres : 0
  }
}
