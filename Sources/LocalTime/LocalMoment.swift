/// A local date, and the time of day where there is one: what a histogram by hour, weekday or month counts by.
public struct LocalMoment: Sendable, Hashable {
  /// Days since 1970-01-01.
  public var day: Int32
  /// Seconds after midnight by the wall clock, 0 … 86399; nil when only the date is known.
  public var second: Int32?

  /// A moment by its day and second.
  public init(day: Int32, second: Int32?) {
    (self.day, self.second) = (day, second)
  }

  /// The date.
  public var date: CivilDate { CivilDate(day: day) }
  /// The hour, 0 … 23; nil when only the date is known.
  public var hour: Int? { second.map { Int($0) / 3600 } }
  /// The day of the week by ISO 8601: 1 for Monday … 7 for Sunday.
  public var weekday: Int { date.weekday + 1 }
  /// The month, 1 … 12.
  public var month: Int { date.parts.month }
  /// The quarter, 1 … 4.
  public var quarter: Int { (date.parts.month + 2) / 3 }
  /// The year.
  public var year: Int { date.parts.year }
}
