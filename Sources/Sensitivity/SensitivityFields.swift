import Columns
import Statistics

extension SensitivityAnalysis {
  /// Adds the output fields behind the index' own: `percentile_p05`, `percentile_p50`, `percentile_p95`, `class_share_1` … and
  /// `class_uncertain`, null for units without an index.
  package func addFields(to table: inout Table) {
    for (name, fraction) in [("percentile_p05", 0.05), ("percentile_p50", 0.5), ("percentile_p95", 0.95)] {
      add(name, decimals: 3, to: &table) { $0.quantile(fraction, units: $1) }
    }
    for number in 1...main.definition.classes.count {
      add("class_share_\(number)", decimals: 6, to: &table) { $0.share(ofClass: number, units: $1) }
    }
    let uncertain = uncertainty
    table.add("class_uncertain", .real(decimals: 6), numbers: uncertain)
  }

  /// Bins of each unit's histogram of percentiles.
  package var bins: Int { tally.bins }

  /// The share of runs in which each row's unit is outside the main run's class; NaN without an index.
  package var uncertainty: [Double] {
    let rows = places.indices.filter { places[$0] >= 0 && main.classes[$0] > 0 }
    var result = [Double](repeating: .nan, count: places.count)
    let shares = tally.shares(rows.map { Int(places[$0]) }) { Int(main.classes[rows[$0]]) }
    for (row, share) in zip(rows, shares) { result[row] = 1 - share }
    return result
  }

  private func add(
    _ name: String, decimals: Int, to table: inout Table,
    _ values: @escaping @Sendable (UnitTally, [Int]) -> [Double]
  ) {
    let (places, tally) = (places, tally)
    let column = DerivedColumn(
      count: places.count,
      .numbers { rows in
        let made = values(tally, places[rows].compactMap { $0 >= 0 ? Int($0) : nil })
        var next = made.makeIterator()
        return places[rows].map { $0 >= 0 ? next.next() ?? .nan : .nan }
      })
    table.add(Field(name, .real(decimals: decimals)), derived: column)
  }
}
