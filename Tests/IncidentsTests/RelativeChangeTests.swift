import Foundation
import TestSupport
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

  private func alone(_ a: Int, _ b: Int, days: (Int, Int)? = nil) -> RelativeChange {
    RelativeChange(
      area: .init(before: a, after: b), control: nil, days: days.map { (before: $0.0, after: $0.1) })
  }

  private func isNear(_ a: Double?, _ b: Double, _ tolerance: Double = 1e-9) -> Bool {
    guard let a else { return false }
    return a == b || abs(a - b) <= tolerance * max(abs(b), 1e-300)
  }

  /// 233 became 300 where 590 became 470: 185.6 were to be expected.
  @Test func expectedAndExcess() {
    let found = change(233, 300, 590, 470, people: (2000, .nan))
    #expect(isNear(found.expected, 185.610_169_491_5) && isNear(found.excess, 114.389_830_508_5))
    #expect(isNear(found.ratio, 1.616_290_749_703_2) && !found.isLowCount && found.lacks.isEmpty)
    #expect(isNear(found.excessPer1000, 57.194_915_254_2))
    #expect(change(30, 30, 590, 470).expected.map { ($0 * 10).rounded() } == 239)
  }

  /// statsmodels: `GLM([a, b, c, d], [1, area, after, area × after], Poisson())`, the last parameter, its interval and p.
  @Test func logNormalIsAPoissonRegression() {
    for (a, b, c, d, ratio, low, high, p) in [
      (68, 41, 233, 300, 0.4682843137254875, 0.30656420647676325, 0.7153157278260809, 0.00044819058280267353),
      (33, 30, 590, 470, 1.141199226305623, 0.6859304698998916, 1.898640942879564, 0.6110820175328949),
      (590, 470, 233, 300, 0.6187005649717499, 0.5016570327791766, 0.7630519739267011, 7.207171552243979e-06),
    ] {
      let found = change(a, b, c, d)
      #expect(found.method == .logNormal && isNear(found.ratio, ratio) && isNear(found.p, p))
      #expect(isNear(found.interval?.low, low) && isNear(found.interval?.high, high))
    }
  }

  /// scipy: `beta.ppf` as odds without a control, `contingency.odds_ratio(kind="conditional")` with one (whose own root finding
  /// is good to 1e-8 or so).
  @Test func exactBelowTwenty() {
    for (a, b, low, high) in [
      (13, 25, 0.947318206793599, 4.093488616379005), (7, 11, 0.5563020414502141, 4.7808194850116905),
      (19, 3, 0.029925357872051476, 0.5363864647829014), (0, 5, 0.9163558573154597, .infinity),
      (5, 0, 0, 1.0912791051825463),
    ] {
      let found = alone(a, b)
      #expect(found.method == .exact && found.isLowCount)
      #expect(
        isNear(found.areaInterval.map { $0.low + 1 }, low) && isNear(found.areaInterval.map { $0.high + 1 }, high))
    }
    for (a, b, c, d, low, high) in [
      (3, 6, 272, 234, 0.489322175363491, 14.499534061765319), (5, 0, 10, 12, 0, 1.187505235362456),
      (0, 5, 10, 12, 0.5893636398597059, .infinity), (5, 8, 0, 4, 0, 3.6306240525874482),
      (5, 8, 4, 0, 0.6912619555498852, .infinity), (13, 25, 700, 650, 1.00966759006856, 4.445675597738918),
    ] {
      let found = change(a, b, c, d)
      #expect(found.method == .exact)
      #expect(isNear(found.interval?.low, low, 1e-7) && isNear(found.interval?.high, high, 1e-7))
    }
    #expect(isNear(alone(7, 11).p, 0.480682373046875) && isNear(alone(19, 3).p, 0.0008554458618164062))
    #expect(isNear(alone(0, 5).p, 0.0625) && isNear(alone(5, 0).p, 0.0625))
  }

  /// Random tables against plain sums of all terms, by logarithms of factorials: at each limit the tail is 2.5 %, and p is twice
  /// the smaller tail at odds of 1.
  @Test func exactAgainstPlainSums() {
    var random = SeededRandom(11)
    var logFactorial = [0.0]
    for k in 1...2000 { logFactorial.append(logFactorial[k - 1] + log(Double(k))) }
    func choose(_ n: Int, _ k: Int) -> Double { logFactorial[n] - logFactorial[k] - logFactorial[n - k] }
    for _ in 0..<200 {
      func count() -> Int {
        random.below(2) == 0
          ? random.below(25) : random.below(401)
      }
      let (a, b, c, d) = (random.below(20), count(), count(), count())
      let support = max(0, b + d - c - d)...min(a + b, b + d)
      let found = change(a, b, c, d)
      if support.count == 1 {
        #expect(found.interval == nil && found.p == nil)
        continue
      }
      func tails(_ odds: Double) -> (atLeast: Double, atMost: Double) {
        let logs = support.map { choose(a + b, $0) + choose(c + d, b + d - $0) + Double($0) * log(odds) }
        let top = logs.max() ?? 0
        let terms = logs.map { exp($0 - top) }
        let x = b - support.lowerBound
        let sum = terms.reduce(0, +)
        return (terms[x...].reduce(0, +) / sum, terms[...x].reduce(0, +) / sum)
      }
      let interval = found.interval ?? Interval(low: .nan, high: .nan)
      #expect(
        (interval.low == 0) == (b == support.lowerBound) && interval.high.isInfinite == (b == support.upperBound))
      if interval.low > 0 { #expect(isNear(tails(interval.low).atLeast, 0.025)) }
      if interval.high.isFinite { #expect(isNear(tails(interval.high).atMost, 0.025)) }
      let even = tails(1)
      #expect(isNear(found.p, min(1, 2 * min(even.atLeast, even.atMost))))
      // A p below 5 % and an interval that leaves 1 out are the same thing.
      #expect(((found.p ?? 1) < 0.05) == !(interval.low <= 1 && 1 <= interval.high))
    }
  }

  /// Counts beyond all bounds end, and the exact interval of a small count beside large ones is near the log-normal one's place.
  @Test func largeCounts() {
    let huge = 900_000_000_000_000
    for found in [
      change(5, huge, huge, huge), change(huge, 5, huge, huge), change(5, 7, huge, huge), change(huge, 0, 1, huge),
    ] {
      #expect(found.interval != nil && found.p.map { 0...1 ~= $0 } == true)
    }
    // With a control that is known for certain, the ratio's interval is that of the change.
    let (near, own) = (change(13, 25, huge, huge).interval, alone(13, 25).areaInterval)
    #expect(isNear(near?.low, (own?.low ?? 0) + 1, 1e-6) && isNear(near?.high, (own?.high ?? 0) + 1, 1e-6))
  }

  @Test func changesAndDifferences() throws {
    let found = change(40, 30, 100, 120, people: (2000, 10_000))
    let (controlChange, ratio) = (try #require(found.controlChange), try #require(found.ratio))
    #expect(found.areaChange == -0.25 && abs(controlChange - 0.2) < 1e-15 && abs(ratio - 0.625) < 1e-15)
    // −10 per 2,000 is −5 per 1,000; +20 per 10,000 is +2 per 1,000.
    #expect(abs((found.rateDifference ?? 0) + 7) < 1e-12)
    #expect(change(40, 30, 100, 120).rateDifference == nil && change(40, 30, 100, 120).excessPer1000 == nil)
  }

  /// Windows of 100 and 50 days: half as many events are as many a day, and so in intervals and p.
  @Test func perDay() {
    let found = change(40, 20, 100, 50, days: (100, 50))
    #expect(found.areaChange == 0 && found.controlChange == 0 && found.ratio == 1 && found.p == 1)
    #expect(found.expected == 20 && found.excess == 0)
    for (a, b) in [(13, 25), (40, 60)] {
      let (daily, plain) = (alone(a, b, days: (100, 50)), alone(a, b))
      #expect(isNear(daily.areaInterval.map { $0.low + 1 }, 2 * ((plain.areaInterval?.low ?? 0) + 1), 1e-12))
      #expect((daily.p ?? 1) < (plain.p ?? 0))
    }
    #expect(alone(40, 20, days: (100, 50)).p == 1)
  }

  /// What the counts do not allow is nil, and the rest is there; what was lacking is said.
  @Test func countsOfNothing() {
    let cases:
      [(RelativeChange, lacks: [RelativeChange.Lack], area: Double?, control: Double?, ratio: Double?, Double?)] =
        [
          (change(0, 5, 10, 20), [.areaBefore], nil, 1, nil, 0), (change(5, 0, 10, 10), [], -1, 0, 0, 5),
          (change(5, 10, 0, 10), [.controlBefore], 1, nil, nil, nil),
          (change(5, 10, 10, 0), [.controlAfter], 1, -1, nil, 0),
          (change(0, 0, 0, 0), RelativeChange.Lack.allCases, nil, nil, nil, nil),
        ]
    for (found, lacks, area, control, ratio, expected) in cases {
      #expect(found.lacks == lacks && found.isLowCount)
      #expect(found.areaChange == area && found.controlChange == control && found.ratio == ratio)
      #expect(found.expected == expected)
    }
    #expect(
      change(0, 0, 0, 0).interval == nil && change(0, 0, 0, 0).areaInterval == nil && change(0, 0, 0, 0).p == nil)
  }
}
