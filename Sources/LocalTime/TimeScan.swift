/// Walks over the bytes of a time; ``LocalDayReader`` says which forms there are.
///
/// It must not outlive the buffer; each access is behind a comparison with the end.
struct TimeScan {
  /// What a time says of its zone.
  enum Zone {
    /// Nothing: the clock of the run's zone.
    case local
    /// So many seconds east of Greenwich.
    case offset(Int64)
  }

  private let text: UnsafeBufferPointer<UInt8>
  private var place: Int
  private let end: Int

  @inline(__always)
  init(_ text: UnsafeBufferPointer<UInt8>) {
    var first = 0
    var last = text.count
    while first < last, text[first] <= 32 { first += 1 }
    while last > first, text[last - 1] <= 32 { last -= 1 }
    self.text = text
    place = first
    end = last
  }

  var isAtEnd: Bool { place == end }

  /// Whether the text starts like `2025-`.
  var startsWithYearAndHyphen: Bool {
    @inline(__always) get { end - place > 4 && text[place + 4] == 45 }
  }

  /// Digits from here on, not more than 20.
  var digitCount: Int {
    var count = 0
    while count < 20, place + count < end, text[place + count] &- 48 < 10 { count += 1 }
    return count
  }

  /// Whether the byte so many places from here is a `T`.
  func hasTimeMark(after count: Int) -> Bool { place + count < end && text[place + count] | 32 == 116 }

  /// Two digits.
  @inline(__always)
  private mutating func pair() throws(TimeFault) -> Int {
    guard end - place >= 2 else { throw .notATime }
    let (tens, ones) = (text[place] &- 48, text[place + 1] &- 48)
    guard tens < 10, ones < 10 else { throw .notATime }
    place += 2
    return Int(tens) * 10 + Int(ones)
  }

  /// Steps over a byte, if it is the next.
  @inline(__always)
  private mutating func skip(_ byte: UInt8) -> Bool {
    guard place < end, text[place] == byte else { return false }
    place += 1
    return true
  }

  /// `YYYY-MM-DD` as year · 10000 + month · 100 + day, not checked against the calendar.
  @inline(__always)
  mutating func extendedDate() throws(TimeFault) -> Int {
    let century = try pair()
    let year = try pair()
    guard skip(45) else { throw .notATime }
    let month = try pair()
    guard skip(45) else { throw .notATime }
    return try century * 1_000_000 + year * 10_000 + month * 100 + pair()
  }

  /// `YYYYMMDD`, likewise.
  mutating func basicDate() throws(TimeFault) -> Int {
    try pair() * 1_000_000 + pair() * 10_000 + pair() * 100 + pair()
  }

  /// The date, when the whole text is `YYYY-MM-DD` or `YYYYMMDD`; nil for any other text.
  func wholeDate() throws(TimeFault) -> Int? {
    var scan = self
    switch end - place {
    case 10 where startsWithYearAndHyphen: return try scan.extendedDate()
    case 8 where digitCount == 8: return try scan.basicDate()
    default: return nil
    }
  }

  /// Steps over what stands between date and clock: `T` or spaces.
  @inline(__always)
  mutating func skipDateEnd() -> Bool {
    guard place < end else { return false }
    if text[place] | 32 == 116 {
      place += 1
      return true
    }
    let start = place
    while place < end, text[place] == 32 { place += 1 }
    return place > start
  }

  /// `H:MM`, `HH:MM`, `HH:MM:SS` and a fraction, in whole seconds after midnight.
  @inline(__always)
  mutating func extendedClock() throws(TimeFault) -> Int64 {
    guard place < end, text[place] &- 48 < 10 else { throw .notATime }
    var hour = Int(text[place] &- 48)
    place += 1
    if place < end, text[place] &- 48 < 10 {
      hour = hour * 10 + Int(text[place] &- 48)
      place += 1
    }
    guard skip(58) else { throw .notATime }
    let minute = try pair()
    var second = 0
    if skip(58) {
      second = try pair()
      try skipFraction()
    }
    return try clock(hour, minute, second)
  }

  /// `HHMM` or `HHMMSS` and a fraction.
  mutating func basicClock() throws(TimeFault) -> Int64 {
    let hour = try pair()
    let minute = try pair()
    var second = 0
    if place < end, text[place] &- 48 < 10 {
      second = try pair()
      try skipFraction()
    }
    return try clock(hour, minute, second)
  }

  @inline(__always)
  private func clock(_ hour: Int, _ minute: Int, _ second: Int) throws(TimeFault) -> Int64 {
    guard minute < 60, second <= 60, hour < 24 || (hour == 24 && minute == 0 && second == 0) else {
      throw .noSuchTime
    }
    return Int64(hour * 3600 + minute * 60 + min(second, 59))
  }

  /// A point or comma and digits, if there is one.
  @inline(__always)
  private mutating func skipFraction() throws(TimeFault) {
    guard place < end, text[place] == 46 || text[place] == 44 else { return }
    place += 1
    let start = place
    while place < end, text[place] &- 48 < 10 { place += 1 }
    if place == start { throw .notATime }
  }

  /// What follows the clock, up to the end.
  @inline(__always)
  mutating func zone() throws(TimeFault) -> Zone {
    if place == end { return .local }
    while place < end, text[place] == 32 { place += 1 }
    let mark = text[place]
    if mark | 32 == 122, end - place == 1 { return .offset(0) }
    if mark == 43 || mark == 45 {
      place += 1
      let hours = try pair()
      var minutes = 0
      if place < end {
        _ = skip(58)
        minutes = try pair()
      }
      guard place == end else { throw .notATime }
      // No clock on Earth is further from Greenwich than 14 hours; some formats write up to 18.
      guard hours <= 18, minutes < 60 else { throw .noSuchTime }
      let seconds = Int64(hours * 3600 + minutes * 60)
      return .offset(mark == 45 ? -seconds : seconds)
    }
    if end - place == 3, mark | 32 == 117, text[place + 1] | 32 == 116, text[place + 2] | 32 == 99 {
      return .offset(0)
    }
    throw .notATime
  }

  /// The whole text as seconds since 1970, or thousandths and so on by its number of digits.
  mutating func epochSeconds(digits: Int) throws(TimeFault) -> Int64 {
    let divisor: Int64
    switch digits {
    case 9...11: divisor = 1
    case 13: divisor = 1000
    case 16: divisor = 1_000_000
    case 19: divisor = 1_000_000_000
    default: throw .notATime
    }
    var value: UInt64 = 0
    for _ in 0..<digits {
      value = value &* 10 &+ UInt64(text[place] &- 48)
      place += 1
    }
    try skipFraction()
    guard place == end else { throw .notATime }
    if digits == 10, Self.mayBeStamp(value) { throw .ambiguous }
    // 19 digits are less than 2⁶⁴ but may be more than 2⁶³.
    return Int64(value / UInt64(divisor))
  }

  /// Whether ten digits may be meant as `YYMMDDhhmm`: seconds of 2033-05-18 or later, of which no event tells yet, and a
  /// date and clock of 2020 to 2099.
  private static func mayBeStamp(_ value: UInt64) -> Bool {
    let (year, month, day) = (Int(value / 100_000_000), Int(value / 1_000_000 % 100), Int(value / 10_000 % 100))
    let (hour, minute) = (value / 100 % 100, value % 100)
    guard year >= 20, 1...12 ~= month else { return false }
    return 1...CivilDate.days(inMonth: month, year: 2000 + year) ~= day && hour < 24 && minute < 60
  }
}
