import Outputs
import Livsvillkor
import Reports

extension IndexRun {
  /// The statistics: `run`, then `units`, `indexed`, `by_status`, `reference`, `correlations`, `classes`.
  package func statistics(_ parameters: Parameters, _ journal: Journal) throws -> JSONTree {
    let statistics = try JSONTree(encoding: result.statistics)
    guard case .object(let members) = statistics else { return statistics }
    let definition = result.definition
    let run = RunRecord(
      command: "index",
      parameters: [
        ("definition", .string(definition.name)),
        ("dropped", .array(definition.leftOut.map { .string($0.variable) })),
        ("min_population", .number(definition.minimumPopulation)),
        ("reference", parameters.reference.map { .string($0.file) } ?? .null),
        ("key", parameters.key.map { .string($0) } ?? .null),
        ("where", parameters.input.filter.map { .string($0) } ?? .null),
        ("cell_size", parameters.input.cellSize.map { .integer(Int($0)) } ?? .null),
      ],
      inputs: inputs,
      method: [
        DefaultNotice.english,
        "z = ±(x − mean) / standard deviation, weighted by population, + is worse, then clipped; index = weighted mean of"
          + " group scores; percentile = share of the indexed population with a lower index plus half of those with the same.",
        "SCB adds noise to small counts: parts need not sum to totals.",
      ])
    return .object([JSONTree.Member("run", run.tree(journal))] + members)
  }

  /// The statistics as tables for people.
  package func tables(_ language: Language) -> String {
    let statistics = result.statistics
    var units = TextTable(
      language.text(sv: "Livsvillkorsindex", en: "Livsvillkor index"),
      columns: [
        (language.text(sv: "Klass", en: "Class"), .left), (language.text(sv: "Enheter", en: "Units"), .right),
        (language.text(sv: "Befolkning", en: "Population"), .right),
        (language.text(sv: "Andel", en: "Share"), .right),
        (language.text(sv: "Index från", en: "Index from"), .right), (language.text(sv: "till", en: "to"), .right),
      ])
    let last = statistics.classes.count
    for entry in statistics.classes {
      let name =
        switch entry.number {
        case 1: "1 " + language.text(sv: "bäst", en: "best")
        case last: "\(last) " + language.text(sv: "sämst", en: "worst")
        default: "\(entry.number)"
        }
      units.add([
        name, language.count(entry.units), language.number(entry.population, decimals: 0),
        language.percent(entry.population / statistics.indexedPopulation),
        language.number(entry.index.from ?? .nan, decimals: 3), language.number(entry.index.to ?? .nan, decimals: 3),
      ])
    }
    units.note(
      language.text(
        sv: "\(language.count(statistics.indexed)) av \(language.count(statistics.units)) enheter har index.",
        en: "\(language.count(statistics.indexed)) of \(language.count(statistics.units)) units have an index."))
    let others = statistics.byStatus.filter { $0.status != "ok" && $0.units > 0 }
    if !others.isEmpty {
      units.note(others.map { "\($0.status): \(language.count($0.units))" }.joined(separator: ", "))
    }
    for left in statistics.leftOut {
      units.note(language.text(sv: "Inte med: ", en: "Left out: ") + "\(left.variable) (\(left.reason))")
    }
    units.note(DefaultNotice.text(for: result.definition, inSwedish: language == .sv))

    var variables = TextTable(
      language.text(sv: "Variabler, befolkningsvägda", en: "Variables, weighted by population"),
      columns: [
        (language.text(sv: "Variabel", en: "Variable"), .left), (language.text(sv: "Medel", en: "Mean"), .right),
        (language.text(sv: "Spridning", en: "SD"), .right), (language.text(sv: "Enheter", en: "Units"), .right),
      ])
    for (variable, reference) in zip(result.definition.variables, statistics.reference.variables) {
      let decimals = abs(reference.mu) < 10 ? 4 : 1
      variables.add([
        variable.name, language.number(reference.mu, decimals: decimals),
        language.number(reference.sigma, decimals: decimals), language.count(reference.units),
      ])
    }
    return units.text + "\n" + variables.text
  }
}
