import Statistics
import TestSupport
import Testing

@Suite struct ClassBreaksTests {
  @Test func aValueOnACutGoesToTheHigherClass() {
    #expect([0.9, 1, 1.5, 2, 9].map { ClassBreaks.classNumber(of: $0, bounds: [1, 2]) } == [1, 2, 2, 3, 3])
    #expect(ClassBreaks.classNumber(of: .nan, bounds: [1, 2]) == 0)
  }

  @Test func equalSharesAndIntervals() {
    #expect(ClassBreaks.equalShares(count: 5) == [20, 40, 60, 80])
    #expect(ClassBreaks.equalIntervals(from: 0, to: 10, count: 4) == [2.5, 5, 7.5])
    var moments = WeightedMoments()
    moments.mean = 10
    moments.standardDeviation = 2
    #expect(ClassBreaks.standardDeviations(moments, count: 5) == [7, 9, 11, 13])
    #expect(ClassBreaks.standardDeviations(moments, count: 4) == [8, 10, 12])
  }

  @Test func classesByValueAreClassesByPercentile() {
    var random = SeededRandom(3)
    for round in 0..<200 {
      let count = 1 + Int(random.unit() * 12)
      let values = (0..<count).map { _ in Double(Int(random.unit() * 8)) }
      let weights = values.map { _ in 1 + Double(Int(random.unit() * 50)) }
      let distribution = WeightedDistribution(values: values, weights: weights)
      let cuts = ClassBreaks.equalShares(count: 2 + round % 6)
      let bounds = ClassBreaks.values(of: distribution, atPercentiles: cuts)
      #expect(zip(bounds, bounds.dropFirst()).allSatisfy { $0 <= $1 })
      // Observed values, the doubles beside them and values between and beyond.
      for value in values.flatMap({ [$0, $0.nextUp, $0.nextDown, $0 + 0.5, $0 - 20, $0 + 20] }) {
        let percentile = distribution.percentile(of: value)
        #expect(
          ClassBreaks.classNumber(of: value, bounds: bounds) == ClassBreaks.classNumber(of: percentile, bounds: cuts))
      }
    }
  }

  @Test func jenksFindsTheClumps() throws {
    let values: [Double] = [1, 2, 2.5, 10, 11, 30, 31, 33]
    let distribution = WeightedDistribution(values: values, weights: values.map { _ in 1 })
    let breaks = try #require(JenksBreaks(distribution, count: 3))
    #expect(breaks.bounds == [10, 30])
    #expect(breaks.bins == nil)
    #expect(JenksBreaks(WeightedDistribution(values: [1, 1, 2], weights: [1, 1, 1]), count: 3) == nil)
  }

  @Test func jenksIsTheBestOfAllCuts() throws {
    var random = SeededRandom(11)
    for _ in 0..<60 {
      let values = (0..<11).map { _ in (random.unit() * 100).rounded() / 10 + 1000 }
      let weights = values.map { _ in 1 + Double(Int(random.unit() * 9)) }
      let distribution = WeightedDistribution(values: values, weights: weights)
      if distribution.values.count < 4 { continue }
      let breaks = try #require(JenksBreaks(distribution, count: 4))
      let found = spread(values, weights, breaks.bounds)
      let d = distribution.values
      var best = Double.infinity
      for i in 1..<d.count {
        for j in i + 1..<max(i + 1, d.count) {
          for k in j + 1..<max(j + 1, d.count) { best = min(best, spread(values, weights, [d[i], d[j], d[k]])) }
        }
      }
      #expect(found <= best * (1 + 1e-9) + 1e-12)
    }
  }

  @Test func jenksOverBinsIsNearTheExactOne() throws {
    var random = SeededRandom(12)
    let values = (0..<4000).map { _ in random.unit() + (random.unit() < 0.5 ? 0 : 3) }
    let distribution = WeightedDistribution(values: values, weights: values.map { _ in 1 })
    let exact = try #require(JenksBreaks(distribution, count: 4))
    let binned = try #require(JenksBreaks(distribution, count: 4, limit: 500))
    #expect(exact.bins == nil && binned.bins == 500)
    for (a, b) in zip(exact.bounds, binned.bounds) { #expect(abs(a - b) < 0.05) }
  }

  private func spread(_ values: [Double], _ weights: [Double], _ bounds: [Double]) -> Double {
    var sum = 0.0
    for number in 1...bounds.count + 1 {
      let rows = values.indices.filter { ClassBreaks.classNumber(of: values[$0], bounds: bounds) == number }
      let weight = rows.reduce(0) { $0 + weights[$1] }
      let mean = rows.reduce(0) { $0 + weights[$1] * values[$1] } / weight
      sum += rows.reduce(0) { $0 + weights[$1] * (values[$1] - mean) * (values[$1] - mean) }
    }
    return sum
  }
}
