/// The units of some ground that have the highest values.
package struct LeadingUnits: Sendable, Equatable {
  /// The units, by falling value, of equal ones by their numbers.
  package let units: [Int]
  /// Further units whose value is that of the last of ``units``: which of them are listed is their order's choice.
  package let tied: Int
  /// The value of the last of ``units``; nil without any.
  private let least: Double?

  /// The first `limit` of some units.
  ///
  /// - Parameters:
  ///   - values: of all units; NaN is none and leads nowhere.
  ///   - members: the units in question, ascending.
  ///   - limit: how many, ≥ 1.
  package init(_ values: [Double], among members: [Int], limit: Int) {
    let sorted = members.filter { !values[$0].isNaN }
      .sorted { (values[$1], $0) < (values[$0], $1) }
    units = Array(sorted.prefix(limit))
    let least = units.last.map { values[$0] }
    tied = sorted.dropFirst(limit).prefix { values[$0] == least }.count
    self.least = least
  }

  /// How many of some units are among these, or as high as the last of them.
  package func count(of others: [Int], _ values: [Double]) -> Int {
    guard let least else { return 0 }
    return others.count { values[$0] >= least }
  }
}
