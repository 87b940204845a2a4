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
  /// The mean under which `count` ≥ 1 or more have probability ``Interval/tail``; it is below `count`.
  static func lower(of count: Int) -> Double {
    let m = start(Double(count), -1)
    return root(from: m, lacking: Interval.tail - PoissonTail.atLeast(count, mean: m), densityOf: count - 1)
  }

  /// The mean under which `count` ≥ 0 or fewer have probability ``Interval/tail``; it is above `count`.
  static func upper(of count: Int) -> Double {
    let m = start(Double(count) + 1, 1)
    return root(from: m, lacking: PoissonTail.atMost(count, mean: m) - Interval.tail, densityOf: count)
  }

  /// Wilson and Hilferty's normal approximation of χ².
  private static func start(_ k: Double, _ side: Double) -> Double {
    let root = 1 - 1 / (9 * k) + side * Interval.normalQuantile / (3 * k.squareRoot())
    return k * root * root * root
  }

  /// The mean m + h at which ∫ₘᵐ⁺ʰ d(t) dt is what a tail lacks at m, where d(t) is the probability of exactly `count` at mean
  /// t, the slope of either tail: one tail is summed, not one at each step.
  ///
  /// d(m + h) = d(m) Σ aⱼ hʲ with a₀ = 1 and m (j + 1) aⱼ₊₁ = (count − m − j) aⱼ − aⱼ₋₁, by d′(t) = (count/t − 1) d(t); the
  /// series holds for |h| < m, and from ``start(_:_:)`` few terms are left. h is found by Newton's steps.
  private static func root(from m: Double, lacking: Double, densityOf count: Int) -> Double {
    let wanted = lacking / PoissonTail.density(count, mean: m)
    var h = wanted
    for _ in 0..<50 {
      var (a, before, power) = (1.0, 0.0, h)
      var (density, integral) = (1.0, h)
      var j = 0.0
      while j < 1000 {
        (a, before) = (((Double(count) - m - j) * a - before) / (m * (j + 1)), a)
        j += 1
        density += a * power
        power *= h
        let next = integral + a * power / (j + 1)
        if next == integral { break }
        integral = next
      }
      let step = (wanted - integral) / density
      h += step
      if abs(step) <= m.ulp / 4 { break }
    }
    return m + h
  }
}
