import Overlay
import Reports

/// How far poor living conditions, and large groups of children and youth in overcrowded homes, coincide with the areas: the
/// report's footnote 6 speaks of both.
extension OverlayRun {
  /// Which class is red, and why.
  var redMethod: String {
    guard let redClass, let worst = layer.worstClass else { return "No class: nothing is red." }
    return parameters.redClass == nil
      ? "Red is class \(redClass), the worst that the layer has (--red-class). Classes: 1 best – \(worst) worst."
      : "Red is class \(redClass) (--red-class). Classes: 1 best – \(worst) worst."
  }

  /// Likewise, under tables; nil without classes.
  func redRemark(_ language: Language) -> String? {
    guard let redClass, let worst = layer.worstClass else { return nil }
    let why =
      parameters.redClass == nil
      ? language.text(sv: ", den sämsta i underlaget (--red-class)", en: ", the worst in the data (--red-class)")
      : " (--red-class)"
    return language.text(sv: "Klasser: 1 bäst – \(worst) sämst. Röd", en: "Classes: 1 best – \(worst) worst. Red")
      + language.text(sv: " är klass \(redClass)", en: " is class \(redClass)") + why + "."
  }

  /// The statistics' `concordance`; null where the layer has neither classes nor what tells large groups.
  var concordance: JSONTree {
    let hasClasses = !layer.classes.isEmpty
    guard hasClasses || overlay.groupConcordance != nil else { return .null }
    let red = overlay.redConcordance
    let people = [
      JSONTree.Member("population_indexed", .number(red.population.total)),
      JSONTree.Member("population_without_index", .number(red.population.unknown)),
    ]
    return .members([
      "red_class": redClass.map { .integer($0) } ?? .null,
      "population": hasClasses
        ? .object(members(red.population, "red_only", "without_class", scale: 1) + people) : .null,
      "area_km2": hasClasses ? .object(members(red.ground, "red_only", "without_class", scale: 1e-6)) : .null,
      "young_groups": groups(overlay.groupConcordance), "red_young_groups": groups(overlay.redGroupConcordance),
    ])
  }

  private func groups(_ pair: Concordance.Pair?) -> JSONTree {
    guard let pair else { return .null }
    return .members([
      "ring_min": .number(parameters.ringRule.minimumYoung),
      "ring_share": .number(parameters.ringRule.minimumOvercrowded),
      "population": .object(members(pair.population, "group_only", "unknown", scale: 1)),
      "area_km2": .object(members(pair.ground, "group_only", "unknown", scale: 1e-6)),
    ])
  }

  private func members(
    _ table: Concordance, _ markedOnly: String, _ unknown: String, scale: Double
  ) -> [JSONTree.Member] {
    [
      JSONTree.Member("both", .number(table.both * scale)),
      JSONTree.Member(markedOnly, .number(table.markedOnly * scale)),
      JSONTree.Member("area_only", .number(table.areaOnly * scale)),
      JSONTree.Member("neither", .number(table.neither * scale)),
      JSONTree.Member(unknown, .number(table.unknown * scale)),
      JSONTree.Member("agreement", .number(table.agreement)), JSONTree.Member("kappa", .number(table.kappa)),
    ]
  }

  /// The tables of concordance for people.
  func concordanceTables(_ language: Language) -> [TextTable] {
    let rule = parameters.ringRule
    let least = language.number(rule.minimumYoung, decimals: 0)
    let share = language.percent(rule.minimumOvercrowded, decimals: 0)
    let groups = language.text(
      sv: "minst \(least) barn och unga" + (rule.needsShare ? ", minst \(share) trångbodda" : ""),
      en: "at least \(least) children and youth" + (rule.needsShare ? ", at least \(share) overcrowded" : ""))
    let red = redClass.map { language.text(sv: "klass \($0)", en: "class \($0)") } ?? ""
    let without = language.text(sv: "Utan index", en: "Without an index")
    let unknown = language.text(sv: "Uppgift saknas", en: "Not known")
    var tables: [TextTable] = []
    if !layer.classes.isEmpty {
      tables.append(
        table(
          overlay.redConcordance, language, unknown: without,
          title: language.text(
            sv: "Samstämmighet: röda rutor (\(red)) och områden", en: "Concordance: red cells (\(red)) and areas"),
          marked: ("Röda", "röda", "Red", "red")))
    }
    if let pair = overlay.groupConcordance {
      tables.append(
        table(
          pair, language, unknown: unknown,
          title: language.text(
            sv: "Samstämmighet: stora trångbodda barn- och ungdomsgrupper och områden",
            en: "Concordance: large overcrowded groups of children and youth and areas") + " (\(groups))",
          marked: ("Stora grupper", "stora grupper", "Large groups", "large groups")))
    }
    if let pair = overlay.redGroupConcordance {
      tables.append(
        table(
          pair, language, unknown: unknown,
          title: language.text(
            sv: "Samstämmighet: röda rutor med stora grupper och områden",
            en: "Concordance: red cells with large groups and areas"),
          marked: ("Röda med stora grupper", "sådana", "Red with large groups", "such")))
    }
    return tables
  }

  private func table(
    _ pair: Concordance.Pair, _ language: Language, unknown: String, title: String,
    marked: (sv: String, svLow: String, en: String, enLow: String)
  ) -> TextTable {
    let (people, ground) = (pair.population, pair.ground)
    var table = TextTable(
      title,
      columns: [
        ("", .left), (language.text(sv: "Befolkning", en: "Population"), .right), ("km²", .right),
      ])
    func row(_ name: String, _ value: (Concordance) -> Double) {
      table.add([
        name, language.number(value(people), decimals: 0), language.number(value(ground) / 1e6, decimals: 3),
      ])
    }
    row(language.text(sv: "\(marked.sv), i område", en: "\(marked.en), in an area"), \.both)
    row(language.text(sv: "\(marked.sv), utanför", en: "\(marked.en), outside"), \.markedOnly)
    row(language.text(sv: "I område, inte \(marked.svLow)", en: "In an area, not \(marked.enLow)"), \.areaOnly)
    row(language.text(sv: "Varken eller", en: "Neither"), \.neither)
    row(unknown, \.unknown)
    table.add([
      language.text(sv: "Överensstämmelse", en: "Agreement"), language.percent(people.agreement),
      language.percent(ground.agreement),
    ])
    table.add([
      "Cohens kappa", language.number(people.kappa, decimals: 3), language.number(ground.kappa, decimals: 3),
    ])
    return table
  }
}
