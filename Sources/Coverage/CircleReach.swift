import Geometry

/// A map of where a circle's centre may be so that the circle's box meets any of some boxes: one bit for each square of a lattice.
///
/// Most circles lie far from every box, and one look at the map tells so.
struct CircleReach: Sendable {
  /// Columns, and rows, at first: the map then takes 32 KB.
  private static let mostColumns = 512

  private var columns = LatticeAxis()
  private var rows = LatticeAxis()
  // Row by row, 64 squares a word; empty when there are no boxes.
  private var words: [UInt64] = []

  /// The map of circles that are no larger than `radius`; boxes that are nil are met by none.
  init(of boxes: [BoundingBox?], radius: Double) {
    let wide = Self.widened(boxes.compactMap { $0 }, by: radius)
    guard let first = wide.first else { return }
    let all = wide.reduce(first) { $0.union($1) }
    var side = Self.mostColumns
    while true {
      columns = LatticeAxis(from: all.minX, to: all.maxX, count: side)
      rows = LatticeAxis(from: all.minY, to: all.maxY, count: side)
      // Large boxes reach into many squares; marking them must not cost more than what they save.
      let marks = wide.reduce(0) { $0 + columns.places($1.minX, $1.maxX).count * rows.places($1.minY, $1.maxY).count }
      if side == 1 || marks <= 16 * wide.count + Self.mostColumns * Self.mostColumns { break }
      side /= 2
    }
    words = [UInt64](repeating: 0, count: (columns.count * rows.count + 63) / 64)
    for box in wide {
      for row in rows.places(box.minY, box.maxY) {
        for column in columns.places(box.minX, box.maxX) {
          let square = row * columns.count + column
          words[square >> 6] |= 1 << UInt64(square & 63)
        }
      }
    }
  }

  /// Boxes of the centres. A circle's box is rounded where its centre is and a widened box where its corner is, so somewhat wider.
  private static func widened(_ boxes: [BoundingBox], by radius: Double) -> [BoundingBox] {
    boxes.map { box in
      let largest = max(abs(box.minX), abs(box.maxX), abs(box.minY), abs(box.maxY)) + radius
      let width = radius + 4 * largest.ulp
      return BoundingBox(
        minX: box.minX - width, minY: box.minY - width, maxX: box.maxX + width, maxY: box.maxY + width)
    }
  }

  /// Those of a range of places that may be such centres, ascending; all others are none.
  func centres(_ x: [Double], _ y: [Double], _ range: Range<Int>) -> [Int] {
    if words.isEmpty || range.isEmpty { return [] }
    let all = x.count
    return [Int](unsafeUninitializedCapacity: range.count) { found, count in
      x.withUnsafeBufferPointer { x in
        y.withUnsafeBufferPointer { y in
          words.withUnsafeBufferPointer { words in
            precondition(y.count == all && range.upperBound <= all, "as many northings as eastings")
            for place in range {
              let square = rows.place(y[place]) &* columns.count &+ columns.place(x[place])
              // No branch: which places are near is not to be foreseen.
              found[count] = place
              count &+= Int(truncatingIfNeeded: words[square >> 6] &>> UInt64(square & 63) & 1)
            }
          }
        }
      }
    }
  }
}
