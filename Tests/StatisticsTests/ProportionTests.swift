import Statistics
import Testing

/// Shares against statsmodels 0.14: `proportion_confint(method="wilson")`, `proportions_ztest` and
/// `confint_proportions_2indep(method="newcomb")`.
@Suite struct ProportionTests {
  /// Two counts of cases, then: Wilson's limits of the first, z and p, Newcombe's limits of the difference.
  static let known: [(Int, Int, Int, Int, [Double])] = [
    (
      42, 105, 329, 800,
      [
        0.3114260137182634, 0.49563280166755863, -0.22037324756541316, 0.8255804786349434, -0.10628496697848709,
        0.0901117987685101,
      ]
    ),
    (
      0, 12, 5, 40,
      [
        0.0, 0.24249400665524096, -1.2882447236783494, 0.19766078811349563, -0.261121198388511, 0.12750783539398503,
      ]
    ),
    (
      19, 19, 30, 41,
      [
        0.8318207759473837, 1.0, 2.498381755998435, 0.012476175669885674, 0.06659606792133169, 0.41933533107076637,
      ]
    ),
    (
      3, 10, 3, 10,
      [0.10779126740630104, 0.6032218525388546, 0.0, 1.0, -0.359009315676308, 0.359009315676308]
    ),
  ]

  @Test(arguments: known)
  func asStatsmodelsHasThem(_ k: Int, _ n: Int, _ other: Int, _ cases: Int, _ expected: [Double]) throws {
    let own = try #require(Proportion(share: Double(k) / Double(n), cases: Double(n)))
    let its = try #require(Proportion(share: Double(other) / Double(cases), cases: Double(cases)))
    let (test, difference) = (try #require(own.test(against: its)), own.difference(from: its))
    let found = [own.wilson.low, own.wilson.high, test.z, test.p, difference.low, difference.high]
    for (a, b) in zip(found, expected) { #expect(abs(a - b) < 1e-12) }
    #expect(its.difference(from: own).value == -difference.value)
  }

  @Test func whatIsNoShare() {
    #expect(Proportion(share: 0.5, cases: 0) == nil && Proportion(share: 1.1, cases: 5) == nil)
    #expect(Proportion(share: .nan, cases: 5) == nil)
    let all = Proportion(share: 1, cases: 5)
    #expect(all.flatMap { $0.test(against: $0) } == nil && all?.wilson.high == 1)
  }

  @Test func equalWeightsWeighNothing() {
    #expect(Proportion.effectiveCases(sum: 7, sumOfSquares: 7) == 7)
    #expect(Proportion.effectiveCases(sum: 3.5, sumOfSquares: 1.75) == 7)
    #expect(Proportion.effectiveCases(sum: 0, sumOfSquares: 0) == 0)
    #expect(Proportion.effectiveCases(sum: 6, sumOfSquares: 15.5) < 3)
  }
}
