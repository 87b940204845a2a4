import Definitions
import Core
import Foundation
import TestSupport
import Testing

@testable import Livsvillkor

@Suite struct DefinitionReaderTests {
  private static let base = """
    name: mitt
    population: folk
    groups: [g, h]
    variables:
      a: {group: g, value: a, worse: high}
      b: {group: h, numerator: [b1, [b2, b_two]], denominator: [{column: Totalt, beside: b1}], worse: low}

    """

  private func read(_ extra: String) throws -> Definition {
    try DefinitionReader.definition(yaml: Self.base + extra, file: "d.yaml")
  }

  @Test func whatIsNotSaidHasItsDefault() throws {
    let definition = try read("")
    #expect(definition.minimumPopulation == 20 && definition.clip == Limits(-3, 3))
    #expect(definition.classes == ClassRule(.quantile, count: 5) && definition.missing == .refuse)
    #expect(definition.population == [[ColumnReference("folk")]])
    #expect(
      definition.variables[1].measures == [
        .ratio(
          numerator: [ColumnReference("b1"), ColumnReference(["b2", "b_two"])],
          denominator: [ColumnReference(["Totalt"], beside: "b1")])
      ])
  }

  @Test func everyRuleCanBeSaid() throws {
    let definition = try read(
      """
      min_population: 5
      weights: {a: 2, h: 0.5}
      normalisation: percentile
      winsorise: [1, 99]
      aggregation: {groups: geometric, index: arithmetic}
      missing: {at_least: 1}
      classes: {method: manual, bounds: [10, 50, 90], on: percentile}
      reference: {file: år 2022.json}
      left_out: {c: finns inte}
      counts: {unga_0_15_antal: [x, y]}
      """)
    #expect(definition.minimumPopulation == 5 && definition.clip == nil)
    #expect(definition.variables[0].weight == 2 && definition.groups[1].weight == 0.5)
    #expect(definition.groups.allSatisfy { $0.aggregation == .geometric })
    #expect(definition.missing == .atLeast(1) && definition.winsorise == Limits(1, 99))
    #expect(definition.classes == ClassRule(manual: [10, 50, 90], on: .percentile))
    #expect(definition.reference == .file("år 2022.json"))
    #expect(definition.leftOut == [Definition.LeftOut("c", reason: "finns inte")])
    #expect(definition.counts.first?.columns.count == 2)
    #expect(DefaultNotice.text(for: definition, inSwedish: true).contains("1 bäst – 4 sämst"))
  }

  struct Wrong: Sendable, CustomTestStringConvertible {
    var yaml: String
    var line: Int?
    var field: String?
    var says: String
    var testDescription: String { yaml }

    init(_ yaml: String, line: Int? = 7, field: String?, _ says: String) {
      self.yaml = yaml
      self.line = line
      self.field = field
      self.says = says
    }
  }

  static let wrongs: [Wrong] = [
    Wrong("normalization: rank", field: "normalization", "did you mean \"normalisation\"?"),
    Wrong("clip: [-3, 3]\nclip: none", line: nil, field: "clip", "stands twice"),
    Wrong("min_population: tjugo", field: "min_population", "\"tjugo\" (expected a number)"),
    Wrong("min_population: [20]", field: "min_population", "\"a list\" (expected a number)"),
    Wrong("normalisation: z", field: "normalisation", "expected zscore, percentile, minmax, rank"),
    Wrong("clip: [1, 2, 3]", field: "clip", "[lower, upper] or none"),
    Wrong("clip: 3", field: "clip", "[lower, upper] or none"),
    Wrong("weights: {c: 1}", field: "weights.c", "neither a variable nor a group"),
    Wrong("weights: {a: 0}", line: nil, field: "weights.a", "above 0"),
    Wrong("weights: {a: -1}", line: nil, field: "weights.a", "above 0"),
    Wrong("weights: 1", field: "weights", "keys and values"),
    Wrong("classes: {method: quantile, bounds: [1]}", field: "classes.bounds", "no use"),
    Wrong("classes: {count: 5}", field: "classes.method", "missing"),
    Wrong("classes: {method: quantile, count: 2.5}", field: "classes.count", "whole number"),
    Wrong("aggregation: geometric", field: "aggregation", "keys and values"),
    Wrong("aggregation: {variables: geometric}", field: "aggregation.variables", "unknown key"),
    Wrong("missing: skip", field: "missing", "refuse, available"),
    Wrong("reference: last_year", field: "reference", "this_table"),
    Wrong("counts: {unga: [x]}", field: "counts.unga", "unknown key"),
    Wrong("left_out: {a: skäl}", line: nil, field: "left_out", "both used and left out"),
    Wrong("clip: [-3, 3\nx: 1", line: nil, field: nil, "not readable as YAML"),
    Wrong("missing:", field: "missing", "refuse, available"),
  ]

  @Test(arguments: wrongs) func aWrongDefinitionSaysWhereAndWhat(_ wrong: Wrong) {
    let found = TestSupport.failure { _ = try read(wrong.yaml) }
    #expect(found?.kind == .badData && found?.file == "d.yaml")
    if let line = wrong.line { #expect(found?.place == "line \(line)") }
    #expect(found?.field == wrong.field)
    #expect(found?.description.contains(wrong.says) == true, "\(found?.description ?? "nothing")")
  }

  @Test func wrongVariables() {
    func failure(_ variable: String) -> Failure? {
      let yaml = "name: x\npopulation: p\ngroups: [g]\nvariables:\n  a: \(variable)\n"
      return TestSupport.failure { _ = try DefinitionReader.definition(yaml: yaml, file: "d.yaml") }
    }
    #expect(failure("{group: g, value: a}")?.field == "variables.a.worse")
    #expect(failure("{group: g, value: a, worse: higher}")?.hint == "did you mean \"high\"?")
    #expect(failure("{value: a, worse: high}")?.field == "variables.a.group")
    #expect(failure("{group: g, worse: high}")?.message == "no columns are named")
    #expect(failure("{group: g, worse: high, numerator: a}")?.field == "variables.a.denominator")
    #expect(failure("{group: g, worse: high, numerator: a, value: b}")?.field == "variables.a.numerator")
    #expect(failure("{group: g, worse: high, value: a, first_of: []}")?.field == "variables.a.value")
    #expect(failure("{group: g, worse: high, value: {column: a}}")?.message == "a key is missing")
    #expect(failure("{group: g, worse: high, value: a, weight: 2}")?.field == "variables.a.weight")
    #expect(failure("{group: h, worse: high, value: a}")?.message.contains("unknown group") == true)
    #expect(failure("")?.field == "variables.a")
    #expect(failure("{group: g, value: [], worse: high}")?.field == "variables.a.value")
  }

  @Test func emptyAndHalfFiles() {
    for yaml in ["", "# nothing", "- a\n- b", "just words", "name: x"] {
      #expect(
        TestSupport.failure { _ = try DefinitionReader.definition(yaml: yaml, file: "d.yaml") }?.kind == .badData)
    }
  }

  @Test func namesAndPaths() throws {
    #expect(try DefinitionFile.definition("deso").name == "deso")
    let unknown = TestSupport.failure { _ = try DefinitionFile.definition("dseo") }
    #expect(unknown?.kind == .usage && unknown?.hint == "did you mean \"deso\"?")
    #expect(TestSupport.failure { _ = try DefinitionFile.definition("no/such.yaml") }?.kind == .noInput)
    let folder = try ScratchFolder()
    #expect(TestSupport.failure { _ = try DefinitionFile.definition(folder.path) }?.kind == .noInput)
    let path = try folder.write("d.yaml", Self.base)
    #expect(try DefinitionFile.definition(path).name == "mitt")
  }
}
