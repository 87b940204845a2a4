import Definitions
import Core
import Foundation
import Statistics
import TestSupport
import Testing

@testable import Livsvillkor

@Suite struct ReferenceTests {
  private struct Wrapped: Encodable {
    var run = ["version": "x"]
    var reference: ReferenceStatistics
  }

  private func roundTrip(_ reference: ReferenceStatistics) throws -> ReferenceStatistics {
    try ReferenceFile.read(json: JSONEncoder().encode(Wrapped(reference: reference)), file: "s.json").statistics
  }

  private func bits(_ column: [Double]) -> [UInt64] { column.map { $0.isNaN ? 0 : $0.bitPattern } }

  @Test(arguments: Normalisation.allCases) func aPartGetsTheWholesFigures(_ normalisation: Normalisation) throws {
    let definition = Fixtures.definition([2, 1]) {
      $0.normalisation = normalisation
      if normalisation != .zscore { $0.clip = nil }
      $0.winsorise = Limits(1, 98)
      $0.classes = ClassRule(.jenks, count: 4)
    }
    let (population, values) = Fixtures.random(rows: 3000, variables: 3, nulls: 0.05, seed: 77)
    let whole = try LivsvillkorIndex.compute(
      definition: definition, units: Fixtures.units(population, values), threads: 2)
    let rows = Array(population.indices).filter { $0 % 17 == 3 }
    let part = try LivsvillkorIndex.compute(
      definition: definition,
      units: Fixtures.units(rows.map { population[$0] }, values.map { column in rows.map { column[$0] } }),
      reference: roundTrip(whole.statistics.reference), threads: 2)
    #expect(bits(part.index) == bits(rows.map { whole.index[$0] }))
    #expect(bits(part.percentile) == bits(rows.map { whole.percentile[$0] }))
    #expect(part.classes == rows.map { whole.classes[$0] })
    #expect(part.status == rows.map { whole.status[$0] })
    // The reference is passed on, so a part of a part compares too.
    #expect(part.statistics.reference == whole.statistics.reference)
    #expect(part.statistics.referenceIsFixed)
    #expect(part.statistics.classes.map(\.index) == whole.statistics.classes.map(\.index))
  }

  @Test func aFixedReferenceTakesConstantsAndNewExtremes() throws {
    let definition = Fixtures.definition([1])
    let whole = try LivsvillkorIndex.compute(
      definition: definition, units: Fixtures.units([100, 100, 100, 100, 100], [[1, 2, 3, 4, 5]]), threads: 1)
    let other = try LivsvillkorIndex.compute(
      definition: definition, units: Fixtures.units([100, 100], [[-50, -50]]), reference: whole.statistics.reference,
      threads: 1)
    #expect(other.percentile == [0, 0] && other.classes == [1, 1] && other.index == [-3, -3])
    let high = try LivsvillkorIndex.compute(
      definition: definition, units: Fixtures.units([100], [[90]]), reference: whole.statistics.reference, threads: 1)
    #expect(high.percentile == [100] && high.classes == [5])
  }

  @Test func beyondTheLimitRanksAreInterpolated() throws {
    var random = SeededRandom(3)
    let values = (0..<60_000).map { _ in random.unit() * random.unit() }
    let distribution = WeightedDistribution(values: values, weights: values.map { _ in 1 + random.unit() * 50 })
    let table = RankTable(distribution)
    #expect(!table.isExact)
    let read = try JSONDecoder().decode(RankTable.self, from: JSONEncoder().encode(table))
    #expect(read == table)
    var last = -1.0
    for value in distribution.values {
      let (exact, near) = (distribution.percentile(of: value), table.percentile(of: value))
      #expect(abs(exact - near) < 0.011)
      #expect(near >= last)
      last = near
    }
    #expect(table.percentile(of: -1) == 0 && table.percentile(of: 2) == 100)
  }

  @Test func anotherDefinitionsReferenceIsRefused() throws {
    let definition = Fixtures.definition([2, 1])
    let units = Fixtures.units([30, 40, 50], [[1, 2, 3], [3, 1, 2], [5, 6, 8]])
    let reference = try LivsvillkorIndex.compute(definition: definition, units: units, threads: 1).statistics
      .reference
    func message(_ change: (inout Definition) -> Void) -> String? {
      let other = Fixtures.definition([2, 1], change: change)
      return TestSupport.failure { _ = try reference.matched(to: other, file: "s.json") }?.message
    }
    #expect(message { _ in } == nil)
    #expect(message { $0.minimumPopulation = 5 } == nil)
    #expect(message { $0.variables.reverse() } == nil)
    #expect(message { $0.variables[0].weight = 2 }?.contains("the weight of a is 2.0, in the reference 1.0") == true)
    #expect(
      message { $0.variables[2].name = "d" }?.contains("the reference lacks d; the reference also has c") == true)
    #expect(message { $0.clip = nil }?.contains("clip is none") == true)
    #expect(message { $0.classes.count = 7 }?.contains("the class rule is quantile, 7") == true)
    #expect(message { $0.missing = .available }?.contains("missing") == true)
    #expect(message { $0.variables[1].worse = .high }?.contains("the worse end of b") == true)
    #expect(message { $0.groups[0].weight = 3 }?.contains("the weight of group1") == true)
    var broken = reference
    broken.variables[0].sigma = 0
    #expect(TestSupport.failure { _ = try broken.matched(to: definition) }?.field == "reference.variables.a")
    broken = reference
    broken.classBounds = [1]
    #expect(TestSupport.failure { _ = try broken.matched(to: definition) }?.field == "reference.class_bounds")
  }

  @Test func filesThatAreNoStatistics() throws {
    func failure(_ json: String) -> Failure? {
      TestSupport.failure { _ = try ReferenceFile.read(json: Data(json.utf8), file: "s.json") }
    }
    #expect(failure("{")?.message == "not readable as JSON")
    #expect(failure("[]")?.kind == .badData)
    #expect(failure("{\"areas\": []}")?.field == "reference")
    #expect(failure("{\"reference\": {\"definition\": 3}}")?.field == "reference.definition")
    #expect(failure("")?.file == "s.json")
    #expect(TestSupport.failure { _ = try ReferenceFile.read(path: "no/such.json") }?.kind == .noInput)
  }

  @Test func statisticsAreEncodedUnderTheContractsKeys() throws {
    let definition = Fixtures.definition([1, 1]) { $0.leftOut = [Definition.LeftOut("x", reason: "not there")] }
    let result = try LivsvillkorIndex.compute(
      definition: definition, units: Fixtures.units([30, 40, 5], [[1, 2, 3], [7, 7.5, 9]]), threads: 1)
    let object = try JSONSerialization.jsonObject(with: JSONEncoder().encode(result.statistics))
    let json = try #require(object as? [String: Any])
    #expect(json["units"] as? Int == 3 && json["indexed"] as? Int == 2)
    #expect(json["by_status"] as? [String: Int] == ["ok": 2, "too_few_people": 1])
    let reference = try #require(json["reference"] as? [String: Any])
    let variables = try #require(reference["variables"] as? [String: [String: Any]])
    #expect((variables["a"]?["mu"] as? Double).map { abs($0 - 110.0 / 70) < 1e-15 } == true)
    #expect((json["classes"] as? [[String: Any]])?.count == 5)
    #expect((json["classes"] as? [[String: Any]])?[0]["bounds"] is [String: Any])
    #expect(((json["correlations"] as? [String: Any])?["matrix"] as? [[Double]])?[0][0] == 1)
    #expect((json["left_out"] as? [[String: String]]) == [["variable": "x", "reason": "not there"]])
  }
}
