import Outputs
import Cartography
import Columns
import Geometry
import Grid
import Projections
import QGIS

/// A map's layers as tables with shapes, and how each is drawn.
struct MapTables {
  /// Names of the tables in a GeoPackage.
  enum Name {
    static let cells = "rutor"
    static let areas = "omraden"
    static let rings = "ringar"
    static let base = "underlag"
    /// The field with a zone's name.
    static let zone = "zon"
    /// The field with the number of children and youth, 0–19.
    static let young = "unga_0_19_antal"
    /// The field that is 1 where the class is uncertain.
    static let uncertain = "class_uncertain"
  }

  let contents: MapContents
  let symbology: Symbology
  let words: MapWords

  /// The cells or zones; nil for a map without.
  func cells(crs: CoordinateSystem) -> LayerContents? {
    guard let cells = contents.cells, !cells.isEmpty else { return nil }
    var table = Table()
    let shapes: LayerContents.Shapes
    switch cells.units {
    case .cells(let lattice):
      table = CellFields.identity(of: lattice)
      shapes = .cells(lattice)
    case .zones(let polygons, let names):
      table.add(Name.zone, texts: TextColumn(names))
      shapes = .polygons(polygons, crs: crs)
    }
    let real = FieldKind.real(decimals: 9)
    func add(_ name: String, _ kind: FieldKind, _ values: [Double]) {
      if !values.isEmpty { table.add(name, kind, numbers: values) }
    }
    add("population", .real(decimals: nil), cells.population)
    add("index", real, cells.index)
    add("percentile", real, cells.percentile)
    add("class", .integer, cells.classes.map { $0 == 0 ? .nan : Double($0) })
    if cells.hasUncertain { add(Name.uncertain, .integer, cells.uncertain.map { $0 ? 1 : 0 }) }
    add("trangboddhet", real, cells.overcrowded)
    add("unga_0_15_antal", .real(decimals: nil), cells.children)
    add("unga_16_19_antal", .real(decimals: nil), cells.youth)
    return LayerContents(name: Name.cells, table: table, shapes: shapes)
  }

  /// How cells are drawn.
  var cellStyle: LayerStyle {
    LayerStyle.cells(
      symbology, words: words, uncertainField: contents.cells?.hasUncertain == true ? Name.uncertain : nil)
  }

  /// The areas with their figures; nil for a map without.
  func areas(crs: CoordinateSystem) -> LayerContents? {
    guard let areas = contents.areas, !areas.set.areas.isEmpty else { return nil }
    var table = Table()
    table.add("id", texts: TextColumn(areas.set.areas.map(\.id)))
    table.add("name", texts: TextColumn(areas.set.areas.map { $0.name.isEmpty ? $0.id : $0.name }))
    table.add("class", texts: TextColumn(areas.set.areas.map { $0.areaClass?.code ?? "" }))
    for (field, column) in zip(areas.figures.fields, areas.figures.columns) where table.column(field.name) == nil {
      table.add(field, column)
    }
    return LayerContents(
      name: Name.areas, table: table, shapes: .polygons(areas.set.areas.map(\.polygon), crs: crs))
  }

  /// The rings' middles, largest first; without rows where no cell gets one, nil for a map without cells.
  func rings() -> (table: Table, x: [Double], y: [Double])? {
    guard let cells = contents.cells, !cells.isEmpty else { return nil }
    let rings = cells.rings(symbology.ringRule)
    var table = Table()
    switch cells.units {
    case .cells(let lattice):
      let ringed = rings.map { lattice.cells[$0.cell] }
      table.add(
        "ruta", texts: TextColumn(ringed.map { RutaCode.swedish(e: $0.e, n: $0.n) ?? RutaCode.inspire($0) }))
      table.add("size_m", .integer, numbers: ringed.map { Double($0.size) })
    case .zones(_, let names): table.add(Name.zone, texts: TextColumn(rings.map { names[$0.cell] }))
    }
    table.add(Name.young, .real(decimals: nil), numbers: rings.map(\.young))
    return (table, rings.map(\.easting), rings.map(\.northing))
  }

  /// The base polygons; nil for a map without.
  func base(crs: CoordinateSystem) -> LayerContents? {
    guard let base = contents.base, !base.polygons.isEmpty else { return nil }
    var table = Table()
    table.add("name", texts: TextColumn(base.names))
    return LayerContents(name: Name.base, table: table, shapes: .polygons(base.polygons, crs: crs))
  }
}
