import Foundation
import LocalTime

/// How far in time the events reach: what of its first and last period they can tell of.
///
/// Nothing in a table of events says from when to when it was kept. Its first and last month are taken as whole, unless so many
/// days without any event stand at their rim that, with days of events as frequent as between the first and the last event, there
/// would be less than one chance in a thousand of it: then the first or last event's day is the limit. What was asked for
/// (`--from`, `--to`) is the limit instead, unless the same rule says that the events end before.
public struct PeriodReach: Sendable, Equatable {
  /// The first day that the events tell of.
  public let first: CivilDate
  /// The last day that the events tell of.
  public let last: CivilDate

  /// The reach of events on those days; nil where no event has one.
  ///
  /// - Parameters:
  ///   - days: of the events that count.
  ///   - from: the first day that was asked for.
  ///   - to: the last day that was asked for.
  public init?(_ days: DaySet, from: CivilDate? = nil, to: CivilDate? = nil) {
    guard let seen = days.bounds else { return nil }
    let (seenFirst, seenLast) = (CivilDate(day: seen.lowerBound), CivilDate(day: seen.upperBound))
    let share = Double(days.count) / Double(max(30, seen.count))
    // A gap of so many days by chance: (1 − share)^days.
    func isTelling(_ gap: Int32) -> Bool { gap > 0 && Double(gap) * log1p(-min(share, 1 - 1e-9)) < log(0.001) }
    func limit(_ asked: CivilDate?, _ rim: CivilDate, _ day: CivilDate) -> CivilDate {
      if let asked, !isTelling(abs(asked.day - day.day)) { return asked }
      // Never beyond what was asked for.
      let rim = asked.map { abs($0.day - day.day) < abs(rim.day - day.day) ? $0 : rim } ?? rim
      return isTelling(abs(rim.day - day.day)) ? day : rim
    }
    first = limit(from, IncidentPeriod(.month, containing: seenFirst).bounds?.first ?? seenFirst, seenFirst)
    last = limit(to, IncidentPeriod(.month, containing: seenLast).bounds?.last ?? seenLast, seenLast)
  }

  /// What of each period the events tell of; nothing where they span too many.
  public func spans(_ length: PeriodLength) -> [IncidentPeriod: SeriesWindow.Span] {
    let window = try? SeriesWindow(length, first...last)
    return Dictionary((window?.spans ?? []).map { ($0.period, $0) }) { first, _ in first }
  }
}

extension SeriesWindow.Span {
  /// The last day that counts; 1970-01-01 less a day where the points have no times.
  public var last: CivilDate { CivilDate(day: (first?.day ?? 0) + Int32(days) - 1) }

  /// A period of which so many months count, wherever in it they lie.
  public static func part(of period: IncidentPeriod, months: Double) -> SeriesWindow.Span {
    SeriesWindow.Span(
      period: period, first: nil, days: Int((months * SeriesWindow.daysAYear / 12).rounded()), months: months,
      isPartial: months < period.length.months && period.length != .all)
  }
}

extension PeriodLength {
  /// Months of a whole period.
  public var months: Double {
    switch self {
    case .year: 12
    case .quarter: 3
    case .month: 1
    case .all: .infinity
    }
  }
}
