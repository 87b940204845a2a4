/// A zone's yearly rule as POSIX writes it in `TZ`, `CET-1CEST,M3.5.0,M10.5.0/3` (IEEE 1003.1, section 8.3, with the
/// hours −167 … 167 that RFC 8536 allows).
struct PosixZoneRule: Equatable {
  /// A day of each year.
  enum Day: Equatable {
    /// `Mm.w.d`: weekday d (0 Sunday) of week w (5 is the last) of month m.
    case weekday(month: Int, week: Int, day: Int)
    /// `Jn`: day 1 … 365, 29 February never counted.
    case julian(Int)
    /// `n`: day 0 … 365, 29 February counted.
    case ordinal(Int)
  }

  /// Seconds east of Greenwich in standard time.
  var standardOffset: Int32
  /// Seconds east of Greenwich in summer time; nil when there is none.
  var summerOffset: Int32?
  /// When summer time starts and ends: the day, and seconds after its local midnight.
  var summerStart: (day: Day, time: Int) = (.ordinal(0), 0)
  var summerEnd: (day: Day, time: Int) = (.ordinal(0), 0)

  static func == (a: PosixZoneRule, b: PosixZoneRule) -> Bool {
    a.standardOffset == b.standardOffset && a.summerOffset == b.summerOffset && a.summerStart == b.summerStart
      && a.summerEnd == b.summerEnd
  }

  /// The rule of that text; nil when it is none.
  init?(_ text: [UInt8]) {
    var reader = Reader(text: text)
    guard reader.name(), let west = reader.time() else { return nil }
    standardOffset = Int32(-west)
    if reader.atEnd { return }
    guard reader.name() else { return nil }
    summerOffset = standardOffset + 3600
    if !reader.next(is: 44) {
      guard let west = reader.time(), reader.next(is: 44) else { return nil }
      summerOffset = Int32(-west)
    }
    guard let start = reader.change(), reader.next(is: 44), let end = reader.change(), reader.atEnd else {
      return nil
    }
    summerStart = start
    summerEnd = end
  }

  /// The changes of offset in these years, ascending within each year only.
  func changes(fromYear first: Int, throughYear last: Int) -> [(start: Int64, offset: Int32)] {
    guard let summerOffset else { return [] }
    return (first...last).flatMap { year in
      [
        (instant(summerStart, year: year, offset: standardOffset), summerOffset),
        (instant(summerEnd, year: year, offset: summerOffset), standardOffset),
      ]
    }
  }

  private func instant(_ change: (day: Day, time: Int), year: Int, offset: Int32) -> Int64 {
    let january = Int(CivilDate.number(year: year, month: 1, day: 1))
    let day: Int
    switch change.day {
    case .ordinal(let number): day = january + number
    case .julian(let number):
      let isLeap = CivilDate.days(inMonth: 2, year: year) == 29
      day = january + number - 1 + (isLeap && number >= 60 ? 1 : 0)
    case .weekday(let month, let week, let weekday):
      let first = CivilDate.number(year: year, month: month, day: 1)
      // POSIX counts from Sunday, CivilDate from Monday.
      let ahead = floorModulo(weekday - (CivilDate(day: first).weekday + 1) % 7, 7)
      let count = CivilDate.days(inMonth: month, year: year)
      var inMonth = ahead + (week - 1) * 7
      while inMonth >= count { inMonth -= 7 }
      day = Int(first) + inMonth
    }
    return Int64(day) * 86_400 + Int64(change.time) - Int64(offset)
  }

  /// Walks over the rule's text.
  private struct Reader {
    let text: [UInt8]
    var place = 0

    var atEnd: Bool { place == text.count }

    mutating func next(is byte: UInt8) -> Bool {
      guard place < text.count, text[place] == byte else { return false }
      place += 1
      return true
    }

    /// Skips an abbreviation: three letters or more, or anything between angle brackets.
    mutating func name() -> Bool {
      if next(is: 60) {
        guard let end = text[place...].firstIndex(of: 62) else { return false }
        place = end + 1
        return true
      }
      let start = place
      while place < text.count, 65...90 ~= text[place] & 0xDF { place += 1 }
      return place - start >= 3
    }

    mutating func number(upTo limit: Int) -> Int? {
      let start = place
      var value = 0
      while place < text.count, 48...57 ~= text[place], value <= limit {
        value = value * 10 + Int(text[place] - 48)
        place += 1
      }
      return place > start && value <= limit ? value : nil
    }

    /// `[+-]hh[:mm[:ss]]` in seconds.
    mutating func time() -> Int? {
      let sign = next(is: 45) ? -1 : 1
      if sign == 1 { _ = next(is: 43) }
      guard var seconds = number(upTo: 167).map({ $0 * 3600 }) else { return nil }
      for unit in [60, 1] where next(is: 58) {
        guard let part = number(upTo: 59) else { return nil }
        seconds += part * unit
      }
      return sign * seconds
    }

    /// `date[/time]`; the time is 02:00:00 when it is left out.
    mutating func change() -> (day: Day, time: Int)? {
      let day: Day
      if next(is: 77) {
        guard let month = number(upTo: 12), month > 0, next(is: 46), let week = number(upTo: 5), week > 0,
          next(is: 46), let weekday = number(upTo: 6)
        else { return nil }
        day = .weekday(month: month, week: week, day: weekday)
      } else if next(is: 74) {
        guard let number = number(upTo: 365), number > 0 else { return nil }
        day = .julian(number)
      } else {
        guard let number = number(upTo: 365) else { return nil }
        day = .ordinal(number)
      }
      if !next(is: 47) { return (day, 7200) }
      return time().map { (day, $0) }
    }
  }
}
