import Foundation

/// Quantiles of the gamma distribution with scale 1 and a shape of 1 or more, as intervals of weighted sums of counts need them.
enum GammaQuantile {
  /// Where the distribution has so much (0 … 1) below: Newton's steps, kept between limits by halving. For a shape k that is a whole
  /// number this is the mean under which k or more events have that probability.
  static func below(_ share: Double, shape: Double) -> Double {
    // Wilson and Hilferty's normal approximation is the start.
    let z = share < 0.5 ? -Interval.normalQuantile : Interval.normalQuantile
    let root = 1 - 1 / (9 * shape) + z / (3 * shape.squareRoot())
    var (low, high) = (0.0, 2 * shape + 40)
    var x = max(root * root * root * shape, 1e-3)
    for _ in 0..<200 {
      let found = probability(below: x, shape: shape)
      if found > share { high = x } else { low = x }
      var next = x - (found - share) * x / (shape * density(x, shape: shape))
      if !(next > low && next < high) { next = (low + high) / 2 }
      if abs(next - x) <= 4 * x.ulp { return next }
      x = next
    }
    return x
  }

  /// The regularised lower incomplete gamma function P(shape, x), by its series of positive terms.
  static func probability(below x: Double, shape: Double) -> Double {
    var (term, sum, next) = (1.0, 1.0, shape + 1)
    while term > sum * 1e-18 {
      term *= x / next
      sum += term
      next += 1
    }
    return density(x, shape: shape) * sum
  }

  /// x^shape e^−x / Γ(shape + 1), in Loader's form: see ``PoissonTail/density(_:mean:)``.
  private static func density(_ x: Double, shape: Double) -> Double {
    exp(-stirlingError(shape) - PoissonTail.deviance(shape, x)) / (2 * Double.pi * shape).squareRoot()
  }

  /// ln Γ(x + 1) − ln(√(2πx) (x/e)^x): Stirling's series above 16, to which smaller x are moved by Γ(x + 1) = x Γ(x).
  private static func stirlingError(_ x: Double) -> Double {
    guard x < 16 else {
      let x2 = x * x
      return (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 - 1.0 / 1188 / x2) / x2) / x2) / x2) / x
    }
    var (moved, product) = (x, 1.0)
    while moved < 16 {
      moved += 1
      product *= moved
    }
    func leading(_ x: Double) -> Double { 0.5 * log(2 * Double.pi * x) + x * log(x) - x }
    return stirlingError(moved) + leading(moved) - log(product) - leading(x)
  }
}
