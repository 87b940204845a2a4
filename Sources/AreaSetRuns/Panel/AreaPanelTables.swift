import Areas
import Outputs
import Reports

extension AreaPanelRun {
  /// The statistics as tables for people.
  package func tables(_ language: Language) -> [TextTable] {
    var parts = [yearTable(language)]
    if panel.years.count > 1 {
      parts += [stepTable(language), matrixTable(language), persistenceTable(language)]
      parts += panel.steps.filter { !changed($0).isEmpty }.map { changeTable($0, language) }
      parts.append(areaTable(language))
    }
    return parts
  }

  private func name(_ areaClass: AreaClass?, _ language: Language) -> String { ClassName.of(areaClass, language) }

  private func notAssessed(_ language: Language) -> String {
    language.text(sv: "Ej utsatt område", en: "Not assessed")
  }

  /// The form of Tabell 1: one column a year.
  private func yearTable(_ language: Language) -> TextTable {
    var table = TextTable(
      language.text(sv: "Antal områden och deras mark", en: "Number of areas and their ground"),
      columns: [("", .left)] + panel.years.map { ("\($0)", .right) })
    func row(_ sv: String, _ en: String, _ value: (Int) -> String) {
      table.add([language.text(sv: sv, en: en)] + panel.years.indices.map(value))
    }
    row("Antal områden", "Areas") { language.count(ground[$0].listed.count) }
    if let unitColumn {
      row("Antal \(unitColumn) med områden", "\(unitColumn) with areas") {
        unitCount($0).map(language.count) ?? "–"
      }
    }
    for areaClass in panel.classes where panel.classes.count > 1 || areaClass != nil {
      table.add(
        ["  " + name(areaClass, language)]
          + panel.years.indices.map { year in
            language.count(ground[year].set.areas.count { $0.areaClass == areaClass })
          })
    }
    if assessments.contains(where: \.hasGround) {
      func union(_ year: Int) -> (km2: Double, planarKm2: Double) {
        ground[year].measured?.union(ground[year].listed.indices) ?? (.nan, .nan)
      }
      row("km²", "km²") { language.number(union($0).km2, decimals: 4) }
      row("km² i planet", "km² planar") { language.number(union($0).planarKm2, decimals: 4) }
      row("Andel av landet", "Share of country") {
        language.percent(union($0).planarKm2 / parameters.countryKm2, decimals: 4)
      }
      row("Områden som rör vid ett annat", "Areas that touch another") { year in
        assessments[year].hasGround
          ? language.count(ground[year].neighbours.count { ($0?.touching ?? 0) > 0 }) : "–"
      }
      row("Medianavstånd till nästa, m", "Median distance to the next, m") { year in
        language.number(median(ground[year].neighbours.compactMap { $0?.metres }) ?? .nan, decimals: 0)
      }
    }
    return table
  }

  private func title(_ step: AreaPanel.Transition) -> String { "\(panel.years[step.from])–\(panel.years[step.to])" }

  private func stepTable(_ language: Language) -> TextTable {
    TextTable(
      language.text(sv: "Förändringar", en: "Changes"), language, rows: panel.steps,
      [
        .text("Mellan", "Between") { title($0) },
        .count("Tillkomna", "Added") { $0.count(.added) }, .count("Utgångna", "Removed") { $0.count(.removed) },
        .count("Omklassade", "Reclassified") { $0.count(.reclassified) },
        .count("Oförändrade", "Unchanged") { $0.count(.unchanged) },
      ])
  }

  private func matrixTable(_ language: Language) -> TextTable {
    let titles = panel.classes.map { name($0, language) } + [notAssessed(language)]
    var table = TextTable(
      language.text(
        sv: "Från (rad) till (kolumn) nästa bedömning, alla år", en: "From (row) to (column) the next year, all years"
      ),
      columns: [("", .left)] + titles.map { ($0, .right) })
    for (row, counts) in classTransitions.enumerated() { table.add([titles[row]] + counts.map(language.count)) }
    return table
  }

  private func persistenceTable(_ language: Language) -> TextTable {
    var table = TextTable(
      language.text(sv: "Hur länge områden varit listade", en: "How long areas have been listed"), language,
      rows: Array(panel.persistence.enumerated()),
      [
        .count("Bedömningar", "Assessments") { $0.offset + 1 }, .count("Områden", "Areas") { $0.element.areas },
        .count("varav \(panel.years.last ?? 0)", "of which \(panel.years.last ?? 0)") { $0.element.inLast },
      ])
    table.note(
      language, sv: "Antal bedömningar av \(panel.years.count) som området är med i.",
      en: "In how many of the \(panel.years.count) assessments the area is listed.")
    return table
  }

  /// The form of Tablå 3: the areas whose assessment changed.
  private func changeTable(_ step: AreaPanel.Transition, _ language: Language) -> TextTable {
    let rows = changed(step).compactMap { one in place(one.track, step).map { (track: one.track, found: $0) } }
    let assessment = language.text(sv: "Bedömning", en: "Assessment")
    func assessed(_ track: Int, _ year: Int) -> String {
      panel.isListed(track, year) ? name(panel.area(track, year)?.areaClass, language) : notAssessed(language)
    }
    return TextTable(
      language.text(
        sv: "Områden med ändrad bedömning \(title(step))", en: "Areas with another assessment \(title(step))"),
      language, rows: rows,
      (rows.contains { !$0.found.region.isEmpty } ? [.text("Region") { $0.found.region }] : [])
        + (rows.contains { !$0.found.unit.isEmpty } ? [.text(unitColumn ?? "") { $0.found.unit }] : [])
        + [
          .text("Område", "Area") { $0.found.area.title },
          .text("\(assessment) \(panel.years[step.from])") { assessed($0.track, step.from) },
          .text("\(assessment) \(panel.years[step.to])") { assessed($0.track, step.to) },
        ])
  }

  private func areaTable(_ language: Language) -> TextTable {
    let tracks = panel.tracks.indices.filter { panel.latest($0) != nil }.sorted {
      (panel.latest($0)?.title ?? "", $0) < (panel.latest($1)?.title ?? "", $1)
    }
    return TextTable(
      language.text(sv: "Klass per år", en: "Class by year"), language, rows: tracks, limit: 100,
      [.text("Område", "Area") { panel.latest($0)?.title ?? "" }]
        + panel.years.indices.map { year in
          .text("\(panel.years[year])") { track in
            panel.isListed(track, year) ? name(panel.area(track, year)?.areaClass, language) : "–"
          }
        } + [.count("Bedömningar", "Assessments") { panel.listed($0).count }])
  }
}
