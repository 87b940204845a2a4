import Reports

/// The share of people who live overcrowded, as deliveries have it.
package enum OvercrowdedShares {
  /// Shares 0–1; a column that goes beyond 1 is in per cent, which a note says.
  package static func of(_ values: [Double], in file: String, _ journal: Journal) -> [Double] {
    guard values.contains(where: { $0 > 1 }) else { return values }
    journal.note("\(file): the overcrowded share goes beyond 1 and is taken as per cent")
    return values.map { $0 / 100 }
  }
}
