import Testing

@testable import Incidents

@Suite struct RelativeChangeTests {
  private func change(
    _ a: Int, _ b: Int, _ c: Int, _ d: Int, people: (Double, Double) = (.nan, .nan), days: (Int, Int)? = nil
  ) -> RelativeChange {
    RelativeChange(
      area: .init(before: a, after: b, population: people.0),
      control: .init(before: c, after: d, population: people.1),
      days: days.map { (before: $0.0, after: $0.1) })
  }

  /// The two published comparisons.
  @Test func ratiosOfRatios() throws {
    let cases = [(68, 41, 233, 300, 0.468, 0.307, 0.715), (33, 30, 590, 470, 1.141, 0.686, 1.899)]
    for (a, b, c, d, ratio, low, high) in cases {
      let found = change(a, b, c, d)
      let (quotient, interval) = (try #require(found.ratio), try #require(found.interval))
      #expect(found.lacks.isEmpty)
      #expect(
        abs(quotient - ratio) < 0.0005 && abs(interval.low - low) < 0.0005 && abs(interval.high - high) < 0.0005)
    }
  }

  @Test func changesAndDifferences() throws {
    let found = change(40, 30, 100, 120, people: (2000, 10_000))
    let (controlChange, ratio) = (try #require(found.controlChange), try #require(found.ratio))
    #expect(found.areaChange == -0.25 && abs(controlChange - 0.2) < 1e-15)
    #expect(found.countDifference == -30 && abs(ratio - 0.625) < 1e-15)
    // −10 per 2,000 is −5 per 1,000; +20 per 10,000 is +2 per 1,000.
    #expect(abs((found.rateDifference ?? 0) + 7) < 1e-12)
    #expect(change(40, 30, 100, 120).rateDifference == nil)
  }

  /// Windows of 100 and 50 days: half as many events are as many a day.
  @Test func perDay() {
    let found = change(40, 20, 100, 50, days: (100, 50))
    #expect(found.areaChange == 0 && found.controlChange == 0 && found.countDifference == 0 && found.ratio == 1)
  }

  /// What the counts do not allow is nil, and the rest is there; what was lacking is said.
  @Test func countsOfNothing() {
    let cases:
      [(RelativeChange, lacks: [RelativeChange.Lack], area: Double?, control: Double?, ratio: Double?, Int)] = [
        (change(0, 5, 10, 20), [.areaBefore], nil, 1, nil, -5),
        (change(5, 0, 10, 10), [.areaAfter], -1, 0, 0, -5),
        (change(5, 10, 0, 10), [.controlBefore], 1, nil, nil, -5),
        (change(5, 10, 10, 0), [.controlAfter], 1, -1, nil, 15),
        (change(0, 0, 0, 0), RelativeChange.Lack.allCases, nil, nil, nil, 0),
      ]
    for (found, lacks, area, control, ratio, difference) in cases {
      #expect(found.lacks == lacks)
      #expect(found.areaChange == area && found.controlChange == control && found.ratio == ratio)
      #expect(found.interval == nil && found.countDifference == Double(difference))
    }
  }
}
