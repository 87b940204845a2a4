import Core
import LocalTime

/// The days that a series is about, and all periods from its first to its last day: those without any event too.
public struct SeriesWindow: Sendable, Equatable {
  /// A period, and what of it lies in the window.
  public struct Span: Sendable, Equatable {
    /// The period.
    public let period: IncidentPeriod
    /// Its first day that counts; nil where the points have no times.
    public let first: CivilDate?
    /// Days of it that count.
    public let days: Int
    /// Months of it that count, a part of a month as a part; NaN where the points have no times.
    public let months: Double
    /// Whether it was longer than what counts of it.
    public let isPartial: Bool

    /// Its middle, in years since 1970.
    var middle: Double { (Double(first?.day ?? 0) + Double(days) / 2) / SeriesWindow.daysAYear }
  }

  /// Days a year on average.
  public static let daysAYear = 365.2425
  /// Most periods of a series.
  static let most = 12_000

  /// The first day that counts; nil where the points have no times.
  public let first: CivilDate?
  /// The last day that counts.
  public let last: CivilDate?
  /// The periods, in time.
  public let spans: [Span]

  /// All together, of points without times.
  public static let whole = SeriesWindow(
    first: nil, last: nil,
    spans: [
      Span(period: IncidentPeriod(.all, number: 0), first: nil, days: 0, months: .nan, isPartial: false)
    ])

  private init(first: CivilDate?, last: CivilDate?, spans: [Span]) {
    (self.first, self.last, self.spans) = (first, last, spans)
  }

  /// The window of those days, both counted; ``PeriodReach`` says which days events tell of.
  ///
  /// - Throws: ``Failure`` (bad data) for more periods than a series can have.
  public init(_ length: PeriodLength, _ days: ClosedRange<CivilDate>) throws {
    let (first, last) = (days.lowerBound, days.upperBound)
    (self.first, self.last) = (first, last)
    let numbers =
      IncidentPeriod(length, containing: first).number...IncidentPeriod(length, containing: last).number
    guard numbers.count <= Self.most else {
      throw Failure(
        .badData, "the events span too many periods for a series", value: "\(numbers.count)",
        expected: "at most \(Self.most)", hint: "--from and --to leave out events of wrong years")
    }
    spans = numbers.map { number in
      let period = IncidentPeriod(length, number: number)
      let bounds = period.bounds ?? (first, last)
      let (start, end) = (max(first, bounds.first), min(last, bounds.last))
      return Span(
        period: period, first: start, days: Int(end.day - start.day) + 1, months: Self.months(start, end),
        isPartial: start > bounds.first || end < bounds.last)
    }
  }

  /// Months from one day to another, both counted.
  private static func months(_ first: CivilDate, _ last: CivilDate) -> Double {
    let numbers =
      IncidentPeriod(.month, containing: first).number...IncidentPeriod(.month, containing: last).number
    return numbers.reduce(0) { sum, number in
      guard let month = IncidentPeriod(.month, number: number).bounds else { return sum }
      let days = min(last, month.last).day - max(first, month.first).day + 1
      return sum + Double(days) / Double(month.last.day - month.first.day + 1)
    }
  }
}

extension IncidentPeriod {
  /// Its first and last day; nil for all of it.
  public var bounds: (first: CivilDate, last: CivilDate)? {
    let months: Int
    switch length {
    case .year: months = 12
    case .quarter: months = 3
    case .month: months = 1
    case .all: return nil
    }
    let start = Int(number) * months
    let end = start + months - 1
    guard let first = CivilDate(year: start / 12, month: start % 12 + 1, day: 1),
      let last = CivilDate(
        year: end / 12, month: end % 12 + 1, day: CivilDate.days(inMonth: end % 12 + 1, year: end / 12))
    else { return nil }
    return (first, last)
  }
}
