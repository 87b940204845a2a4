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
    places.indices.map { row in
      let number = Int(main.classes[row])
      guard places[row] >= 0, number > 0 else { return .nan }
      let place = Int(places[row])
      return 1 - tally.share(ofClass: number, units: [place])[0]
    }
  }

  private func add(
    _ name: String, decimals: Int, to table: inout Table,
    _ values: @escaping @Sendable (UnitTally, [Int]) -> [Double]
  ) {
    let (places, tally) = (places, tally)
    let column = DerivedColumn(
      count: places.count,
      .numbers { rows in
        var made = values(tally, places[rows].compactMap { $0 >= 0 ? Int($0) : nil })[...]
        return places[rows].map { $0 >= 0 ? made.removeFirst() : .nan }
      })
    table.add(Field(name, .real(decimals: decimals)), derived: column)
  }
}
