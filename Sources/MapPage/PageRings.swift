/// Rings whose area is proportional to a number.
public struct PageRings: Sendable {
  /// The name of the layer.
  public var title: String
  /// What the rings mean.
  public var note = ""
  /// Their colour, `#rrggbb`.
  public var colour: String
  /// Radius of a ring for the number 1, CSS pixels; others grow by the square root.
  public var pixelsPerRoot: Double
  /// The squares that have a ring, as places among the cells.
  public var cells: [Int]
  /// The number that each ring stands for, rounded.
  public var numbers: [Int]
  /// The sizes in the legend.
  public var legendSizes: [Int]

  /// Rings of those numbers.
  public init(
    title: String, note: String = "", colour: String, pixelsPerRoot: Double, cells: [Int], numbers: [Int],
    legendSizes: [Int]
  ) {
    self.title = title
    self.note = note
    self.colour = colour
    self.pixelsPerRoot = pixelsPerRoot
    self.cells = cells
    self.numbers = numbers
    self.legendSizes = legendSizes
  }
}
