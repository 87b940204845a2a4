import Columns
import Diagnostics
import Grid
import Incidents

extension IncidentRun {
  /// Most periods that get columns of their own in the layer of areas.
  private static let widest = 60

  /// The areas with their figures, in the order of their layer.
  public func output() throws -> LayerContents {
    let counts = tally.counts()
    let people = populations(of: nil)
    let rows = areas.set.areas.indices.map { figures($0, counts, people) }
    var table = Table()
    table.add("id", texts: TextColumn(areas.set.areas.map(\.id)))
    table.add("name", texts: TextColumn(areas.set.areas.map(\.name)))
    table.add("class", texts: TextColumn(areas.set.areas.map { $0.areaClass?.code ?? "" }))
    func add(_ name: String, _ decimals: Int, _ value: (IncidentFigures) -> Double?) {
      table.add(name, .real(decimals: decimals), numbers: rows.map { value($0) ?? .nan })
    }
    func add(_ name: String, count: (IncidentFigures) -> Int?) {
      table.add(name, .integer, numbers: rows.map { count($0).map(Double.init) ?? .nan })
    }
    add("count") { $0.count.inside }
    if hasLinks {
      add("linked") { $0.count.linked }
      add("either") { $0.count.either }
    }
    add("n") { $0.base.events }
    add("share", 9) { $0.share }
    add("share_low", 9) { $0.shareInterval?.low }
    add("share_high", 9) { $0.shareInterval?.high }
    add("low_count") { $0.isLowCount ? 1 : 0 }
    add("population", 6) { $0.population }
    add("rate_per_1000", 9) { $0.ratePer1000 }
    add("rate_per_1000_low", 9) { $0.ratePer1000Interval?.low }
    add("rate_per_1000_high", 9) { $0.ratePer1000Interval?.high }
    add("rate_per_100000", 9) { $0.ratePer100000 }
    add("area_km2", 9) { $0.areaKm2 }
    add("per_km2", 9) { $0.perKm2 }
    add("area_quotient", 6) { $0.areaQuotient }
    add("population_quotient", 6) { $0.populationQuotient }
    add("invanardistans_m", 3) { Spacing.metres(areaKm2: $0.areaKm2, population: $0.population) }
    if !parameters.exclude.isEmpty {
      table.add("excluded", .integer, numbers: rows.indices.map { counted.isExcluded($0) ? 1 : 0 })
    }
    if tally.length != .all, tally.periods.count <= Self.widest {
      for period in tally.periods {
        let counts = tally.counts(period: period)
        table.add(
          "count_" + period.label.replacing("-", with: "_").lowercased(), .integer,
          numbers: rows.indices.map { Double(counts.own($0).inside) })
      }
    }
    return LayerContents(
      name: "omraden", table: table,
      shapes: .polygons(areas.set.areas.map(\.polygon), crs: try InputCRS.plane()))
  }

  /// The squares with most events, the first first.
  public func hotspots() throws -> LayerContents {
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
