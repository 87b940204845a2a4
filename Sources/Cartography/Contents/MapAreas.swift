import Areas
import Columns
import Geometry

/// Areas and what is known of them.
package struct MapAreas: Sendable {
  /// The areas.
  package var set: AreaSet
  /// Their figures, one row an area in the set's order, with the field names of `rutverk overlay`
  /// (`population`, `index_mean`, `percentile_mean`, …); without columns where nothing is known.
  package var figures: Table

  /// Areas with their figures; a table of another number of rows is taken for none.
  package init(set: AreaSet, figures: Table = Table()) {
    self.set = set
    self.figures = figures.rowCount == set.areas.count ? figures : Table()
  }

  /// The rectangle around all areas.
  package var bounds: BoundingBox? { BoundingBox.around(set.areas.lazy.compactMap(\.polygon.bounds)) }

  /// A figure of an area; NaN where it is not known.
  package func figure(_ name: String, of area: Int) -> Double {
    guard case .numbers(let column)? = figures.column(name), column.values.indices.contains(area) else { return .nan }
    return column.values[area]
  }

  /// What an area is called: its name, or its identifier.
  package func name(of area: Int) -> String {
    let area = set.areas[area]
    return area.name.isEmpty ? area.id : area.name
  }
}
