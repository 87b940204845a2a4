import Columns
import Statistics
import TestSupport
import Testing

@testable import Livsvillkor

@Suite struct IndexPropertyTests {
  private let definition = Fixtures.definition([2, 2])
  private let table = Fixtures.random(rows: 70_000, variables: 4, nulls: 0.03, seed: 9)

  private func compute(_ population: [Double], _ values: [[Double]], threads: Int = 2) throws -> IndexResult {
    try LivsvillkorIndex.compute(definition: definition, units: Fixtures.units(population, values), threads: threads)
  }

  /// Bits, so that NaN equals NaN.
  private func bits(_ column: [Double]) -> [UInt64] { column.map { $0.isNaN ? 0 : $0.bitPattern } }

  @Test func sameBitsForAnyNumberOfThreads() throws {
    let one = try compute(table.population, table.values, threads: 1)
    for threads in [2, 5] {
      let many = try compute(table.population, table.values, threads: threads)
      #expect(bits(one.index) == bits(many.index))
      #expect(bits(one.percentile) == bits(many.percentile))
      #expect(one.classes == many.classes && one.status == many.status)
      #expect(one.statistics == many.statistics)
    }
  }

  @Test func rowOrderMattersOnlyWithinRounding() throws {
    var random = SeededRandom(4)
    let order = Array(table.population.indices).shuffled(using: &random)
    let straight = try compute(table.population, table.values)
    let mixed = try compute(
      order.map { table.population[$0] }, table.values.map { column in order.map { column[$0] } })
    for (place, row) in order.enumerated() {
      let (a, b) = (straight.index[row], mixed.index[place])
      #expect(a.isNaN == b.isNaN && (a.isNaN || abs(a - b) < 1e-12))
      #expect(straight.status[row] == mixed.status[place])
    }
    let (a, b) = (straight.statistics.reference, mixed.statistics.reference)
    for (x, y) in zip(a.variables, b.variables) {
      #expect(abs(x.mu / y.mu - 1) < 1e-12 && abs(x.sigma / y.sigma - 1) < 1e-12)
    }
  }

  @Test func scaleAndOriginOfAVariableDoNotMatter() throws {
    let straight = try compute(table.population, table.values)
    var changed = table.values
    changed[0] = changed[0].map { $0 * 1234.5 }
    changed[1] = changed[1].map { $0 + 10_000 }
    let other = try compute(table.population, changed)
    for row in straight.index.indices where !straight.index[row].isNaN {
      #expect(abs(straight.index[row] - other.index[row]) < 1e-9)
    }
  }

  @Test func classesOfEqualPopulationAreNearlyEqual() throws {
    let classes = try compute(table.population, table.values).statistics.classes
    let total = classes.reduce(0) { $0 + $1.population }
    for item in classes { #expect(abs(item.population / total - 0.2) < 0.001) }
  }

  @Test func everyClassMethodCutsAsItSays() throws {
    let (population, values) = Fixtures.random(rows: 900, variables: 1, nulls: 0, seed: 8)
    func run(_ rule: ClassRule) throws -> IndexResult {
      let definition = Fixtures.definition([1]) {
        $0.classes = rule; $0.clip = nil
      }
      return try LivsvillkorIndex.compute(
        definition: definition, units: Fixtures.units(population, values), threads: 1)
    }
    let equal = try run(ClassRule(.equal, count: 4))
    let (low, high) = (equal.index.filter { !$0.isNaN }.min() ?? 0, equal.index.filter { !$0.isNaN }.max() ?? 0)
    #expect(equal.statistics.reference.classBounds.last == low + (high - low) * 0.75)
    #expect(equal.classes.max() == 4)
    // The index of one variable is its z-score: mean 0, deviation 1.
    let sd = try run(ClassRule(.standardDeviation, count: 5)).statistics.reference.classBounds
    for (bound, expected) in zip(sd, [-1.5, -0.5, 0.5, 1.5]) { #expect(abs(bound - expected) < 1e-12) }
    let manual = try run(ClassRule(manual: [-1, 0, 2], on: .index))
    #expect(manual.statistics.reference.classBounds == [-1, 0, 2])
    #expect(manual.statistics.classes.count == 4)
    let percent = try run(ClassRule(manual: [50, 90], on: .percentile))
    for row in percent.index.indices where !percent.index[row].isNaN {
      let p = percent.percentile[row]
      #expect(percent.classes[row] == (p >= 90 ? 3 : p >= 50 ? 2 : 1))
    }
    let jenks = try run(ClassRule(.jenks, count: 3))
    #expect(jenks.statistics.classes.allSatisfy { $0.units > 0 })
    #expect(
      jenks.statistics.classes.map(\.percentile.from)
        == jenks.statistics.classes.indices.map {
          $0 == 0 ? 0 : jenks.statistics.reference.index.percentBelow(jenks.statistics.reference.classBounds[$0 - 1])
        })
    let ten = try run(ClassRule(.quantile, count: 10))
    #expect(ten.statistics.classes.map(\.number) == Array(1...10))
  }
}
