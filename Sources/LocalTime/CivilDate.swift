/// A day of the proleptic Gregorian calendar.
public struct CivilDate: Sendable, Hashable, Comparable, Codable {
  /// Days since 1970-01-01, negative before it.
  public var day: Int32

  /// The day that lies so many days after 1970-01-01.
  public init(day: Int32) { self.day = day }

  /// A date by its parts; nil when there is no such date (a 30 February) or the year is not in 0 … 9999.
  public init?(year: Int, month: Int, day: Int) {
    guard 0...9999 ~= year, 1...12 ~= month, 1...Self.days(inMonth: month, year: year) ~= day else { return nil }
    self.day = Self.number(year: year, month: month, day: day)
  }

  /// A date written `YYYY-MM-DD`; nil for any other text.
  public init?(text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts.map(\.utf8.count) == [4, 2, 2],
      parts.allSatisfy({ $0.utf8.allSatisfy { 48...57 ~= $0 } }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// Days from 1970-01-01 to a date that exists.
  ///
  /// Years start in March here, so that the leap day comes last; an era is 400 years of 146,097 days (H. Hinnant,
  /// chrono-Compatible Low-Level Date Algorithms, 2013, `days_from_civil`).
  static func number(year: Int, month: Int, day: Int) -> Int32 {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Int32(era * 146_097 + dayOfEra - 719_468)
  }

  /// Year, month and day (the same source's `civil_from_days`).
  public var parts: (year: Int, month: Int, day: Int) {
    let shifted = Int(day) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
  }

  /// Weekday, 0 for Monday … 6 for Sunday; 1970-01-01 was a Thursday.
  public var weekday: Int { floorModulo(Int(day) + 3, 7) }

  /// Days in a month (1 … 12) of a year.
  public static func days(inMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Earlier days first.
  public static func < (a: CivilDate, b: CivilDate) -> Bool { a.day < b.day }
}

extension CivilDate: CustomStringConvertible {
  /// `YYYY-MM-DD`.
  public var description: String {
    let (year, month, day) = parts
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }
}

extension CivilDate {
  /// The ISO 8601 week that the day lies in, 1 … 53, and the year it counts to: that of its Thursday.
  public var isoWeek: (year: Int, week: Int) {
    let thursday = day - Int32(weekday) + 3
    let year = CivilDate(day: thursday).parts.year
    return (year, Int((thursday - CivilDate.number(year: year, month: 1, day: 1)) / 7 + 1))
  }
}

/// A non-negative number with leading zeros.
private func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}

/// The quotient rounded towards −∞; `divisor` must be positive.
@inline(__always)
func floorDivide<T: FixedWidthInteger & SignedInteger>(_ number: T, _ divisor: T) -> T {
  let quotient = number / divisor
  return number % divisor < 0 ? quotient - 1 : quotient
}

/// What ``floorDivide(_:_:)`` leaves, in `0 ..< divisor`.
@inline(__always)
func floorModulo<T: FixedWidthInteger & SignedInteger>(_ number: T, _ divisor: T) -> T {
  let rest = number % divisor
  return rest < 0 ? rest + divisor : rest
}
