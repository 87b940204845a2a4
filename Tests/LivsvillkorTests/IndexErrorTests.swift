import Columns
import Core
import TestSupport
import Testing

@testable import Livsvillkor

@Suite struct IndexErrorTests {
  private func failure(_ definition: Definition, _ units: Units) -> Failure? {
    TestSupport.failure { _ = try LivsvillkorIndex.compute(definition: definition, units: units, threads: 1) }
  }

  @Test func aConstantVariableIsNamed() {
    let found = failure(Fixtures.definition([1, 1]), Fixtures.units([30, 30, 5], [[1, 2, 3], [0.1, 0.1, 9]]))
    #expect(found?.kind == .badData && found?.field == "b")
    #expect(found?.message.contains("constant") == true)
  }

  @Test func aDenominatorOfZeroEverywhereIsNamed() {
    let definition = Fixtures.definition([1])
    let zero = Units(
      population: NumberColumn([30, 40]),
      measures: [.ratio(numerator: NumberColumn([1, 2]), denominator: NumberColumn([0, 0]))])
    #expect(failure(definition, zero)?.message == "the denominator is zero in every unit")
    #expect(failure(definition, zero)?.field == "a")
    #expect(failure(definition, Fixtures.units([30, 40], [[.nan, .nan]]))?.message == "no unit has a value")
  }

  @Test func nobodyAndNothing() {
    let definition = Fixtures.definition([1, 1])
    let small = failure(definition, Fixtures.units([3, 19], [[1, 2], [1, 2]]))
    #expect(small?.field == "population" && small?.value?.text == "19.0")
    #expect(small?.hint?.contains("--min-population") == true)
    let empty = failure(definition, Fixtures.units([], [[], []]))
    #expect(empty?.message == "the table has no rows" && empty?.kind == .badData)
    let holes = failure(definition, Fixtures.units([30, 30, 30, 30], [[1, 2, .nan, .nan], [.nan, .nan, 1, 2]]))
    #expect(holes?.message.hasPrefix("no unit gets an index") == true)
  }

  @Test func aDensityNeedsAreas() {
    let definition = Fixtures.definition([1]) { $0.variables[0].perArea = true }
    let found = failure(definition, Fixtures.units([30, 40], [[1, 2]]))
    #expect(found?.field == "a" && found?.message.contains("areas") == true)
  }

  @Test func columnsThatDoNotFitAreADefectOfOurs() {
    #expect(failure(Fixtures.definition([1]), Fixtures.units([30, 40], [[1, 2, 3]]))?.kind == .software)
    #expect(failure(Fixtures.definition([2]), Fixtures.units([30, 40], [[1, 2]]))?.kind == .software)
  }

  @Test func classesNeedDifferentValues() {
    let units = Fixtures.units([30, 40], [[1, 2]])
    let found = failure(Fixtures.definition([1]) { $0.classes = ClassRule(.jenks, count: 3) }, units)
    #expect(found?.message == "the index has too few different values for these classes")
  }

  struct Wrong: Sendable, CustomTestStringConvertible {
    var field: String
    var message: String
    var change: @Sendable (inout Definition) -> Void
    var testDescription: String { "\(field): \(message)" }

    init(_ field: String, _ message: String, _ change: @escaping @Sendable (inout Definition) -> Void) {
      self.field = field
      self.message = message
      self.change = change
    }
  }

  static let wrongs: [Wrong] = [
    Wrong("groups", "no groups") { $0.groups = [] },
    Wrong("variables", "no variables") { $0.variables = [] },
    Wrong("groups, variables", "used twice") { $0.variables[1].name = "a" },
    Wrong("groups, variables", "used twice") { $0.groups[0].name = "a" },
    Wrong("groups, variables", "used twice") { $0.variables[0].name = "index" },
    Wrong("groups, variables", "not a name") { $0.variables[0].name = "a:b" },
    Wrong("groups", "without variables") { $0.groups.append(Definition.Group("empty")) },
    Wrong("variables.a.group", "unknown group") { $0.variables[0].group = "gruop1" },
    Wrong("weights.a", "not a weight") { $0.variables[0].weight = 0 },
    Wrong("weights.group1", "not a weight") { $0.groups[0].weight = -1 },
    Wrong("population", "no columns") { $0.population = [] },
    Wrong("variables.a.value", "no columns") { $0.variables[0].measures = [.value([])] },
    Wrong("variables.a.denominator", "no columns") {
      $0.variables[0].measures = [.ratio(numerator: [ColumnReference("x")], denominator: [])]
    },
    Wrong("variables.a.per", "no density") {
      $0.variables[0].perArea = true
      $0.variables[0].measures = [.ratio(numerator: [ColumnReference("x")], denominator: [ColumnReference("y")])]
    },
    Wrong("min_population", "not a number of people") { $0.minimumPopulation = -1 },
    Wrong("clip", "out of order") { $0.clip = Limits(3, -3) },
    Wrong("clip", "of no use") { $0.normalisation = .rank },
    Wrong("winsorise", "out of order") { $0.winsorise = Limits(50, 50) },
    Wrong("winsorise", "out of order") { $0.winsorise = Limits(1, 101) },
    Wrong("aggregation", "geometric") { $0.indexAggregation = .geometric },
    Wrong("aggregation", "geometric") { $0.groups[0].aggregation = .geometric },
    Wrong("missing.at_least", "number of variables") { $0.missing = .atLeast(3) },
    Wrong("classes.count", "number of classes") { $0.classes.count = 1 },
    Wrong("classes.bounds", "out of order") { $0.classes = ClassRule(manual: [2, 1], on: .index) },
    Wrong("classes.bounds", "percentile") { $0.classes = ClassRule(manual: [20, 120], on: .percentile) },
    Wrong("classes.bounds", "as many bounds") {
      $0.classes = ClassRule(manual: [1, 2], on: .index); $0.classes.count = 5
    },
    Wrong("counts", "unknown count") { $0.counts = [Definition.Count("antal", columns: [ColumnReference("x")])] },
    Wrong("left_out", "both used and left out") { $0.leftOut = [Definition.LeftOut("a", reason: "r")] },
  ]

  @Test(arguments: wrongs) func aDefinitionThatContradictsItself(_ wrong: Wrong) {
    let definition = Fixtures.definition([1, 1], change: wrong.change)
    let found = TestSupport.failure { try definition.validate() }
    #expect(found?.kind == .badData)
    #expect(found?.field == wrong.field)
    #expect(found?.message.contains(wrong.message) == true, "\(found?.description ?? "nothing")")
  }

  @Test func droppingLeavesAReport() throws {
    let definition = Fixtures.definition([2, 1])
    let dropped = try definition.dropping(["c", "a"])
    #expect(dropped.groups.map(\.name) == ["group1"])
    #expect(dropped.variables.map(\.name) == ["b"])
    #expect(dropped.leftOut.map(\.variable) == ["c", "a"])
    #expect(try dropped.dropping(["c"]) == dropped)
    let unknown = TestSupport.failure { _ = try definition.dropping(["d"]) }
    #expect(unknown?.kind == .usage && unknown?.hint != nil)
    #expect(TestSupport.failure { _ = try definition.dropping(["a", "b", "c"]) }?.kind == .usage)
  }
}
