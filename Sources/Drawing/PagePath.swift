/// Lines on paper in flat arrays, millimetres.
public struct PagePath: Sendable, Equatable {
  /// Millimetres from the left.
  public private(set) var x: [Double] = []
  /// Millimetres from the top.
  public private(set) var y: [Double] = []
  /// Where each line ends (exclusive).
  public private(set) var ends: [Int] = []
  /// Whether lines return to their start.
  public var isClosed: Bool

  /// A path without lines.
  public init(isClosed: Bool = true) { self.isClosed = isClosed }

  /// Whether there is nothing to draw.
  public var isEmpty: Bool { ends.isEmpty }

  /// Adds a vertex to the line being built.
  public mutating func add(_ px: Double, _ py: Double) {
    x.append(px)
    y.append(py)
  }

  /// Ends the line being built.
  public mutating func endLine() { if x.count > ends.last ?? 0 { ends.append(x.count) } }

  /// Adds a rectangle.
  public mutating func addRectangle(_ left: Double, _ top: Double, _ right: Double, _ bottom: Double) {
    add(left, top)
    add(right, top)
    add(right, bottom)
    add(left, bottom)
    endLine()
  }

  /// Adds a line between two points.
  public mutating func addLine(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) {
    add(x1, y1)
    add(x2, y2)
    endLine()
  }
}
