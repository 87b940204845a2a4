import Columns
import Geometry

/// The areas, column by column.
package struct PageAreas: Sendable {
  /// Identifiers.
  package var ids: [String] = []
  /// Names; empty where an area has none.
  package var names: [String] = []
  /// Place in ``kinds``.
  package var classes: [Int] = []
  /// The kinds of areas, most severe first.
  package var kinds: [PageClass] = []
  /// Outlines in SWEREF 99 TM.
  package var outlines: [MultiPolygon] = []
  /// The figures; `index_mean` is known by its key.
  package var figures: [PageFigure] = []
  /// What is known in words.
  package var texts: [PageText] = []

  /// No areas.
  package init() {}
}

/// Land under the squares and its borders over them.
package struct PageBase: Sendable {
  /// Outlines in SWEREF 99 TM.
  package var outlines: [MultiPolygon] = []
  /// Their names, one an outline; empty text for none.
  package var names: [String] = []
  /// Colour of the land, `#rrggbb`.
  package var land = "#fafaf7"
  /// Colour around it.
  package var surroundings = "#dce6ec"
  /// Colour of the borders.
  package var border = "#7d7d7d"
  /// Width of the borders, CSS pixels.
  package var width = 0.75

  /// No base.
  package init() {}
}

/// A text of every area.
package struct PageText: Sendable {
  /// Its name for programs.
  package var key: String
  /// Its name for people.
  package var label: String
  /// The texts; empty where there is none.
  package var values: TextColumn
}
