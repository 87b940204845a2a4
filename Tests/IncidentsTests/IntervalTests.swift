import Testing

@testable import Incidents

/// Intervals against published tables and against the definition they follow from.
@Suite struct IntervalTests {
  /// Garwood's limits for 95 %, as in the tables of Biometrika and of E. A. Haight (Handbook of the Poisson Distribution),
  /// here with all digits of χ² quantiles.
  static let garwood: [(count: Int, low: Double, high: Double)] = [
    (0, 0, 3.6888794541139354), (1, 0.025317807984289876, 5.571643390938898),
    (2, 0.24220927854396496, 7.22468766772396), (3, 0.6186721228956014, 8.767273069742323),
    (5, 1.6234863901184207, 11.66833207932267), (10, 4.7953886961324335, 18.39035604201778),
    (15, 8.395386132783315, 24.740218871485844), (16, 9.145382453641524, 25.98299759756094),
    (20, 12.216519585403944, 30.8883779026746), (50, 37.110963737461866, 65.91876666433681),
    (100, 81.36399125092314, 121.62679379242638), (1000, 938.9730184076952, 1063.952136016302),
    (12_345, 12_128.18090789908, 12_564.722206913333), (1_000_000, 998_040.9833402939, 1_001_961.9119454322),
  ]

  @Test func garwoodsTable() throws {
    for row in Self.garwood {
      let found = try #require(Interval.poisson(count: row.count))
      #expect(abs(found.low - row.low) <= 1e-12 * row.low, "\(row.count)")
      #expect(abs(found.high - row.high) <= 1e-12 * row.high, "\(row.count)")
    }
    #expect(Interval.poisson(count: -1) == nil)
  }

  /// The limits do what they are for: each tail has 2.5 %, summed here term by term.
  @Test func tailsHoldTwoAndAHalfPerCent() throws {
    for count in 1...60 {
      let found = try #require(Interval.poisson(count: count))
      #expect(abs(1 - cumulative(count - 1, found.low) - 0.025) < 1e-13)
      #expect(abs(cumulative(count, found.high) - 0.025) < 1e-13)
    }
  }

  /// Probability of `k` or fewer, by the recurrence of the terms from e⁻ᵐ on.
  private func cumulative(_ k: Int, _ mean: Double) -> Double {
    var term = 1.0
    var sum = term
    for i in stride(from: 1, through: k, by: 1) {
      term *= mean / Double(i)
      sum += term
    }
    return sum * PoissonTail.density(0, mean: mean)
  }

  @Test func limitsAscendWithTheCount() throws {
    var before = try #require(Interval.poisson(count: 0))
    for count in 1...3000 {
      let next = try #require(Interval.poisson(count: count))
      #expect(
        next.low > before.low && next.high > before.high && next.low < Double(count) && next.high > Double(count))
      before = next
    }
  }

  @Test func wilson() throws {
    let cases: [(count: Int, n: Int, low: Double, high: Double)] = [
      (0, 10, 0, 0.2775327998628892), (1, 10, 0.01787621309507289, 0.4041500267952385),
      (5, 10, 0.236593090512564, 0.763406909487436), (10, 10, 0.7224672001371106, 1),
      (22, 306, 0.047954946046122764, 0.1064513074061632), (83, 306, 0.22449190809857464, 0.32366410519653993),
      (119, 306, 0.3359675649744126, 0.4445653557689288),
    ]
    for row in cases {
      let found = try #require(Interval.wilson(count: row.count, of: row.n))
      #expect(abs(found.low - row.low) < 1e-14 && abs(found.high - row.high) < 1e-14, "\(row)")
    }
    #expect(Interval.wilson(count: 0, of: 0) == nil)
    #expect(Interval.wilson(count: 3, of: 2) == nil)
    // Complements mirror each other.
    for n in 1...40 {
      for k in 0...n {
        let (a, b) = (
          try #require(Interval.wilson(count: k, of: n)), try #require(Interval.wilson(count: n - k, of: n))
        )
        #expect(abs(a.low + b.high - 1) < 1e-15 && a.low <= Double(k) / Double(n) && Double(k) / Double(n) <= a.high)
      }
    }
  }
}
