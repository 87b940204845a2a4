/// The local day, or the local date and time of day, of a time given as text.
///
/// What is read (spaces around are ignored):
/// - ISO 8601 `2025-03-30T04:05:06`, or with a space for the `T`; the hour may have one digit, seconds and their fraction
///   (after a point or comma) may be absent; then nothing (local time of the zone), `Z`, `UTC`, or an offset `+02:00`,
///   `+0200`, `+02`, with or without spaces before it. `24:00` is the next day's midnight; second 60 is read as 59.
/// - ISO 8601's basic form `20250330T040506`, with the same endings.
/// - seconds since 1970-01-01T00:00:00Z with 9 to 11 digits and perhaps a fraction; 13 digits are milliseconds, 16
///   microseconds, 19 nanoseconds. Ten digits that may as well be a stamp `YYMMDDhhmm` of 2020 or later are refused.
///
/// A date alone is refused where the day of an event is asked for, since it may stand for a time that was lost;
/// ``moment(of:)`` reads it and gives no time of day.
///
/// *The day* is what a wall calendar shows; with a day start of 05:00, what it showed five hours of the wall clock before.
/// It depends on the local date and clock reading only, so local times that occur twice or never (changes to and from
/// summer time) need no choice: the row's own clock reading decides. For times with an offset or `Z`, the clock reading
/// is that of the zone at that instant; in the hour that occurs twice both passes read the same and fall on the same day.
///
/// A value type with a memory of the last date and zone interval: one for each worker.
public struct LocalDayReader: Sendable {
  private let zone: TimeZoneTable
  private let dayStart: Int64
  // The interval that the last instant lay in.
  private var from = Int64.max
  private var until = Int64.min
  private var offset: Int64 = 0
  // The last date, as year · 10000 + month · 100 + day, and its number.
  private var lastDate = -1
  private var lastDay: Int64 = 0
  // The same of the last date in the plain form.
  private var lastKey = UInt64.max
  private var lastPlainDay: Int64 = 0
  // Date and hour of the last time in the plain form as they are written, and the second after midnight that the hour begins with.
  private var lastHour = PlainTime.Hour.none
  private var lastHourSecond: Int64 = 0

  /// A reader for times of a zone.
  ///
  /// - Parameters:
  ///   - zone: whose days count, and whose clock local times show.
  ///   - dayStartMinutes: when a day starts, minutes after midnight by the wall clock, 0 … 1439 (others are taken modulo a
  ///     day).
  public init(zone: TimeZoneTable, dayStartMinutes: Int = 0) {
    self.zone = zone
    dayStart = Int64(floorModulo(dayStartMinutes, 1440)) * 60
  }

  /// Days since 1970-01-01 (0 … 65535) of the local day of a time in UTF-8.
  public mutating func day(of text: borrowing Span<UInt8>) throws(TimeFault) -> Int32 {
    if let (date, second) = plain(text.bytes) { return try checked(second < dayStart ? date - 1 : date) }
    return try text.withUnsafeBufferPointer { (bytes) throws(TimeFault) in try day(TimeScan(bytes)) }
  }

  /// The local date and time of day of a time in UTF-8, by the wall clock; the day start does not matter here. A date
  /// alone is read too, and has no time of day.
  public mutating func moment(of text: borrowing Span<UInt8>) throws(TimeFault) -> LocalMoment {
    if let (date, second) = plain(text.bytes) {
      return LocalMoment(day: try checked(date), second: Int32(truncatingIfNeeded: second))
    }
    return try text.withUnsafeBufferPointer { (bytes) throws(TimeFault) in try moment(TimeScan(bytes)) }
  }

  /// Date and second of a text in the plain form; nil for every other, and for dates that are in no calendar.
  @inline(__always)
  private mutating func plain(_ text: RawSpan) -> (date: Int64, second: Int64)? {
    guard let hour = PlainTime.Hour(text) else { return nil }
    // Most rows have the hour of the row before.
    if hour == lastHour {
      guard let second = PlainTime.secondOfHour(text) else { return nil }
      return (lastPlainDay, lastHourSecond + second)
    }
    guard let time = PlainTime(text) else { return nil }
    if time.dateKey != lastKey {
      guard let day = try? dayNumber(time.date) else { return nil }
      (lastKey, lastPlainDay) = (time.dateKey, day)
    }
    (lastHour, lastHourSecond) = (hour, time.second / 3600 * 3600)
    return (lastPlainDay, time.second)
  }

