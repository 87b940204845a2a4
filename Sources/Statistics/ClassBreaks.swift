import Core

/// Bounds between classes of a column's values.
///
/// The bounds ascend, one fewer than there are classes; class 1 lies below the first, and a value on a bound belongs
/// to the higher class.
public enum ClassBreaks {
  /// The class of a value, 1 … bounds + 1; 0 for NaN.
  public static func classNumber(of value: Double, bounds: [Double]) -> Int {
    if value.isNaN { return 0 }
    var number = 1
    for bound in bounds where value >= bound { number += 1 }
    return number
  }

  /// `count − 1` percentiles that cut the weight into `count` equal parts: 20, 40, 60, 80 for five.
  public static func equalShares(count: Int) -> [Double] {
    (1..<max(1, count)).map { 100 * Double($0) / Double(count) }
  }

  /// The values from which on the percentile rank (``WeightedDistribution/percentile(of:)``) is at least each of
  /// `percentiles`, but for rounding: a rank of 60 less 10⁻¹² is on the cut at 60.
  ///
  /// A bound is the smallest double with that rank, so classes by value and classes by percentile are the same for
  /// every value, observed or not: where the rank is reached only above an observed value, the bound is the next
  /// double after it. The distribution must have weight.
  public static func values(of distribution: WeightedDistribution, atPercentiles percentiles: [Double]) -> [Double] {
    percentiles.map { wanted in
      // Weights with decimals do not always sum to their exact part.
      let percentile = wanted - 1e-12 * abs(wanted)
      let low = distribution.values.indices.partitionPoint { !(distribution.percentile(place: $0) < percentile) }
      if low > 0, 100 * distribution.weightBelow(place: low) / distribution.total >= percentile {
        return distribution.values[low - 1].nextUp
      }
      // Only a percentile above 100 gets here without a value.
      return low < distribution.values.count ? distribution.values[low] : .greatestFiniteMagnitude
    }
  }

  /// Bounds one standard deviation apart and symmetric about the mean: −1.5, −0.5, 0.5, 1.5 σ for five classes,
  /// −1, 0, 1 σ for four.
  public static func standardDeviations(_ moments: WeightedMoments, count: Int) -> [Double] {
    (1..<max(1, count)).map {
      moments.mean + (Double($0) - Double(count) / 2) * moments.standardDeviation
    }
  }

  /// Classes of equal width between the smallest and the largest value.
  public static func equalIntervals(from minimum: Double, to maximum: Double, count: Int) -> [Double] {
    (1..<max(1, count)).map { minimum + (maximum - minimum) * Double($0) / Double(count) }
  }
}
