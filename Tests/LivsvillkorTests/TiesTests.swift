import Columns
import TestSupport
import Testing

@testable import Livsvillkor

/// Indices that rounding cannot tell apart are one index, in percentile, class and rank alike.
@Suite struct TiesTests {
  /// Three variables with the same values in every order: six indices of zero, whose sums differ in their last bits.
  private let orders: [[Double]] = [
    [0.1, 0.1, 0.3, 0.3, 0.7, 0.7], [0.3, 0.7, 0.1, 0.7, 0.1, 0.3], [0.7, 0.3, 0.7, 0.1, 0.3, 0.1],
  ]

  private func definition(_ change: (inout Definition) -> Void = { _ in }) -> Definition {
    Fixtures.definition([3]) { definition in
      for i in definition.variables.indices { definition.variables[i].worse = .high }
      definition.minimumPopulation = 0
      change(&definition)
    }
  }

  @Test func sumsInAnotherOrderAreOneIndex() throws {
    for normalisation in [Normalisation.zscore, .minmax, .percentile, .rank] {
      let definition = definition { $0.normalise(normalisation) }
      let units = Fixtures.units([Double](repeating: 100, count: 6), orders)
      let result = try LivsvillkorIndex.compute(definition: definition, units: units, threads: 1)
      #expect(result.percentile == [50, 50, 50, 50, 50, 50])
      #expect(result.classes == [3, 3, 3, 3, 3, 3])
      #expect(Set(result.index).count == 1)
    }
  }

  @Test func farOriginsKeepTheirTies() throws {
    let units = Fixtures.units([Double](repeating: 10, count: 6), orders.map { $0.map { 300_000 + $0 } })
    let result = try LivsvillkorIndex.compute(definition: definition(), units: units, threads: 1)
    #expect(Set(result.percentile) == [50])
  }

  @Test func aFixedReferenceGivesTheSameClassesToTheLastBit() throws {
    var random = SeededRandom(16)
    let columns = (0..<3).map { _ in (0..<400).map { _ in Double(Int(random.unit() * 4)) / 10 } }
    for normalisation in [Normalisation.zscore, .percentile] {
      let definition = definition { $0.normalise(normalisation) }
      let units = Fixtures.units([Double](repeating: 0.1, count: 400), columns)
      let whole = try LivsvillkorIndex.compute(definition: definition, units: units, threads: 1)
      let again = try LivsvillkorIndex.compute(
        definition: definition, units: units, reference: whole.statistics.reference, threads: 2)
      #expect(again.classes == whole.classes)
      #expect(again.percentile == whole.percentile)
      // Equal to nine digits is equal: of 4³ combinations of tenths no two sums are nearer than that unless they are the same.
      let keys = Set(whole.index.map { ($0 * 1e9).rounded() })
      #expect(Set(whole.index).count == keys.count)
      #expect(Set(whole.percentile).count == keys.count)
    }
  }

  @Test func aBoundThatRoundingMissesIsOnTheIndex() throws {
    // Scores of 0, 0.1 … 1; a third of 0.9 comes out as 0.30000000000000004.
    let definition = definition {
      $0.normalise(.minmax)
      $0.classes = ClassRule(manual: [0.3], on: .index)
    }
    let units = Fixtures.units([10, 10, 10], [[0, 0.3, 1], [0, 0.1, 1], [0, 0.5, 1]])
    let result = try LivsvillkorIndex.compute(definition: definition, units: units, threads: 1)
    #expect(result.classes == [1, 2, 2])
  }

  @Test func weightsWithDecimalsMeetTheCuts() throws {
    // Each tenth of the people: percentiles 5, 15 …; two at 10 and 30 and so on when units are joined in pairs.
    let definition = Fixtures.definition([1]) {
      $0.minimumPopulation = 0
      $0.variables[0].worse = .high
    }
    let units = Fixtures.units([0.3, 0.1, 0.1, 0.1, 0.3, 0.1].map { $0 / 3 }, [[1, 2, 3, 4, 5, 6]])
    let result = try LivsvillkorIndex.compute(definition: definition, units: units, threads: 1)
    #expect(result.percentile.map { ($0 * 1e9).rounded() / 1e9 } == [15, 35, 45, 55, 75, 95])
    #expect(result.classes == [1, 2, 3, 3, 4, 5])
  }

  @Test func unitsWithoutGroundCountNowhere() throws {
    let definition = Fixtures.definition([1]) { $0.minimumPopulation = 0 }
    var units = Fixtures.units([10, 500, 10], [[1, 30, 3]])
    units.groundless = [1]
    let result = try LivsvillkorIndex.compute(definition: definition, units: units, threads: 1)
    let texts = result.status.map { result.statusCodes.texts[Int($0)] }
    #expect(texts == ["ok", "no_ground", "ok"])
    let numbers = try #require(result.statistics.reference["a"])
    #expect(numbers.mu == 2 && numbers.sigma == 1 && numbers.population == 20)
    #expect(result.statistics.indexedPopulation == 20)
    #expect(result.percentile[0] == 25 && result.percentile[1].isNaN && result.percentile[2] == 75)
  }
}

extension Definition {
  fileprivate mutating func normalise(_ normalisation: Normalisation) {
    self.normalisation = normalisation
    if normalisation != .zscore { clip = nil }
  }
}
