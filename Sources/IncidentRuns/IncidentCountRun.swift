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
    blocks = table.periods.map { Self.block($0, parameters) }
    remarks = table.periods.flatMap(\.remarks)
    for remark in remarks { journal.note("\(path): \(remark.english)") }
    inputs = [table.record]
    let lacking = table.periods.filter { $0.national == nil }
    if let first = lacking.first {
      journal.note(
        "\(path): \(first.period.label): no total of the country is given (a column national, or a row riket): shares are null"
      )
    }
  }

  /// Finds the columns of a table of counts; for a dry run.
  package static func findColumns(_ finder: RoleFinder) throws { _ = try IncidentCountTable.Columns(finder) }

  private static func block(_ period: IncidentCountTable.Period, _ parameters: IncidentParameters) -> IncidentBlock {
    let base = IncidentFigures.Base(
      events: period.national ?? 0, countryKm2: parameters.countryKm2,
      countryPopulation: parameters.countryPopulation ?? period.nationalPopulation, lowCount: parameters.lowCount)
    func row(_ kind: IncidentRow.Kind, _ count: Int, _ population: Double) -> IncidentRow {
      IncidentRow(
        kind: kind, areas: nil,
        figures: IncidentFigures(count: IncidentCount(inside: count), population: population, base: base))
    }
    var rows = period.classes.map { row(.areaClass($0.areaClass), $0.count, $0.population) }
    func sum(_ classes: [(areaClass: AreaClass, count: Int, population: Double)], _ kind: IncidentRow.Kind)
      -> IncidentRow
    {
      row(kind, classes.reduce(0) { $0 + $1.count }, classes.reduce(0) { $0 + $1.population })
    }
    let assessed = period.classes.filter { AreaClass.bySeverity.contains($0.areaClass) }
    if !assessed.isEmpty { rows.append(sum(assessed, .assessed)) }
    let all = sum(period.classes, .all)
    rows.append(all)
    if let national = period.national {
      rows.append(
        row(.outside, national - all.figures.count.inside, base.countryPopulation - all.figures.population))
      rows.append(row(.total, national, base.countryPopulation))
    }
    return IncidentBlock(period: period.period.label, rows: rows)
  }

  /// The statistics: `run`, `periods`.
  package func statistics(_ journal: Journal) -> JSONTree {
    let record = RunRecord(
      command: "incidents",
      parameters: [
        ("counts", parameters.counts.map { .string($0) } ?? .null), ("country_km2", .number(parameters.countryKm2)),
        ("low_count", .integer(parameters.lowCount)),
      ],
      inputs: inputs,
      method: [
        "Counts are those of the table; share is of the country's total (n), with Wilson's 95 % interval; rates have exact"
          + " Poisson 95 % intervals.",
        "low_count marks counts below \(parameters.lowCount).",
      ])
    return .members(["run": record.tree(journal), "periods": .array(blocks.flatMap(\.trees))])
  }

  /// The statistics as tables for people.
  package func tables(_ language: Language, form: PoliceForm?) -> String {
    var table =
      form.map { PoliceTable(form: $0, title: nil, blocks: blocks, language: language).table }
      ?? IncidentTable.rows(
        language.text(sv: "Händelser per period och klass", en: "Events by period and class"), blocks,
        lowCount: parameters.lowCount, language)
    for remark in remarks { table.note(language, sv: remark.swedish, en: remark.english) }
    return table.text
  }
}
