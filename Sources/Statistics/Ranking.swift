import Parallel

/// Ranks of a column's entries among each other, NaN being null.
public enum Ranking {
  /// The percentile rank of each entry, 0–100, and the distribution it was taken from; one sort for both.
  ///
  /// The percentile is the share of weight in entries strictly below plus half of the weight in equal entries. An
  /// entry without weight gets its rank among the others. NaN entries give NaN, and so do all when there is no weight.
  public static func percentiles(
    of values: [Double], weights: [Double]
  ) -> (percentiles: [Double], distribution: WeightedDistribution) {
    let order = RadixOrder.sorted(values)
    return percentiles(order, order.map { weights[Int($0.row)] }, rows: values.count)
  }

  /// Each row's percentile among all by weight, and the distribution, bit for bit what ``percentiles(of:weights:)`` gives, by up
  /// to `threads` workers.
  public static func percentiles(
    of values: [Double], weights: [Double], threads: Int
  ) throws -> (percentiles: [Double], distribution: WeightedDistribution) {
    let order = try RadixOrder.sorted(values, threads: threads)
    let ordered: [Double] = try filledColumn(count: order.count, threads: threads) { range, ordered in
      for place in range { ordered[place - range.lowerBound] = weights[Int(order[place].row)] }
    }
    let distribution = WeightedDistribution(sorted: order, weights: ordered)
    let ranks = try scatteredColumn(count: values.count, filling: .nan, items: order.count, threads: threads) {
      range, ranks in
      // Equal values may stand on both sides of a block's border: the place is looked up there.
      var place = distribution.firstPlace(notBelow: order[range.lowerBound].value)
      var percentile = distribution.percentile(place: place)
      for item in range {
        let entry = order[item]
        if distribution.values[place] != entry.value {
          place += 1
          percentile = distribution.percentile(place: place)
        }
        ranks[Int(entry.row)] = percentile
      }
    }
    return (ranks, distribution)
  }

  /// From the rows by value, and their weights in that order.
  private static func percentiles(
    _ order: [RadixOrder.Entry], _ weights: [Double], rows: Int
  ) -> (percentiles: [Double], distribution: WeightedDistribution) {
    let distribution = WeightedDistribution(sorted: order, weights: weights)
    var result = LargePages.repeating(.nan, count: rows)
    var start = 0
    for place in distribution.values.indices {
      let percentile = distribution.percentile(place: place)
      let key = order[start].key
      while start < order.count, order[start].key == key {
        result[Int(order[start].row)] = percentile
        start += 1
      }
    }
    return (result, distribution)
  }

  /// The rank of each entry, 1 for the smallest; equal entries share the mean of their ranks. NaN entries give NaN.
  public static func averageRanks(of values: [Double]) -> [Double] {
    let order = RadixOrder.sorted(values)
    var result = [Double](repeating: .nan, count: values.count)
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, order[end].key == order[start].key { end += 1 }
      for place in start..<end { result[Int(order[place].row)] = Double(start + end + 1) / 2 }
      start = end
    }
    return result
  }
}
