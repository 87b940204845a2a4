import Columns
import Incidents
import Reports

/// Tables of incidents' lines for people.
enum IncidentTable {
  /// Every line of every block, with n beside each percentage.
  static func rows(_ title: String, _ blocks: [IncidentBlock], lowCount: Int, _ language: Language) -> TextTable {
    let hasLinks = blocks.contains { $0.rows.contains { $0.figures.count.linked != nil } }
    let rows = blocks.flatMap { block -> [Line] in
      // Areas without classes are all areas; one line says it.
      let isPlain =
        block.rows.contains { $0.kind == .areaClass(nil) } && !block.rows.contains { $0.kind.isNamedClass }
      return block.rows.filter { !(isPlain && $0.kind == .areaClass(nil)) }.map {
        Line(period: block.period, name: $0.name(language), counted: CountedFigures($0.figures))
      }
    }
    func figure(_ figure: Figure<CountedFigures>) -> TableColumn<Line> { .figure(figure) { $0.counted } }
    var columns: [TableColumn<Line>] = [
      .text("Period") { $0.period ?? language.text(sv: "alla", en: "all") }, .text("Klass", "Class") { $0.name },
      .right("Antal", "Count") { count($0.counted.figures, language) }, figure(IncidentFigure.share),
      .right("95 %") { percents($0.counted.shareInterval, language) }, figure(IncidentFigure.events),
    ]
    if hasLinks { columns += [IncidentFigure.linked, IncidentFigure.either, IncidentFigure.eitherShare].map(figure) }
    columns += [
      figure(IncidentFigure.ratePer1000), .right("95 %") { range($0.counted.rateInterval, language) },
      figure(IncidentFigure.areaQuotient), figure(IncidentFigure.populationQuotient),
    ]
    var table = TextTable(title, language, rows: rows, columns)
    table.note(lowNote(lowCount, language))
    return table
  }

  /// A row of the table of all lines.
  private struct Line {
    var period: String?
    var name: String
    var counted: CountedFigures
  }

  /// A count, marked where it is low.
  static func count(_ figures: IncidentFigures, _ language: Language) -> String {
    language.count(figures.count.inside) + (figures.isLowCount ? "*" : "")
  }

  static func lowNote(_ limit: Int, _ language: Language) -> String {
    language.text(sv: "* färre än \(limit) händelser: osäkert.", en: "* fewer than \(limit) events: uncertain.")
  }

  static func range(_ interval: Interval?, _ language: Language) -> String {
    interval.map { "\(language.number($0.low, decimals: 1))–\(language.number($0.high, decimals: 1))" } ?? "–"
  }

  private static func percents(_ interval: Interval?, _ language: Language) -> String {
    interval.map { "\(language.number(100 * $0.low, decimals: 1))–\(language.number(100 * $0.high, decimals: 1))" }
      ?? "–"
  }
}

/// Tables in the form of the police's report.
struct PoliceTable {
  var form: PoliceForm
  /// What is counted, where it is not everything.
  var title: String?
  var blocks: [IncidentBlock]
  var language: Language

  var table: TextTable {
    switch form {
    case .tabell4: numbersAndShares
    case .tabell5: reportedAndRest
    case .tabell6: rates
    }
  }

  private func heading(_ sv: String, _ en: String) -> String {
    (title.map { $0 + ". " } ?? "") + language.text(sv: sv, en: en)
  }

  /// Lines that occur in any period, in the order of the first that has each.
  private func kinds(_ wanted: (IncidentRow.Kind) -> Bool) -> [IncidentRow.Kind] {
    var found: [IncidentRow.Kind] = []
    for block in blocks {
      for row in block.rows where wanted(row.kind) && !found.contains(row.kind) { found.append(row.kind) }
    }
    return found
  }

  private func isClass(_ kind: IncidentRow.Kind) -> Bool {
    if case .areaClass = kind { return true }
    return false
  }

  /// The sum of the classes: the police's three where there are such, else all areas.
  private var sumKind: IncidentRow.Kind {
    blocks.contains { $0.row(.assessed) != nil } ? .assessed : .all
  }

  private var periodColumns: [String] { blocks.map { $0.period ?? language.text(sv: "alla", en: "all") } }

