import Columns

/// The figures by day or week, for the plan's first radius. Only periods in which some phone was active have a row; the others
/// are zero everywhere.
///
/// Columns of areas and classes lie side by side: the entry of area a in row r is `r · areas + a`. A withheld entry is NaN and
/// marked.
public struct FootprintSeries: Sendable, Equatable {
  /// Day or week.
  public var period: FootprintPeriod
  /// First day of each row's period, ascending, days since 1970-01-01; ``FootprintPeriod/label(start:)`` writes it.
  public var starts: [Int32]
  /// Phone-days of each row.
  public var phoneDays: NumberColumn
  /// Distinct phones with a located event.
  public var phones: NumberColumn
  /// Phone-days outside all areas.
  public var outside: NumberColumn
  /// Each area's own dygnsavtryck.
  public var areaDygnsavtryck: NumberColumn
  /// Each area's unique phones.
  public var areaPhones: NumberColumn
  /// Each class's dygnsavtryck in the exclusive partition.
  public var classDygnsavtryck: NumberColumn
  /// Each class's unique phones.
  public var classPhones: NumberColumn
  /// Why what is withheld is; entries as in the columns.
  public var withheld: Reasons

  /// Reasons of withheld entries; nil where nothing is withheld.
  public struct Reasons: Sendable, Equatable {
    /// Of phone-days and phones.
    public var rows: [Withheld?]
    /// Of the outside.
    public var outside: [Withheld?]
    /// Of areas' dygnsavtryck or phones.
    public var areas: [Withheld?]
    /// Of classes' likewise.
    public var classes: [Withheld?]
  }
}

extension FootprintCounts {
  /// The series; nil when the plan has none.
  ///
  /// - Parameter minPhones: what has fewer phones is withheld, and more where that would give it away (``Suppression``).
  public func series(minPhones: Int = 0) -> FootprintSeries? {
    guard let series = tally.series, let period = plan.period else { return nil }
    let (areaCount, classCount) = (plan.areas.count, plan.areas.classes.count)
    let order = seriesRows
    func gathered<T>(_ values: [T], _ width: Int) -> [T] {
      order.flatMap { values[$0 * width..<($0 + 1) * width] }
    }
    let rows = order.map { series.rows[$0] }
    let classWeights = gathered(series.classWeights, classCount)
    let protection = Protection(self, AreaSums(self, 0), table: 0, rows: order, minPhones: minPhones)
    let hidden = order.indices.map { protection.row($0, series, order[$0]) }
    let outside = rows.indices.map { row in
      let inside = classWeights[row * classCount..<(row + 1) * classCount].reduce(0, +)
      // Rounding of single weights may leave less than nothing.
      return max(0, FixedPoint.difference(FixedPoint.whole(rows[row].phoneDays), inside))
    }
    let (areas, areaPhones) = (hidden.flatMap(\.areas), hidden.flatMap(\.areaPhones))
    let (classes, classPhones) = (hidden.flatMap(\.classes), hidden.flatMap(\.classPhones))
    return FootprintSeries(
      period: period, starts: order.map { series.starts[$0] },
      phoneDays: column(rows.map { Double($0.phoneDays) }, hidden.map(\.total)),
      phones: column(rows.map { Double($0.phones) }, hidden.map(\.phones)),
      outside: column(outside, hidden.map(\.outside)),
      areaDygnsavtryck: column(gathered(series.areaWeights, areaCount).map(FixedPoint.double), areas),
      areaPhones: column(gathered(series.areaPhones, areaCount).map(Double.init), areaPhones),
      classDygnsavtryck: column(classWeights.map(FixedPoint.double), classes),
      classPhones: column(gathered(series.classPhones, classCount).map(Double.init), classPhones),
      withheld: FootprintSeries.Reasons(
        rows: hidden.map { $0.total ?? $0.phones }, outside: hidden.map(\.outside),
        areas: zip(areas, areaPhones).map { $0 ?? $1 },
        classes: zip(classes, classPhones).map { $0 ?? $1 }))
  }
}

private func column(_ values: [Double], _ withheld: [Withheld?]) -> NumberColumn {
  if withheld.allSatisfy({ $0 == nil }) { return NumberColumn(values) }
  return NumberColumn(
    zip(values, withheld).map { $1 == nil ? $0 : .nan }, suppressed: withheld.map { $0 != nil })
}
