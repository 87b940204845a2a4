import Foundation

/// How many decimals a rate and its interval are shown with: the one place that decides it.
package enum RateDecimals {
  /// As many as the interval needs: one as in the police's tables, none where the interval is wider than 100, and so many more that its width
  /// has two digits and that a lower limit above zero is not shown as zero, so that no rate above zero is. Without an interval (a
  /// limit that is not finite): 1.
  package static func of(low: Double, high: Double) -> Int {
    guard low.isFinite, high.isFinite, high > low, low >= 0 else { return 1 }
    let ofWidth = high - low >= 100 ? 0 : max(1, 1 - Int(log10(high - low).rounded(.down)))
    let ofLow = low > 0 ? -Int(log10(low).rounded(.down)) : 0
    return min(12, max(ofWidth, ofLow))
  }
}