  /// Tabell 4: numbers, and shares of all in the country; inside or linked where links are known.
  private var numbersAndShares: TextTable {
    let hasLinks = blocks.contains { $0.rows.contains { $0.figures.count.either != nil } }
    var table = TextTable(
      heading(
        hasLinks
          ? "Antal i, eller med koppling till, områden samt andel av samtliga i riket"
          : "Antal samt andel av samtliga i riket",
        hasLinks
          ? "Number inside or linked to areas, and share of all in the country"
          : "Number, and share of all in the country"),
      columns: [(language.text(sv: "Klass", en: "Class"), .left)]
        + periodColumns.flatMap { [("\($0) " + language.text(sv: "antal", en: "number"), .right), ("%", .right)] })
    for kind in kinds(isClass) + [sumKind] {
      var cells: [String] = []
      for block in blocks {
        guard let row = block.row(kind) else {
          cells += ["–", "–"]
          continue
        }
        if cells.isEmpty {
          cells.append(kind == sumKind ? language.text(sv: "Totalt", en: "Total") : row.name(language))
        }
        let figures = row.figures
        let count = figures.count.either ?? figures.count.inside
        cells += [
          language.count(count) + (count < figures.base.lowCount ? "*" : ""),
          language.number(100 * (figures.eitherShare ?? figures.share ?? .nan), decimals: 1),
        ]
      }
      table.add(cells)
    }
    table.add(
      ["n"] + blocks.flatMap { [language.count($0.rows.first?.figures.base.events ?? 0), ""] })
    note(&table)
    return table
  }

  /// Tabell 5: reported areas, the rest of Sweden, and what of the first are utsatta, in per cent of all events.
  private var reportedAndRest: TextTable {
    let columns: [(IncidentRow.Kind, String)] = [
      (.all, language.text(sv: "Inrapporterade områden", en: "Reported areas")),
      (.outside, language.text(sv: "Övriga Sverige", en: "Rest of Sweden")),
      (.assessed, language.text(sv: "Varav i utsatta områden", en: "Of which utsatta")),
    ]
    var table = TextTable(
      heading("Andel av händelserna (%)", "Share of events (%)"),
      columns: [(language.text(sv: "Period", en: "Period"), .left)] + columns.map { ($0.1, .right) } + [("n", .right)]
    )
    for (block, period) in zip(blocks, periodColumns) {
      table.add(
        [period]
          + columns.map { kind, _ in
            guard let figures = block.row(kind)?.figures else { return "–" }
            return language.number(100 * (figures.share ?? .nan), decimals: 0) + (figures.isLowCount ? "*" : "")
          }
          + [language.count(block.rows.first?.figures.base.events ?? 0)])
    }
    if let block = blocks.first {
      table.add(
        [language.text(sv: "Andel av landets yta (%)", en: "Share of the country's area (%)")]
          + columns.map { language.number(100 * (block.row($0.0)?.figures.shareOfCountry ?? .nan), decimals: 2) }
          + [language.number(block.rows.first?.figures.base.countryKm2 ?? .nan, decimals: 0) + " km²"])
    }
    note(&table)
    return table
  }

  /// Tabell 6 to 8: events per 1,000 inhabitants of each class and of the rest of the country.
  private var rates: TextTable {
    var table = TextTable(
      heading("Antal per 1 000 invånare", "Number per 1,000 inhabitants"),
      columns: [(language.text(sv: "Klass", en: "Class"), .left)]
        + periodColumns.flatMap { [($0, .right), ("95 %", .right)] })
    for kind in kinds({ isClass($0) || $0 == .outside }) {
      var cells: [String] = []
      for block in blocks {
        guard let row = block.row(kind) else {
          cells += ["–", "–"]
          continue
        }
        if cells.isEmpty { cells.append(row.name(language)) }
        let rate = language.number(row.figures.ratePer1000 ?? .nan, decimals: 1)
        cells += [
          rate + (row.figures.isLowCount && row.figures.ratePer1000 != nil ? "*" : ""),
          IncidentTable.range(row.figures.ratePer1000Interval, language),
        ]
      }
      table.add(cells)
    }
    note(&table)
    return table
  }

  private func note(_ table: inout TextTable) {
    if let limit = blocks.first?.rows.first?.figures.base.lowCount {
      table.note(IncidentTable.lowNote(limit, language))
    }
  }
}
