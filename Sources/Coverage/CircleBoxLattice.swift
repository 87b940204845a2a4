import Geometry

/// Bounding boxes in the squares of a coarse lattice, to find those that meet a rectangle.
///
/// A box stands in every square that it reaches into and is found in the first one that it shares with the rectangle,
/// so that none is found twice.
struct CircleBoxLattice: Sendable {
  /// Squares for each box, at first: most hold no box then, where boxes lie far apart.
  private static let squaresPerBox = 16
  /// Squares at most.
  private static let mostSquares = 1 << 20
  /// Mean number of squares a box may stand in.
  private static let spread = 16

  private let bounds: BoundingBox?
  private var squares = BoxSquares()
  private var starts: [Int] = []
  private var entries: [Int32] = []
  private let boxes: [BoundingBox?]

  /// A lattice over boxes; those that are nil are never found.
  init(_ boxes: [BoundingBox?]) {
    self.boxes = boxes
    let present = boxes.compactMap { $0 }
    guard let first = present.first else {
      bounds = nil
      return
    }
    let all = present.reduce(first) { $0.union($1) }
    bounds = all
    squares = BoxSquares(
      over: present, side: Int(Double(min(Self.squaresPerBox * present.count, Self.mostSquares)).squareRoot()),
      most: Self.spread * present.count)
    fill()
  }

  /// Appends the numbers of the boxes that share a point with `area` to `found`, each once, in no special order.
  func append(meeting area: BoundingBox, to found: inout [Int32]) {
    guard let bounds, bounds.meets(area) else { return }
    let (columns, rows) = (squares.columns, squares.rows)
    let firstColumn = columns.place(area.minX)
    let firstRow = rows.place(area.minY)
    for row in firstRow...rows.place(area.maxY) {
      for column in firstColumn...columns.place(area.maxX) {
        let square = row * columns.count + column
        for number in entries[starts[square]..<starts[square + 1]] {
          guard let box = boxes[Int(number)], box.meets(area) else { continue }
          if max(columns.place(box.minX), firstColumn) == column, max(rows.place(box.minY), firstRow) == row {
            found.append(number)
          }
        }
      }
    }
  }

  /// Whether any box shares a point with `area`.
  func mayMeet(_ area: BoundingBox) -> Bool {
    guard let bounds, bounds.meets(area) else { return false }
    let (columns, rows) = (squares.columns, squares.rows)
    let (firstColumn, lastColumn) = (columns.place(area.minX), columns.place(area.maxX))
    for row in rows.place(area.minY)...rows.place(area.maxY) {
      // Squares of a row that lie side by side have their boxes side by side.
      let first = row * columns.count
      for entry in starts[first + firstColumn]..<starts[first + lastColumn + 1] {
        if let box = boxes[Int(entries[entry])], box.meets(area) { return true }
      }
    }
    return false
  }

  /// A counting sort by square.
  private mutating func fill() {
    var counts = [Int](repeating: 0, count: squares.count + 1)
    for case let box? in boxes { squares.forEach(of: box) { counts[$0 + 1] += 1 } }
    for square in counts.indices.dropFirst() { counts[square] += counts[square - 1] }
    starts = counts
    var list = [Int32](repeating: 0, count: counts[counts.count - 1])
    for case let (number, box?) in boxes.enumerated() {
      squares.forEach(of: box) {
        list[counts[$0]] = Int32(number)
        counts[$0] += 1
      }
    }
    entries = list
  }
}
