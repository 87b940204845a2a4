import Inputs
import Outputs
import Columns
import Core
import Reports
import Grid
import Incidents

extension IncidentRun {
  /// Most periods that get columns of their own in the layer of areas.
  private static let widest = 60

  /// The areas with their figures, in the order of their layer.
  package func output() throws -> LayerContents {
    let figures = IncidentFigure.inLayers(hasLinks: hasLinks)
    var table = try columns(figures, tally.counts(), populations(of: nil)).table
    if let validity = epochs.validity {
      for field in validity.fields { table.add(field.name, texts: TextColumn(field.days.map { $0 ?? "" })) }
      table.add(
        "valid_days", .integer,
        numbers: validity.days.indices.map { Double(epochs.days(ofArea: $0, in: countedDays) ?? 0) })
    }
    if tally.length != .all, tally.periods.count <= Self.widest {
      for period in tally.periods {
        let counts = tally.counts(period: period)
        let label = period.label.replacing("-", with: "_").lowercased()
        // Counts of quarters and months, count_2022_q1, differ behind the tenth character only.
        func look(_ language: Language) -> String { PeriodName.of(period.label, span(period), language) }
        let field = Field(
          "count_" + label, .integer, FieldLook(Wording("Antal " + look(.sv), "Count " + look(.en)), decimals: 0),
          shortName: label.utf8.count > 4 ? "n_" + label : nil)
        table.add(
          field,
          .numbers(
            NumberColumn(
              areas.set.areas.indices.map { shown(counts.own($0).inside, .own($0), period).map(Double.init) ?? .nan })
          ))
      }
    }
    return try .areas(named: "omraden", areas.set.areas, fields: table)
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
    let lattice = try CellLattice(cells)
    var table = CellFields.identity(of: lattice)
    table.add("rank", .integer, numbers: ordered.map { Double($0.rank) })
    table.add("count", .integer, numbers: ordered.map { Double($0.entry.count) })
    table.add(
      "share", .significant(9), numbers: ordered.map { Double($0.entry.count) / Double(max(1, tally.total)) })
    return LayerContents(name: "hotspots", table: table, shapes: .cells(lattice))
  }
}
