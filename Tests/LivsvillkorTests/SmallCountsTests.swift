import Columns
import Testing

@testable import Livsvillkor

/// Numbers of people that are withheld before an index is computed.
@Suite struct SmallCountsTests {
  private static let definition = Fixtures.definition([1, 1]) {
    $0.variables[1].name = "unga_0_15"
    $0.variables[1].measures = [.value([ColumnReference("unga_0_15")])]
    $0.variables[1].perArea = true
    $0.counts = [Definition.Count("unga_0_15_antal", columns: [ColumnReference("unga_0_15")])]
    $0.minimumPopulation = 1
  }

  private func units(_ population: [Double], _ income: [Double], _ children: [Double]) -> Units {
    var units = Fixtures.units(population, [income, children])
    units.counts = [NumberColumn(children)]
    units.areaSquareMetres = population.map { _ in Definition.squareMetresPerDensity }
    return units
  }

  private func index(_ units: Units) throws -> IndexResult {
    try LivsvillkorIndex.compute(definition: Self.definition, units: units, threads: 1)
  }

  @Test func smallUnitsAndSmallNumbersAreWithheld() throws {
    var some = units([100, 3, 50, 0, 60, 70], [1, 2, 3, 4, 5, 8], [10, 2, 4, 0, 0, 12])
    some.withhold(below: 5, definition: Self.definition)
    let result = try index(some)
    #expect(
      result.status.map { result.statusCodes.texts[Int($0)] } == [
        "ok", "few_people", "few_people:unga_0_15", "too_few_people", "ok", "ok",
      ])
    #expect(result.population.values.map { $0.isNaN ? -1 : $0 } == [100, -1, 50, 0, 60, 70])
    #expect(result.counts[0]?.values.map { $0.isNaN ? -1 : $0 } == [10, -1, -1, 0, 0, 12])
    #expect(result.values[0].values.map { $0.isNaN ? -1 : $0 } == [1, -1, 3, 4, 5, 8])
    #expect(result.values[1].values.map { $0.isNaN ? -1 : $0 } == [10, -1, -1, 0, 0, 12])
    #expect(result.statistics.classes.reduce(0) { $0 + $1.population } == 230)
  }

  /// Nothing that is shown depends on a number that is withheld: other numbers of few give the same.
  @Test func nothingRestsOnWhatIsWithheld() throws {
    func run(_ people: Double, _ children: Double) throws -> IndexResult {
      var some = units([100, people, 50, 80, 60, 70], [1, 2, 3, 4, 5, 8], [10, people - 1, children, 6, 0, 12])
      some.withhold(below: 5, definition: Self.definition)
      return try index(some)
    }
    let (a, b) = (try run(2, 1), try run(4, 4))
    #expect(a.statistics == b.statistics)
    #expect(a.index.map { $0.isNaN ? -9 : $0 } == b.index.map { $0.isNaN ? -9 : $0 })
    #expect(a.values == b.values && a.counts == b.counts && a.population == b.population && a.status == b.status)
  }

  @Test func sharesOfFewAreFew() {
    // 4 % of 50 people are 2; 20 % are 10.
    var definition = Self.definition
    definition.variables[1].perArea = false
    definition.counts = []
    var some = Fixtures.units([50, 50], [[1, 2], [4, 20]])
    some.withhold(below: 5, definition: definition)
    #expect(some.small?.variables == [nil, [true, false]])
    var all = Fixtures.units([50, 2], [[1, 2], [4, 20]])
    all.withhold(below: 1, definition: definition)
    #expect(all.small == nil && all.population.values == [50, 2])
  }
}
