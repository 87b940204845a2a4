import Inputs
import Outputs
import Areas
import Reports

extension AreaLevelsRun {
  /// The statistics as tables for people: trends per class, Tabell 2, Tabell 3, and the areas.
  package func tables(_ language: Language) -> [TextTable] {
    let set = classes(year: year)
    var parts = [trendTable(set, language), partTable(language)]
    if set.classes.contains(where: { $0 != nil }) { parts.append(classTable(language)) }
    return parts + [areaTable(language)]
  }

  private func name(_ trend: Trend?, _ language: Language) -> String {
    switch trend {
    case .positive?: language.text(sv: "positiv", en: "positive")
    case .stable?: language.text(sv: "stabil", en: "stable")
    case .negative?: language.text(sv: "negativ", en: "negative")
    case nil: language.text(sv: "utan jämförelse", en: "no comparison")
    }
  }

  private func trendTable(_ set: AreaSet, _ language: Language) -> TextTable {
    let before =
      baseline.map { language.text(sv: " mot \(levels.years[$0])", en: " against \(levels.years[$0])") } ?? ""
    let trends: [Trend?] = Trend.allCases + [nil]
    var rows = set.classes.indices.map { (ClassName.of(set.classes[$0], language), set.membersByClass[$0]) }
    rows.append((language.text(sv: "Totalt", en: "Total"), Array(areas.indices)))
    func answers(_ members: [Int]) -> AnswerSum { levels.answers(areas: members, year: year) }
    var table = TextTable(
      language.text(
        sv: "Utveckling \(levels.years[year])\(before)", en: "Development \(levels.years[year])\(before)"),
      language, rows: rows,
      [.text("Klass", "Class") { $0.0 }, .count("Områden", "Areas") { $0.1.count }]
        + trends.map { trend in .count(name(trend, language)) { count(trend, among: $0.1) } }
        + [
          .number("Problemnivå", "Level", decimals: 2) { answers($0.1).level },
          .count("Svar", "Answers") { answers($0.1).count },
        ])
    let limit = language.number(parameters.limit.value, decimals: 1)
    table.note(
      language, sv: "Positiv: problemnivån har sjunkit med mer än \(limit). Stabil: ändrad med högst \(limit).",
      en: "Positive: the problem level fell by more than \(limit). Stable: changed by \(limit) at most.")
    return table
  }

  /// The form of Tabell 2: the total level and those of the parts, year by year.
  private func partTable(_ language: Language) -> TextTable {
    let everyone = Array(areas.indices)
    var table = TextTable(
      language.text(sv: "Problemnivåer", en: "Problem levels"),
      columns: [("", .left)] + levels.years.map { ("\($0)", .right) })
    func add(_ title: String, _ group: Int?) {
      table.add(
        [title]
          + levels.years.indices.map {
            language.number(levels.answers(areas: everyone, year: $0, group: group).level, decimals: 1)
          })
    }
    add(language.text(sv: "Total problemnivå", en: "Total level"), nil)
    for (i, group) in levels.questions.groups.enumerated() { add(group, i) }
    table.add(
      [language.text(sv: "Antal svar", en: "Answers")]
        + levels.years.indices.map { language.count(levels.answers(areas: everyone, year: $0).count) })
    return table
  }

  /// The form of Tabell 3: the total level of each class, year by year.
  private func classTable(_ language: Language) -> TextTable {
    let sets = levels.years.indices.map { classes(year: $0) }
    var seen: [AreaClass?] = []
    for areaClass in sets.flatMap(\.classes) where !seen.contains(areaClass) { seen.append(areaClass) }
    let ordered = AreaSet(seen.map { Area(id: "", name: "", areaClass: $0, polygon: .init()) }).classes
    func level(_ areaClass: AreaClass?, _ year: Int) -> Double {
      let rank = sets[year].classes.firstIndex(of: areaClass)
      return levels.answers(areas: rank.map { sets[year].membersByClass[$0] } ?? [], year: year).level
    }
    return TextTable(
      language.text(sv: "Total problemnivå per klass", en: "Total level by class"), language, rows: ordered,
      [.text("Klass", "Class") { ClassName.of($0, language) }]
        + levels.years.indices.map { year in .number("\(levels.years[year])", decimals: 1) { level($0, year) } })
  }

  private func areaTable(_ language: Language) -> TextTable {
    TextTable(
      language.text(sv: "Områden", en: "Areas"), language, rows: areas.indices, limit: 100,
      [
        .text("Område", "Area") { areas[$0].title },
        .text("Klass", "Class") { ClassName.of(areas[$0].areaClass, language) },
        .number("Nivå", "Level", decimals: 2) { levels.answers(area: $0, year: year).level },
        .number("Före", "Before", decimals: 2) { i in baseline.map { levels.answers(area: i, year: $0).level } },
        .text("Utveckling", "Trend") { name(trend($0), language) },
      ]
        + levels.questions.groups.enumerated().map { group, title in
          .number(title, decimals: 2) { levels.answers(area: $0, year: year, group: group).level }
        }
        + [
          .count("Svar", "Answers") { levels.answers(area: $0, year: year).count },
          .count("Saknas", "Missing") { levels.asked[year] - levels.answers(area: $0, year: year).count },
        ])
  }
}
