/// How people see a period of which only a part counts: its months beside it, `2021 (6 mån)`, and a mark behind its rates.
package enum ShortenedPeriod {
  /// Stands behind a rate of a shortened period.
  package static let mark = "†"

  /// What the mark means.
  package static func note(_ language: Language) -> String {
    language.text(
      sv: "\(mark) perioden är inte hel: talet är för månaderna vid den, och jämförs inte med hela perioders.",
      en: "\(mark) the period is not whole: the rate is of the months beside it, not to be set beside whole periods'."
    )
  }

  /// A period's label with its length beside it: months, or days where it has less than one, or all but some days of `whole`.
  ///
  /// - Parameters:
  ///   - months: that count.
  ///   - days: that count.
  ///   - whole: months of the whole period.
  package static func name(
    _ label: String, months: Double, days: Int, whole: Double = .infinity, _ language: Language
  ) -> String {
    "\(label) (\(extent(months: months, days: days, whole: whole, language)))"
  }

  /// The length alone: `6 mån`.
  package static func extent(months: Double, days: Int, whole: Double = .infinity, _ language: Language) -> String {
    let rounded = Int(max(0, min(months, 1e6)).rounded())
    return rounded >= 1 && Double(rounded) < whole
      ? "\(rounded) " + language.text(sv: "mån", en: rounded == 1 ? "month" : "months")
      : "\(days) " + language.text(sv: "dgr", en: days == 1 ? "day" : "days")
  }
}
