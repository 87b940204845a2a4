import Inputs
import Outputs
import Areas
import Reports

extension AreaLevelsRun {
  /// The statistics as tables for people: trends per class, Tabell 2, Tabell 3, and the areas.
  package func tables(_ language: Language) -> String {
    let set = classes(year: year)
    var parts = [trendTable(set, language).text, partTable(language).text]
    if set.classes.contains(where: { $0 != nil }) { parts.append(classTable(language).text) }
    return (parts + [areaTable(language).text]).joined(separator: "\n")
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
    var table = TextTable(
      language.text(
        sv: "Utveckling \(levels.years[year])\(before)", en: "Development \(levels.years[year])\(before)"),
      columns: [
        (language.text(sv: "Klass", en: "Class"), .left), (language.text(sv: "Områden", en: "Areas"), .right),
      ] + trends.map { (name($0, language), .right) }
        + [
          (language.text(sv: "Problemnivå", en: "Level"), .right), (language.text(sv: "Svar", en: "Answers"), .right),
        ])
    func add(_ title: String, _ members: [Int]) {
      let sum = levels.answers(areas: members, year: year)
      table.add(
        [title, language.count(members.count)] + trends.map { language.count(count($0, among: members)) }
          + [language.number(sum.level, decimals: 2), language.count(sum.count)])
    }
    for (rank, areaClass) in set.classes.enumerated() {
      add(ClassName.of(areaClass, language), set.membersByClass[rank])
    }
    add(language.text(sv: "Totalt", en: "Total"), Array(areas.indices))
    let limit = language.number(parameters.limit.value, decimals: 1)
    table.note(
      language.text(
        sv: "Positiv: problemnivån har sjunkit med mer än \(limit). Stabil: ändrad med högst \(limit).",
        en: "Positive: the problem level fell by more than \(limit). Stable: changed by \(limit) at most."))
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
    var table = TextTable(
      language.text(sv: "Total problemnivå per klass", en: "Total level by class"),
      columns: [(language.text(sv: "Klass", en: "Class"), .left)] + levels.years.map { ("\($0)", .right) })
    var seen: [AreaClass?] = []
    for areaClass in sets.flatMap(\.classes) where !seen.contains(areaClass) { seen.append(areaClass) }
    let ordered = AreaSet(
      seen.map { Area(id: "", name: "", areaClass: $0, polygon: .init()) }
    ).classes
    for areaClass in ordered {
      table.add(
        [ClassName.of(areaClass, language)]
          + levels.years.indices.map { place in
            let rank = sets[place].classes.firstIndex(of: areaClass)
            let members = rank.map { sets[place].membersByClass[$0] } ?? []
            return language.number(levels.answers(areas: members, year: place).level, decimals: 1)
          })
    }
    return table
  }

  private func areaTable(_ language: Language) -> TextTable {
    let groups = levels.questions.groups
    var table = TextTable(
      language.text(sv: "Områden", en: "Areas"),
      columns: [
        (language.text(sv: "Område", en: "Area"), .left), (language.text(sv: "Klass", en: "Class"), .left),
        (language.text(sv: "Nivå", en: "Level"), .right), (language.text(sv: "Före", en: "Before"), .right),
        (language.text(sv: "Utveckling", en: "Trend"), .left),
      ] + groups.map { ($0, .right) }
        + [
          (language.text(sv: "Svar", en: "Answers"), .right), (language.text(sv: "Saknas", en: "Missing"), .right),
        ])
    let limit = 100
    for i in areas.indices.prefix(limit) {
      let sum = levels.answers(area: i, year: year)
      let before = baseline.map { levels.answers(area: i, year: $0).level } ?? .nan
      table.add(
        [
          AreaListInput.label(areas[i]), ClassName.of(areas[i].areaClass, language),
          language.number(sum.level, decimals: 2), language.number(before, decimals: 2), name(trend(i), language),
        ] + groups.indices.map { language.number(levels.answers(area: i, year: year, group: $0).level, decimals: 2) }
          + [language.count(sum.count), language.count(levels.asked[year] - sum.count)])
    }
    if areas.count > limit {
      table.note(language.text(sv: "… och \(areas.count - limit) till.", en: "… and \(areas.count - limit) more."))
    }
    return table
  }
}
