import Incidents
import Reports

extension CompareResult {
  /// The statistics as tables for people.
  package func tables(_ language: Language) -> [TextTable] {
    rings.isEmpty ? [changes(language)] : [changes(language), displacements(language)]
  }

  private func changes(_ language: Language) -> TextTable {
    let words = CompareWords(language)
    func change(_ value: @escaping (RelativeChange) -> String) -> (CompareLine) -> String {
      { value($0.change) + ($0.change.isLowCount ? "*" : "") }
    }
    var columns: [TableColumn<CompareLine>] = [.text("Område", "Area") { $0.title(language) }]
    if parameters.isByCategory {
      columns.append(.text("Kategori", "Category") { $0.category ?? language.text(sv: "alla", en: "all") })
    }
    columns += [
      .count("Före", "Before") { $0.change.area.before }, .count("Efter", "After") { $0.change.area.after },
      .right("%", nil, change { words.percent($0.areaChange) }),
      .right("95 %", nil, change { words.percents($0.areaInterval) }),
    ]
    if lines.contains(where: { $0.change.control != nil || $0.control.lack != nil }) {
      columns += [
        .text("Jämförelse", "Control") { $0.control.name(language) },
        .count("Före", "Before") { $0.change.control?.before }, .count("Efter", "After") { $0.change.control?.after },
        .right("%", nil, change { words.percent($0.controlChange) }),
        .right("Väntat", "Expected", change { words.number($0.expected, 1) }),
        .right("Utöver", "Excess", change { words.signed($0.excess, 1) }),
        .right("Kvot", "Ratio", change { words.number($0.ratio, 3) }),
        .right("95 %", nil, change { words.range($0.interval, 3) }),
      ]
    }
    if lines.contains(where: { $0.change.excessPer1000 != nil }) {
      columns.append(
        .right("Utöver per 1 000 inv", "Excess per 1,000 inh.", change { words.signed($0.excessPer1000, 2) }))
    }
    columns.append(.right("p", nil, change { words.probability($0.p) }))
    if lines.count > 1 {
      columns.append(
        .right("p korr.", "p corr.") { words.probability($0.correctedP) + ($0.change.isLowCount ? "*" : "") })
    }
    var table = TextTable(
      language.text(sv: "Relativ förändring", en: "Relative change"), language, rows: lines, columns)
    note(&table, language)
    return table
  }

  private func note(_ table: inout TextTable, _ language: Language) {
    if let before = parameters.before, let after = parameters.after {
      table.note(
        language, sv: "Före: \(before) (\(before.days) dygn). Efter: \(after) (\(after.days) dygn).",
        en: "Before: \(before) (\(before.days) days). After: \(after) (\(after.days) days).")
    }
    if parameters.isPerDay {
      table.note(
        language, sv: "Förändringar är per dygn, eftersom perioderna får vara olika långa.",
        en: "Changes are per day, since the windows may differ in length.")
    }
    if lines.contains(where: { $0.change.control != nil }) {
      table.note(
        language,
        sv: "Väntat: före i området × efter / före i jämförelsen. Utöver: efter i området mindre det väntade.",
        en:
          "Expected: before in the area × after / before in the control. Excess: after in the area less the expected."
      )
      table.note(
        language,
        sv: "Kvot: (efter / före) i området genom (efter / före) i jämförelsen; 1 är samma förändring."
          + " Den säger inget om orsaker.",
        en: "Ratio: (after / before) of the area over (after / before) of the control; 1 is the same change."
          + " It says nothing about reasons.")
    }
    if lines.count > 1 {
      let (count, name) = (tests, parameters.correction.name)
      table.note(
        language, sv: "p korr.: rättat för \(count) prövningar enligt \(name).",
        en: "p corr.: corrected for \(count) tests by \(name).")
    }
    if lines.contains(where: \.change.isLowCount) {
      table.note(IncidentTable.lowNote(RelativeChange.lowCount, language))
    }
    noteLacks(&table, language)
  }

  private func noteLacks(_ table: inout TextTable, _ language: Language) {
    func name(_ line: CompareLine, _ lack: RelativeChange.Lack) -> String {
      let title = line.title(language) + (line.category.map { ", \($0)" } ?? "")
      return lack == .areaBefore || line.control.kind == nil ? title : "\(title) (\(line.control.name(language)))"
    }
    for lack in RelativeChange.Lack.allCases {
      let names = lines.filter { $0.change.lacks.contains(lack) }.map { name($0, lack) }
      if !names.isEmpty { table.note("\(lack.words(language)): \(Self.list(names, language))") }
    }
    let names = lines.filter { $0.control.lack != nil }.map { $0.title(language) }
    if !names.isEmpty {
      table.note(language.text(sv: "Ingen jämförelse: ", en: "No control: ") + Self.list(names, language))
    }
  }

