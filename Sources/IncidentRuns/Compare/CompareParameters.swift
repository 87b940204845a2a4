import Core
import Incidents

/// What `rutverk compare` is to do.
package struct CompareParameters: Sendable {
  /// The point file; nil when counts are given.
  package var points: String?
  /// The area layer; nil only with counts.
  package var areas: String?
  /// A table of counts, or four numbers, in place of points.
  package var counts: String?
  /// The days before.
  package var before: DateWindow?
  /// The days after.
  package var after: DateWindow?
  /// Whether windows may differ, and counts are taken per day.
  package var isPerDay = false
  /// Identifiers or names of the areas that are compared; none: all, by class.
  package var areaNames: [String] = []
  /// Whether the unit above, less the area, is a control.
  package var usesParents = false
  /// The layer of units above.
  package var parents: String?
  /// Identifiers or names of areas of the layer that together are a control.
  package var controlNames: [String] = []
  /// Widths of surroundings in which displacement is looked for, metres.
  package var rings: [Double] = []
  /// How p values are corrected for the number of comparisons.
  package var correction = Correction.holm
  /// Whether comparisons are made by category.
  package var isByCategory: Bool { incidents.fields.category != nil || incidents.categories != nil }
  /// How points, areas and populations are read.
  package var incidents: IncidentParameters

  /// Every option at its default.
  package init(threads: Int) { incidents = IncidentParameters(threads: threads) }

  /// Refuses windows that overlap, come in the wrong order, or differ in length.
  ///
  /// - Throws: ``Failure`` (usage).
  package func checkWindows() throws {
    guard let before, let after else {
      if isPerDay || counts == nil {
        throw Failure(
          .usage, "both --before and --after are needed", expected: "FROM..TO, such as 2018-01-01..2018-12-31")
      }
      return
    }
    guard before.last < after.first else {
      throw Failure(
        .usage, "the windows overlap, or --after comes before --before", value: "\(before) and \(after)",
        expected: "--before to end before --after starts")
    }
    guard isPerDay || before.isComparable(with: after) else {
      throw Failure(
        .usage, "the windows differ in length: \(before.days) and \(after.days) days",
        value: "\(before) and \(after)",
        expected: "the same days of the calendar", hint: "counts are taken per day with --per-day")
    }
  }
}
