import Parallel

/// Ranks of a column's entries among each other, NaN being null.
public enum Ranking {
  /// The percentile rank of each entry, 0–100, and the distribution it was taken from; one sort for both.
  ///
  /// The percentile is the share of weight in entries strictly below plus half of the weight in equal entries. An
  /// entry without weight gets its rank among the others. NaN entries give NaN, and so do all when there is no weight.
  /// The result does not depend on the number of `threads`.
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
}
