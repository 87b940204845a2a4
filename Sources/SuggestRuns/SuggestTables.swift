import Outputs
import Reports
import Suggestions

extension SuggestRun {
  /// The statistics as tables for people.
  package func tables(_ language: Language) -> [TextTable] {
    var parts = [suggestionTable(language)]
    if let assessed {
      parts += [classTable(assessed, language), ladderTable(assessed, language), missedTable(assessed, language)]
    }
    return layer.units.zones == nil ? parts : parts.map { $0.worded(ZoneWords.of) }
  }

  private func suggestionTable(_ language: Language) -> TextTable {
    let threshold = parameters.minPercentile
    let percentile = language.number(threshold, decimals: threshold == threshold.rounded() ? 0 : 2)
    var table = TextTable(
      language.text(
        sv: "Förslag: sammanhängande rutor med percentil minst \(percentile)",
        en: "Suggestions: contiguous cells of percentile \(percentile) or more"),
      language, rows: suggestions, limit: 30,
      [.text("Förslag", "Suggestion") { $0.id }] + SuggestionFigure.inTable.map { .figure($0) { $0 } } + [
        .text("Bedömda områden", "Assessed areas") { $0.assessed?.joined(separator: ", ") ?? "" }
      ])
    table.note(
      language, sv: "Förslag är underlag för bedömning: polisens egen vilar på mer än livsvillkor.",
      en: "Suggestions are a basis for assessment: the police's own rests on more than livsvillkor.")
    let share = language.percent(step.population / gridPopulation, decimals: 1)
    table.note(
      language,
      sv: "\(step.suggestions) förslag, \(step.units.count) rutor, \(language.number(step.population, decimals: 0))"
        + " invånare (\(share) av alla i underlaget).",
      en:
        "\(step.suggestions) suggestions, \(step.units.count) cells, \(language.number(step.population, decimals: 0))"
        + " inhabitants (\(share) of all in the data).")
    return table
  }

  private func classTable(_ assessed: Assessed, _ language: Language) -> TextTable {
    struct Row {
      var name: String
      var areas: Int
      var found: Int
      var recall: AssessedAgreement.Recall
    }
    let set = assessed.areas.set
    let agreement = step.agreement ?? assessed.units.agreement(of: [Int]())
    func recall(_ rank: Int?) -> AssessedAgreement.Recall {
      agreement.recall(of: rank, against: assessed.everything, areas: assessed.units.areasWithUnits)
    }
    var rows = set.classes.indices.map {
      Row(
        name: ClassName.of(set.classes[$0], language), areas: assessed.units.areasWithUnits[$0],
        found: agreement.areasFound[$0], recall: recall($0))
    }
    rows.append(
      Row(
        name: language.text(sv: "Alla", en: "All"), areas: assessed.units.areasWithUnits.reduce(0, +),
        found: agreement.areasFound.reduce(0, +), recall: recall(nil)))
    var table = TextTable(
      language.text(sv: "Bedömda områden som förslagen når", en: "Assessed areas that the suggestions reach"),
      language, rows: rows,
      [
        .text("Klass", "Class") { $0.name }, .count("Med rutor", "With cells") { $0.areas },
        .count("Nådda", "Reached") { $0.found }, .percent("Andel", "Share") { $0.recall.areas },
        .percent("Befolkning", "People") { $0.recall.population }, .percent("Yta", "Ground") { $0.recall.ground },
      ])
    let precision = language.percent(agreement.populationPrecision, decimals: 1)
    table.note(
      language, sv: "\(precision) av förslagens invånare bor i bedömda områden.",
      en: "\(precision) of the suggestions' inhabitants live in assessed areas.")
    return table
  }

  private func ladderTable(_ assessed: Assessed, _ language: Language) -> TextTable {
    func recall(_ agreement: AssessedAgreement?) -> AssessedAgreement.Recall? {
      agreement?.recall(against: assessed.everything, areas: assessed.units.areasWithUnits)
    }
    func percent(_ value: Double) -> String { language.percent(value, decimals: 1) }
    func range(_ step: Step, _ figure: Int) -> String {
      guard step.random.count > figure else { return "–" }
      let range = step.random[figure]
      return "\(percent(range.mean)) (\(percent(range.low))–\(percent(range.high)))"
    }
    var table = TextTable(
      language.text(sv: "Trappa av trösklar", en: "A ladder of thresholds"), language, rows: ladder,
      [
        .text("Percentil", "Percentile") {
          language.number($0.minPercentile, decimals: $0.minPercentile == $0.minPercentile.rounded() ? 0 : 2)
        },
        .count("Förslag", "Suggestions") { $0.suggestions }, .count("Rutor", "Cells") { $0.units.count },
        .percent("Områden", "Areas") { recall($0.agreement)?.areas },
        .right("… slump", "… at random") { range($0, 0) },
        .percent("Befolkning", "People") { recall($0.agreement)?.population },
        .right("… slump", "… at random") { range($0, 1) },
        .percent("Träffsäkerhet", "Precision") { $0.agreement?.populationPrecision },
        .right("… slump", "… at random") { range($0, 3) },
      ])
    if parameters.draws > 0 {
      let drawn = "\(parameters.draws)"
      table.note(
        language,
        sv: "Slump: lika många bebodda rutor, dragna \(drawn) gånger (frö \(parameters.seed)); medel (95 %).",
        en: "At random: as many inhabited cells, drawn \(drawn) times (seed \(parameters.seed)); mean (95 %).")
    }
    if let dense = recall(assessed.densest) {
      table.note(
        language,
        sv: "De \(step.units.count) tätast befolkade rutorna når \(percent(dense.areas)) av områdena och"
          + " \(percent(dense.population)) av deras befolkning.",
        en: "The \(step.units.count) most densely inhabited cells reach \(percent(dense.areas)) of the areas and"
          + " \(percent(dense.population)) of their people.")
    }
    return table
  }

  private func missedTable(_ assessed: Assessed, _ language: Language) -> TextTable {
    let areas = assessed.areas.set.areas
    let missed = areas.indices.filter { assessed.hasUnits[$0] && assessed.meeting[$0].isEmpty }
    var table = TextTable(
      language.text(sv: "Bedömda områden som inget förslag når", en: "Assessed areas that no suggestion reaches"),
      language, rows: missed, limit: 30,
      [
        .text("Område", "Area") { areas[$0].title },
        .text("Klass", "Class") { ClassName.of(areas[$0].areaClass, language) },
      ])
    if missed.isEmpty { table.note(language, sv: "Inget.", en: "None.") }
    return table
  }
}
