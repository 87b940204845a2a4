import Core
import LocalTime

/// Days from one to another, both counted.
public struct DateWindow: Sendable, Equatable {
  /// The first day.
  public let first: CivilDate
  /// The last day.
  public let last: CivilDate

  /// A window; throws ``Failure`` (usage) when it ends before it starts.
  ///
  /// - Parameters:
  ///   - first: the first day.
  ///   - last: the last day.
  ///   - flag: names it in the message.
  public init(_ first: CivilDate, _ last: CivilDate, flag: String) throws {
    guard first <= last else {
      throw Failure(
        .usage, "\(flag): the period starts after it ends", value: "\(first)..\(last)",
        expected: "the earlier day first")
    }
    (self.first, self.last) = (first, last)
  }

  /// A window written `2018-01-01..2018-12-31`. Throws ``Failure`` (usage) for any other text.
  public init(_ text: String, flag: String) throws {
    guard let dots = text.firstRange(of: ".."), let first = CivilDate(text: String(text[..<dots.lowerBound])),
      let last = CivilDate(text: String(text[dots.upperBound...]))
    else {
      throw Failure(
        .usage, "\(flag): not a period", value: text, expected: "FROM..TO such as 2018-01-01..2018-12-31")
    }
    try self.init(first, last, flag: flag)
  }

  /// Days in it.
  public var days: Int { Int(last.day - first.day) + 1 }

  /// Whether a day lies in it.
  public func contains(_ day: Int32) -> Bool { first.day <= day && day <= last.day }

  /// Whether the two have as many days, or are the same days of the calendar in different years: of two whole years one may
  /// be a leap year, and February may end on the 28th or 29th.
  public func isComparable(with other: DateWindow) -> Bool {
    if days == other.days { return true }
    let (a, b) = (first.parts, other.first.parts)
    let (c, d) = (last.parts, other.last.parts)
    let endsAlike = c.month == d.month && (c.day == d.day || (c.month == 2 && last.endsMonth && other.last.endsMonth))
    return a.month == b.month && a.day == b.day && endsAlike && c.year - a.year == d.year - b.year
  }
}

extension DateWindow: CustomStringConvertible {
  /// `2018-01-01..2018-12-31`.
  public var description: String { "\(first)..\(last)" }
}

extension CivilDate {
  fileprivate var endsMonth: Bool {
    let (year, month, day) = parts
    return day == CivilDate.days(inMonth: month, year: year)
  }
}
