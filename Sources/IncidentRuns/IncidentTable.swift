import Columns
import Incidents
import Reports

/// Tables of incidents' lines for people.
enum IncidentTable {
  /// Every line of every block, with n beside each percentage.
  static func rows(
    _ title: String, _ blocks: [IncidentBlock], lowCount: Int, per: RateBase, _ language: Language
  ) -> TextTable {
    let hasLinks = blocks.contains { $0.rows.contains { $0.figures.count.linked != nil } }
    let rows = blocks.flatMap { block -> [Line] in
      // Areas without classes are all areas; one line says it.
      let isPlain =
        block.rows.contains { $0.kind == .areaClass(nil) } && !block.rows.contains { $0.kind.isNamedClass }
      return block.rows.filter { !(isPlain && $0.kind == .areaClass(nil)) }.map {
        Line(
          period: block.name(language), mark: block.mark, name: $0.name(language), counted: CountedFigures($0.figures)
        )
      }
    }
    func figure(_ figure: Figure<CountedFigures>) -> TableColumn<Line> { .figure(figure) { $0.counted } }
    var columns: [TableColumn<Line>] = [
      .text("Period") { $0.period }, .text("Klass", "Class") { $0.name },
      .right("Antal", "Count") { count($0.counted.figures, language) }, figure(IncidentFigure.share),
      .right("95 %") { percents($0.counted.shareInterval, language) }, figure(IncidentFigure.events),
    ]
    if hasLinks { columns += [IncidentFigure.linked, IncidentFigure.either, IncidentFigure.eitherShare].map(figure) }
    columns += rateColumns(per, rows.map(\.counted)) { ($0.counted, $0.mark) }
    columns += [figure(IncidentFigure.areaQuotient), figure(IncidentFigure.populationQuotient)]
    var table = TextTable(title, language, rows: rows, columns)
    table.note(lowNote(lowCount, language))
    if hasMeans(rows.map(\.counted)) { table.note(meanNote(language)) }
    if blocks.contains(where: { block in !block.mark.isEmpty && block.rows.contains { $0.figures.population > 0 } }) {
      table.note(ShortenedPeriod.note(language))
    }
    noteReasons(rows.map(\.counted.figures), isAsked: areRatesAsked(blocks), &table, language)
    return table
  }

  private static func hasMeans(_ rows: [CountedFigures]) -> Bool { rows.contains { $0.figures.mean != nil } }

  /// A rate pooled over all areas with its interval, and the mean of their rates with its own where there is one.
  static func rateColumns<Row>(
    _ per: RateBase, _ all: [CountedFigures], _ counted: @escaping (Row) -> (CountedFigures, mark: String)
  ) -> [TableColumn<Row>] {
    func column(_ figure: Figure<CountedFigures>) -> TableColumn<Row> {
      let heading = figure.field.look?.heading ?? Wording(figure.name)
      return .worded(heading) { row, language in
        let (figures, mark) = counted(row)
        let text = figure.text(of: figures, language)
        return text == "–" ? text : text + mark
      }
    }
    func range(_ interval: @escaping (CountedFigures) -> Interval?) -> TableColumn<Row> {
      .worded(Wording("95 %")) { row, language in Self.range(interval(counted(row).0), language) }
    }
    let pooled = [column(IncidentFigure.rate(per)), range { $0.rateInterval(per) }]
    return hasMeans(all) ? pooled + [column(IncidentFigure.mean(per)), range { $0.meanInterval(per) }] : pooled
  }

  static func meanNote(_ language: Language) -> String {
    language.text(
      sv: "Talet är alla områdens händelser delat med alla deras invånare; medel är av områdenas egna tal.",
      en: "The rate is all areas' events by all their inhabitants; the mean is of the areas' own rates.")
  }

  /// Whether inhabitants were given at all.
  static func areRatesAsked(_ blocks: [IncidentBlock]) -> Bool {
    blocks.contains { $0.rows.contains { !$0.figures.population.isNaN } }
  }

  /// Says why dashes stand in a table: nothing where all is known, or where nobody asked for rates.
  static func noteReasons(
    _ rows: [IncidentFigures], isAsked: Bool, _ table: inout TextTable, _ language: Language
  ) {
    let found = Set(rows.flatMap(\.reasons))
    let texts = IncidentFigures.Reason.allCases.filter { reason in
      switch reason {
      case .noPopulation, .noCountryPopulation: isAsked && found.contains(reason)
      case .noGround, .zeroGround: false
      default: found.contains(reason)
      }
    }.map { language.text($0.wording) }
    if !texts.isEmpty { table.note("– : " + texts.joined(separator: "; ") + ".") }
  }

  /// A row of the table of all lines.
  private struct Line {
    var period: String
    /// Stands behind a rate of a shortened period.
    var mark: String
    var name: String
    var counted: CountedFigures
  }

