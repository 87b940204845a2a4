import Geometry

/// A map of where a circle's centre may be so that the circle's box meets any of some boxes: one bit for each square of a lattice.
///
/// Most circles lie far from every box, and one look at the map tells so.
struct CircleReach: Sendable {
  /// Columns, and rows, at first: the map then takes 32 KB.
  private static let mostColumns = 512

  private let squares: BoxSquares
  // Row by row, 64 squares a word; empty when there are no boxes.
  private var words: [UInt64] = []

  /// The map of circles that are no larger than `radius`; boxes that are nil are met by none.
  init(of boxes: [BoundingBox?], radius: Double) {
    let wide = Self.widened(boxes.compactMap { $0 }, by: radius)
    // Large boxes reach into many squares; marking them must not cost more than what they save.
    squares = BoxSquares(
      over: wide, side: Self.mostColumns, most: 16 * wide.count + Self.mostColumns * Self.mostColumns)
    if wide.isEmpty { return }
    words = [UInt64](repeating: 0, count: (squares.count + 63) / 64)
    for box in wide {
      squares.forEach(of: box) { words[$0 >> 6] |= 1 << UInt64($0 & 63) }
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
              let square = squares.number(x: x[place], y: y[place])
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
