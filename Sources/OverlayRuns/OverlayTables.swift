import Outputs
import Areas
import Overlay
import Reports

extension OverlayRun {
  /// The statistics as tables for people.
  package func tables(_ language: Language) -> [TextTable] {
    var parts = [ofUnits(classTable(language)), ofUnits(areaTable(language))]
    if !partition.partition.overlaps.isEmpty {
      parts.append(partition.partition.overlapTable(areas.set, language))
    }
    parts += concordanceTables(language).map(ofUnits)
    return parts
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
      sv: "Områdesklasserna överlappar inte: varje punkt hör till den svåraste klass som täcker den.",
      en: "Classes of areas do not overlap: each point belongs to the most severe class that covers it.")
    if let remark = redRemark(language) {
      table.note(remark)
      table.note(
        language, sv: "Andelen i röda rutor är av dem som har index; övriga står för sig.",
        en: "The share in red cells is of the people with an index; the others stand apart.")
    }
    if parameters.minCount > 1, overlay.withheldFigures > 0 {
      table.note(
        language,
        sv:
          "– är uppgifter som inte visas: färre än \(parameters.minCount) personer, eller så att de kunde räknas fram.",
        en: "– are figures withheld: fewer than \(parameters.minCount) people, or they would give such a figure away."
      )
    }
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
        .text("Område", "Area") { areas.set.areas[$0].title + (restsOnLittle($0) ? " *" : "") },
        .text("Klass", "Class") { ClassName.of(areas.set.areas[$0].areaClass, language) },
      ] + AreaFigure.inAreaTable.map { .figure($0) { grounds[$0] } })
    if shown.contains(where: restsOnLittle) {
      table.note(
        language,
        sv:
          "* Vilar på få rutor (färre än \(Self.fewCells) bebodda) eller grova (minst hälften av folket ur rutor större än "
          + "området).",
        en:
          "* Rests on few cells (fewer than \(Self.fewCells) inhabited) or coarse ones (half of the people or more from cells "
          + "larger than the area).")
    }
    let lacking = areas.set.areas.count - shown.count
    if lacking > 0 {
      table.note(
        language, sv: "\(lacking) område\(lacking == 1 ? "" : "n") har inga rutor i underlaget.",
        en: "\(lacking) \(lacking == 1 ? "area has" : "areas have") no cells in the data.")
    }
    return table
  }
}
