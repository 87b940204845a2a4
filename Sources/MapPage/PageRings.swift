/// Rings whose area is proportional to a number.
package struct PageRings: Sendable {
  /// The name of the layer.
  package var title: String
  /// What the rings mean.
  package var note = ""
  /// Their colour, `#rrggbb`.
  package var colour: String
  /// Radius of a ring for the number 1, CSS pixels; others grow by the square root.
  package var pixelsPerRoot: Double
  /// The squares that have a ring, as places among the cells.
  package var cells: [Int]
  /// The number that each ring stands for, rounded.
  package var numbers: [Int]
  /// The sizes in the legend.
  package var legendSizes: [Int]
}
