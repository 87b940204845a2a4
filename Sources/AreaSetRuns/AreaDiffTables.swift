import Inputs
import Outputs
import Areas
import Reports

extension AreaDiffRun {
  /// The statistics as tables for people.
  package func tables(_ language: Language) -> [TextTable] {
    var parts = [countTable(language)]
    if !changed.isEmpty { parts.append(changeTable(language)) }
    if diff.classes.count > 1 { parts.append(transitionTable(language)) }
    if !moved.isEmpty { parts.append(borderTable(language)) }
    return parts
  }

  private func name(_ areaClass: AreaClass?, _ language: Language) -> String {
    areaClass.map { ClassName.of($0, language) } ?? language.text(sv: "Ej utsatt område", en: "Not assessed")
  }

  /// The form of Tablå 2: one column a class, the new number and in brackets the old one.
  private func countTable(_ language: Language) -> TextTable {
    let places = diff.classes.indices.dropLast()
    let head = "\(labels.new) (\(labels.old))"
    var table = TextTable(
      language.text(sv: "Antal områden \(head)", en: "Areas \(head)"),
      columns: [("", .left)] + places.map { (name(diff.classes[$0], language), .right) }
        + [(language.text(sv: "Totalt", en: "Total"), .right)])
    table.add(
      [language.text(sv: "Antal", en: "Number")]
        + places.map { "\(diff.newCount(ofClass: $0)) (\(diff.oldCount(ofClass: $0)))" }
        + ["\(diff.newCount) (\(diff.oldCount))"])
    let counts = AreaChange.Status.allCases.map { diff.count($0) }
    table.note(
      language,
      sv: "\(counts[0]) tillkomna, \(counts[1]) utgångna, \(counts[2]) omklassade, \(counts[3]) oförändrade.",
      en: "\(counts[0]) added, \(counts[1]) removed, \(counts[2]) reclassified, \(counts[3]) unchanged.")
    return table
  }

  /// The form of Tablå 3: the areas whose assessment changed.
  private func changeTable(_ language: Language) -> TextTable {
    let rows = changed.compactMap { change in area(change).map { (change, $0) } }
    let hasRegion = rows.contains { !$0.1.region.isEmpty }
    let hasLPO = rows.contains { !$0.1.lpo.isEmpty }
    let assessment = language.text(sv: "Bedömning", en: "Assessment")
    return TextTable(
      language.text(sv: "Områden med ändrad bedömning", en: "Areas with another assessment"), language, rows: rows,
      (hasRegion ? [.text("Region") { $0.1.region }] : []) + (hasLPO ? [.text("LPO") { $0.1.lpo }] : [])
        + [
          .text("Område", "Area") { $0.1.area.title },
          .text("\(assessment) \(labels.old)") { name($0.0.oldClass, language) },
          .text("\(assessment) \(labels.new)") { name($0.0.newClass, language) },
        ])
  }

  private func transitionTable(_ language: Language) -> TextTable {
    var table = TextTable(
      language.text(
        sv: "Från (rad, \(labels.old)) till (kolumn, \(labels.new))",
        en: "From (row, \(labels.old)) to (column, \(labels.new))"),
      columns: [("", .left)] + diff.classes.map { (name($0, language), .right) })
    for (row, areaClass) in diff.classes.enumerated() {
      table.add([name(areaClass, language)] + diff.transitions[row].map { language.count($0) })
    }
    return table
  }

  private func borderTable(_ language: Language) -> TextTable {
    TextTable(
      language.text(sv: "Flyttade gränser", en: "Borders that moved"), language, rows: moved, limit: 30,
      [
        .text("Område", "Area") { area($0)?.area.title ?? "" },
        .number("Flyttat m²", "Moved m²", decimals: 0) { $0.border?.movedSquareMetres },
        .number("Ny mark m²", "Gained m²", decimals: 0) { $0.border?.gainedSquareMetres },
        .number("Förlorad m²", "Lost m²", decimals: 0) { $0.border?.lostSquareMetres },
        .number("Medelflytt m", "Mean shift m", decimals: 2) { $0.border?.meanShiftMetres },
      ])
  }
}
