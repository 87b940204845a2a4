import Core
import Parallel

/// Ranks of a column's entries among each other, NaN being null.
public enum Ranking {
  /// An entry that rounding cannot tell from a lesser one, whose value it gets.
  public struct Merged: Sendable, Equatable {
    /// Its row.
    public var row: Int
    /// The value that it counts with.
    public var value: Double
  }

  /// The percentile rank of each entry, 0–100, and the distribution it was taken from; one sort for both.
  ///
  /// The percentile is the share of weight in entries strictly below plus half of the weight in equal entries. An
  /// entry without weight gets its rank among the others. NaN entries give NaN, and so do all when there is no weight.
  ///
  /// Entries are equal when `resolution` does not tell them apart: from the smallest value upwards, each takes in all that
  /// count as it. `merged` names the entries that count with another value than their own. The result does not depend on the number of `threads`.
  public static func percentiles(
    of values: [Double], weights: [Double], resolution: Resolution = .exact, threads: Int
  ) throws -> (percentiles: [Double], distribution: WeightedDistribution, merged: [Merged]) {
    let order = try RadixOrder.sorted(values, threads: threads)
    let ordered: [Double] = try filledColumn(count: order.count, threads: threads) { range, ordered in
      for place in range { ordered[place - range.lowerBound] = weights[Int(order[place].row)] }
    }
    var merged: [Merged] = []
    let distribution = WeightedDistribution(
      sorted: order, weights: ordered, resolution: resolution, merged: &merged)
    let ranks = try scatteredColumn(count: values.count, filling: .nan, items: order.count, threads: threads) {
      range, ranks in
      let distinct = distribution.values
      // Equal values may stand on both sides of a block's border: the place is looked up there.
      let first = order[range.lowerBound].value
      var place = max(0, distinct.indices.partitionPoint { distinct[$0] > first } - 1)
      var percentile = distribution.percentile(place: place)
      for item in range {
        let entry = order[item]
        if place + 1 < distinct.count, distinct[place + 1] <= entry.value {
          place += 1
          percentile = distribution.percentile(place: place)
        }
        ranks[Int(entry.row)] = percentile
      }
    }
    return (ranks, distribution, merged)
  }
}
