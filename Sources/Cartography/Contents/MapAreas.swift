import Areas
import Columns
import Geometry

/// Areas and what is known of them.
package struct MapAreas: Sendable {
  /// The areas.
  package var set: AreaSet
  /// What is known of each besides, numbers and texts, one row an area in the set's order; without columns where nothing is.
  package var figures: Table

  /// Areas with their figures; a table of another number of rows is taken for none.
  package init(set: AreaSet, figures: Table = Table()) {
    self.set = set
    self.figures = figures.rowCount == set.areas.count ? figures : Table()
  }

  /// The rectangle around all areas.
  package var bounds: BoundingBox? { BoundingBox.around(set.areas.lazy.compactMap(\.polygon.bounds)) }

  /// What an area is called.
  package func name(of area: Int) -> String { set.areas[area].title }
}
