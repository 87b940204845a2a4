import Incidents

/// Units above the areas that have areas, beside those that have none.
struct UnitContrast: Sendable {
  /// A figure of the two.
  struct Line: Sendable {
    /// The measured field, or `rate_per_1000` and `count`.
    var measure: String
    /// Whether it is a rate or count, of the category.
    var isCounted: Bool
    /// The category; nil: all together, or a measured field.
    var category: IncidentTally.Category?
    var welch: UnitDifference
  }

  /// Units that hold most of any area.
  let with: Int
  /// The others.
  let without: Int
  let lines: [Line]

  /// - Parameters:
  ///   - series: counts and inhabitants by unit; rates are of all its periods together.
  ///   - areas: places of the areas that count in their layer.
  init(_ series: IncidentSeries, units: UnitsAbove, areas: [Int]) {
    let holders = Set(areas.compactMap { units.unitOf[$0] })
    let hasAreas = units.units.indices.map(holders.contains)
    with = holders.count
    without = units.units.count - holders.count
    func line(
      _ measure: String, _ category: IncidentTally.Category? = nil, isCounted: Bool = true, _ values: [Double]
    ) -> Line {
      Line(
        measure: measure, isCounted: isCounted, category: category,
        welch: UnitDifference(values, hasAreas: hasAreas))
    }
    let measured = units.measures.map { line($0.name, isCounted: false, $0.values) }
    let counted = series.categories.indices.flatMap { category -> [Line] in
      let of = series.categories[category]
      let points = units.units.indices.map { series.points(series.units, $0, category: category) }
      let counts = points.map { Double($0.reduce(0) { $0 + $1.count }) }
      // Of several periods their mean inhabitants, and the sum of their events.
      let rates = zip(counts, points).map { count, points in
        let people = points.reduce(0) { $0 + $1.people } / Double(points.count)
        return people > 0 ? 1000 * count / people : .nan
      }
      return [line("rate_per_1000", of, rates), line("count", of, counts)]
    }
    lines = measured + counted
  }
}
