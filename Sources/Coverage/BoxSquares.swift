import Geometry

/// Equal squares over some boxes, in as many columns as rows, since nothing is known of their shape.
///
/// Squares are numbered row by row, by a function that does not decrease with the coordinate: whatever rounding does to it, two
/// intervals that share a point share a number.
struct BoxSquares: Sendable {
  private(set) var columns = LatticeAxis()
  private(set) var rows = LatticeAxis()

  /// Squares.
  var count: Int { columns.count * rows.count }

  /// One square that is all.
  init() {}

  /// So many columns and rows over all of the boxes, or fewer, so that the boxes together reach into no more than `most` squares,
  /// those of several boxes counted for each.
  init(over boxes: [BoundingBox], side wanted: Int, most: Int) {
    guard let first = boxes.first else { return }
    let all = boxes.reduce(first) { $0.union($1) }
    var side = max(1, wanted)
    while true {
      columns = LatticeAxis(from: all.minX, to: all.maxX, count: side)
      rows = LatticeAxis(from: all.minY, to: all.maxY, count: side)
      let reached = boxes.reduce(0) { sum, box in
        sum + columns.places(box.minX, box.maxX).count * rows.places(box.minY, box.maxY).count
      }
      if side == 1 || reached <= most { break }
      side /= 2
    }
  }

  /// The number of the square of a place.
  @inline(__always)
  func number(x: Double, y: Double) -> Int { rows.place(y) &* columns.count &+ columns.place(x) }

  /// Calls `body` with the number of each square that a box reaches into.
  @inline(__always)
  func forEach(of box: BoundingBox, _ body: (Int) -> Void) {
    for row in rows.places(box.minY, box.maxY) {
      for column in columns.places(box.minX, box.maxX) { body(row * columns.count + column) }
    }
  }
}

/// Columns, or rows, of equal width; what lies before the first or behind the last is taken for theirs.
struct LatticeAxis: Sendable {
  private var origin = 0.0
  private var perMetre = 0.0
  /// Columns, or rows.
  private(set) var count = 1

  /// One that is all.
  init() {}

  /// So many from `low` to `high`; one that is all where that is no width.
  init(from low: Double, to high: Double, count wanted: Int) {
    let perMetre = Double(wanted) / (high - low)
    if wanted > 1, perMetre.isFinite { (origin, self.perMetre, count) = (low, perMetre, wanted) }
  }

  /// The number of the column, or row, of a coordinate; it does not decrease with the coordinate.
  @inline(__always)
  func place(_ coordinate: Double) -> Int {
    let place = (coordinate - origin) * perMetre
    if !(place >= 1) { return 0 }
    return place >= Double(count) ? count - 1 : Int(place)
  }

  /// Those that an interval reaches into.
  @inline(__always)
  func places(_ low: Double, _ high: Double) -> ClosedRange<Int> { place(low)...place(high) }
}
