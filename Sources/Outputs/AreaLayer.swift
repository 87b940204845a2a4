import Areas
import Columns
import Geometry
import Projections

extension LayerContents {
  /// A layer of polygons in the plane of the grid, one a row; nil and empty ones are rows without a shape.
  package init(named name: String, _ table: Table, inPlane polygons: [MultiPolygon?]) throws {
    let shapes = polygons.map { $0?.isEmpty == true ? nil : $0 }
    self.init(name: name, table: table, shapes: .polygons(shapes, crs: try CoordinateSystem.gridPlane()))
  }

  /// A layer of areas in the plane of the grid: `id`, `name`, `class`, then further fields, one row an area.
  package static func areas(named name: String, _ areas: [Area], fields: Table) throws -> LayerContents {
    var table = Table(identityOf: areas)
    table.add(fields)
    return try LayerContents(named: name, table, inPlane: areas.map(\.polygon))
  }
}

extension Table {
  /// The fields that name an area in every output: `id`, `name`, `class`.
  package init(identityOf areas: [Area]) {
    self.init()
    add("id", texts: TextColumn(areas.map(\.id)))
    add("name", texts: TextColumn(areas.map(\.name)))
    add("class", texts: TextColumn(areas.map { $0.areaClass?.code ?? "" }))
  }
}
