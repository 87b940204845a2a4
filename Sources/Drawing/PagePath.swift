/// Lines on paper in flat arrays, millimetres.
package struct PagePath: Sendable, Equatable {
  /// Millimetres from the left.
  package private(set) var x: [Double] = []
  /// Millimetres from the top.
  package private(set) var y: [Double] = []
  /// Where each line ends (exclusive).
  package private(set) var ends: [Int] = []
  /// Whether lines return to their start.
  package var isClosed: Bool

  /// A path without lines.
  package init(isClosed: Bool = true) { self.isClosed = isClosed }

  /// Whether there is nothing to draw.
  package var isEmpty: Bool { ends.isEmpty }

  /// Adds a vertex to the line being built.
  package mutating func add(_ px: Double, _ py: Double) {
    x.append(px)
    y.append(py)
  }

  /// Ends the line being built.
  package mutating func endLine() { if x.count > ends.last ?? 0 { ends.append(x.count) } }

  /// Adds a rectangle.
  package mutating func addRectangle(_ left: Double, _ top: Double, _ right: Double, _ bottom: Double) {
    add(left, top)
    add(right, top)
    add(right, bottom)
    add(left, bottom)
    endLine()
  }

  /// Adds a line between two points.
  package mutating func addLine(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) {
    add(x1, y1)
    add(x2, y2)
    endLine()
  }
}
