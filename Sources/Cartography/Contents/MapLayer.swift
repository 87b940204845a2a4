/// The layers of a map from the bottom to the top; the one place that decides what covers what.
package enum MapLayer: String, Sendable, CaseIterable {
  /// Base polygons, filled.
  case base
  /// Cells, filled by class.
  case cells
  /// Hatching of cells of an uncertain class.
  case uncertain
  /// Borders of the base polygons.
  case borders
  /// Rings around large groups of children and youth.
  case rings
  /// Outlines of areas.
  case areas
  /// Names.
  case labels

  /// The layers in drawing order.
  package static var bottomUp: [MapLayer] { allCases }
}
