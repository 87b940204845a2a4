import Geometry

/// The squares, or zones in their place, column by column.
package struct PageCells: Sendable {
  /// Outlines of zones; empty for squares.
  package var outlines: [MultiPolygon] = []
  /// What each zone is called; empty for squares.
  package var names: [String] = []
  /// Side, metres; empty for zones.
  package var sizes: [Int] = []
  /// Easting of the south-west corner, metres, a multiple of the size.
  package var e: [Int] = []
  /// Northing of the south-west corner, metres, a multiple of the size.
  package var n: [Int] = []
  /// Place in ``PageContents/classes``; -1: no class.
  package var classes: [Int] = []
  /// Place in ``reasons`` of why a square has no class; empty: nothing is known about any.
  package var reasons: [Int] = []
  /// Words for why a square has no class, at most 127; the first is empty.
  package var reasonLabels: [String] = []
  /// Whether a square's class is uncertain; empty: of none.
  package var isUncertain: [Bool] = []
  /// The figures; `population` and `index` are known by their key.
  package var figures: [PageFigure] = []

  /// Squares, or zones.
  package var count: Int { classes.count }

  /// No squares.
  package init() {}
}
