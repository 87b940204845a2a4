import Areas
import Livsvillkor
import Outputs
import Reports

extension ChangeRun {
  /// The statistics as tables for people.
  package func tables(_ language: Language) -> [TextTable] {
    let statuses = IndexChange.Status.allCases.map { status in
      (status: status, units: change.status.count { $0 == status })
    }
    let units = TextTable(
      language.text(sv: "Enheter", en: "Units"), language, rows: statuses.filter { $0.units > 0 },
      [.text("Status") { $0.status.words(language) }, .count("Enheter", "Units") { $0.units }])
    var tables = [units, summary(language)]
    if !parameters.hasOwnReferences, change.classCount > 0 { tables.insert(matrix(language), at: 1) }
    if !parameters.hasOwnReferences, !change.units(changedBy: 2).isEmpty { tables.append(large(language)) }
    return tables
  }

  /// People of today by class then and now.
  private func matrix(_ language: Language) -> TextTable {
    let classes = Array(1...change.classCount)
    func name(_ number: Int) -> String {
      switch number {
      case 1: "1 " + language.text(sv: "bäst", en: "best")
      case change.classCount: "\(number) " + language.text(sv: "sämst", en: "worst")
      default: "\(number)"
      }
    }
    let total = total
    var columns: [TableColumn<Int>] = [.text("Klass förr", "Old class") { name($0) }]
    for new in classes {
      let heading = language.text(sv: "nu ", en: "now ") + "\(new)"
      columns.append(
        .right(heading) { old in
          let found = total.transition(from: old, to: new)
          return "\(language.number(found.populationNew, decimals: 0)) (\(language.count(found.units)))"
        })
    }
    var table = TextTable(
      language.text(
        sv: "Invånare nu (enheter) efter klass förr och nu", en: "People now (units) by class then and now"),
      language, rows: classes, columns)
    table.note(
      language, sv: "Klass 1 är bäst och \(change.classCount) sämst; enheter med index i båda årgångarna.",
      en: "Class 1 is best and \(change.classCount) worst; units with an index in both vintages.")
    return table
  }

  private struct Line {
    var name: String
    var figures: ChangeFigures
  }

  /// All units, and each area.
  private func summary(_ language: Language) -> TextTable {
    let lines =
      [Line(name: language.text(sv: "Alla enheter", en: "All units"), figures: total)]
      + areas.map { Line(name: $0.area.title, figures: $0.figures) }
    func signed(_ value: Double, _ decimals: Int) -> String {
      (value > 0 ? "+" : "") + language.number(value, decimals: decimals)
    }
    func change(_ figures: ChangeFigures, _ value: (ChangeFigures.Side) -> Double?) -> Double {
      (value(figures.new) ?? .nan) - (value(figures.old) ?? .nan)
    }
    var columns: [TableColumn<Line>] = [
      .text(areas.isEmpty ? "" : "Område", areas.isEmpty ? "" : "Area") { $0.name },
      .number("Bef. förr", "People then", decimals: 0) { $0.figures.old.population },
      .number("Bef. nu", "People now", decimals: 0) { $0.figures.new.population },
      .number("Percentil förr", "Percentile then", decimals: 1) { $0.figures.old.percentileMean },
      .number("nu", "now", decimals: 1) { $0.figures.new.percentileMean },
      .right("ändring", "change") { signed(change($0.figures) { $0.percentileMean }, 1) },
    ]
    if !parameters.hasOwnReferences {
      columns += [
        .number("Bättre", "Better", decimals: 0) { $0.figures.better.populationNew },
        .number("Samma", "Same", decimals: 0) { $0.figures.same.populationNew },
        .number("Sämre", "Worse", decimals: 0) { $0.figures.worse.populationNew },
        .right("Netto", "Net") { signed($0.figures.worse.populationNew - $0.figures.better.populationNew, 0) },
        .number("Två klasser", "Two classes", decimals: 0) { $0.figures.large.populationNew },
      ]
    }
    var table = TextTable(language.text(sv: "Förändring", en: "Change"), language, rows: lines, columns)
    if parameters.hasOwnReferences {
      table.note(
        language,
        sv:
          "Varje årgång är sin egen referens: en percentil säger var en enhet står i sin egen årgång, inte om den blev bättre.",
        en:
          "Each vintage is its own reference: a percentile says where a unit stands in its own vintage, not whether it became"
          + " better.")
    } else {
      table.note(
        language,
        sv:
          "Högre percentil är sämre. Bättre, samma, sämre: invånare nu i enheter som bytt klass; netto: sämre mindre bättre.",
        en:
          "A higher percentile is worse. Better, same, worse: people now in units that changed class; net: worse less better."
      )
    }
    return table
  }

  /// Units that changed by two classes or more.
  private func large(_ language: Language) -> TextTable {
    let change = change
    return TextTable(
      language.text(sv: "Två klasser eller mer", en: "Two classes or more"), language,
      rows: change.units(changedBy: 2), limit: 20,
      [
        .text("Enhet", "Unit") { join.name($0) },
        .number("Klass förr", "Class then", decimals: 0) { change.old.classes[$0] },
        .number("nu", "now", decimals: 0) { change.new.classes[$0] },
        .number("Bef. förr", "People then", decimals: 0) { change.old.population[$0] },
        .number("nu", "now", decimals: 0) { change.new.population[$0] },
      ])
  }
}

extension ChangeJoin {
  /// What a unit is called in tables.
  fileprivate func name(_ unit: Int) -> String {
    switch units {
    case .cells(let cells): "\(cells[unit].code) (\(cells[unit].size) m)"
    case .zones(let keys): keys[unit]
    }
  }
}

extension IndexChange.Status {
  fileprivate func words(_ language: Language) -> String {
    switch self {
    case .both: language.text(sv: "index i båda", en: "an index in both")
    case .onlyOld: language.text(sv: "bara i den gamla", en: "in the old one alone")
    case .onlyNew: language.text(sv: "bara i den nya", en: "in the new one alone")
    case .noIndexOld: language.text(sv: "inget index i den gamla", en: "no index in the old one")
    case .noIndexNew: language.text(sv: "inget index i den nya", en: "no index in the new one")
    case .noIndex: language.text(sv: "inget index i någon", en: "no index in either")
    }
  }
}
