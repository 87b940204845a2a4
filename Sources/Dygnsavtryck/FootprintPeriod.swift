import LocalTime

/// The span of time that a series counts by.
public enum FootprintPeriod: String, Sendable, CaseIterable {
  /// Each day by itself.
  case day
  /// ISO 8601 weeks, Monday to Sunday.
  case week

  /// Days of a whole period.
  var days: Int {
    switch self {
    case .day: 1
    case .week: 7
    }
  }

  /// The first day of the period that a day lies in.
  public func start(of day: Int32) -> Int32 {
    switch self {
    case .day: day
    case .week: day - Int32(CivilDate(day: day).weekday)
    }
  }

  /// How the period with that first day is written: `2025-03-30`, or `2025-W13` (the year is that of its Thursday).
  public func label(start: Int32) -> String {
    switch self {
    case .day: return CivilDate(day: start).description
    case .week:
      let (year, week) = CivilDate(day: start).isoWeek
      return "\(padded(year, 4))-W\(padded(week, 2))"
    }
  }
}

/// A non-negative number with leading zeros.
private func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}
