import Inputs
import Outputs
import Areas
import Core
import Incidents
import Reports

/// `rutverk incidents --counts`: shares and rates of counts that are known already.
package struct IncidentCountRun {
  let blocks: [IncidentBlock]
  private let remarks: [IncidentCountTable.Remark]
  private let inputs: [InputRecord]
  private let parameters: IncidentParameters

  /// Reads and checks the table.
  package init(_ parameters: IncidentParameters, journal: Journal) throws {
    guard let path = parameters.counts else { throw Failure(.usage, "no counts are given") }
    self.parameters = parameters
    let table = try journal.stage(journal.words.reading) {
      try IncidentCountTable(
        path, options: parameters.tableInput, threads: parameters.threads, journal: journal)
    }
    let classes = table.periods.first.map { $0.classes.map(\.areaClass) + $0.missing } ?? []
    let people = try parameters.population.map { path in
      try PopulationInput(
        table: path, ids: classes.map(\.code), country: parameters.countryPopulation, options: parameters.tableInput,
        threads: parameters.threads, journal: journal
      ) { AreaClass(text: $0)?.code ?? $0 }
    }
    blocks = table.periods.map { Self.block($0, (classes, people?.series ?? PopulationSeries()), parameters) }
    remarks = table.periods.flatMap(\.remarks)
    for remark in remarks { journal.note("\(path): \(remark.english)") }
    inputs = [table.record] + (people?.records ?? [])
    let lacking = table.periods.filter { $0.national == nil }
    if let first = lacking.first {
      journal.note(
        "\(path): \(first.period.label): no total of the country is given (a column national, or a row riket): shares are null"
      )
    }
  }

  /// Finds the columns of a table of counts; for a dry run.
  package static func findColumns(_ finder: RoleFinder) throws { _ = try IncidentCountTable.Columns(finder) }

  private static func block(
    _ period: IncidentCountTable.Period, _ people: (classes: [AreaClass], series: PopulationSeries),
    _ parameters: IncidentParameters
  ) -> IncidentBlock {
    let populations = people.series.of(period.period)
    var base = IncidentFigures.Base(
      events: period.national ?? 0, countryKm2: parameters.countryKm2,
      countryPopulation: parameters.countryPopulation
        ?? (period.nationalPopulation.isNaN ? populations?.country ?? .nan : period.nationalPopulation),
      lowCount: parameters.lowCount)
    base.isTotalKnown = period.national != nil
    /// A line; without a count (nil) its figures are null.
    func row(_ kind: IncidentRow.Kind, _ count: Int?, _ population: Double) -> IncidentRow {
      var figures = IncidentFigures(count: IncidentCount(inside: count ?? 0), population: population, base: base)
      figures.isCounted = count != nil
      return IncidentRow(kind: kind, areas: nil, figures: figures)
    }
    /// Inhabitants of a class: those of the table of counts, else those of the table of inhabitants.
    func inhabitants(_ areaClass: AreaClass, _ own: Double = .nan) -> Double {
      guard own.isNaN, let index = people.classes.firstIndex(of: areaClass) else { return own }
      return populations?.areas[index] ?? .nan
    }
    let classes = people.classes.map { areaClass -> (areaClass: AreaClass, count: Int?, population: Double) in
      let found = period.classes.first { $0.areaClass == areaClass }
      return (areaClass, found?.count, inhabitants(areaClass, found?.population ?? .nan))
    }
    /// A sum of lines; what one of them lacks, it lacks.
    func sum(_ kind: IncidentRow.Kind, _ isIn: (AreaClass) -> Bool) -> IncidentRow? {
      let parts = classes.filter { isIn($0.areaClass) }
      if parts.isEmpty { return nil }
      let isWhole = parts.allSatisfy { $0.count != nil }
      return row(
        kind, isWhole ? parts.reduce(0) { $0 + ($1.count ?? 0) } : nil, parts.reduce(0) { $0 + $1.population })
    }
    var rows = classes.map { row(.areaClass($0.areaClass), $0.count, $0.population) }
    rows += [sum(.assessed) { AreaClass.bySeverity.contains($0) }].compactMap(\.self)
    if let all = sum(.all, { _ in true }) {
      rows.append(all)
      if let national = period.national {
        rows.append(
          row(
            .outside, all.figures.isCounted ? national - all.figures.count.inside : nil,
            base.countryPopulation - all.figures.population))
      }
    }
    if let national = period.national { rows.append(row(.total, national, base.countryPopulation)) }
    let span = period.months.map { SeriesWindow.Span.part(of: period.period, months: $0) }
    return IncidentBlock(period: period.period.label, span: span, rows: rows)
  }

  /// The statistics: `run`, `periods`.
  package func statistics(_ journal: Journal) -> JSONTree {
    let record = RunRecord(
      command: "incidents",
      parameters: [
        ("counts", parameters.counts.map { .string($0) } ?? .null), ("country_km2", .number(parameters.countryKm2)),
        ("low_count", .integer(parameters.lowCount)), ("per", .integer(parameters.per.rawValue)),
        ("population", parameters.population.map { .string($0) } ?? .null),
      ],
      inputs: inputs,
      method: [
        "Counts are those of the table; share is of the country's total (n), with Wilson's 95 % interval; rates have exact"
          + " Poisson 95 % intervals.",
        "low_count marks counts below \(parameters.lowCount).",
        "status says why a figure is null: \(IncidentFigures.Reason.allCases.map(\.rawValue).joined(separator: ", "));"
          + " a class that is missing in a period has no count there, nor has a sum that it belongs to.",
      ])
    return record.document(Self.schema, journal, ["periods": .array(blocks.flatMap(\.trees))])
  }

  /// The statistics as tables for people.
  package func tables(_ language: Language, form: PoliceForm?) -> [TextTable] {
    var table =
      form.map { PoliceTable(form: $0, title: nil, blocks: blocks, per: parameters.per, language: language).table }
      ?? IncidentTable.rows(
        language.text(sv: "Händelser per period och klass", en: "Events by period and class"), blocks,
        lowCount: parameters.lowCount, per: parameters.per, language)
    for remark in remarks { table.note(language, sv: remark.swedish, en: remark.english) }
    return [table]
  }
}
