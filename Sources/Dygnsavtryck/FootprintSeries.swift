import Columns

/// The figures by day or week, for the plan's first radius. Only periods in which some phone was active have a row; the others
/// are zero everywhere.
///
/// Columns of areas and classes lie side by side: the entry of area a in row r is `r · areas + a`. A withheld entry is NaN and
/// marked, and all of an entry's figures are withheld together.
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
}

extension FootprintCounts {
  /// The series; nil when the plan has none.
  ///
  /// - Parameter minPhones: what has fewer phones is withheld, and more where subtraction would give it back
  ///   (``SeriesSuppression``).
  public func series(minPhones: Int = 0) -> FootprintSeries? {
    guard let series = tally.series, let period = plan.period else { return nil }
    let (areaCount, classCount) = (plan.areas.count, plan.areas.classes.count)
    let order = series.starts.indices.sorted { series.starts[$0] < series.starts[$1] }
    func gathered<T>(_ values: [T], _ width: Int) -> [T] {
      order.flatMap { values[$0 * width..<($0 + 1) * width] }
    }
    let rows = order.map { series.rows[$0] }
    let areaPhones = gathered(series.areaPhones, areaCount)
    let classPhones = gathered(series.classPhones, classCount)
    let classWeights = gathered(series.classWeights, classCount)
    let hidden = SeriesSuppression(
      rowPhones: rows.map(\.phones), areaPhones: areaPhones.map(Int.init), classPhones: classPhones.map(Int.init),
      totalAreaPhones: tally.unique[0].byArea, classOfArea: plan.areas.classOfArea, classCount: classCount,
      whole: suppression(table: 0, minPhones: minPhones), minPhones: minPhones)
    let outside = rows.indices.map { row in
      let inside = classWeights[row * classCount..<(row + 1) * classCount].reduce(0, +)
      // Rounding of single weights may leave less than nothing.
      return max(0, FixedPoint.difference(FixedPoint.whole(rows[row].phoneDays), inside))
    }
    return FootprintSeries(
      period: period, starts: order.map { series.starts[$0] },
      phoneDays: column(rows.map { Double($0.phoneDays) }, hidden.rows),
      phones: column(rows.map { Double($0.phones) }, hidden.rows),
      outside: column(outside, hidden.outside),
      areaDygnsavtryck: column(gathered(series.areaWeights, areaCount).map(FixedPoint.double), hidden.areas),
      areaPhones: column(areaPhones.map(Double.init), hidden.areas),
      classDygnsavtryck: column(classWeights.map(FixedPoint.double), hidden.classes),
      classPhones: column(classPhones.map(Double.init), hidden.classes))
  }
}

private func column(_ values: [Double], _ hidden: [Bool]) -> NumberColumn {
  if !hidden.contains(true) { return NumberColumn(values) }
  return NumberColumn(values.indices.map { hidden[$0] ? .nan : values[$0] }, suppressed: hidden)
}