  private mutating func moment(_ scan: TimeScan) throws(TimeFault) -> LocalMoment {
    if let date = try scan.wholeDate() { return LocalMoment(day: try checked(dayNumber(date)), second: nil) }
    let wall = try wallClock(scan)
    let day = floorDivide(wall, 86_400)
    return LocalMoment(day: try checked(day), second: Int32(truncatingIfNeeded: wall - day * 86_400))
  }

  @inline(__always)
  private mutating func day(_ scan: TimeScan) throws(TimeFault) -> Int32 {
    try checked(floorDivide(wallClock(scan) - dayStart, 86_400))
  }

  /// Seconds from 1970-01-01T00:00:00 to what calendar and wall clock show.
  @inline(__always)
  private mutating func wallClock(_ start: TimeScan) throws(TimeFault) -> Int64 {
    var scan = start
    if scan.isAtEnd { throw .missing }
    if scan.startsWithYearAndHyphen {
      let date = try scan.extendedDate()
      if !scan.skipDateEnd() { throw scan.isAtEnd ? .noTimeOfDay : .notATime }
      let seconds = try scan.extendedClock()
      return try wallClock(dayNumber(date), seconds, scan.zone())
    }
    let digits = scan.digitCount
    if digits == 8, scan.hasTimeMark(after: 8) {
      let date = try scan.basicDate()
      _ = scan.skipDateEnd()
      let seconds = try scan.basicClock()
      return try wallClock(dayNumber(date), seconds, scan.zone())
    }
    return try wallClock(at: scan.epochSeconds(digits: digits))
  }

  /// The local day of an instant, seconds since 1970-01-01T00:00:00Z.
  public mutating func day(ofInstant seconds: Int64) throws(TimeFault) -> Int32 {
    // Far outside the range, so that nothing below overflows.
    guard abs(seconds / 86_400) < 1_000_000 else { throw .outOfRange }
    return try checked(floorDivide(wallClock(at: seconds) - dayStart, 86_400))
  }

  /// The local day of what a wall calendar and clock show, seconds since 1970-01-01T00:00:00 there.
  public func day(ofWallClock seconds: Int64) throws(TimeFault) -> Int32 {
    guard abs(seconds / 86_400) < 1_000_000 else { throw .outOfRange }
    return try checked(floorDivide(seconds - dayStart, 86_400))
  }

  /// Number of a date, checked; most rows have the date of the row before.
  @inline(__always)
  private mutating func dayNumber(_ date: Int) throws(TimeFault) -> Int64 {
    if date == lastDate { return lastDay }
    let (year, month, day) = (date / 10_000, date / 100 % 100, date % 100)
    guard 1...12 ~= month, 1...CivilDate.days(inMonth: month, year: year) ~= day else { throw .noSuchTime }
    lastDate = date
    lastDay = Int64(CivilDate.number(year: year, month: month, day: day))
    return lastDay
  }

  @inline(__always)
  private mutating func wallClock(_ date: Int64, _ seconds: Int64, _ zone: TimeScan.Zone) -> Int64 {
    switch zone {
    case .local: date * 86_400 + seconds
    case .offset(let east): wallClock(at: date * 86_400 + seconds - east)
    }
  }

  @inline(__always)
  private mutating func wallClock(at instant: Int64) -> Int64 {
    if instant < from || instant >= until {
      let found = zone.interval(at: instant)
      (from, until, offset) = (found.from, found.until, Int64(found.offset))
    }
    return instant + offset
  }

  @inline(__always)
  private func checked(_ day: Int64) throws(TimeFault) -> Int32 {
    guard 0...65_535 ~= day else { throw .outOfRange }
    return Int32(truncatingIfNeeded: day)
  }
}
