import Columns
import Testing

@testable import Livsvillkor

@Suite struct HandSizedIndexTests {
  @Test func fourUnitsByHand() throws {
    // a: mean 2.5, deviation sqrt(1.25); b the same but worse when low, in a group of its own.
    let definition = Fixtures.definition([1, 1])
    let units = Fixtures.units([100, 100, 100, 100], [[1, 2, 3, 4], [40, 30, 10, 20]])
    let result = try LivsvillkorIndex.compute(definition: definition, units: units, threads: 1)
    let s = 1.25.squareRoot()
    #expect(result.scores[0].numbers == [-1.5 / s, -0.5 / s, 0.5 / s, 1.5 / s])
    #expect(result.scores[1].numbers == [-1.5 / s, -0.5 / s, 1.5 / s, 0.5 / s])
    #expect(result.index == [-1.5 / s, -0.5 / s, 1 / s, 1 / s])
    #expect(result.percentile == [12.5, 37.5, 75, 75])
    #expect(result.classes == [1, 2, 4, 4])
    #expect(result.status == [0, 0, 0, 0])
    let numbers = try #require(result.statistics.reference["a"])
    #expect(numbers.mu == 2.5 && numbers.sigma == s)
    #expect(result.statistics.correlations.matrix[0][1] == -0.8)
    #expect(result.statistics.classes.map(\.units) == [1, 1, 0, 2, 0])
    #expect(result.statistics.classes.map(\.population) == [100, 100, 0, 200, 0])
    #expect(result.statistics.classes.map(\.percentile.to) == [20, 40, 60, 80, 100])
  }

  @Test func aCutGoesToTheHigherClass() throws {
    // Ten equal units: percentiles 5, 15, … 95; with eleven values of weights so that one lies on 20 exactly.
    let definition = Fixtures.definition([1]) { $0.minimumPopulation = 1 }
    let units = Fixtures.units([15, 10, 75], [[1, 2, 3]])
    let result = try LivsvillkorIndex.compute(definition: definition, units: units, threads: 1)
    #expect(result.percentile == [7.5, 20, 62.5])
    #expect(result.classes == [1, 2, 4])
  }

  @Test func everyStatusHasItsUnit() throws {
    let definition = Fixtures.definition([1, 1])
    var units = Fixtures.units(
      [50, 19, .nan, .nan, 20, 50, 50], [[1, 2, 3, 4, 5, .nan, 7], [3, 1, 1, 1, 9, .nan, .nan]])
    units.population.suppressed = [false, false, false, true, false, false, false]
    units.measures[1] = .value(
      NumberColumn([3, 1, 1, 1, 9, .nan, .nan], suppressed: [false, false, false, false, false, true, true]))
    let result = try LivsvillkorIndex.compute(definition: definition, units: units, threads: 1)
    let texts = result.statusTexts.texts
    #expect(
      texts == [
        "ok", "too_few_people", "missing:population", "suppressed:population", "ok", "missing:a", "suppressed:b",
      ])
    #expect(result.statistics.byStatus.map(\.status).first == "ok")
    #expect(result.statistics.byStatus.map(\.units).reduce(0, +) == 7)
    #expect(result.statistics.units == 7 && result.statistics.indexed == 2)
    // A unit counts in a mean for what it has: b of rows 1 and 5, a of rows 1, 5 and 7.
    #expect(result.statistics.reference["a"]?.units == 3)
    #expect(result.statistics.reference["b"]?.units == 2)
    // Below the minimum the value is given, the score is not; suppressed stays suppressed in the output.
    #expect(result.values[0].values[1] == 2 && result.scores[0].numbers[1].isNaN)
    #expect(result.values[1].isSuppressed(6) && !result.values[0].isSuppressed(5))
    #expect(result.classes[6] == 0 && result.percentile[6].isNaN)
  }

  @Test func ratiosAndDensities() throws {
    var definition = Fixtures.definition([1, 1])
    definition.variables[1].perArea = true
    let units = Units(
      population: NumberColumn([30, 30, 30, 30]),
      measures: [
        .ratio(numerator: NumberColumn([1, 2, 3, 0]), denominator: NumberColumn([4, 4, 0, 5])),
        .value(NumberColumn([10, 10, 10, 0])),
      ],
      // A 250 m square, a 1 km square, and a coarse square with half of it left.
      areaSquareMetres: [62_500, 1_000_000, 500_000, 62_500])
    let result = try LivsvillkorIndex.compute(definition: definition, units: units, threads: 1)
    #expect(result.values[0].values[0] == 0.25 && result.values[0].values[1] == 0.5)
    #expect(result.values[0].values[2].isNaN && result.values[0].values[3] == 0)
    #expect(result.values[1].values == [10, 0.625, 1.25, 0])
    #expect(result.statusTexts.texts[2] == "missing:a")
  }

  @Test func weightsAreKeyedByNameAndLevel() throws {
    var definition = Fixtures.definition([2, 1]) {
      $0.normalisation = .minmax; $0.clip = nil
    }
    definition.variables[0].weight = 3
    definition.groups[1].weight = 2
    let units = Fixtures.units([20, 20], [[0, 1], [0, 1], [0, 1]])
    let result = try LivsvillkorIndex.compute(definition: definition, units: units, threads: 1)
    // Unit 2: a = 1 (weight 3), b = 0 (worse low), c = 1: group1 = 0.75, group2 = 1, index = (0.75 + 2)/3.
    #expect(result.groups[0] == [0.25, 0.75])
    #expect(result.groups[1] == [0, 1])
    #expect(result.index[1] == 2.75 / 3)
  }

  @Test func theOutputsFieldsAreThoseOfTheContract() throws {
    let definition = Fixtures.definition([1]) {
      $0.counts = [Definition.Count("unga_16_19_antal", columns: [ColumnReference("x")])]
    }
    var units = Fixtures.units([20, 30, 10], [[1, 2, 3]])
    units.counts = [NumberColumn([4, 5, 6])]
    let result = try LivsvillkorIndex.compute(definition: definition, units: units, threads: 1)
    var table = Table()
    table.add("desokod", texts: TextColumn(["x", "y", "z"]))
    result.addFields(to: &table)
    #expect(
      table.fields.map(\.name) == [
        "desokod", "population", "a", "a_z", "group1", "index", "percentile", "class", "status", "unga_0_15_antal",
        "unga_16_19_antal",
      ])
    #expect(table.column("unga_16_19_antal") == .numbers(NumberColumn([4, 5, 6])))
    #expect(table.column("class") == .numbers(NumberColumn([2, 4, .nan])))
  }
}
