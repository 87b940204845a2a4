import Core

/// The mean of areas' rates: each area counts as much as any other, however many people it has. A rate pooled over them counts each
/// inhabitant as much as any other.
public struct MeanRate: Sendable, Equatable {
  /// Areas that have a rate.
  public let areas: Int
  /// The mean of their events per inhabitant.
  public let perPerson: Double
  /// Its 95 % interval.
  public let interval: Interval

  /// The mean over the areas with inhabitants; nil without any.
  ///
  /// A mean of rates is a weighted sum y = Σ w k of Poisson counts, w = 1/(areas · inhabitants), with the variance v = Σ w² k. Its
  /// interval is that of M. Fay & E. Feuer (Confidence Intervals for Directly Standardized Rates: a Method Based on the Gamma
  /// Distribution, Statistics in Medicine 16, 1997): quantiles of gamma distributions with mean y and variance v below, and with
  /// y + W and v + W² above, W the largest weight. It is Garwood's exact one for one area, and for areas of equal size.
  ///
  /// - Parameters:
  ///   - counts: events of each area.
  ///   - populations: inhabitants of each, as many; NaN where not known.
  public init?(counts: [Int], populations: [Double]) {
    let known = zip(counts, populations).filter { $0.1 > 0 && $0.1.isFinite }
    guard !known.isEmpty else { return nil }
    var (sum, variance) = (CompensatedSum(), CompensatedSum())
    var heaviest = 0.0
    for (count, people) in known {
      let weight = 1 / (Double(known.count) * people)
      sum.add(weight * Double(count))
      variance.add(weight * weight * Double(count))
      heaviest = max(heaviest, weight)
    }
    areas = known.count
    perPerson = sum.value
    func limit(_ share: Double, mean: Double, variance: Double) -> Double {
      mean > 0 ? variance / mean * GammaQuantile.below(share, shape: mean * mean / variance) : 0
    }
    interval = Interval(
      low: limit(Interval.tail, mean: sum.value, variance: variance.value),
      high: limit(
        1 - Interval.tail, mean: sum.value + heaviest, variance: variance.value + heaviest * heaviest))
  }
}
