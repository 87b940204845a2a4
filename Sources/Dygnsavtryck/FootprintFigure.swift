import Columns

/// The figures of phone activity: the one list from which layers, statistics, pages and aliases are drawn. A new one is an
/// entry here.
package enum FootprintFigure {
  private static func look(_ sv: String, _ en: String, _ decimals: Int, isShare: Bool = false) -> FieldLook {
    FieldLook(Wording(sv, en), decimals: decimals, isShare: isShare)
  }
  private static let activity = look("Dygnsavtryck", "Dygnsavtryck", 1)
  private static let share = look(
    "Andel av dygnsavtryck i riket", "Share of the country's dygnsavtryck", 2, isShare: true)
  private static let phones = look("Unika telefoner", "Unique phones", 0)
  private static let suppressed = look("Undanhållet", "Withheld", 0)
  private static let reason = look("Varför undanhållet", "Why withheld", 0)

  /// Of an area, as layers and statistics have them.
  package static let ofAreas: [Figure<Footprint.Area>] =
    [
      .real("dygnsavtryck", digits: 9, activity) { $0.dygnsavtryck ?? .nan },
      .real("share", digits: 12, share) { $0.share ?? .nan },
      .whole("unique_phones", phones) { $0.uniquePhones },
    ] + ofWithheldAreas

  /// Whether an area's figures are withheld, and why; in layers only where that may be.
  package static let ofWithheldAreas: [Figure<Footprint.Area>] = [
    .flag("suppressed", suppressed) { $0.withheld != nil },
    .text("reason", reason) { $0.withheld?.rawValue },
  ]

  /// Of a class, as statistics have them.
  package static let ofClasses: [Figure<Footprint.Class>] = [
    .text("class") { $0.areaClass },
    .whole("areas", look("Antal områden", "Areas", 0)) { $0.areas },
    .whole("areas_without_activity", look("Områden utan aktivitet", "Areas without activity", 0)) {
      $0.areasWithoutActivity
    },
    .real("dygnsavtryck", digits: 9, activity) { $0.dygnsavtryck ?? .nan },
    .real("share", digits: 12, share) { $0.share ?? .nan },
    .real("dygnsavtryck_mean", digits: 9) { $0.dygnsavtryckMean ?? .nan },
    .real("dygnsavtryck_min", digits: 9) { $0.dygnsavtryckMin ?? .nan },
    .real("dygnsavtryck_max", digits: 9) { $0.dygnsavtryckMax ?? .nan },
    .whole("unique_phones", phones) { $0.uniquePhones },
    .real("unique_phones_mean", digits: 9) { $0.uniquePhonesMean ?? .nan },
    .whole("unique_phones_min") { $0.uniquePhonesMin },
    .whole("unique_phones_max") { $0.uniquePhonesMax },
    .flag("suppressed", suppressed) { $0.withheld != nil },
    .text("reason", reason) { $0.withheld?.rawValue },
    .text("areas_reason") { $0.areasWithheld?.rawValue },
  ]

  /// Of the whole, as statistics have them.
  package static let ofTotals: [Figure<Footprint.Totals>] = [
    .whole("events") { $0.events },
    .whole("events_unlocated") { $0.eventsUnlocated },
    .whole("events_outside_days") { $0.eventsOutsideDays },
    .whole("phones") { $0.phones },
    .whole("phones_unlocated") { $0.phonesUnlocated },
    .whole("phone_days") { $0.phoneDays },
    .whole("phone_days_unlocated") { $0.phoneDaysUnlocated },
    .real("inside", digits: 9) { $0.inside ?? .nan },
    .real("outside", digits: 9) { $0.outside ?? .nan },
    .real("residual", digits: 9) { $0.residual },
    .text("phones_reason") { $0.phonesWithheld?.rawValue },
    .text("phones_unlocated_reason") { $0.phonesUnlocatedWithheld?.rawValue },
    .text("phone_days_reason") { $0.phoneDaysWithheld?.rawValue },
    .text("phone_days_unlocated_reason") { $0.phoneDaysUnlocatedWithheld?.rawValue },
    .text("inside_reason") { $0.insideWithheld?.rawValue },
    .text("outside_reason") { $0.outsideWithheld?.rawValue },
  ]
}
