import Areas
import Outputs
import Incidents
import Reports

/// One line of a comparison: an area or a class, its control if it has one, of all events or of a category.
struct CompareLine {
  /// What is compared: an area's identifier, a class's code, `all`, `together`.
  var code: String
  /// The area's name; nil for several areas.
  var name: String?
  /// The category of events, or group of categories; nil for all events.
  var category: String?
  /// Areas in it; nil where counts were given.
  var areas: Int?
  var control: Control
  var change: RelativeChange
  /// The p value, corrected for all lines of the run that have one.
  var correctedP: Double?

  /// What areas are compared with, for people.
  enum Control {
    /// Units above, less the areas.
    case parent([String])
    /// Other areas, by identifier and by name.
    case areas(ids: [String], titles: [String])
    /// Counts as given.
    case given
    /// Nothing: the change alone.
    case none
    /// Nothing, though a control was asked for, and why.
    case lacking(String)

    var kind: String? {
      switch self {
      case .parent: "parent"
      case .areas: "areas"
      case .given, .none, .lacking: nil
      }
    }

    /// Why there is none; nil where there is one or none was asked for.
    var lack: String? {
      if case .lacking(let reason) = self { return reason }
      return nil
    }

    func name(_ language: Language) -> String {
      switch self {
      case .parent(let names):
        Self.short(names, language) + language.text(sv: " utom området", en: " less the area")
      case .areas(_, let titles): Self.short(titles, language)
      case .given, .none, .lacking: "–"
      }
    }

    /// As files call it: other areas by identifier.
    var label: String {
      if case .areas(let ids, _) = self { return Self.short(ids, .en) }
      return name(.en)
    }

    private static func short(_ names: [String], _ language: Language) -> String {
      names.count <= 3
        ? names.joined(separator: ", ") : language.text(sv: "\(names.count) enheter", en: "\(names.count) units")
    }
  }

  func title(_ language: Language) -> String {
    if let name { return name }
    switch code {
    case CompareRun.all: return language.text(sv: "Alla områden", en: "All areas")
    case CompareRun.together: return language.text(sv: "Tillsammans", en: "Together")
    default: return ClassName.of(AreaClass(code: code), language)
    }
  }

  /// `ok`, or why figures are null, in English.
  var status: String {
    let reasons = [control.lack].compactMap { $0 } + change.lacks.map(\.rawValue)
    return reasons.isEmpty ? "ok" : reasons.joined(separator: "; ")
  }

  /// Members for statistics files.
  var tree: JSONTree {
    let area = change.areaInterval
    return .object(
      identity + [
        .init("area_before", .integer(change.area.before)), .init("area_after", .integer(change.area.after)),
        .init("control_before", .integer(change.control?.before)),
        .init("control_after", .integer(change.control?.after)),
        .init("area_change_percent", .number(change.areaChange.map { 100 * $0 })),
        .init("area_change_percent_low", .number(area.map { 100 * $0.low })),
        .init("area_change_percent_high", .number(area.map { 100 * $0.high })),
        .init("control_change_percent", .number(change.controlChange.map { 100 * $0 })),
        .init("expected", .number(change.expected)), .init("excess", .number(change.excess)),
        .init("ratio", .number(change.ratio)), .init("ratio_low", .number(change.interval?.low)),
        .init("ratio_high", .number(change.interval?.high)), .init("interval", .string(change.method?.rawValue)),
        .init("p", .number(change.p)), .init("p_corrected", .number(correctedP)),
        .init("area_population", .number(change.area.population)),
        .init("control_population", .number(change.control?.population)),
        .init("excess_per_1000", .number(change.excessPer1000)),
        .init("difference_in_differences_per_1000", .number(change.rateDifference)),
        .init("low_count", .bool(change.isLowCount)), .init("status", .string(status)),
      ])
  }

  /// What is compared with what, for statistics files.
  var identity: [JSONTree.Member] {
    [
      .init("id", .string(code)), .init("name", .string(title(.en))), .init("category", .string(category)),
      .init("areas", .integer(areas)), .init("control_kind", .string(control.kind)),
      .init("control", .string(control.label)),
    ]
  }
}

/// What surrounds an area, beside the area and its control.
struct CompareRing {
  /// The comparison that it stands beside.
  var line: CompareLine
  /// The width, metres.
  var width: Double
  var displacement: Displacement

  /// Members for statistics files.
  var tree: JSONTree {
    let counts = displacement
    return .object(
      line.identity + [
        .init("ring_m", .number(width)),
        .init("area_before", .integer(counts.area.before)), .init("area_after", .integer(counts.area.after)),
        .init("ring_before", .integer(counts.ring.before)), .init("ring_after", .integer(counts.ring.after)),
        .init("control_before", .integer(counts.control?.before)),
        .init("control_after", .integer(counts.control?.after)),
        .init("ring_change_percent", .number(change.areaChange.map { 100 * $0 })),
        .init("ring_change_percent_low", .number(change.areaInterval.map { 100 * $0.low })),
        .init("ring_change_percent_high", .number(change.areaInterval.map { 100 * $0.high })),
        .init("ring_population", .number(counts.ring.population)),
        .init("weighted_displacement_quotient", .number(counts.quotient)),
        .init("reading", .string(counts.reading?.rawValue)), .init("low_count", .bool(counts.isLowCount)),
        .init("status", .string(status)),
      ])
  }

  /// `ok`, or why figures are null, in English.
  var status: String {
    let reasons =
      [line.control.lack ?? displacement.lack?.rawValue].compactMap { $0 }
      + (displacement.ring.before == 0 ? ["no events in the ring before"] : [])
    return reasons.isEmpty ? "ok" : reasons.joined(separator: "; ")
  }
}

extension JSONTree {
  fileprivate static func number(_ value: Double?) -> JSONTree { value.map { .number($0) } ?? .null }
  fileprivate static func integer(_ value: Int?) -> JSONTree { value.map { .integer($0) } ?? .null }
  fileprivate static func string(_ value: String?) -> JSONTree { value.map { .string($0) } ?? .null }
}
