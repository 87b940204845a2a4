import Statistics

/// A confidence interval.
public struct Interval: Sendable, Equatable {
  /// Lower limit.
  public var low: Double
  /// Upper limit.
  public var high: Double

  /// Both limits times a factor that is not negative.
  public func scaled(by factor: Double) -> Interval { Interval(low: low * factor, high: high * factor) }

  /// All intervals here cover 95 %: so much is outside on each side.
  static let tail = 0.025
  /// The standard normal's quantile at 1 − ``tail``.
  public static let normalQuantile = Proportion.normalQuantile
}

extension Interval {
  /// The interval of a share by E. B. Wilson (Probable Inference, the Law of Succession, and Statistical Inference, JASA 22,
  /// 1927): the shares p with |k/n − p| ≤ z √(p(1 − p)/n), for 95 %. It stays within 0 … 1 and holds for small n too.
  ///
  /// Nil without any case (n = 0), and where `count` is not among `n`.
  public static func wilson(count: Int, of n: Int) -> Interval? {
    guard n > 0, (0...n).contains(count),
      let limits = Proportion(share: Double(count) / Double(n), cases: Double(n))?.wilson
    else { return nil }
    return Interval(low: limits.low, high: limits.high)
  }

  /// The exact interval of a Poisson mean whose count was observed (F. Garwood, Fiducial Limits for the Poisson
  /// Distribution, Biometrika 28, 1936), 95 %: the means under which so many or more, and so few or fewer, have a probability
  /// of 2.5 % each. In other words χ²(0.025; 2k)/2 and χ²(0.975; 2k + 2)/2. The relative error of both limits is below 1e-12
  /// for counts to 10⁶ (`IntervalTests`).
  ///
  /// Nil for a negative count.
  public static func poisson(count: Int) -> Interval? {
    guard count >= 0 else { return nil }
    let low = count == 0 ? 0 : PoissonLimit.lower(of: count)
    return Interval(low: low, high: PoissonLimit.upper(of: count))
  }
}
