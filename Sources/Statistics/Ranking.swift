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
    let distribution = WeightedDistribution(sorted: order, weights: weights)
    var result = LargePages.repeating(.nan, count: values.count)
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
