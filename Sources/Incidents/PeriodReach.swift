import Foundation
import LocalTime

/// How far in time the events reach: what of its first and last period they can tell of.
///
/// Nothing in a table of events says from when to when it was kept. Its first and last month are taken as whole, unless so many
/// days without any event stand at their rim that, with days of events as frequent as between the first and the last event, there
/// would be less than one chance in a thousand of it: then the first or last event's day is the limit. What was asked for
/// (`--from`, `--to`) is the limit instead, whatever the events say: days without events are then counted as such, and the same
/// rule tells where that is to be doubted (``silentFrom``, ``silentTo``).
public struct PeriodReach: Sendable, Equatable {
  /// The first day that the events tell of.
  public let first: CivilDate
  /// The last day that the events tell of.
  public let last: CivilDate
  /// The first event's day, where it lies so long behind the day asked for that the events may begin there; nil: it does not.
  public let silentFrom: CivilDate?
  /// The last event's day, where it lies so long before the day asked for that the events may end there; nil: it does not.
  public let silentTo: CivilDate?

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
      asked ?? (isTelling(abs(rim.day - day.day)) ? day : rim)
    }
    silentFrom = from.flatMap { isTelling(seenFirst.day - $0.day) ? seenFirst : nil }
    silentTo = to.flatMap { isTelling($0.day - seenLast.day) ? seenLast : nil }
    first = limit(from, IncidentPeriod(.month, containing: seenFirst).bounds?.first ?? seenFirst, seenFirst)
    last = limit(to, IncidentPeriod(.month, containing: seenLast).bounds?.last ?? seenLast, seenLast)
  }

  /// What is to be said where days asked for are long without events; nil where they are not.
  public func doubt(from: CivilDate?, to: CivilDate?) -> String? {
    let parts = [
      silentFrom.map { "the first event is of \($0), long after \(from.map(\.description) ?? "")" },
      silentTo.map { "the last event is of \($0), long before \(to.map(\.description) ?? "")" },
    ].compactMap(\.self)
    return parts.isEmpty
      ? nil
      : parts.joined(separator: "; ")
        + ": days between count as days without events; if the data are not complete there, ask for fewer days"
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
