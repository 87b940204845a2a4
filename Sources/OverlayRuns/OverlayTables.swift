import Outputs
import Areas
import Overlay
import Reports

extension OverlayRun {
  /// The statistics as tables for people.
  package func tables(_ language: Language) -> String {
    var parts = [classTable(language).text, areaTable(language).text]
    if !partition.partition.overlaps.isEmpty {
      parts.append(partition.partition.overlapTable(areas.set, language).text)
    }
    if !layer.classes.isEmpty { parts.append(concordanceTable(language).text) }
    return parts.joined(separator: "\n")
  }

  /// Words about cells; about zones where they have their place.
  private func ofUnits(_ language: Language, sv: String, en: String) -> String {
    let text = language.text(sv: sv, en: en)
    return layer.units.zones == nil ? text : ZoneWords.of(text)
  }

  private func classTable(_ language: Language) -> TextTable {
    var table = TextTable(
      language.text(sv: "Områden per klass", en: "Areas by class"),
      columns: [
        (language.text(sv: "Klass", en: "Class"), .left), (language.text(sv: "Områden", en: "Areas"), .right),
        ("km²", .right), (language.text(sv: "i planet", en: "planar"), .right),
        (language.text(sv: "Andel av landet", en: "Share of country"), .right),
        (language.text(sv: "Befolkning", en: "Population"), .right),
        (language.text(sv: "Andel", en: "Share"), .right),
        (language.text(sv: "Percentil", en: "Percentile"), .right),
        (ofUnits(language, sv: "I röda rutor", en: "In red cells"), .right),
      ])
    func row(_ name: String, _ members: [Int], _ figures: Figures) -> [String] {
      let (km2, planar) = partition.union(members)
      return [
        name, language.count(members.count), language.number(km2, decimals: 3), language.number(planar, decimals: 3),
        language.percent(planar / parameters.countryKm2, decimals: 4),
        language.number(figures.population, decimals: 0),
        language.percent(figures.population / overlay.grid.population),
        language.number(figures.percentileMean, decimals: 1), language.percent(figures.redPopulationShare),
      ]
    }
    for (rank, areaClass) in areas.set.classes.enumerated() {
      table.add(row(ClassName.of(areaClass, language), areas.set.membersByClass[rank], overlay.classes[rank]))
    }
    table.add(row(language.text(sv: "Totalt", en: "Total"), Array(areas.set.areas.indices), overlay.total))
    let outside = overlay.outside
    table.add([
      language.text(sv: "Utanför", en: "Outside"), "–", "–", "–", "–",
      language.number(outside.population, decimals: 0),
      language.percent(outside.population / overlay.grid.population),
      language.number(outside.percentileMean, decimals: 1), language.percent(outside.redPopulationShare),
    ])
    table.note(
      language.text(
        sv:
          "Klasserna överlappar inte: varje punkt hör till den svåraste klass som täcker den. Klasser: 1 bäst – 5 sämst.",
        en:
          "Classes do not overlap: each point belongs to the most severe class that covers it. Classes: 1 best – 5 worst."
      ))
    if layer.units.zones != nil {
      table.note(
        language.text(
          sv: "Zonernas folk är fördelat efter exakt ytandel, som om de bodde jämnt över varje zon.",
          en: "People of zones are split by exact share of ground, as if they lived evenly over each zone."))
    }
    return table
  }

  private func areaTable(_ language: Language) -> TextTable {
    var table = TextTable(
      ofUnits(language, sv: "Områden med rutor", en: "Areas with cells"),
      columns: [
        (language.text(sv: "Område", en: "Area"), .left), (language.text(sv: "Klass", en: "Class"), .left),
        ("km²", .right), (language.text(sv: "Befolkning", en: "Population"), .right),
        (ofUnits(language, sv: "Rutor", en: "Cells"), .right), (language.text(sv: "Index", en: "Index"), .right),
        (language.text(sv: "Percentil", en: "Percentile"), .right),
        (language.text(sv: "Röd bef.", en: "Red pop."), .right),
      ])
    let limit = 30
    let shown = areas.set.areas.indices.filter { overlay.areas[$0].cells > 0 }
    for i in shown.prefix(limit) {
      let (area, figures) = (areas.set.areas[i], overlay.areas[i])
      table.add([
        area.name.isEmpty ? area.id : area.name, ClassName.of(area.areaClass, language),
        language.number(areas.ellipsoidalKm2[i], decimals: 3), language.number(figures.population, decimals: 0),
        language.count(figures.cells), language.number(figures.indexMean, decimals: 3),
        language.number(figures.percentileMean, decimals: 1), language.percent(figures.redPopulationShare),
      ])
    }
    if shown.count > limit {
      table.note(language.text(sv: "… och \(shown.count - limit) till.", en: "… and \(shown.count - limit) more."))
    }
    let lacking = areas.set.areas.count - shown.count
    if lacking > 0 {
      table.note(
        ofUnits(
          language, sv: "\(lacking) område\(lacking == 1 ? "" : "n") har inga rutor i underlaget.",
          en: "\(lacking) \(lacking == 1 ? "area has" : "areas have") no cells in the data."))
    }
    return table
  }

  private func concordanceTable(_ language: Language) -> TextTable {
    let (people, ground) = (overlay.populationConcordance, overlay.areaConcordance)
    var table = TextTable(
      ofUnits(
        language, sv: "Samstämmighet: röda rutor (klass \(parameters.redClass)) och områden",
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
