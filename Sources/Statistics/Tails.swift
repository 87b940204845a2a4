import Foundation

/// Tails of the normal, χ² and t distributions, from sums of positive terms and continued fractions that lose no digits in
/// small tails; relative errors below 1e-12, of t below 1e-9 (`TailTests`).
public enum Tails {
  /// The probability that a standard normal is at least as far from 0 as `z`.
  public static func normal(beyond z: Double) -> Double { erfc(abs(z) / 2.squareRoot()) }

  /// The probability that χ² with so many degrees of freedom is at least `value`: Q(k/2, x/2).
  public static func chiSquare(above value: Double, degreesOfFreedom: Int) -> Double {
    guard value > 0 else { return value.isNaN ? .nan : 1 }
    return gammaAbove(value / 2, shape: Double(degreesOfFreedom) / 2)
  }

  /// The probability that Student's t is at least as far from 0 as `t`; the degrees of freedom may be broken.
  public static func student(beyond t: Double, degreesOfFreedom: Double) -> Double {
    betaBelow(degreesOfFreedom / (degreesOfFreedom + t * t), degreesOfFreedom / 2, 0.5)
  }

  /// The t beyond which, on both sides together, lies the share `tail` (0.05 for a 95 % interval): by halving.
  public static func studentQuantile(tail: Double, degreesOfFreedom: Double) -> Double {
    var (low, high) = (0.0, 1.0)
    while student(beyond: high, degreesOfFreedom: degreesOfFreedom) > tail, high < 1e300 {
      (low, high) = (high, 2 * high)
    }
    while true {
      let middle = (low + high) / 2
      if middle <= low || middle >= high { return middle }
      if student(beyond: middle, degreesOfFreedom: degreesOfFreedom) > tail { low = middle } else { high = middle }
    }
  }

  /// ln Γ(x), x > 0: Stirling's series above 16, whose first term left out is below 1e-16 there, and Γ(x) = Γ(x + 1)/x below.
  static func logGamma(_ x: Double) -> Double {
    var (x, product) = (x, 1.0)
    while x < 16 {
      product *= x
      x += 1
    }
    let x2 = x * x
    let series = (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 - 1.0 / 1188 / x2) / x2) / x2) / x2) / x
    return (x - 0.5) * log(x) - x + 0.5 * log(2 * Double.pi) + series - log(product)
  }

  /// The regularised upper incomplete gamma function Q(shape, x): its series below shape + 1, else Legendre's continued
  /// fraction by Lentz's method (Numerical Recipes, 3rd ed., section 6.2).
  private static func gammaAbove(_ x: Double, shape: Double) -> Double {
    let factor = exp(shape * log(x) - x - logGamma(shape))
    if x < shape + 1 {
      var (sum, term, next) = (1 / shape, 1 / shape, shape)
      while term > sum * 1e-17 {
        next += 1
        term *= x / next
        sum += term
      }
      return 1 - sum * factor
    }
    var b = x + 1 - shape
    var c = 1 / tiny
    var d = 1 / b
    var h = d
    for i in 1...10_000 {
      let a = -Double(i) * (Double(i) - shape)
      b += 2
      d = 1 / away(a * d + b)
      c = away(b + a / c)
      h *= d * c
      if abs(d * c - 1) < 1e-16 { break }
    }
    return factor * h
  }

  /// The regularised incomplete beta function I(x; a, b) by its continued fraction (Numerical Recipes, section 6.4).
  private static func betaBelow(_ x: Double, _ a: Double, _ b: Double) -> Double {
    if x.isNaN || !(x < 1) { return x.isNaN ? .nan : 1 }
    if x <= 0 { return 0 }
    let factor = exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * log(x) + b * log1p(-x))
    return x < (a + 1) / (a + b + 2)
      ? factor * betaFraction(x, a, b) / a : 1 - factor * betaFraction(1 - x, b, a) / b
  }

  private static func betaFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    var c = 1.0
    var d = 1 / away(1 - (a + b) * x / (a + 1))
    var h = d
    for i in 1...10_000 {
      let m = Double(i)
      for term in [
        m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
        -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
      ] {
        d = 1 / away(1 + term * d)
        c = away(1 + term / c)
        h *= d * c
      }
      if abs(d * c - 1) < 1e-16 { break }
    }
    return h
  }

  private static let tiny = 1e-300

  /// Lentz's method divides by such numbers.
  private static func away(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
}
