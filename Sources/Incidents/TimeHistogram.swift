/// Events by hour of the day, day of the week and month of the year, local time.
public struct TimeHistogram: Sendable, Equatable {
  /// Hours, weekdays, months and what has no hour, side by side.
  private(set) var counts = [Int](repeating: 0, count: width)
  private static let firstWeekday = 24
  private static let firstMonth = 31
  private static let noHour = 43

  /// Events in each hour, 0 … 23.
  public var hours: [Int] { Array(counts[..<Self.firstWeekday]) }
  /// Events on each day of the week, Monday first (ISO 8601).
  public var weekdays: [Int] { Array(counts[Self.firstWeekday..<Self.firstMonth]) }
  /// Events in each month, January first.
  public var months: [Int] { Array(counts[Self.firstMonth..<Self.noHour]) }
  /// Events with a date but no time of day.
  public var withoutHour: Int { counts[Self.noHour] }

  /// Without events.
  public init() {}

  /// Events with a date.
  public var total: Int { weekdays.reduce(0, +) }

  /// Numbers that a histogram takes in a row of many.
  static let width = 44

  /// Counts one event in a histogram that is kept as ``width`` numbers from `first` on. An event without a weekday has no
  /// date and is not counted.
  @inline(__always)
  static func count(_ event: IncidentBatch.Event, in counts: UnsafeMutableBufferPointer<Int>, from first: Int) {
    let (hour, weekday, month) = (event.hour, event.weekday, event.month)
    guard weekday > 0, month > 0 else { return }
    counts[first + firstWeekday + Int(weekday) - 1] &+= 1
    counts[first + firstMonth + Int(month) - 1] &+= 1
    counts[first + (hour >= 0 ? Int(hour) : noHour)] &+= 1
  }

  /// Adds what ``count(_:in:from:)`` has counted.
  mutating func add(_ numbers: ArraySlice<Int>) {
    for (i, number) in zip(counts.indices, numbers) { counts[i] += number }
  }

  /// Adds another's events.
  public mutating func add(_ other: TimeHistogram) {
    for i in counts.indices { counts[i] += other.counts[i] }
  }
}
