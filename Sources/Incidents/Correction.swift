/// Correction of p values for how many tests there are.
public enum Correction: String, Sendable, CaseIterable {
  /// Keeps the probability of any false alarm below the level (S. Holm, A Simple Sequentially Rejective Multiple Test Procedure,
  /// Scandinavian Journal of Statistics 6, 1979).
  case holm
  /// Keeps the share of false alarms among alarms below the level (Y. Benjamini and Y. Hochberg, Controlling the False Discovery
  /// Rate, JRSS B 57, 1995).
  case bh

  /// Its authors.
  public var name: String { self == .holm ? "Holm" : "Benjamini-Hochberg" }

  /// The corrected p values, as many as given and in their order; nil where there was no test, which counts for none.
  public func corrected(_ values: [Double?]) -> [Double?] {
    let order = values.indices.filter { values[$0] != nil }.sorted { (values[$0] ?? 1, $0) < (values[$1] ?? 1, $1) }
    let count = order.count
    var result = values
    switch self {
    case .holm:
      // The k-th smallest times the tests that are left, and never below the one before it.
      var least = 0.0
      for (k, i) in order.enumerated() {
        least = max(least, min(1, Double(count - k) * (values[i] ?? 1)))
        result[i] = least
      }
    case .bh:
      // The k-th smallest times tests over k, and never above the one behind it.
      var most = 1.0
      for (k, i) in order.enumerated().reversed() {
        most = min(most, Double(count) / Double(k + 1) * (values[i] ?? 1))
        result[i] = most
      }
    }
    return result
  }
}
