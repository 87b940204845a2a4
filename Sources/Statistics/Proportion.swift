import Foundation

/// A share observed among some cases: its interval, and how it differs from another one. All intervals cover 95 %.
public struct Proportion: Sendable, Equatable {
  /// The share, 0 … 1.
  public let share: Double
  /// Cases, above 0; of weighted ones their effective number.
  public let cases: Double

  /// A share of so many cases; nil without any, and for a share that is none.
  public init?(share: Double, cases: Double) {
    guard cases > 0, cases.isFinite, (0...1).contains(share) else { return nil }
    (self.share, self.cases) = (share, cases)
  }

  /// A lower and an upper limit.
  public typealias Limits = (low: Double, high: Double)

  /// The standard normal's quantile at 0.975.
  public static let normalQuantile = 1.959_963_984_540_054

  /// The effective number of weighted cases by L. Kish (Survey Sampling, 1965, section 11.7): (Σw)² / Σw², which is their number
  /// where all weights are equal. 0 without any weight.
  public static func effectiveCases(sum: Double, sumOfSquares: Double) -> Double {
    sumOfSquares > 0 ? sum * sum / sumOfSquares : 0
  }

  /// The share's interval by E. B. Wilson (Probable Inference, the Law of Succession, and Statistical Inference, JASA 22, 1927):
  /// the shares p with |share − p| ≤ z √(p(1 − p)/cases).
  public var wilson: Limits {
    let z2 = Self.normalQuantile * Self.normalQuantile
    let spread = Self.normalQuantile * (cases * share * (1 - share) + z2 / 4).squareRoot()
    let middle = cases * share + z2 / 2
    // The limits at the rims are 0 and 1 exactly; rounding would leave a trace.
    return (
      share == 0 ? 0 : max(0, (middle - spread) / (cases + z2)),
      share == 1 ? 1 : min(1, (middle + spread) / (cases + z2))
    )
  }

  /// By how much the share is above another one, with the interval of R. G. Newcombe (Interval Estimation for the Difference
  /// between Independent Proportions, Statistics in Medicine 17, 1998, method 10), made of both shares' ``wilson``.
  public func difference(from other: Proportion) -> (value: Double, low: Double, high: Double) {
    let (own, its, value) = (wilson, other.wilson, share - other.share)
    func root(_ a: Double, _ b: Double) -> Double { (a * a + b * b).squareRoot() }
    return (
      value, value - root(share - own.low, its.high - other.share),
      value + root(own.high - share, other.share - its.low)
    )
  }

  /// The two-proportion test: z = difference / √(p(1 − p)(1/n₁ + 1/n₂)) with the pooled share p, and the two-sided probability
  /// of one as far from 0. Nil where all or none of the cases of both are counted: there is nothing to tell apart.
  public func test(against other: Proportion) -> (z: Double, p: Double)? {
    let pooled = (cases * share + other.cases * other.share) / (cases + other.cases)
    guard pooled > 0, pooled < 1 else { return nil }
    let z = (share - other.share) / (pooled * (1 - pooled) * (1 / cases + 1 / other.cases)).squareRoot()
    return (z, erfc(abs(z) / 2.0.squareRoot()))
  }
}
