import TestSupport
import Testing

@testable import Sensitivity

/// Ranks by buckets beside those by counting.
@Suite struct BucketTests {
  typealias Ranks = [(percentile: Double, rank: Double)?]

  private func ranks(
    _ values: [Double], _ weights: [Double], tie: BucketRanks.Tie, cuts: [Double] = [], again: Bool = false
  ) -> Ranks {
    var ranks = BucketRanks()
    var found = Ranks(repeating: nil, count: values.count)
    for _ in 0..<(again ? 2 : 1) {
      values.withUnsafeBufferPointer { values in
        weights.withUnsafeBufferPointer { weights in
          let count = ranks.rank(values, weights: weights, tie: tie, cuts: cuts) { found[$0] = ($1, $2) }
          #expect(count == values.count { !$0.isNaN })
        }
      }
    }
    return found
  }

  /// By sorting: each value takes in those that are within `distance` of it from above.
  private func plain(_ values: [Double], _ weights: [Double], distance: (Double) -> Double) -> Ranks {
    let order = values.indices.filter { !values[$0].isNaN }.sorted { (values[$0], $0) < (values[$1], $1) }
    let total = order.reduce(0) { $0 + weights[$1] }
    var found = Ranks(repeating: nil, count: values.count)
    var (start, below) = (0, 0.0)
    while start < order.count {
      let least = values[order[start]]
      var end = start
      while end < order.count, values[order[end]] == least || values[order[end]] - least <= distance(least) {
        end += 1
      }
      let weight = order[start..<end].reduce(0) { $0 + weights[$1] }
      for entry in order[start..<end] {
        found[entry] = (100 * (below + weight / 2) / total, Double(start + end - 1) / 2)
      }
      below += weight
      start = end
    }
    return found
  }

  /// Ties, values that rounding alone tells apart, extremes far away, infinities, nulls: all exact where a few weigh much.
  @Test(arguments: 0..<8)
  func aSmallTableIsExact(_ world: Int) {
    var random = SeededRandom(UInt64(40 + world))
    let values = (0..<1500).map { _ -> Double in
      switch Int(random.unit() * 8) {
      case 0: .nan
      case 1: Double(random.below(5)) / 10
      case 2: 0.1 + 0.2 + Double(random.below(3)) * 1e-16
      case 3 where world % 2 == 0: world % 4 == 0 ? 1e9 * random.unit() : 1e-12 * random.unit()
      case 4 where world == 7: random.unit() < 0.5 ? .infinity : -.infinity
      default: random.unit() * random.unit()
      }
    }
    let weights = values.map { _ in Double(1 + random.below(90)) }
    let tie: BucketRanks.Tie = world < 4 ? .within(1e-15) : .relative(2e-15)
    let found = ranks(values, weights, tie: tie, again: world == 3)
    let expected = plain(values, weights) { world < 4 ? 1e-15 : 2e-15 * abs($0) }
    for entry in values.indices {
      guard let a = found[entry], let b = expected[entry] else {
        #expect(found[entry] == nil && expected[entry] == nil)
        continue
      }
      #expect(abs(a.percentile - b.percentile) < 1e-10 && a.rank == b.rank, "\(values[entry])")
    }
  }

  /// In a large one percentiles are off by no more than half of what a bucket may weigh, and by nothing as far as a cut goes.
  @Test func aLargeTableIsWithinItsBound() {
    var random = SeededRandom(50)
    let count = 120_000
    let values = (0..<count).map { _ in
      random.unit() + random.unit() + random.unit() + (random.below(50) == 0 ? 9 : 0)
    }
    let weights = values.map { _ in Double(1 + random.below(90)) }
    let found = ranks(values, weights, tie: .within(0), cuts: [20, 40, 60, 80])
    let expected = plain(values, weights) { _ in 0 }
    var moved = 0
    for entry in values.indices {
      guard let a = found[entry], let b = expected[entry] else { continue }
      #expect(abs(a.percentile - b.percentile) <= 50 * BucketRanks.light + 1e-9)
      #expect(abs(a.rank - b.rank) <= BucketRanks.light / 2 * Double(count) + 1e-9)
      for cut in [20.0, 40, 60, 80] { #expect((a.percentile >= cut) == (b.percentile >= cut)) }
      if a.percentile != b.percentile { moved += 1 }
    }
    // The bound is of use, or nothing is tested.
    #expect(moved > 1000)
  }

  @Test func nothingWeighsNothing() {
    #expect(ranks([.nan], [1], tie: .within(0))[0] == nil)
    #expect(ranks([3, 1], [0, 0], tie: .within(0)).map { $0?.percentile } == [50, 50])
    #expect(ranks([2, 2, 2], [1, 2, 3], tie: .within(0)).map { $0?.rank } == [1, 1, 1])
  }
}
