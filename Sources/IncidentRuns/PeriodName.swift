import Incidents
import LocalTime
import Reports

/// How people and statistics see a period, and what of it the events tell of.
enum PeriodName {
  static func of(_ label: String?, _ span: SeriesWindow.Span?, _ language: Language) -> String {
    guard let label else { return language.text(sv: "alla", en: "all") }
    guard let span, span.isPartial else { return label }
    return ShortenedPeriod.name(
      label, months: span.months, days: span.days, whole: span.period.length.months, language)
  }

  /// What statistics say of a period beside its label: whether it is shortened, its months and days.
  static func members(_ span: SeriesWindow.Span?) -> [JSONTree.Member] {
    [
      JSONTree.Member("partial", span.map { .bool($0.isPartial) } ?? .null),
      JSONTree.Member("months", span.map { .number($0.months) } ?? .null),
      JSONTree.Member("days", span.map { .integer($0.days) } ?? .null),
    ]
  }
}

extension CivilDate {
  /// The month, `2021-06`.
  var month: String { IncidentPeriod(.month, containing: self).label }
}
