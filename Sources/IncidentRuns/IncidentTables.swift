import Areas
import Outputs
import Grid
import Incidents
import Reports

/// A published table's form.
package enum PoliceForm: String, Sendable, CaseIterable {
  /// Numbers and shares by class: Tabell 4.
  case tabell4
  /// Shares of reported areas, of which utsatta, and the rest: Tabell 5.
  case tabell5
  /// Events per 1,000 inhabitants by class: Tabell 6 to 8.
  case tabell6
}

extension IncidentRun {
  /// The statistics as tables for people: those of a published form, or all.
  package func tables(_ language: Language, form: PoliceForm?) -> [TextTable] {
    let caveat = showsActivityDriven ? [Self.activityCaveat(language)] : []
    let exclusions = exclusionNotes(language)
    var tables: [TextTable]
    if let form {
      func police(_ title: String?, _ blocks: [IncidentBlock], _ notes: [String]) -> [TextTable] {
        let form = PoliceTable(form: form, title: title, blocks: blocks, per: parameters.per, language: language)
        return [form.table, form.means].compactMap(\.self).map { table in
          notes.reduce(into: table) { $0.note($1) }
        }
      }
      tables = police(nil, blocks(), exclusions + caveat)
      // Per category the caveat stands under those that it is about.
      for category in tally.categories {
        let notes = isActivityDriven(category) ? [Self.activityCaveat(language)] : []
        tables += police(name(category, language), blocks(category: category), notes + exclusions)
      }
      return tables
    }
    var ofAreas = [periodTable(language), areaTable(language)]
    if hierarchy != nil { ofAreas.append(hierarchyTable(language)) }
    if parents != nil { ofAreas.append(parentTable(language)) }
    if parameters.series.hasHotspotsWithin { ofAreas.append(hotspotsWithinTable(language)) }
    if parameters.series.hasTrend { ofAreas.append(trendTable(language)) }
    if let contrast = further?.contrast { ofAreas.append(contrast.table(language) { name($0, language) }) }
    for place in ofAreas.indices { exclusions.forEach { ofAreas[place].note($0) } }
    // These are of all events, wherever they lie.
    var ofAll = protection == nil ? [concentrationTable(language)] : []
    if hasTimes, showsClock { ofAll.append(clockTable(language)) }
    if parameters.hotspots > 0 { ofAll.append(hotspotTable(language)) }
    if let note = withheldNote(language) { ofAreas[0].note(note) }
    tables = ofAreas.prefix(2) + ofAll + ofAreas.dropFirst(2)
    for place in tables.indices { caveat.forEach { tables[place].note($0) } }
    for category in tally.categories { tables.append(categoryTable(category, language, exclusions)) }
    return tables
  }

  private func exclusionNotes(_ language: Language) -> [String] {
    if parameters.exclude.isEmpty { return [] }
    let (names, isOne) = (parameters.exclude.joined(separator: ", "), parameters.exclude.count == 1)
    return [
      language.text(
        sv: "Utan \(isOne ? "området" : "områdena") \(names) (--exclude).",
        en: "Without the \(isOne ? "area" : "areas") \(names) (--exclude).")
    ]
  }

  /// What a category is called.
  func name(_ category: IncidentTally.Category, _ language: Language) -> String {
    category.name
      ?? (category.kind == .inNoGroup
        ? language.text(sv: "(i ingen grupp)", en: "(in no group)")
        : language.text(sv: "(utan kategori)", en: "(no category)"))
  }

  private func periodTable(_ language: Language) -> TextTable {
    IncidentTable.rows(
      language.text(sv: "Händelser per period och klass", en: "Events by period and class"),
      blocks(), lowCount: parameters.lowCount, per: parameters.per, language)
  }

  private func categoryTable(
    _ category: IncidentTally.Category, _ language: Language, _ notes: [String]
  ) -> TextTable {
    var table = IncidentTable.rows(
      language.text(sv: "Kategori: ", en: "Category: ") + name(category, language),
      blocks(category: category), lowCount: parameters.lowCount, per: parameters.per, language)
    let strays = category.kind == .inNoGroup ? tally.categoryTextsInNoGroup.sorted() : []
    if !strays.isEmpty {
      table.note(strays.prefix(10).joined(separator: "; ") + (strays.count > 10 ? "; … (\(strays.count))" : ""))
    }
    notes.forEach { table.note($0) }
    if isActivityDriven(category) { table.note(Self.activityCaveat(language)) }
    return table
  }

  private func areaTable(_ language: Language) -> TextTable {
    let counts = tally.counts()
    let people = populations(of: nil)
    let all = areas.set.areas.indices.map { figures($0, counts, people) }
    let order = all.indices.sorted { (all[$1].count.inside, $0) < (all[$0].count.inside, $1) }
    let counted = CountedFigures.all(order.map { all[$0] })
    let rows = zip(order, counted).map { (area: areas.set.areas[$0], figures: $1) }
    var table = TextTable(
      language.text(sv: "Områden med flest händelser", en: "Areas with most events"), language, rows: rows, limit: 30,
      [
        .text("Område", "Area") { $0.area.title },
        .text("Klass", "Class") { ClassName.of($0.area.areaClass, language) },
        .right("Antal", "Count") { IncidentTable.count($0.figures.figures, language) },
        .figure(IncidentFigure.share) { $0.figures }, .figure(IncidentFigure.events) { $0.figures },
      ] + IncidentTable.rateColumns(parameters.per, []) { ($0.figures, "") }
        + [.figure(IncidentFigure.spacing) { $0.figures }])
    table.note(IncidentTable.lowNote(parameters.lowCount, language))
    if let span = span(nil), let first = span.first {
      table.note(
        language, sv: "Antal och tal är för hela tiden, från \(first.month) till \(span.last.month).",
        en: "Counts and rates are of all the time, from \(first.month) to \(span.last.month).")
    }
    IncidentTable.noteReasons(
      rows.prefix(30).map(\.figures.figures), isAsked: people.areas.contains { !$0.isNaN }, &table, language)
    return table
  }

