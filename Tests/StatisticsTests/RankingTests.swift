import TestSupport
import Testing

@testable import Statistics

@Suite struct RankingTests {
  @Test func percentilesReadableByEye() throws {
    let (percentiles, distribution, _) = try Ranking.percentiles(
      of: [3, 1, 2, 2, .nan], weights: [1, 1, 1, 1, 9], threads: 1)
    #expect(Array(percentiles.prefix(4)) == [87.5, 12.5, 50, 50])
    #expect(percentiles[4].isNaN)
    #expect(distribution.values == [1, 2, 3])
    #expect(distribution.cumulative == [1, 3, 4])
    #expect(distribution.percentile(of: 2) == 50)
    #expect(distribution.percentile(of: 1.5) == 25)
    #expect(distribution.percentile(of: 9) == 100 && distribution.percentile(of: 0) == 0)
    #expect(distribution.percentBelow(2) == 25)
  }

  @Test func quantilesReadableByEye() {
    let four = WeightedDistribution(values: [4, 1, 3, 2], weights: [1, 1, 1, 1])
    #expect(four.quantile(0.5) == 2.5)
    #expect(four.quantile(0.6) == 3)
    #expect(four.quantile(0) == 1 && four.quantile(1) == 4)
    let heavy = WeightedDistribution(values: [1, 2, 3], weights: [0, 1, 9])
    #expect(heavy.quantile(0) == 2)
    #expect(heavy.quantile(0.5) == 3)
  }

  @Test func signsAndZerosSortAsNumbers() {
    let values: [Double] = [0, -0.0, -1, 1, -1e300, 1e-300, -1e-300, .nan, .leastNonzeroMagnitude]
    let sorted = RadixOrder.sorted(values).map { values[Int($0.row)] }
    #expect(sorted == [-1e300, -1, -1e-300, 0, 0, .leastNonzeroMagnitude, 1e-300, 1])
    #expect(WeightedDistribution(values: [0, -0.0], weights: [1, 1]).values.count == 1)
    #expect(RadixOrder.sorted([]).isEmpty)
  }

  @Test(arguments: [3, 17, 1000]) func radixOrderIsThatOfAStableSort(distinct: Int) {
    var random = SeededRandom(distinct)
    let values = (0..<5000).map { _ in
      random.unit() < 0.1 ? Double.nan : (Double(Int(random.unit() * Double(distinct))) - 5) * 0.37
    }
    let plain = values.indices.filter { !values[$0].isNaN }.sorted { (values[$0], $0) < (values[$1], $1) }
    #expect(RadixOrder.sorted(values).map { Int($0.row) } == plain)
  }

  /// Enough rows to be dealt into groups: few different values, so that groups are empty, and many.
  @Test(arguments: [1, 4, 50, 100_000]) func manyWorkersGiveTheOneOrder(distinct: Int) throws {
    var random = SeededRandom(UInt64(distinct) + 90)
    let values = (0..<150_000).map { _ in
      random.unit() < 0.3 ? Double.nan : (Double(Int(random.unit() * Double(distinct))) - 3) * 0.37
    }
    let weights = values.map { _ in random.unit() < 0.1 ? Double.nan : random.unit() * 200 }
    let one = RadixOrder.sorted(values)
    for threads in [1, 2, 5] {
      let many = try RadixOrder.sorted(values, threads: threads)
      #expect(many.map(\.row) == one.map(\.row) && many.map(\.key) == one.map(\.key))
      let (percentiles, distribution, _) = try Ranking.percentiles(of: values, weights: weights, threads: threads)
      let (plain, plainDistribution, _) = try Ranking.percentiles(of: values, weights: weights, threads: 1)
      #expect(percentiles.map(\.bitPattern) == plain.map(\.bitPattern))
      #expect(distribution == plainDistribution)
    }
    let nothing = try RadixOrder.sorted([Double](repeating: .nan, count: 150_000), threads: 2)
    #expect(nothing.isEmpty)
  }

  @Test func percentilesEqualThePlainSums() throws {
    var random = SeededRandom(7)
    let values = (0..<400).map { _ in random.unit() < 0.1 ? Double.nan : Double(Int(random.unit() * 60)) }
    let weights = values.map { _ in Double(Int(random.unit() * 300)) }
    let percentiles = try Ranking.percentiles(of: values, weights: weights, threads: 1).percentiles
    let there = values.indices.filter { !values[$0].isNaN }
    let total = there.reduce(0) { $0 + weights[$1] }
    for row in there {
      let below = there.filter { values[$0] < values[row] }.reduce(0) { $0 + weights[$1] }
      let equal = there.filter { values[$0] == values[row] }.reduce(0) { $0 + weights[$1] }
      #expect(abs(percentiles[row] - 100 * (below + equal / 2) / total) < 1e-12)
    }
  }
}
