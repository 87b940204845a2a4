import Outputs
import Areas
import Incidents
import Reports

/// One line of a comparison: an area or a class, and its control.
struct CompareLine {
  /// What is compared: an area's identifier, a class's code, `all`, `together`.
  var code: String
  /// The area's name; nil for several areas.
  var name: String?
  /// Areas in it; nil where counts were given.
  var areas: Int?
  var control: Control
  var change: RelativeChange

  /// What areas are compared with, for people.
  enum Control {
    /// Units above, less the areas.
    case parent([String])
    /// Other areas.
    case areas([String])
    /// What lies within so many metres.
    case ring(Double)
    /// Counts as given.
    case given

    var kind: String? {
      switch self {
      case .parent: "parent"
      case .areas: "areas"
      case .ring: "ring"
      case .given: nil
      }
    }

    func name(_ language: Language) -> String {
      switch self {
      case .parent(let names):
        Self.short(names, language) + language.text(sv: " utom området", en: " less the area")
      case .areas(let names): Self.short(names, language)
      case .ring(let width):
        (width == width.rounded() ? "\(Int(width))" : "\(width)") + language.text(sv: " m runt om", en: " m around")
      case .given: "–"
      }
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
    change.lacks.isEmpty ? "ok" : change.lacks.map(\.rawValue).joined(separator: "; ")
  }

