import Geometry

/// A quick proof that a polygon is valid by the OGC's rules, for the great majority that is.
///
/// Proven are polygons whose rings are simple curves that never touch themselves or each other, with every hole inside its
/// part's outer ring, no hole inside another, and no part inside another one. Nothing follows from a missing proof: what
/// touches somewhere may still be valid, and GEOS has to say.
///
/// Edges are entered one by one into the squares of a grid about as fine as they are long, and compared with those that
/// are there already. Two edges are apart when their bounding boxes are, or when one lies on one side of the other's line;
/// a side counts only where the determinant is larger than its rounding can be, so no rounding error ever proves
/// anything. Cost: about linear in the vertices, a tenth of what GEOS takes.
final class SimplicityProof {
  typealias Point = SIMD2<Double>

  /// More rings than this are left to GEOS, which sorts them in space.
  private static let mostRings = 64
  /// Larger ones are left to GEOS too; the memory kept for them would be large.
  private static let mostVertices = 1 << 22
  /// Coordinates up to this are taken: no product over- or underflows in a way that the bound does not cover.
  private static let largest = 1e150

  /// Squares that an edge may cross, on average.
  private static let mostEntries = 4
  /// Edges that an edge may be compared with, on average; few need more than three.
  private static let mostComparisons = 32

  /// A ring's vertices in ``points``, repeated ones left out, the closing one included.
  private struct Ring {
    var start: Int
    var end: Int
    var low: Point
    var high: Point
    /// Width and height of all its edges, added.
    var length = 0.0
    var isInRange = false
    var isOuter = false
    var part = 0
    /// Its last edge, from the vertex before the closing one.
    var lastEdge: Int { end - 2 }
  }

  // Kept from polygon to polygon for their memory.
  private var points: [Point] = []
  /// How many of them are the polygon's.
  private var pointCount = 0
  private var rings: [Ring] = []
  private var heads: [Int32] = []
  private var entries: [Entry] = []

  /// An edge in one square, and the entry before it there; −1: none.
  private struct Entry {
    var edge: Int32
    var next: Int32
  }

  /// Whether the polygon is valid beyond doubt.
  func holds(for polygon: MultiPolygon) -> Bool {
    guard !polygon.isEmpty, polygon.ringEnds.count <= Self.mostRings, polygon.vertexCount < Self.mostVertices,
      gather(polygon), foldsNowhere, edgesAreApart
    else { return false }
    return rings.count == 1 || ringsAreNested
  }

  /// Copies the rings without repeated vertices; false for one with fewer than three corners or coordinates out of range.
  private func gather(_ polygon: MultiPolygon) -> Bool {
    rings.removeAll(keepingCapacity: true)
    let lacking = polygon.vertexCount - points.count
    if lacking > 0 { points.append(contentsOf: repeatElement(.zero, count: lacking)) }
    pointCount = 0
    for part in polygon.partEnds.indices {
      let own = polygon.rings(ofPart: part)
      // A part without rings is nothing for a quick answer.
      if own.isEmpty { return false }
      for ring in own {
        let start = pointCount
        var bounds = points.withUnsafeMutableBufferPointer {
          Self.copy(polygon.vertices(ofRing: ring), of: polygon, to: $0, from: start)
        }
        pointCount = bounds.end
        bounds.isOuter = ring == own.lowerBound
        bounds.part = part
        guard bounds.isInRange, pointCount - start >= 4, points[start] == points[pointCount - 1] else {
          return false
        }
        rings.append(bounds)
      }
    }
    return true
  }

  /// Copies a ring's vertices but for those that repeat the one before.
  private static func copy(
    _ vertices: Range<Int>, of polygon: MultiPolygon, to points: UnsafeMutableBufferPointer<Point>, from start: Int
  ) -> Ring {
    polygon.x.withUnsafeBufferPointer { x in
      polygon.y.withUnsafeBufferPointer { y in
        var last = Point(x[vertices.lowerBound], y[vertices.lowerBound])
        var ring = Ring(start: start, end: start + 1, low: last, high: last)
        var isInRange = (last .< largest) .& (last .> -largest)
        points[start] = last
        for i in vertices.dropFirst() {
          let point = Point(x[i], y[i])
          if point == last { continue }
          points[ring.end] = point
          ring.end += 1
          isInRange .&= (point .< largest) .& (point .> -largest)
          ring.length += abs(point.x - last.x) + abs(point.y - last.y)
          ring.low = pointwiseMin(ring.low, point)
          ring.high = pointwiseMax(ring.high, point)
          last = point
        }
        ring.isInRange = all(isInRange)
        return ring
      }
    }
  }

  /// No two edges that follow each other lie on top of each other: the only way in which they could share more than their
  /// vertex.
  private var foldsNowhere: Bool {
    points.withUnsafeBufferPointer { points in
      for ring in rings {
        var before = points[ring.lastEdge]
        for i in ring.start..<ring.end - 1 {
          let (v, after) = (points[i], points[i + 1])
          let (u, w) = (before - v, after - v)
          let products = u * w
          let bound = Determinant.errorBound * (abs(products.x) + abs(products.y)) + Determinant.underflow
          // An obtuse corner, or else one that is no line.
          if products.x + products.y >= -bound, Determinant.side(before, after, v) == 0 { return false }
          before = v
        }
      }
      return true
    }
  }

