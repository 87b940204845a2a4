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
    var table = TextTable(
      language.text(sv: "Överlapp", en: "Overlaps"),
      columns: [
        (language.text(sv: "Räknas till", en: "Counted in"), .left),
        (language.text(sv: "Inte till", en: "Not in"), .left), ("m²", .right),
      ])
    for overlap in overlaps.prefix(20) {
      let (a, b) = (set.areas[overlap.first], set.areas[overlap.second])
      table.add([
        a.name.isEmpty ? a.id : a.name, b.name.isEmpty ? b.id : b.name,
        language.number(overlap.areaSquareMetres, decimals: 2),
      ])
    }
    return table
  }
}