  var tree: JSONTree {
    func number(_ value: Double?) -> JSONTree { value.map { .number($0) } ?? .null }
    return .members([
      "id": .string(code), "name": .string(title(.en)), "areas": areas.map { .integer($0) } ?? .null,
      "control_kind": control.kind.map { .string($0) } ?? .null, "control": .string(control.name(.en)),
      "area_before": .integer(change.area.before), "area_after": .integer(change.area.after),
      "control_before": .integer(change.control.before), "control_after": .integer(change.control.after),
      "area_change_percent": number(change.areaChange.map { 100 * $0 }),
      "control_change_percent": number(change.controlChange.map { 100 * $0 }),
      "ratio": number(change.ratio), "ratio_low": number(change.interval?.low),
      "ratio_high": number(change.interval?.high),
      "difference_in_differences": .number(change.countDifference),
      "area_population": .number(change.area.population), "control_population": .number(change.control.population),
      "difference_in_differences_per_1000": number(change.rateDifference), "status": .string(status),
    ])
  }
}

/// The outcome of a comparison, from points or from counts.
package struct CompareResult {
  let lines: [CompareLine]
  let parameters: CompareParameters
  let inputs: [InputRecord]
  /// Events of both windows wherever they were; nil where counts were given.
  let all: (before: Int, after: Int)?
  /// The areas compared, and their shapes, one a line; nil where counts were given.
  package let output: LayerContents?

  /// The statistics: `run`, `windows`, `comparisons`.
  package func statistics(_ journal: Journal) -> JSONTree {
    func text(_ value: String?) -> JSONTree { value.map { .string($0) } ?? .null }
    func window(_ window: DateWindow?, _ points: Int?) -> JSONTree {
      guard let window else { return .null }
      return .members([
        "from": .string(window.first.description), "to": .string(window.last.description),
        "days": .integer(window.days), "points": points.map { .integer($0) } ?? .null,
      ])
    }
    let record = RunRecord(
      command: "compare",
      parameters: [
        ("before", text(parameters.before?.description)), ("after", text(parameters.after?.description)),
        ("per_day", .bool(parameters.isPerDay)), ("area", .array(parameters.areaNames.map { .string($0) })),
        ("control_area", .array(parameters.controlNames.map { .string($0) })),
        ("ring", .array(parameters.rings.map { .number($0) })), ("parents", text(parameters.parents)),
        ("counts", text(parameters.counts)), ("timezone", .string(parameters.incidents.timezone)),
        ("population_field", text(parameters.incidents.populationField)),
      ],
      inputs: inputs,
      method: [
        "ratio: relative change, (area after / area before) / (control after / control before), with the 95 % log-normal interval"
          + " of four Poisson counts, exp(±1.959964 √(1/a + 1/b + 1/c + 1/d)).",
        "difference_in_differences: (area after − before) − (control after − before)\(parameters.isPerDay ? ", per day" : "");"
          + " per_1000 with the populations given, which are the same before and after.",
        "status: ok, or the counts of 0 that keep a figure from being had: it is null, and not 0.",
        "A control never holds the area's own events. A relative change says nothing about its reasons.",
      ])
    return .members([
      "run": record.tree(journal),
      "windows": .members([
        "before": window(parameters.before, all?.before), "after": window(parameters.after, all?.after),
      ]),
      "comparisons": .array(lines.map(\.tree)),
    ])
  }

  /// The statistics as a table for people.
  package func tables(_ language: Language) -> String {
    let decimals = parameters.isPerDay ? 4 : 0
    var table = TextTable(
      language.text(sv: "Relativ förändring", en: "Relative change"), language, rows: lines,
      [
        .text("Område", "Area") { $0.title(language) }, .count("Före", "Before") { $0.change.area.before },
        .count("Efter", "After") { $0.change.area.after },
        .right("%") { signed($0.change.areaChange.map { 100 * $0 }, 1, language) },
        .text("Jämförelse", "Control") { $0.control.name(language) },
        .count("Före", "Before") { $0.change.control.before }, .count("Efter", "After") { $0.change.control.after },
        .right("%") { signed($0.change.controlChange.map { 100 * $0 }, 1, language) },
        .number("Kvot", "Ratio", decimals: 3) { $0.change.ratio },
        .right("95 %") {
          $0.change.interval.map {
            "\(language.number($0.low, decimals: 3))–\(language.number($0.high, decimals: 3))"
          } ?? "–"
        },
        .right("Skillnad i skillnad", "Diff. in diff.") { signed($0.change.countDifference, decimals, language) },
        .right("per 1 000 inv", "per 1,000 inh.") { signed($0.change.rateDifference, 2, language) },
      ])
    if let before = parameters.before, let after = parameters.after {
      table.note(
        language, sv: "Före: \(before) (\(before.days) dygn). Efter: \(after) (\(after.days) dygn).",
        en: "Before: \(before) (\(before.days) days). After: \(after) (\(after.days) days).")
    }
    if parameters.isPerDay {
      table.note(
        language, sv: "Förändringar och skillnader är per dygn, eftersom perioderna får vara olika långa.",
        en: "Changes and differences are per day, since the windows may differ in length.")
    }
    table.note(
      language,
      sv:
        "Kvot: (efter / före) i området genom (efter / före) i jämförelsen; 1 är samma förändring. Den säger inget om orsaker.",
      en:
        "Ratio: (after / before) of the area over (after / before) of the control; 1 is the same change. It says nothing about"
        + " reasons.")
    for lack in RelativeChange.Lack.allCases {
      let names = lines.filter { $0.change.lacks.contains(lack) }.map { line in
        lack.isOfControl ? "\(line.title(language)) (\(line.control.name(language)))" : line.title(language)
      }
      if !names.isEmpty { table.note("\(lack.words(language)): \(Self.list(names, language))") }
    }
    return table.text
  }

  /// The first of the names, each once, and how many more there are.
  private static func list(_ names: [String], _ language: Language) -> String {
    let limit = 8
    var shown: [String] = []
    for name in names where !shown.contains(name) { shown.append(name) }
    let more = language.text(sv: " och \(shown.count - limit) till", en: " and \(shown.count - limit) more")
    return shown.prefix(limit).joined(separator: ", ") + (shown.count > limit ? more : "")
  }

  private func signed(_ value: Double?, _ decimals: Int, _ language: Language) -> String {
    guard let value else { return language.number(.nan, decimals: decimals) }
    return (value > 0 ? "+" : "") + language.number(value, decimals: decimals)
  }
}

extension RelativeChange.Lack {
  /// Whether the control has the count, and not the area.
  fileprivate var isOfControl: Bool { self == .controlBefore || self == .controlAfter }

  /// The count that is 0, as a note under a table of figures says it.
  fileprivate func words(_ language: Language) -> String {
    switch self {
    case .areaBefore: language.text(sv: "Inga händelser i området före", en: "No events in the area before")
    case .areaAfter: language.text(sv: "Inga händelser i området efter", en: "No events in the area after")
    case .controlBefore: language.text(sv: "Inga händelser i jämförelsen före", en: "No events in the control before")
    case .controlAfter: language.text(sv: "Inga händelser i jämförelsen efter", en: "No events in the control after")
    }
  }
}
