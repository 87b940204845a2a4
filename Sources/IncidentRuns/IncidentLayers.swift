import Projections
import Inputs
import Outputs
import Columns
import Core
import Grid
import Incidents

extension IncidentRun {
  /// Most periods that get columns of their own in the layer of areas.
  private static let widest = 60

  /// The areas with their figures, in the order of their layer.
  package func output() throws -> LayerContents {
    let figures = try figures(tally.counts(), populations(of: nil))
    var table = Table()
    table.add("id", texts: TextColumn(areas.set.areas.map { $0.id }))
    table.add("name", texts: TextColumn(areas.set.areas.map { $0.name }))
    table.add("class", texts: TextColumn(areas.set.areas.map { $0.areaClass?.code ?? "" }))
    func add(_ measure: FigureColumns.Measure, _ decimals: Int) {
      table.add(measure.rawValue, .real(decimals: decimals), numbers: figures[measure])
    }
    func add(_ name: String, count: (Int) -> Int?) {
      table.add(name, .integer, numbers: figures.counts.indices.map { count($0).map(Double.init) ?? .nan })
    }
    add("count") { figures.counts[$0].inside }
    if hasLinks {
      add("linked") { figures.counts[$0].linked }
      add("either") { figures.counts[$0].either }
    }
    add("n") { figures.events[$0] }
    add(.share, 9)
    add(.shareLow, 9)
    add(.shareHigh, 9)
    add("low_count") { figures.isLow[$0] ? 1 : 0 }
    add(.population, 6)
    add(.ratePer1000, 9)
    add(.ratePer1000Low, 9)
    add(.ratePer1000High, 9)
    add(.ratePer100000, 9)
    add(.areaKm2, 9)
    add(.perKm2, 9)
    add(.areaQuotient, 6)
    add(.populationQuotient, 6)
    add(.spacing, 3)
    if !parameters.exclude.isEmpty {
      table.add("excluded", .integer, numbers: areas.set.areas.indices.map { counted.isExcluded($0) ? 1 : 0 })
    }
    if tally.length != .all, tally.periods.count <= Self.widest {
      for period in tally.periods {
        let counts = tally.counts(period: period)
        table.add(
          "count_" + period.label.replacing("-", with: "_").lowercased(), .integer,
          numbers: areas.set.areas.indices.map { Double(counts.own($0).inside) })
      }
    }
    return LayerContents(
      name: "omraden", table: table,
      shapes: .polygons(areas.set.areas.map(\.polygon), crs: try CoordinateSystem.gridPlane()))
  }

  /// The squares with most events, the first first.
  package func hotspots() throws -> LayerContents {
    let entries = tally.cells.largest(parameters.hotspots)
    // A lattice holds its cells in canonical order; the rank says the other one.
    let ordered = entries.enumerated().map { (rank: $0.offset + 1, entry: $0.element) }.sorted {
      Cell(size: tally.cells.size, e: $0.entry.e, n: $0.entry.n)
        < Cell(size: tally.cells.size, e: $1.entry.e, n: $1.entry.n)
    }
    let cells = ordered.map { Cell(size: tally.cells.size, e: $0.entry.e, n: $0.entry.n) }
    var table = Table()
    table.add("ruta", texts: TextColumn(cells.map { RutaCode.swedish(e: $0.e, n: $0.n) ?? RutaCode.inspire($0) }))
    table.add("size_m", .integer, numbers: cells.map { Double($0.size) })
    table.add("rank", .integer, numbers: ordered.map { Double($0.rank) })
    table.add("count", .integer, numbers: ordered.map { Double($0.entry.count) })
    table.add(
      "share", .real(decimals: 9), numbers: ordered.map { Double($0.entry.count) / Double(max(1, tally.total)) })
    return LayerContents(name: "hotspots", table: table, shapes: .cells(try CellLattice(cells)))
  }
}
