import Foundation

/// Probabilities of a Poisson variable, each a sum of positive terms, so that small ones keep their digits.
///
/// The upper tail is the regularised lower incomplete gamma function P(k, m), the lower one Q(k + 1, m).
enum PoissonTail {
  /// Probability of exactly `k` ≥ 0 at mean `m` > 0: mᵏ e⁻ᵐ / k!.
  ///
  /// By C. Loader's formula (Fast and Accurate Computation of Binomial Probabilities, 2000): e^(−δ(k) − D(k, m)) / √(2πk),
  /// in which nothing large cancels.
  static func density(_ k: Int, mean m: Double) -> Double {
    if k == 0 { return exp(-m) }
    let x = Double(k)
    return exp(-stirlingError(k) - deviance(x, m)) / (2 * Double.pi * x).squareRoot()
  }

  /// Probability of `k` or more, at means up to about k.
  static func atLeast(_ k: Int, mean m: Double) -> Double {
    var term = 1.0
    var sum = 1.0
    var next = Double(k) + 1
    while term > sum * 1e-18 {
      term *= m / next
      sum += term
      next += 1
      // At means far above k the terms grow before they fall; the sum is then no longer a small tail.
      if next > Double(k) + 20 * m + 1000 { break }
    }
    return density(k, mean: m) * sum
  }

  /// Probability of `k` or fewer, at means from about k on.
  static func atMost(_ k: Int, mean m: Double) -> Double {
    var term = 1.0
    var sum = 1.0
    var factor = Double(k)
    while factor > 0, term > sum * 1e-18 {
      term *= factor / m
      sum += term
      factor -= 1
    }
    return density(k, mean: m) * sum
  }

  /// k ln(k/m) + m − k, without cancellation near k = m.
  static func deviance(_ k: Double, _ m: Double) -> Double {
    guard abs(k - m) < 0.1 * (k + m) else { return k * log(k / m) + m - k }
    // With v = (k − m)/(k + m): ln(k/m) = 2 (v + v³/3 + v⁵/5 + …).
    let v = (k - m) / (k + m)
    var sum = (k - m) * v
    var term = 2 * k * v
    var order = 3.0
    while true {
      term *= v * v
      let next = sum + term / order
      if next == sum { return sum }
      sum = next
      order += 2
    }
  }

  /// ln k! − ln(√(2πk) (k/e)ᵏ) for k ≥ 1: exact sums below 16, Stirling's series above, whose first term left out is below
  /// 1e-16 there.
  static func stirlingError(_ k: Int) -> Double {
    let x = Double(k)
    if k < 16 {
      var factorial = 1.0
      for i in stride(from: 2, through: k, by: 1) { factorial *= Double(i) }
      return log(factorial) - (0.5 * log(2 * Double.pi * x) + x * log(x) - x)
    }
    let x2 = x * x
    return (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 - 1.0 / 1188 / x2) / x2) / x2) / x2) / x
  }
}

/// Means at which a tail has a given probability.
enum PoissonLimit {
  /// The mean under which `count` ≥ 1 or more have probability `tail`; it is below `count`.
  static func mean(withTail tail: Double, atLeast count: Int) -> Double {
    let k = Double(count)
    let start = k * cube(1 - 1 / (9 * k) - Interval.normalQuantile / (3 * k.squareRoot()))
    return root(from: start, below: 0, above: k) { m in
      (PoissonTail.atLeast(count, mean: m) / tail, PoissonTail.density(count - 1, mean: m) / tail)
    }
  }

  /// The mean under which `count` ≥ 0 or fewer have probability `tail`; it is above `count`.
  static func mean(withTail tail: Double, atMost count: Int) -> Double {
    let k = Double(count) + 1
    let start = k * cube(1 - 1 / (9 * k) + Interval.normalQuantile / (3 * k.squareRoot()))
    return root(from: start, below: Double(count), above: 2 * start + 10) { m in
      (PoissonTail.atMost(count, mean: m) / tail, -PoissonTail.density(count, mean: m) / tail)
    }
  }

  /// Wilson and Hilferty's normal approximation of χ² is the start.
  private static func cube(_ x: Double) -> Double { x * x * x }

  /// Where `ratio`, a monotonous function, is 1: Newton's steps on its logarithm, kept between two limits by bisection.
  static func root(
    from start: Double, below low: Double, above high: Double, _ ratio: (Double) -> (value: Double, slope: Double)
  ) -> Double {
    var (low, high) = (low, high)
    var m = start > low && start < high ? start : (low + high) / 2
    for _ in 0..<200 {
      let (value, slope) = ratio(m)
      if value == 1 { return m }
      // A rising tail that is too large, or a falling one that is too small: the root lies below.
      if (value > 1) == (slope > 0) { high = m } else { low = m }
      var next = value > 0 && slope != 0 ? m - log(value) * value / slope : .nan
      if !(next > low && next < high) { next = (low + high) / 2 }
      if abs(next - m) <= 2 * m.ulp { return next }
      m = next
    }
    return m
  }
}
