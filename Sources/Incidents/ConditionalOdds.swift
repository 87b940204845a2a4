import Foundation

/// How many of an area's events came after rather than before, given how many there are in all: the exact conditional distribution
/// of counts that are Poisson distributed, in which only the odds of "after" are left as a parameter.
///
/// - Without a control, given the area's events before and after together, those after are binomial; ψ = after / before
///   (J. Przyborowski and H. Wilenski, Homogeneity of Results in Testing Samples from Poisson Series, Biometrika 31, 1940).
/// - With a control, both places' binomials together, given also the events after in both, are Fisher's noncentral hypergeometric
///   distribution; ψ = (area after / area before) / (control after / control before) (R. A. Fisher, The Logic of Inductive
///   Inference, JRSS 98, 1935; J. Cornfield, A Statistical Problem Arising from Retrospective Studies, 1956).
///
/// Terms are summed from the count that was observed outward, each from the one before it, so that no factorial is needed and
/// small tails keep their digits.
struct ConditionalOdds {
  /// Events of the area after, and in all.
  private let count: Double
  private let all: Double
  /// Events after in the area and in the control, and all events of the control; nil without a control.
  private let margins: (after: Double, control: Double)?
  /// What the count can be.
  private let support: ClosedRange<Double>
  /// Where the odds lie about, and how far from there, as logarithms.
  private let middle: Double
  private let spread: Double

  /// The distribution of `after` given the totals; nil where the totals leave it no choice, so that it tells nothing.
  init?(before: Int, after: Int, control: (before: Int, after: Int)? = nil) {
    let (count, all) = (Double(after), Double(before) + Double(after))
    let margins = control.map { (after: count + Double($0.after), control: Double($0.before) + Double($0.after)) }
    (self.count, self.all, self.margins) = (count, all, margins)
    support = margins.map { max(0, $0.after - $0.control)...min(all, $0.after) } ?? 0...all
    if support.lowerBound == support.upperBound { return nil }
    // Half an event more in each count keeps logarithms finite; it is where the search begins and nothing else.
    let (x, y) = (Double(before) + 0.5, Double(after) + 0.5)
    var (middle, variance) = (log(y / x), 1 / x + 1 / y)
    if let control {
      let (u, v) = (Double(control.before) + 0.5, Double(control.after) + 0.5)
      middle -= log(v / u)
      variance += 1 / u + 1 / v
    }
    (self.middle, spread) = (middle, variance.squareRoot())
  }

  /// The odds under which so many events after or more, and so few or fewer, have a probability of 2.5 % each (C. J. Clopper and
  /// E. S. Pearson, Biometrika 26, 1934): 0 and infinity where the count is the least or the greatest that there can be, so
  /// that the interval has one side only.
  var interval: Interval {
    Interval(
      low: count == support.lowerBound ? 0 : limit(rises: true) { ($0.atLeast, $0.atLeastSlope) },
      high: count == support.upperBound ? .infinity : limit(rises: false) { ($0.atMost, $0.atMostSlope) })
  }

  /// The two-sided p value of odds: twice the smaller tail, at most 1; below 5 % just where ``interval`` leaves the odds out.
  func p(odds: Double) -> Double {
    let tails = tails(odds)
    return min(1, 2 * min(tails.atLeast, tails.atMost))
  }

  /// The probabilities of so many or more and of so few or fewer, and how they change with the odds.
  private struct Tails {
    var atLeast: Double
    var atMost: Double
    var atLeastSlope: Double
    var atMostSlope: Double
  }

  /// The term of k + 1 events, over that of k, at odds of 1.
  private func step(_ k: Double) -> Double {
    let own = (all - k) / (k + 1)
    guard let margins else { return own }
    return own * ((margins.after - k) / (margins.control - margins.after + k + 1))
  }

  private func tails(_ odds: Double) -> Tails {
    // Terms as multiples of the observed count's, and the same times their distance from it.
    func sums(_ end: Double, _ direction: Double, _ factor: (Double) -> Double) -> (terms: Double, moments: Double) {
      var (term, terms, moments, k) = (1.0, 0.0, 0.0, count)
      while k != end {
        let next = factor(k)
        term *= next
        k += direction
        terms += term
        moments += (k - count) * term
        // Terms rise to one summit and fall from there; what grows beyond all bounds leaves the other side nothing.
        if (next < 1 && term < 1e-18 * (1 + terms)) || !terms.isFinite { break }
      }
      return (terms, moments)
    }
    let above = sums(support.upperBound, 1) { step($0) * odds }
    let below = sums(support.lowerBound, -1) { 1 / (step($0 - 1) * odds) }
    let sum = 1 + above.terms + below.terms
    let mean = (above.moments + below.moments) / sum
    func share(_ own: Double, _ other: Double) -> Double { other.isFinite ? (own.isFinite ? own / sum : 1) : 0 }
    let atLeast = share(1 + above.terms, below.terms)
    let atMost = share(1 + below.terms, above.terms)
    return Tails(
      atLeast: atLeast, atMost: atMost,
      atLeastSlope: atLeast * (above.moments / (1 + above.terms) - mean) / odds,
      atMostSlope: atMost * (below.moments / (1 + below.terms) - mean) / odds)
  }

  /// The odds at which a tail, which rises with the odds or falls, is 2.5 %.
  private func limit(rises: Bool, _ tail: (Tails) -> (value: Double, slope: Double)) -> Double {
    func relative(_ odds: Double) -> (value: Double, slope: Double) {
      let found = tail(tails(odds))
      return (found.value / Interval.tail, found.slope / Interval.tail)
    }
    // Steps of one spread from where a normal approximation has it, until the limit lies between two of them.
    var low = middle + (rises ? -1 : 1) * Interval.normalQuantile * spread
    func isAbove(_ t: Double) -> Bool { (relative(exp(t)).value > 1) == rises }
    while isAbove(low) { low -= spread }
    var high = low + spread
    while !isAbove(high) { (low, high) = (high, high + spread) }
    return Self.root(from: exp((low + high) / 2), below: exp(low), above: exp(high), relative)
  }

  /// Where `ratio`, a monotonous function, is 1: Newton's steps on its logarithm, kept between two limits by bisection.
  private static func root(
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
