import Core
import Testing

@testable import Incidents

@Suite struct RelativeChangeTests {
  private func change(
    _ a: Int, _ b: Int, _ c: Int, _ d: Int, people: (Double, Double) = (.nan, .nan), days: (Int, Int)? = nil
  ) throws -> RelativeChange {
    try RelativeChange(
      area: .init(before: a, after: b, population: people.0),
      control: .init(before: c, after: d, population: people.1),
      days: days.map { (before: $0.0, after: $0.1) }, name: "area", controlName: "control")
  }

  /// The two published comparisons.
  @Test func ratiosOfRatios() throws {
    let cases = [(68, 41, 233, 300, 0.468, 0.307, 0.715), (33, 30, 590, 470, 1.141, 0.686, 1.899)]
    for (a, b, c, d, ratio, low, high) in cases {
      let found = try change(a, b, c, d)
      let interval = try #require(found.interval)
      #expect(
        abs(found.ratio - ratio) < 0.0005 && abs(interval.low - low) < 0.0005 && abs(interval.high - high) < 0.0005)
    }
  }

  @Test func changesAndDifferences() throws {
    let found = try change(40, 30, 100, 120, people: (2000, 10_000))
    #expect(found.areaChange == -0.25 && abs(found.controlChange - 0.2) < 1e-15)
    #expect(found.countDifference == -30 && abs(found.ratio - 0.625) < 1e-15)
    // −10 per 2,000 is −5 per 1,000; +20 per 10,000 is +2 per 1,000.
    #expect(abs((found.rateDifference ?? 0) + 7) < 1e-12)
    #expect(try change(40, 30, 100, 120).rateDifference == nil)
  }

  /// Windows of 100 and 50 days: half as many events are as many a day.
  @Test func perDay() throws {
    let found = try change(40, 20, 100, 50, days: (100, 50))
    #expect(found.areaChange == 0 && found.controlChange == 0 && found.countDifference == 0 && found.ratio == 1)
  }

  @Test func baselinesThatAreMissing() throws {
    for (a, b, c, d) in [(0, 1, 1, 1), (1, 1, 0, 1), (1, 1, 1, 0)] {
      #expect(throws: Failure.self) { try change(a, b, c, d) }
    }
    let none = try change(5, 0, 10, 10)
    #expect(none.ratio == 0 && none.interval == nil && none.areaChange == -1)
  }
}
