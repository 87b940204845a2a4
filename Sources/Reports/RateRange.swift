import Columns

extension Language {
  /// A rate for people with the decimals that its interval needs; a dash where null.
  package func rate(_ value: Double, low: Double, high: Double) -> String {
    number(value, decimals: RateDecimals.of(low: low, high: high))
  }

  /// A rate's interval for people, `0,4–5,5`, with the decimals that it needs; a dash where there is none.
  package func rateRange(low: Double, high: Double) -> String {
    guard low.isFinite, high.isFinite else { return "–" }
    let decimals = RateDecimals.of(low: low, high: high)
    return "\(number(low, decimals: decimals))–\(number(high, decimals: decimals))"
  }
}
