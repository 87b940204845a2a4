import Columns
import TestSupport
import Testing

@testable import Incidents

@Suite struct RateTests {
  /// As many decimals as the interval needs: never "0,0 (0,0–0,0)".
  @Test(arguments: [
    (0.4, 5.5, 1), (40.1, 46.4, 1), (20, 77, 1), (1100, 1390, 0), (0.005, 0.061, 3), (0, 2.3, 1), (0, 0.00037, 5),
    (0.0253, 5.57, 2), (0.1, 0.3, 2), (Double.nan, .nan, 1), (2, 2, 1),
  ])
  func decimalsFollowTheInterval(low: Double, high: Double, decimals: Int) {
    #expect(RateDecimals.of(low: low, high: high) == decimals)
  }

  /// Whatever the rate, its text has a digit other than 0, and so has the lower limit of one event or more.
  @Test func noRateIsShownAsNothing() {
    var dice = SeededRandom(3)
    for _ in 0..<500 {
      let count = Int.random(in: 1...400, using: &dice)
      let people = Double.random(in: 1...20_000_000, using: &dice)
      let limits = Interval.poisson(count: count)?.scaled(by: 1000 / people) ?? Interval(low: 0, high: 0)
      let decimals = RateDecimals.of(low: limits.low, high: limits.high)
      var unit = 0.5
      for _ in 0..<decimals { unit /= 10 }
      #expect(limits.low >= unit && 1000 * Double(count) / people >= unit, "\(count) of \(people)")
      // And no more: a decimal less would show the interval by one digit, or its limit as 0.
      if decimals > 1 { #expect(limits.high - limits.low < 200 * unit || limits.low < 20 * unit) }
    }
  }

  /// Values of scipy's gamma in the formula of Fay and Feuer.
  @Test(arguments: [
    ([3], [1600.0], 0.001875, 0.00038667007680975076, 0.005479545668588952),
    ([3, 12, 0], [500, 4000, 250], 0.003, 0.0011402239169716183, 0.008475155709212322),
    ([0, 0], [100, 400], 0, 0, 0.018444397270569676),
    ([120, 7, 33], [90_000, 1200, 45_000], 0.002633333333333333, 0.0013924510672706837, 0.004646407393156863),
    ([1, 0, 25_000], [3, 9, 100_000], 0.19444444444444442, 0.04100183705456506, 0.6817521451438682),
  ])
  func meansOfAreasRates(counts: [Int], people: [Double], mean: Double, low: Double, high: Double) throws {
    let found = try #require(MeanRate(counts: counts, populations: people))
    #expect(found.areas == counts.count && abs(found.perPerson - mean) < 1e-15)
    #expect(abs(found.interval.low - low) <= 1e-12 * low && abs(found.interval.high - high) <= 1e-12 * high)
  }

  /// Of a whole shape the quantile is Garwood's limit.
  @Test func gammaQuantilesAreThoseOfCounts() throws {
    for count in [1, 2, 15, 16, 17, 400, 30_000] {
      let limits = try #require(Interval.poisson(count: count))
      #expect(abs(GammaQuantile.below(0.025, shape: Double(count)) / limits.low - 1) < 1e-12, "\(count)")
      #expect(abs(GammaQuantile.below(0.975, shape: Double(count + 1)) / limits.high - 1) < 1e-12, "\(count)")
    }
    for shape in stride(from: 1.05, to: 300, by: 7.3) {
      for share in [0.025, 0.975] {
        let x = GammaQuantile.below(share, shape: shape)
        #expect(abs(GammaQuantile.probability(below: x, shape: shape) - share) < 1e-13, "\(shape)")
      }
    }
  }

  @Test func areasWithoutARateAreNotInTheMean() throws {
    let some = try #require(MeanRate(counts: [3, 9, 4], populations: [1600, 0, .nan]))
    #expect(some == MeanRate(counts: [3], populations: [1600]) && some.areas == 1)
    // One area: Garwood's interval. Areas of equal size: the pooled rate and its interval.
    let limits = try #require(Interval.poisson(count: 3))
    #expect(
      abs(some.interval.low * 1600 - limits.low) < 1e-12 && abs(some.interval.high * 1600 - limits.high) < 1e-12)
    let equal = try #require(MeanRate(counts: [3, 9], populations: [500, 500]))
    let pooled = try #require(Interval.poisson(count: 12)?.scaled(by: 1.0 / 1000))
    #expect(abs(equal.perPerson - 0.012) < 1e-15 && abs(equal.interval.low / pooled.low - 1) < 1e-12)
    #expect(MeanRate(counts: [3], populations: [0]) == nil && MeanRate(counts: [], populations: []) == nil)
  }

  /// Every null has its reason.
  @Test func reasons() {
    func figures(
      population: Double = 10, areaKm2: Double = 1, events: Int = 5, country: Double = 100, isCounted: Bool = true
    ) -> IncidentFigures {
      var figures = IncidentFigures(
        count: IncidentCount(inside: 0), population: population, areaKm2: areaKm2, planarKm2: areaKm2,
        base: IncidentFigures.Base(events: events, countryKm2: 1000, countryPopulation: country))
      figures.isCounted = isCounted
      return figures
    }
    #expect(figures().status == "ok" && figures().ratePer1000 == 0)
    #expect(figures(population: .nan).status == "no_population" && figures(population: 0).status == "zero_population")
    #expect(figures(population: -3).status == "negative_population" && figures(population: -3).ratePer1000 == nil)
    #expect(figures(country: .nan).status == "no_country_population")
    #expect(figures(areaKm2: .nan).status == "no_ground" && figures(areaKm2: 0).status == "zero_ground")
    #expect(figures(population: .nan, events: 0).status == "no_events,no_population")
    let missing = figures(isCounted: false)
    #expect(
      missing.status == "no_count" && missing.share == nil && missing.ratePer1000 == nil && missing.perKm2 == nil)
    #expect(missing.shareInterval == nil && missing.ratePer1000Interval == nil && !missing.isLowCount)
    #expect(CountedFigures(missing).perKm2Interval == nil && CountedFigures(missing).rateInterval == nil)
  }
}