  private func concentrationTable(_ language: Language) -> TextTable {
    let cells = tally.cells
    let half = squaresHoldingHalf
    let shareOfSquares = cells.squares > 0 ? Double(half) / Double(cells.squares) : .nan
    let km2 = Double(half) * Double(cells.size) * Double(cells.size) / 1e6
    let shareOfCountry = km2 / parameters.countryKm2
    let columns: [TableColumn<CellCounts>] = [
      .count("Rutor med händelser", "Squares with events") { $0.squares },
      .count("Rutor med hälften", "Squares with half") { _ in half },
      .percent("Andel av dem", "Share of them") { _ in shareOfSquares },
      .percent("Andel av landet", "Share of country", decimals: 5) { _ in shareOfCountry },
    ]
    return TextTable(
      language.text(
        sv: "Koncentration i rutor om \(cells.size) m", en: "Concentration in squares of \(cells.size) m"),
      language, rows: CollectionOfOne(cells), columns)
  }

  private func clockTable(_ language: Language) -> TextTable {
    let clock = tally.clocks.reduce(into: TimeHistogram()) { $0.add($1) }
    var table = TextTable(
      language.text(sv: "När händelserna inträffar", en: "When events happen"),
      columns: [
        (language.text(sv: "Timme", en: "Hour"), .right), (language.text(sv: "Antal", en: "Count"), .right),
        (language.text(sv: "Veckodag", en: "Weekday"), .left), (language.text(sv: "Antal", en: "Count"), .right),
        (language.text(sv: "Månad", en: "Month"), .right), (language.text(sv: "Antal", en: "Count"), .right),
      ])
    let days =
      language == .sv
      ? ["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"]
      : ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    for hour in 0..<24 {
      table.add([
        "\(hour)", language.count(clock.hours[hour]), hour < 7 ? days[hour] : "",
        hour < 7 ? language.count(clock.weekdays[hour]) : "", hour < 12 ? "\(hour + 1)" : "",
        hour < 12 ? language.count(clock.months[hour]) : "",
      ])
    }
    if clock.withoutHour > 0 {
      table.note(
        language, sv: "Händelser med datum men utan klockslag: \(language.count(clock.withoutHour)).",
        en: "Events with a date but no time of day: \(language.count(clock.withoutHour)).")
    }
    return table
  }

  private func hotspotTable(_ language: Language) -> TextTable {
    let rows = Array(tally.cells.largest(parameters.hotspots).prefix(30).enumerated())
    let all = Double(max(1, tally.total))
    var table = TextTable(
      language.text(sv: "Rutor med flest händelser", en: "Squares with most events"), language, rows: rows,
      [
        .right("Plats", "Rank") { "\($0.offset + 1)" },
        .text("Ruta", "Square") {
          RutaCode.swedish(e: $0.element.e, n: $0.element.n) ?? "\($0.element.e) \($0.element.n)"
        },
        .count("Antal", "Count") { $0.element.count },
        .percent("Andel", "Share") { Double($0.element.count) / all },
        .count("n") { _ in tally.total },
      ])
    if hotspotsTied > 0 { table.note(Self.tieNote(hotspotsTied, language)) }
    return table
  }

  private func hierarchyTable(_ language: Language) -> TextTable {
    TextTable(
      language.text(sv: "Nivåer", en: "Levels"), language, rows: unitCounts.filter { $0.level != "area" },
      [
        .text("Period") { PeriodName.of($0.period.label, span($0.period), language) },
        .text("Nivå", "Level") { $0.level },
        .text("Enhet", "Unit") {
          $0.name == "outside" ? language.text(sv: "utanför områdena", en: "outside all areas") : $0.name
        },
        .text("Ingår i", "Part of") { $0.above }, .count("Antal", "Count") { $0.count },
      ])
  }

  private func parentTable(_ language: Language) -> TextTable {
    TextTable(
      language.text(sv: "Överordnade områden", en: "Units above the areas"), language,
      rows: parentCounts.filter { $0.total > 0 || $0.id == "outside" },
      [
        .text("Period") { PeriodName.of($0.period.label, span($0.period), language) },
        .text("Enhet", "Unit") {
          $0.id == "outside"
            ? language.text(sv: "utanför alla", en: "outside all") : $0.name.isEmpty ? $0.id : $0.name
        },
        .count("Antal", "Count") { $0.total }, .count("I områden", "In areas") { $0.total - $0.outside },
        .count("Utanför", "Outside them") { $0.outside },
      ])
  }
}
