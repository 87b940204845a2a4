import Inputs
import Outputs
import Areas
import Columns
import Geometry
import Reports

extension AreaValidateRun {
  /// The findings, each where it is: a fault as a square of 10 m around its place, an overlap or gap as its ground, all else as
  /// the area.
  package func output() throws -> LayerContents {
    var table = Table()
    func texts(_ name: String, _ value: (AreaFinding) -> String) {
      table.add(name, texts: TextColumn(findings.map(value)))
    }
    texts("kind") { $0.kind.rawValue }
    texts("id") { areas[$0.area].id }
    texts("name") { areas[$0.area].name }
    texts("other") { $0.other.map { areas[$0].id } ?? "" }
    texts("other_name") { $0.other.map { areas[$0].name } ?? "" }
    table.add(
      "area_m2", .significant(3),
      numbers: findings.map { $0.areaSquareMetres > 0 ? $0.areaSquareMetres : .nan })
    let boxes = findings.map(\.outline.bounds)
    table.add("e", .real(decimals: 3), numbers: boxes.map { $0.map { ($0.minX + $0.maxX) / 2 } ?? .nan })
    table.add("n", .real(decimals: 3), numbers: boxes.map { $0.map { ($0.minY + $0.maxY) / 2 } ?? .nan })
    texts("detail") { $0.detail }
    return try LayerContents(named: "fynd", table, inPlane: findings.map(\.outline))
  }

  private func count(_ kind: AreaFinding.Kind) -> Int { findings.count { $0.kind == kind } }

  /// The statistics: `run`, `areas`, `is_clean`, `counts`, `findings`.
  package func statistics(_ journal: Journal) throws -> JSONTree {
    RunRecord(
      command: "areas validate",
      parameters: [
        ("gap_width", .number(parameters.gapWidth)),
        ("areas_where", parameters.areaInput.filter.map { .string($0) } ?? .null),
      ],
      inputs: [record],
      method: [
        "Of an invalid outline the first fault is reported; overlaps and gaps are looked for among repaired outlines.",
        "Overlaps below 0.001 m² are rounding of coordinates and not reported.",
        "A gap is ground that touches two areas or more and is filled when their union is grown by half of gap_width and shrunk"
          + " again with mitred corners.",
        "e and n are the middle of the finding in SWEREF 99 TM.",
      ]
    ).document(
      Self.schema, journal,
      [
        "areas": .integer(areas.count),
        "is_clean": .bool(findings.isEmpty),
        "counts": .object(
          AreaFinding.Kind.allCases.map { JSONTree.Member($0.rawValue, .integer(count($0))) }),
        "findings": .rows(JSONRows(try output().table)),
      ])
  }

  /// A kind of finding in words.
  private static func name(_ kind: AreaFinding.Kind, _ language: Language) -> String {
    switch kind {
    case .invalid: language.text(sv: "Ogiltig yta", en: "Invalid outline")
    case .emptyGeometry: language.text(sv: "Utan yta", en: "No outline")
    case .overlap: language.text(sv: "Överlapp", en: "Overlap")
    case .duplicateGeometry: language.text(sv: "Samma yta", en: "Same outline")
    case .gap: language.text(sv: "Glapp", en: "Gap")
    case .duplicateID: language.text(sv: "Samma id", en: "Same identifier")
    case .duplicateName: language.text(sv: "Samma namn", en: "Same name")
    case .noClass: language.text(sv: "Utan klass", en: "No class")
    case .unknownClass: language.text(sv: "Okänd klass", en: "Unknown class")
    }
  }

  /// The findings as tables for people: how many of each kind, and the first of them.
  package func tables(_ language: Language) -> [TextTable] {
    func ground(_ kind: AreaFinding.Kind) -> Double {
      findings.reduce(0) { $1.kind == kind ? $0 + $1.areaSquareMetres : $0 }
    }
    var counts = TextTable(
      language.text(sv: "Granskning av \(areas.count) områden", en: "Check of \(areas.count) areas"), language,
      rows: AreaFinding.Kind.allCases.filter { count($0) > 0 },
      [
        .text("Fynd", "Finding") { Self.name($0, language) }, .count("Antal", "Number") { count($0) },
        .number("m²", decimals: 2) { ground($0) > 0 ? ground($0) : nil },
      ])
    if findings.isEmpty {
      counts.note(language.text(sv: "Inget att anmärka på.", en: "Nothing to remark on."))
      return [counts]
    }
    return [counts, findingTable(language)]
  }

  private func findingTable(_ language: Language) -> TextTable {
    TextTable(
      language.text(sv: "Fynd", en: "Findings"), language, rows: findings, limit: 40,
      [
        .text("Fynd", "Finding") { Self.name($0.kind, language) },
        .text("Område", "Area") { areas[$0.area].title },
        .text("Annat område", "Other area") { $0.other.map { areas[$0].title } ?? "" },
        .number("m²", decimals: 2) { $0.areaSquareMetres > 0 ? $0.areaSquareMetres : nil },
        .text("Uppgift", "Detail") { language.told($0.detail) },
      ])
  }
}
