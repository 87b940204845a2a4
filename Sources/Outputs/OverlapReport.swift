import Areas
import Reports

extension AreaOverlap {
  /// The overlap as JSON: who keeps the ground, who loses it, and how much it is.
  package func tree(in set: AreaSet) -> JSONTree {
    let (a, b) = (set.areas[first], set.areas[second])
    return .members([
      "first": .string(a.id), "first_name": .string(a.name),
      "first_class": a.areaClass.map { .string($0.code) } ?? .null,
      "second": .string(b.id), "second_name": .string(b.name),
      "second_class": b.areaClass.map { .string($0.code) } ?? .null,
      "area_m2": .number(areaSquareMetres),
    ])
  }
}

extension ExclusivePartition {
  /// The overlaps as a table for people, the first twenty.
  package func overlapTable(_ set: AreaSet, _ language: Language) -> TextTable {
    TextTable(
      language.text(sv: "Överlapp", en: "Overlaps"), language, rows: overlaps.prefix(20),
      [
        .text("Räknas till", "Counted in") { set.areas[$0.first].title },
        .text("Inte till", "Not in") { set.areas[$0.second].title },
        .number("m²", decimals: 2) { $0.areaSquareMetres },
      ])
  }
}
