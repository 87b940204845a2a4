import Outputs
import Cartography
import Columns
import Geometry
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
    /// The field that is 1 where a unit's value is withheld.
    static let withheld = "withheld"
    /// The field with the number of children and youth, 0–19.
    static let young = "unga_0_19_antal"
  }

  let contents: MapContents
  let symbology: Symbology
  let words: MapWords

  /// The cells or zones; nil for a map without.
  func cells() throws -> LayerContents? {
    guard let cells = contents.cells, !cells.isEmpty else { return nil }
    var table = Table()
    if case .zones(_, let names) = cells.units { table.add(Name.zone, texts: TextColumn(names)) }
    if let lattice = cells.lattice { table = CellFields.identity(of: lattice) }
    for figure in CellFigure.all {
      let values = figure.values(cells)
      if !values.isEmpty { table.add(figure.field, .numbers(NumberColumn(values))) }
    }
    for (name, values) in cells.variables where table.column(name) == nil {
      table.add(CellFigure.field(name) ?? Field(name, .real(decimals: nil)), .numbers(NumberColumn(values)))
    }
    if let status = cells.status { table.add("status", texts: status) }
    for (field, column) in zip(cells.figures.fields, cells.figures.columns) where table.column(field.name) == nil {
      table.add(field, column)
    }
    if cells.withheld.contains(true) {
      let look = FieldLook(Wording("Undanhållet", "Withheld"), decimals: 0)
      table.add(Field(Name.withheld, .integer, look), .numbers(NumberColumn(cells.withheld.map { $0 ? 1 : 0 })))
    }
    switch cells.units {
    case .cells(let lattice): return LayerContents(name: Name.cells, table: table, shapes: .cells(lattice))
    case .zones(let polygons, _): return try LayerContents(named: Name.cells, table, inPlane: polygons)
    }
  }

  /// The squares that cells are gathered in on small scales, by their side; none where the cells' ground is small.
  var gatheredSides: [(side: Int32, from: Double, to: Double)] {
    guard let lattice = contents.cells?.lattice, let box = contents.cells?.bounds, var smallest = lattice.sizes.first
    else { return [] }
    // The ground on a page of 200 mm.
    let whole = max(box.maxX - box.minX, box.maxY - box.minY) / 200 * 1_000
    var found: [(side: Int32, from: Double, to: Double)] = []
    func limit(_ side: Int32) -> Double { Double(side) / Aggregation.visibleFromMillimetres * 1_000 }
    while limit(smallest) < whole, found.count < 4,
      let side = Aggregation.auto.side(
        for: found.isEmpty ? lattice.sizes : lattice.sizes + [smallest],
        metresPerMillimetre: limit(smallest) / 1_000 * 1.001, pixel: 0), side > smallest
    {
      found.append((side, limit(side), limit(smallest)))
      smallest = side
    }
    if !found.isEmpty { found[found.count - 1].from = 1e9 }
    return found
  }

  /// Name of the table of squares of that side.
  static func gatheredName(_ side: Int32) -> String { "\(Name.cells)_\(side)m" }

  /// Cells gathered in squares of that side, as large as pictures draw them.
  func gathered(side: Int32) throws -> LayerContents? {
    guard let cells = contents.cells?.gathered(side: side), let lattice = cells.lattice else { return nil }
    var table = CellFields.identity(of: lattice)
    for figure in CellFigure.all {
      let values = figure.values(cells)
      if !values.isEmpty { table.add(figure.field, .numbers(NumberColumn(values))) }
    }
    let polygons = lattice.cells.enumerated().map { i, cell in
      let inset = Double(cell.size) * (1 - (cells.drawnShares.isEmpty ? 1 : cells.drawnShares[i])) / 2
      let (e, n, size) = (Double(cell.e), Double(cell.n), Double(cell.size))
      return MultiPolygon(
        minX: e + inset, minY: n + inset, maxX: e + size - inset, maxY: n + size - inset)
    }
    return try LayerContents(named: Self.gatheredName(side), table, inPlane: polygons)
  }

  private static func known(_ names: [String]) -> [Field] { names.compactMap(CellFigure.field) }

  /// How rings are drawn, and what their fields are called.
  var ringStyle: LayerStyle {
    LayerStyle.rings(symbology, words: words, field: Name.young).naming(
      Self.known(["ruta", "size_m", Name.zone, Name.young]), words.language
    ).titled(by: contents.cells?.lattice == nil ? Name.zone : "ruta")
  }

  /// How cells are drawn, and what their fields are called.
  var cellStyle: LayerStyle {
    LayerStyle.cells(
      symbology, words: words, uncertainField: contents.cells?.hasUncertain == true ? CellFigure.uncertain : nil,
      withheldField: contents.cells?.withheld.contains(true) == true ? Name.withheld : nil
    ).naming(
      Self.known(["ruta", "size_m", Name.zone, "status", Name.withheld]) + CellFigure.all.map(\.field)
        + (contents.cells?.variables ?? []).compactMap { CellFigure.field($0.name) }
        + (contents.cells?.figures.fields ?? []).map { $0.look == nil ? CellFigure.field($0.name) ?? $0 : $0 },
      words.language
    ).titled(by: contents.cells?.lattice == nil ? Name.zone : "ruta")
  }

  /// How the base is drawn: with names where it has any.
  var baseStyle: LayerStyle {
    let hasNames = contents.base?.names.contains { !$0.isEmpty } ?? false
    return LayerStyle.base(symbology, nameField: hasNames ? "name" : nil).naming(
      Self.known(["name"]), words.language
    ).titled(by: "name")
  }

  /// How areas are drawn, and what their fields are called.
  var areaStyle: LayerStyle {
    LayerStyle.areas(symbology).naming(
      Self.known(["id", "name", "class"]) + (contents.areas?.figures.fields ?? []), words.language
    ).titled(by: "name")
  }

  /// The areas with their figures; nil for a map without.
  func areas() throws -> LayerContents? {
    guard let areas = contents.areas, !areas.set.areas.isEmpty else { return nil }
    var table = Table()
    table.add("id", texts: TextColumn(areas.set.areas.map(\.id)))
    table.add("name", texts: TextColumn(areas.set.areas.map(\.title)))
    table.add("class", texts: TextColumn(areas.set.areas.map { $0.areaClass?.code ?? "" }))
    for (field, column) in zip(areas.figures.fields, areas.figures.columns) where table.column(field.name) == nil {
      table.add(field, column)
    }
    return try LayerContents(named: Name.areas, table, inPlane: areas.set.areas.map(\.polygon))
  }

  /// The rings' middles, largest first; without rows where no cell gets one, nil for a map without cells.
  func rings() -> (table: Table, x: [Double], y: [Double])? {
    guard let cells = contents.cells, !cells.isEmpty else { return nil }
    let rings = cells.rings(symbology.ringRule)
    var table = Table()
    switch cells.units {
    case .cells(let lattice):
      table.add("ruta", texts: TextColumn(rings.map { lattice.cells[$0.cell].code }))
      table.add("size_m", .integer, numbers: rings.map { Double(lattice.cells[$0.cell].size) })
    case .zones(_, let names): table.add(Name.zone, texts: TextColumn(rings.map { names[$0.cell] }))
    }
    table.add(Name.young, .real(decimals: nil), numbers: rings.map(\.young))
    return (table, rings.map(\.easting), rings.map(\.northing))
  }

  /// The base polygons; nil for a map without.
  func base() throws -> LayerContents? {
    guard let base = contents.base, !base.polygons.isEmpty else { return nil }
    var table = Table()
    table.add("name", texts: TextColumn(base.names))
    return try LayerContents(named: Name.base, table, inPlane: base.polygons)
  }
}
