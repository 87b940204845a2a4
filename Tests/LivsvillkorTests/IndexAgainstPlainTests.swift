import Testing

@testable import Livsvillkor

@Suite struct IndexAgainstPlainTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var normalisation: Normalisation
    var group: Aggregation
    var index: Aggregation
    var missing: MissingRule
    var winsorise: Limits?
    var testDescription: String { "\(normalisation) \(group) \(index) \(missing) \(winsorise != nil)" }
  }

  static let cases: [Case] = {
    var list = [Case]()
    for normalisation in Normalisation.allCases {
      for missing in [MissingRule.refuse, .available, .atLeast(3)] {
        for winsorise in [nil, Limits(2, 95)] {
          list.append(
            Case(
              normalisation: normalisation, group: .arithmetic, index: .arithmetic, missing: missing,
              winsorise: winsorise))
          if normalisation == .zscore { continue }
          list.append(
            Case(
              normalisation: normalisation, group: .geometric, index: .arithmetic, missing: missing,
              winsorise: winsorise))
          list.append(
            Case(
              normalisation: normalisation, group: .arithmetic, index: .geometric, missing: missing,
              winsorise: winsorise))
        }
      }
    }
    return list
  }()

  @Test(arguments: cases) func equalsPlainLoops(_ item: Case) throws {
    let definition = Fixtures.definition([2, 1, 2]) {
      $0.normalisation = item.normalisation
      $0.clip = item.normalisation == .zscore ? Limits(-1.5, 2) : nil
      $0.winsorise = item.winsorise
      $0.missing = item.missing
      $0.indexAggregation = item.index
      for place in $0.groups.indices { $0.groups[place].aggregation = item.group }
      $0.variables[0].weight = 2.5
      $0.groups[2].weight = 0.5
    }
    let (population, values) = Fixtures.random(rows: 250, variables: 5, nulls: 0.08, seed: 42)
    let plain = PlainIndex(definition, population: population, values: values)
    let result = try LivsvillkorIndex.compute(
      definition: definition, units: Fixtures.units(population, values), threads: 2)
    for place in values.indices {
      #expect(largestDifference(result.scores[place].numbers, plain.scores[place]) < 1e-10)
    }
    for place in plain.groups.indices {
      #expect(largestDifference(result.groups[place], plain.groups[place]) < 1e-10)
    }
    #expect(largestDifference(result.index, plain.index) < 1e-10)
    // Ranks by the computed index: two indexes that differ by rounding alone could swap places in the plain one.
    let own = PlainIndex.ranks(result.index, population)
    #expect(largestDifference(result.percentile, own) < 1e-10)
    for row in result.index.indices where !result.index[row].isNaN {
      #expect(Int(result.classes[row]) == min(5, Int(result.percentile[row] / 20) + 1))
    }
  }

  /// Infinite when one has a value where the other has none.
  private func largestDifference(_ a: [Double], _ b: [Double]) -> Double {
    var largest = a.count == b.count ? 0 : Double.infinity
    for (x, y) in zip(a, b) {
      if x.isNaN != y.isNaN { return .infinity }
      if !x.isNaN { largest = max(largest, abs(x - y)) }
    }
    return largest
  }
}
