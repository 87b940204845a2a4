/// Events by hour of the day, day of the week and month of the year, local time.
public struct TimeHistogram: Sendable, Equatable {
  /// Events in each hour, 0 … 23.
  public private(set) var hours = [Int](repeating: 0, count: 24)
  /// Events with a date but no time of day.
  public private(set) var withoutHour = 0
  /// Events on each day of the week, Monday first (ISO 8601).
  public private(set) var weekdays = [Int](repeating: 0, count: 7)
  /// Events in each month, January first.
  public private(set) var months = [Int](repeating: 0, count: 12)

  /// Without events.
  public init() {}

  /// Events with a date.
  public var total: Int { weekdays.reduce(0, +) }

  /// Counts one event; what is −1 is not known. An event without a weekday has no date and is not counted.
  mutating func add(hour: Int8, weekday: Int8, month: Int8) {
    guard weekday > 0, month > 0 else { return }
    weekdays[Int(weekday) - 1] += 1
    months[Int(month) - 1] += 1
    if hour >= 0 { hours[Int(hour)] += 1 } else { withoutHour += 1 }
  }

  /// Adds another's events.
  public mutating func add(_ other: TimeHistogram) {
    for i in hours.indices { hours[i] += other.hours[i] }
    for i in weekdays.indices { weekdays[i] += other.weekdays[i] }
    for i in months.indices { months[i] += other.months[i] }
    withoutHour += other.withoutHour
  }
}