  /// The first of the names, each once, and how many more there are.
  private static func list(_ names: [String], _ language: Language) -> String {
    let limit = 8
    var shown: [String] = []
    for name in names where !shown.contains(name) { shown.append(name) }
    let more = language.text(sv: " och \(shown.count - limit) till", en: " and \(shown.count - limit) more")
    return shown.prefix(limit).joined(separator: ", ") + (shown.count > limit ? more : "")
  }

  private func displacements(_ language: Language) -> TextTable {
    let words = CompareWords(language)
    func marked(_ ring: CompareRing, _ text: String) -> String { text + (ring.displacement.isLowCount ? "*" : "") }
    var columns: [TableColumn<CompareRing>] = [.text("Område", "Area") { $0.line.title(language) }]
    if parameters.isByCategory {
      columns.append(.text("Kategori", "Category") { $0.line.category ?? language.text(sv: "alla", en: "all") })
    }
    columns += [
      .right("Ring, m", "Ring, m") { words.metres($0.width) },
      .count("Före", "Before") { $0.displacement.ring.before },
      .count("Efter", "After") { $0.displacement.ring.after },
      .right("%") { marked($0, words.percent($0.change.areaChange)) },
      .right("95 %") { marked($0, words.percents($0.change.areaInterval)) },
      .text("Jämförelse utom ringen", "Control less the ring") { $0.line.control.name(language) },
      .count("Före", "Before") { $0.displacement.control?.before },
      .count("Efter", "After") { $0.displacement.control?.after },
      .right("Kvot", "Quotient") { marked($0, words.number($0.displacement.quotient, 2)) },
      .text("Läses som", "Read as") { ring in
        ring.displacement.reading?.words(language) ?? ring.displacement.lack?.words(language) ?? "–"
      },
    ]
    var table = TextTable(
      language.text(sv: "Omflyttning till omgivningen", en: "Displacement to what is around"), language, rows: rings,
      columns)
    table.note(
      language,
      sv:
        "Kvot: viktad omflyttningskvot (Bowers & Johnson 2003): omgivningens förändring genom områdets, båda mot jämförelsen.",
      en:
        "Quotient: weighted displacement quotient (Bowers & Johnson 2003): the change around over the area's, both against"
        + " the control.")
    if rings.contains(where: \.displacement.isLowCount) {
      table.note(IncidentTable.lowNote(RelativeChange.lowCount, language))
    }
    return table
  }
}

/// Figures of comparisons as people read them.
private struct CompareWords {
  let language: Language

  init(_ language: Language) { self.language = language }

  func number(_ value: Double?, _ decimals: Int) -> String { language.number(value ?? .nan, decimals: decimals) }

  func signed(_ value: Double?, _ decimals: Int) -> String {
    ((value ?? 0) > 0 ? "+" : "") + number(value, decimals)
  }

  func percent(_ share: Double?) -> String { signed(share.map { 100 * $0 }, 1) }

  /// Limits of a share's change, in per cent.
  func percents(_ interval: Interval?) -> String {
    guard let interval else { return "–" }
    let low = signed(100 * interval.low, 1)
    return interval.high.isFinite
      ? low + language.text(sv: " till ", en: " to ") + signed(100 * interval.high, 1) : "≥ " + low
  }

  func range(_ interval: Interval?, _ decimals: Int) -> String {
    guard let interval else { return "–" }
    if !interval.high.isFinite { return "≥ " + number(interval.low, decimals) }
    return number(interval.low, decimals) + "–" + number(interval.high, decimals)
  }

  func probability(_ p: Double?) -> String {
    guard let p else { return "–" }
    return p < 0.001 ? "<" + number(0.001, 3) : number(p, 3)
  }

  func metres(_ width: Double) -> String { width == width.rounded() ? "\(Int(width))" : "\(width)" }
}

extension RelativeChange.Lack {
  /// The count that is 0, as a note under a table of figures says it.
  fileprivate func words(_ language: Language) -> String {
    switch self {
    case .areaBefore: language.text(sv: "Inga händelser i området före", en: "No events in the area before")
    case .controlBefore: language.text(sv: "Inga händelser i jämförelsen före", en: "No events in the control before")
    case .controlAfter: language.text(sv: "Inga händelser i jämförelsen efter", en: "No events in the control after")
    }
  }
}

extension Displacement.Lack {
  fileprivate func words(_ language: Language) -> String {
    switch self {
    case .control: language.text(sv: "ingen jämförelse", en: "no control")
    case .controlBefore: language.text(sv: "jämförelsen har inga före", en: "none in the control before")
    case .controlAfter: language.text(sv: "jämförelsen har inga efter", en: "none in the control after")
    case .noDecrease: language.text(sv: "området minskade inte", en: "no decrease in the area")
    }
  }
}

extension Displacement.Reading {
  fileprivate func words(_ language: Language) -> String {
    switch self {
    case .diffusion: language.text(sv: "minskning även runt om", en: "decrease around too")
    case .none: language.text(sv: "varken eller", en: "neither")
    case .partial: language.text(sv: "omflyttning, mindre än minskningen", en: "displacement, below the decrease")
    case .more: language.text(sv: "omflyttning över minskningen", en: "displacement above the decrease")
    }
  }
}