  /// No two edges touch but those that follow each other.
  private var edgesAreApart: Bool {
    let grid = EdgeGrid(
      low: rings.reduce(rings[0].low) { pointwiseMin($0, $1.low) },
      high: rings.reduce(rings[0].high) { pointwiseMax($0, $1.high) },
      edges: pointCount - rings.count, length: rings.reduce(0) { $0 + $1.length })
    heads.removeAll(keepingCapacity: true)
    heads.append(contentsOf: repeatElement(-1, count: grid.slotCount))
    let room = Self.mostEntries * pointCount + 64
    if entries.count < room {
      entries.append(contentsOf: repeatElement(Entry(edge: 0, next: 0), count: room - entries.count))
    }
    return points.withUnsafeBufferPointer { all in
      let points = UnsafeBufferPointer(rebasing: all[..<pointCount])
      return heads.withUnsafeMutableBufferPointer { heads in
        entries.withUnsafeMutableBufferPointer { entries in
          var scene = Scene(points: points, heads: heads, entries: entries, grid: grid, room: room)
          return rings.allSatisfy { scene.enter($0) }
        }
      }
    }
  }

  /// The edges entered so far.
  private struct Scene {
    let points: UnsafeBufferPointer<Point>
    /// The last entry of each square, −1 where there is none.
    let heads: UnsafeMutableBufferPointer<Int32>
    let entries: UnsafeMutableBufferPointer<Entry>
    let grid: EdgeGrid
    /// Entries that there is room for.
    let room: Int
    var count = 0
    /// Edges compared so far.
    var compared = 0

    /// Enters a ring's edges one by one; false as soon as one is not surely apart from another, or the grid gets too full
    /// for a quick answer.
    mutating func enter(_ ring: Ring) -> Bool {
      var p = points[ring.start]
      var from = grid.square(of: p)
      for edge in ring.start..<ring.end - 1 {
        let q = points[edge + 1]
        let to = grid.square(of: q)
        let (low, high) = (pointwiseMin(p, q), pointwiseMax(p, q))
        let (first, last) = (pointwiseMin(from, to), pointwiseMax(from, to))
        let squares = (Int(last.x - first.x) + 1) * (Int(last.y - first.y) + 1)
        if count + squares > room || compared > SimplicityProof.mostComparisons * points.count { return false }
        var row = first.y
        while row <= last.y {
          var column = first.x
          while column <= last.x {
            let square = grid.slot(column: column, row: row)
            var place = heads[square]
            while place >= 0 {
              let entry = entries[Int(place)]
              place = entry.next
              compared += 1
              let other = Int(entry.edge)
              // Itself, in another square of the slot, or a neighbour.
              if other >= edge - 1 || other == ring.start && edge == ring.lastEdge { continue }
              let (a, b) = (points[other], points[other + 1])
              if a.x < low.x && b.x < low.x || a.x > high.x && b.x > high.x { continue }
              if a.y < low.y && b.y < low.y || a.y > high.y && b.y > high.y { continue }
              if !Determinant.areApart(a, b, p, q) { return false }
            }
            entries[count] = Entry(edge: Int32(truncatingIfNeeded: edge), next: heads[square])
            heads[square] = Int32(truncatingIfNeeded: count)
            count += 1
            column &+= 1
          }
          row &+= 1
        }
        (p, from) = (q, to)
      }
      return true
    }
  }

  /// For rings that are known not to touch: holes in their outer rings, and nothing else within anything.
  private var ringsAreNested: Bool {
    for (i, a) in rings.enumerated() {
      for b in rings[(i + 1)...] {
        if any(a.high .< b.low) || any(b.high .< a.low) {
          // A hole that is nowhere near its outer ring, which comes first.
          if a.part == b.part, a.isOuter { return false }
          continue
        }
        let isHoleOfA = a.part == b.part && a.isOuter
        guard let bInA = contains(a, points[b.start]), bInA == isHoleOfA else { return false }
        if !isHoleOfA { guard let aInB = contains(b, points[a.start]), !aInB else { return false } }
      }
    }
    return true
  }

  /// Whether a point that does not lie on a ring lies in it; nil where rounding leaves it open.
  private func contains(_ ring: Ring, _ point: Point) -> Bool? {
    var isInside = false
    for i in ring.start..<ring.end - 1 {
      let (a, b) = (points[i], points[i + 1])
      if (a.y > point.y) == (b.y > point.y) { continue }
      let side = a.y < b.y ? Determinant.side(a, b, point) : Determinant.side(b, a, point)
      if side == 0 { return nil }
      if side > 0 { isInside.toggle() }
    }
    return isInside
  }
}