  /// A count, marked where it is low.
  static func count(_ figures: IncidentFigures, _ language: Language) -> String {
    figures.isCounted ? language.count(figures.count.inside) + (figures.isLowCount ? "*" : "") : "–"
  }

  static func lowNote(_ limit: Int, _ language: Language) -> String {
    language.text(sv: "* färre än \(limit) händelser: osäkert.", en: "* fewer than \(limit) events: uncertain.")
  }

  static func range(_ interval: Interval?, _ language: Language) -> String {
    language.rateRange(low: interval?.low ?? .nan, high: interval?.high ?? .nan)
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
  /// Of how many inhabitants rates are.
  var per: RateBase
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

  private var periodColumns: [String] { blocks.map { $0.name(language) } }

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
        guard figures.isCounted, !hasLinks || figures.count.either != nil else {
          cells += ["–", "–"]
          continue
        }
        let count = figures.count.either ?? figures.count.inside
        cells += [
          language.count(count) + (count < figures.base.lowCount ? "*" : ""),
          language.number(100 * (figures.eitherShare ?? figures.share ?? .nan), decimals: 1),
        ]
      }
      table.add(cells)
    }
    table.add(["n"] + blocks.flatMap { [all($0), ""] })
    note(&table)
    let isShared = blocks.contains { block in
      let parts = block.rows.filter { isClass($0.kind) }.compactMap(\.figures.count.either)
      return parts.reduce(0, +) > (block.row(.all)?.figures.count.either ?? .max)
    }
    if isShared {
      table.note(
        language, sv: "En händelse i en klass med koppling till en annan räknas i båda, och en gång i summan.",
        en: "An event in one class that is linked to another counts in both, and once in their sum.")
    }
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
            guard let figures = block.row(kind)?.figures, figures.share != nil else { return "–" }
            return language.number(100 * (figures.share ?? .nan), decimals: 0) + (figures.isLowCount ? "*" : "")
          }
          + [all(block)])
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

  /// All events of a block's period.
  private func all(_ block: IncidentBlock) -> String {
    block.rows.first.map { $0.figures.base.isTotalKnown ? language.count($0.figures.base.events) : "–" } ?? "–"
  }

  /// Tabell 6 to 8: events per so many inhabitants of each class and of the rest of the country.
  private var rates: TextTable {
    rates("Antal", "Number", { isClass($0) || $0 == .outside }, IncidentFigure.rate(per)) { $0.rateInterval(per) }
  }

  /// The means of the areas' rates in the form of Tabell 6 to 8; nil where none is known.
  var means: TextTable? {
    let isKnown = blocks.contains { $0.rows.contains { $0.figures.mean != nil } }
    guard form == .tabell6, isKnown else { return nil }
    return rates("Medel av områdenas tal", "Mean of the areas' rates", isClass, IncidentFigure.mean(per)) {
      $0.meanInterval(per)
    }
  }

  private func rates(
    _ sv: String, _ en: String, _ wanted: (IncidentRow.Kind) -> Bool, _ figure: Figure<CountedFigures>,
    _ interval: (CountedFigures) -> Interval?
  ) -> TextTable {
    let people = (language.number(per.people, decimals: 0), per == .thousand ? "1,000" : "100,000")
    var table = TextTable(
      heading("\(sv) per \(people.0) invånare", "\(en) per \(people.1) inhabitants"),
      columns: [(language.text(sv: "Klass", en: "Class"), .left)]
        + periodColumns.flatMap { [($0, .right), ("95 %", .right)] })
    let kinds = kinds(wanted)
    var isMarked = false
    for kind in kinds {
      let name = blocks.lazy.compactMap { $0.row(kind) }.first?.name(language) ?? ""
      table.add(
        [name]
          + blocks.flatMap { block -> [String] in
            guard let row = block.row(kind) else { return ["–", "–"] }
            let counted = CountedFigures(row.figures)
            let rate = figure.text(of: counted, language)
            let isKnown = rate != "–"
            if isKnown, !block.mark.isEmpty { isMarked = true }
            return [
              rate + (isKnown && row.figures.isLowCount ? "*" : "") + (isKnown ? block.mark : ""),
              IncidentTable.range(interval(counted), language),
            ]
          })
    }
    note(&table)
    if isMarked { table.note(ShortenedPeriod.note(language)) }
    IncidentTable.noteReasons(
      blocks.flatMap { $0.rows.filter { kinds.contains($0.kind) }.map(\.figures) },
      isAsked: IncidentTable.areRatesAsked(blocks), &table, language)
    return table
  }

  private func note(_ table: inout TextTable) {
    if let limit = blocks.first?.rows.first?.figures.base.lowCount {
      table.note(IncidentTable.lowNote(limit, language))
    }
  }
}
