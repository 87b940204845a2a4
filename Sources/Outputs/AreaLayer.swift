import Areas
import Columns
import Projections

extension LayerContents {
  /// A layer of areas in the plane of the grid: `id`, `name`, `class`, then further fields, one row an area.
  package static func areas(named name: String, _ areas: [Area], fields: Table) throws -> LayerContents {
    var table = Table()
    table.add("id", texts: TextColumn(areas.map(\.id)))
    table.add("name", texts: TextColumn(areas.map(\.name)))
    table.add("class", texts: TextColumn(areas.map { $0.areaClass?.code ?? "" }))
    table.add(fields)
    return LayerContents(
      name: name, table: table, shapes: .polygons(areas.map(\.polygon), crs: try CoordinateSystem.gridPlane()))
  }
}
