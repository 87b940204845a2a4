import Outputs
import Livsvillkor
import Reports

extension IndexRun {
  /// The statistics: `run`, then `units`, `indexed`, `by_status`, `reference`, `correlations`, `classes`.
  package func statistics(_ parameters: Parameters, _ journal: Journal) throws -> JSONTree {
    let definition = result.definition
    let run = RunRecord(
      command: "index",
      parameters: Self.record(parameters, definition),
      inputs: inputs,
      method: definition.method(isFixed: result.statistics.referenceIsFixed))
    var members = try [JSONTree.Member](encoding: result.statistics)
    // What a later run takes as its reference is read back only as it was written.
    for i in members.indices where members[i].key == "reference" { members[i].value = members[i].value.sealed }
    return run.document(Self.schema, journal, members)
  }

  /// The parameters that decide an index, for the record of a run.
  static func record(_ parameters: Parameters, _ definition: Definition) -> [(String, JSONTree)] {
    [
      ("definition", .string(definition.name)),
      ("dropped", .array(definition.leftOut.map { .string($0.variable) })),
      ("min_population", .number(definition.minimumPopulation)),
      ("reference", parameters.reference.map { .string($0.file) } ?? .null),
      ("key", parameters.key.map { .string($0) } ?? .null),
      ("where", parameters.input.filter.map { .string($0) } ?? .null),
      ("cell_size", parameters.input.cellSize.map { .integer(Int($0)) } ?? .null),
    ] + (parameters.minCount > 1 ? [("min_count", .integer(parameters.minCount))] : [])
  }

  /// The statistics as tables for people.
  package func tables(_ language: Language) -> [TextTable] {
    let statistics = result.statistics
    let last = statistics.classes.count
    func name(_ number: Int) -> String {
      switch number {
      case 1: "1 " + language.text(sv: "bäst", en: "best")
      case last: "\(last) " + language.text(sv: "sämst", en: "worst")
      default: "\(number)"
      }
    }
    var units = TextTable(
      language.text(sv: "Livsvillkorsindex", en: "Livsvillkor index"), language, rows: statistics.classes,
      [
        .text("Klass", "Class") { name($0.number) }, .count("Enheter", "Units") { $0.units },
        .number("Befolkning", "Population", decimals: 0) { $0.population },
        .percent("Andel", "Share") { $0.population / statistics.indexedPopulation },
        .number("Index från", "Index from", decimals: 3) { $0.index.from },
        .number("till", "to", decimals: 3) { $0.index.to },
      ])
    units.note(
      language.text(
        sv: "\(language.count(statistics.indexed)) av \(language.count(statistics.units)) enheter har index.",
        en: "\(language.count(statistics.indexed)) of \(language.count(statistics.units)) units have an index."))
    let others = statistics.byStatus.filter { $0.status != "ok" && $0.units > 0 }
    if !others.isEmpty {
      units.note(language.statuses(others.map { ($0.status, $0.units) }))
    }
    for left in statistics.leftOut {
      units.note(
        language.text(sv: "Inte med: ", en: "Left out: ") + "\(left.variable) (\(language.told(left.reason)))")
    }
    units.note(DefaultNotice.text(for: result.definition, inSwedish: language == .sv))

    let references = statistics.reference.variables.map { ($0, decimals: abs($0.mu) < 10 ? 4 : 1) }
    let variables = TextTable(
      language.text(sv: "Variabler, befolkningsvägda", en: "Variables, weighted by population"), language,
      rows: Array(zip(result.definition.variables, references)),
      [
        .text("Variabel", "Variable") { $0.0.name },
        .right("Medel", "Mean") { language.number($0.1.0.mu, decimals: $0.1.decimals) },
        .right("Spridning", "SD") { language.number($0.1.0.sigma, decimals: $0.1.decimals) },
        .count("Enheter", "Units") { $0.1.0.units },
      ])
    return [units, variables]
  }
}
