import Outputs
import Areas
import Overlay
import Reports

extension OverlayRun {
  /// The statistics as tables for people.
  package func tables(_ language: Language) -> String {
    var parts = [ofUnits(classTable(language)).text, ofUnits(areaTable(language)).text]
    if !partition.partition.overlaps.isEmpty {
      parts.append(partition.partition.overlapTable(areas.set, language).text)
    }
    if !layer.classes.isEmpty { parts.append(ofUnits(concordanceTable(language)).text) }
    return parts.joined(separator: "\n")
  }

  /// A table about cells; about zones where they have their place.
  private func ofUnits(_ table: TextTable) -> TextTable {
    layer.units.zones == nil ? table : table.worded(ZoneWords.of)
  }

  private func classTable(_ language: Language) -> TextTable {
    var rows = areas.set.classes.indices.map { (ClassName.of(areas.set.classes[$0], language), classGround($0)) }
    rows.append((language.text(sv: "Totalt", en: "Total"), total))
    rows.append((language.text(sv: "Utanför", en: "Outside"), ground(overlay.outside)))
    var table = TextTable(
      language.text(sv: "Områden per klass", en: "Areas by class"), language, rows: rows,
      [.text("Klass", "Class") { $0.0 }] + AreaFigure.inClassTable.map { .figure($0) { $0.1 } })
    table.note(
      language,
      sv:
        "Klasserna överlappar inte: varje punkt hör till den svåraste klass som täcker den. Klasser: 1 bäst – 5 sämst.",
      en:
        "Classes do not overlap: each point belongs to the most severe class that covers it. Classes: 1 best – 5 worst."
    )
    if layer.units.zones != nil {
      table.note(
        language, sv: "Zonernas folk är fördelat efter exakt ytandel, som om de bodde jämnt över varje zon.",
        en: "People of zones are split by exact share of ground, as if they lived evenly over each zone.")
    }
    return table
  }

  private func areaTable(_ language: Language) -> TextTable {
    let shown = areas.set.areas.indices.filter { overlay.areas[$0].cells > 0 }
    var table = TextTable(
      language.text(sv: "Områden med rutor", en: "Areas with cells"), language, rows: shown, limit: 30,
      [
        .text("Område", "Area") { areas.set.areas[$0].title },
        .text("Klass", "Class") { ClassName.of(areas.set.areas[$0].areaClass, language) },
      ] + AreaFigure.inAreaTable.map { .figure($0) { grounds[$0] } })
    let lacking = areas.set.areas.count - shown.count
    if lacking > 0 {
      table.note(
        language, sv: "\(lacking) område\(lacking == 1 ? "" : "n") har inga rutor i underlaget.",
        en: "\(lacking) \(lacking == 1 ? "area has" : "areas have") no cells in the data.")
    }
    return table
  }

  private func concordanceTable(_ language: Language) -> TextTable {
    let (people, ground) = (overlay.populationConcordance, overlay.areaConcordance)
    var table = TextTable(
      language.text(
        sv: "Samstämmighet: röda rutor (klass \(parameters.redClass)) och områden",
        en: "Concordance: red cells (class \(parameters.redClass)) and areas"),
      columns: [
        ("", .left), (language.text(sv: "Befolkning", en: "Population"), .right), ("km²", .right),
      ])
    func row(_ sv: String, _ en: String, _ value: (Concordance) -> Double) {
      table.add([
        language.text(sv: sv, en: en), language.number(value(people), decimals: 0),
        language.number(value(ground) / 1e6, decimals: 3),
      ])
    }
    row("Röda och i område", "Red and in an area", \.both)
    row("Röda, utanför", "Red, outside", \.redOnly)
    row("I område, inte röda", "In an area, not red", \.areaOnly)
    row("Varken eller", "Neither", \.neither)
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
