import Inputs
import Outputs
import Areas
import Reports

extension AreaDiffRun {
  /// The statistics as tables for people.
  package func tables(_ language: Language) -> String {
    var parts = [countTable(language).text]
    if !changed.isEmpty { parts.append(changeTable(language).text) }
    if diff.classes.count > 1 { parts.append(transitionTable(language).text) }
    if !moved.isEmpty { parts.append(borderTable(language).text) }
    return parts.joined(separator: "\n")
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
      language.text(
        sv: "\(counts[0]) tillkomna, \(counts[1]) utgångna, \(counts[2]) omklassade, \(counts[3]) oförändrade.",
        en: "\(counts[0]) added, \(counts[1]) removed, \(counts[2]) reclassified, \(counts[3]) unchanged."))
    return table
  }

  /// The form of Tablå 3: the areas whose assessment changed.
  private func changeTable(_ language: Language) -> TextTable {
    let rows = changed.compactMap { change in area(change).map { (change, $0) } }
    let hasRegion = rows.contains { !$0.1.region.isEmpty }
    let hasLPO = rows.contains { !$0.1.lpo.isEmpty }
    let assessment = language.text(sv: "Bedömning", en: "Assessment")
    var table = TextTable(
      language.text(sv: "Områden med ändrad bedömning", en: "Areas with another assessment"),
      columns: (hasRegion ? [("Region", .left)] : []) + (hasLPO ? [("LPO", .left)] : [])
        + [
          (language.text(sv: "Område", en: "Area"), .left), ("\(assessment) \(labels.old)", .left),
          ("\(assessment) \(labels.new)", .left),
        ])
    for (change, found) in rows {
      table.add(
        (hasRegion ? [found.region] : []) + (hasLPO ? [found.lpo] : [])
          + [
            AreaListInput.label(found.area), name(change.oldClass, language), name(change.newClass, language),
          ])
    }
    return table
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
    var table = TextTable(
      language.text(sv: "Flyttade gränser", en: "Borders that moved"),
      columns: [
        (language.text(sv: "Område", en: "Area"), .left), (language.text(sv: "Flyttat m²", en: "Moved m²"), .right),
        (language.text(sv: "Ny mark m²", en: "Gained m²"), .right),
        (language.text(sv: "Förlorad m²", en: "Lost m²"), .right),
        (language.text(sv: "Medelflytt m", en: "Mean shift m"), .right),
      ])
    let limit = 30
    for change in moved.prefix(limit) {
      guard let border = change.border, let found = area(change) else { continue }
      table.add([
        AreaListInput.label(found.area), language.number(border.movedSquareMetres, decimals: 0),
        language.number(border.gainedSquareMetres, decimals: 0),
        language.number(border.lostSquareMetres, decimals: 0),
        language.number(border.meanShiftMetres, decimals: 2),
      ])
    }
    if moved.count > limit {
      table.note(language.text(sv: "… och \(moved.count - limit) till.", en: "… and \(moved.count - limit) more."))
    }
    return table
  }
}
