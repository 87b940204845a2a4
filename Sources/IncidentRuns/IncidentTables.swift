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
  package func tables(_ language: Language, form: PoliceForm?) -> String {
    let caveat = showsActivityDriven ? [Self.activityCaveat(language)] : []
    let exclusions = exclusionNotes(language)
    var tables: [TextTable]
    if let form {
      tables = [PoliceTable(form: form, title: nil, blocks: blocks(), language: language).table]
      // Per category the caveat stands under those that it is about.
      for category in tally.categories {
        var table = PoliceTable(
          form: form, title: category.name ?? language.text(sv: "(utan kategori)", en: "(no category)"),
          blocks: blocks(category: category), language: language
        ).table
        if isActivityDriven(category) { table.note(Self.activityCaveat(language)) }
        exclusions.forEach { table.note($0) }
        tables.append(table)
      }
      (exclusions + caveat).forEach { tables[0].note($0) }
      return tables.map(\.text).joined(separator: "\n")
    }
    tables = [periodTable(language), areaTable(language), concentrationTable(language)]
    if hasTimes { tables.append(clockTable(language)) }
    if parameters.hotspots > 0 { tables.append(hotspotTable(language)) }
    if hierarchy != nil { tables.append(hierarchyTable(language)) }
    if parents != nil { tables.append(parentTable(language)) }
    for place in tables.indices { (exclusions + caveat).forEach { tables[place].note($0) } }
    for category in tally.categories { tables.append(categoryTable(category, language, exclusions)) }
    return tables.map(\.text).joined(separator: "\n")
  }

  private func exclusionNotes(_ language: Language) -> [String] {
    if parameters.exclude.isEmpty { return [] }
    let names = parameters.exclude.joined(separator: ", ")
    return [language.text(sv: "Utan området \(names) (--exclude).", en: "Without the area \(names) (--exclude).")]
  }

  private func periodTable(_ language: Language) -> TextTable {
    IncidentTable.rows(
      language.text(sv: "Händelser per period och klass", en: "Events by period and class"),
      blocks(), lowCount: parameters.lowCount, language)
  }

  private func categoryTable(
    _ category: IncidentTally.Category, _ language: Language, _ notes: [String]
  ) -> TextTable {
    var table = IncidentTable.rows(
      language.text(sv: "Kategori: ", en: "Category: ")
        + (category.name ?? language.text(sv: "(utan kategori)", en: "(no category)")),
      blocks(category: category), lowCount: parameters.lowCount, language)
    notes.forEach { table.note($0) }
    if isActivityDriven(category) { table.note(Self.activityCaveat(language)) }
    return table
  }

  private func areaTable(_ language: Language) -> TextTable {
    var table = TextTable(
      language.text(sv: "Områden med flest händelser", en: "Areas with most events"),
      columns: [
        (language.text(sv: "Område", en: "Area"), .left), (language.text(sv: "Klass", en: "Class"), .left),
        (language.text(sv: "Antal", en: "Count"), .right), (language.text(sv: "Andel", en: "Share"), .right),
        ("n", .right), (language.text(sv: "Per 1 000 inv", en: "Per 1,000 inh."), .right), ("95 %", .right),
        (language.text(sv: "Invånardistans, m", en: "Spacing, m"), .right),
      ])
    let counts = tally.counts()
    let people = populations(of: nil)
    let rows = areas.set.areas.indices.map { ($0, figures($0, counts, people)) }
      .sorted { ($1.1.count.inside, $0.0) < ($0.1.count.inside, $1.0) }
    for (i, figures) in rows.prefix(30) {
      let area = areas.set.areas[i]
      table.add([
        area.name.isEmpty ? area.id : area.name, ClassName.of(area.areaClass, language),
        IncidentTable.count(figures, language), language.percent(figures.share ?? .nan),
        language.count(figures.base.events), language.number(figures.ratePer1000 ?? .nan, decimals: 1),
        IncidentTable.range(figures.ratePer1000Interval, language),
        language.number(Spacing.metres(areaKm2: figures.areaKm2, population: figures.population), decimals: 1),
      ])
    }
    if rows.count > 30 {
      table.note(language.text(sv: "… och \(rows.count - 30) till.", en: "… and \(rows.count - 30) more."))
    }
    table.note(IncidentTable.lowNote(parameters.lowCount, language))
    return table
  }

  private func concentrationTable(_ language: Language) -> TextTable {
    let cells = tally.cells
    let half = squaresHoldingHalf
    var table = TextTable(
      language.text(
        sv: "Koncentration i rutor om \(cells.size) m", en: "Concentration in squares of \(cells.size) m"),
      columns: [
        (language.text(sv: "Rutor med händelser", en: "Squares with events"), .right),
        (language.text(sv: "Rutor med hälften", en: "Squares with half"), .right),
        (language.text(sv: "Andel av dem", en: "Share of them"), .right),
        (language.text(sv: "Andel av landet", en: "Share of country"), .right),
      ])
    let km2 = Double(half) * Double(cells.size) * Double(cells.size) / 1e6
    table.add([
      language.count(cells.squares), language.count(half),
      language.percent(Double(half) / Double(cells.squares)),
      language.percent(km2 / parameters.countryKm2, decimals: 5),
    ])
    return table
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
        language.text(
          sv: "Händelser med datum men utan klockslag: \(language.count(clock.withoutHour)).",
          en: "Events with a date but no time of day: \(language.count(clock.withoutHour))."))
    }
    return table
  }

  private func hotspotTable(_ language: Language) -> TextTable {
    var table = TextTable(
      language.text(sv: "Rutor med flest händelser", en: "Squares with most events"),
      columns: [
        (language.text(sv: "Plats", en: "Rank"), .right), (language.text(sv: "Ruta", en: "Square"), .left),
        (language.text(sv: "Antal", en: "Count"), .right), (language.text(sv: "Andel", en: "Share"), .right),
        ("n", .right),
      ])
    for (place, cell) in tally.cells.largest(parameters.hotspots).prefix(30).enumerated() {
      table.add([
        "\(place + 1)", RutaCode.swedish(e: cell.e, n: cell.n) ?? "\(cell.e) \(cell.n)", language.count(cell.count),
        language.percent(Double(cell.count) / Double(max(1, tally.total))), language.count(tally.total),
      ])
    }
    return table
  }

  private func hierarchyTable(_ language: Language) -> TextTable {
    var table = TextTable(
      language.text(sv: "Nivåer", en: "Levels"),
      columns: [
        (language.text(sv: "Period", en: "Period"), .left), (language.text(sv: "Nivå", en: "Level"), .left),
        (language.text(sv: "Enhet", en: "Unit"), .left), (language.text(sv: "Ingår i", en: "Part of"), .left),
        (language.text(sv: "Antal", en: "Count"), .right),
      ])
    for row in unitCounts where row.level != "area" {
      table.add([
        row.period, row.level,
        row.name == "outside" ? language.text(sv: "utanför områdena", en: "outside all areas") : row.name,
        row.above, language.count(row.count),
      ])
    }
    return table
  }

  private func parentTable(_ language: Language) -> TextTable {
    var table = TextTable(
      language.text(sv: "Överordnade områden", en: "Units above the areas"),
      columns: [
        (language.text(sv: "Period", en: "Period"), .left), (language.text(sv: "Enhet", en: "Unit"), .left),
        (language.text(sv: "Antal", en: "Count"), .right), (language.text(sv: "I områden", en: "In areas"), .right),
        (language.text(sv: "Utanför", en: "Outside them"), .right),
      ])
    for row in parentCounts where row.total > 0 || row.id == "outside" {
      let name = row.id == "outside" ? language.text(sv: "utanför alla", en: "outside all") : row.name
      table.add([
        row.period, name.isEmpty ? row.id : name, language.count(row.total), language.count(row.total - row.outside),
        language.count(row.outside),
      ])
    }
    return table
  }
}
