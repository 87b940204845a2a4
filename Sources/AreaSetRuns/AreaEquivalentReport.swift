import Inputs
import Outputs
import Areas
import Columns
import Reports

extension AreaEquivalentRun {
  private func name(_ group: Group) -> String {
    group.members.map { municipalities.set.areas[$0].title }.joined(separator: " + ")
  }

  private var target: Double { parameters.surface == .planar ? targetPlanarKm2 : targetKm2 }

  /// By how much a group is larger (or smaller, negative) than the areas, km².
  private func difference(_ group: Group) -> Double {
    (parameters.surface == .planar ? group.planarKm2 : group.km2) - target
  }

  /// The groups with their common outlines, the nearest first.
  package func output() throws -> LayerContents {
    var table = Table()
    table.add("rank", .integer, numbers: groups.indices.map { Double($0 + 1) })
    table.add("group", texts: TextColumn(groups.map(name)))
    table.add(
      "ids",
      texts: TextColumn(
        groups.map { $0.members.map { municipalities.set.areas[$0].id }.joined(separator: " + ") }))
    table.add("municipalities", .integer, numbers: groups.map { Double($0.members.count) })
    func add(_ name: String, _ kind: FieldKind, _ value: (Group) -> Double) {
      table.add(name, kind, numbers: groups.map(value))
    }
    add("area_km2", .significant(9)) { $0.km2 }
    add("area_planar_km2", .significant(9)) { $0.planarKm2 }
    add("difference_km2", .real(decimals: 9)) { difference($0) }
    add("difference_percent", .real(decimals: 6)) { difference($0) / target * 100 }
    return try LayerContents(named: "grupper", table, inPlane: groups.map(\.outline))
  }

  /// The statistics: `run`, `areas`, `municipalities`, `groups`.
  package func statistics(_ journal: Journal) throws -> JSONTree {
    RunRecord(
      command: "areas equivalent",
      parameters: [
        ("max_size", .integer(parameters.maximumSize)), ("within_percent", .number(parameters.within * 100)),
        ("rank_by", .string(parameters.surface.rawValue)),
        ("border_tolerance", .number(parameters.borderTolerance)),
        ("min_border", .number(parameters.minimumBorder)),
        ("areas_where", parameters.areaInput.filter.map { .string($0) } ?? .null),
        ("municipalities_where", parameters.municipalityInput.filter.map { .string($0) } ?? .null),
      ],
      inputs: [areas.record, municipalities.record],
      method: [
        "The areas' surface is that of their union; a group's is the sum of its municipalities'.",
        "Two municipalities are neighbours when one of them grown by border_tolerance (m) holds at least"
          + " border_tolerance × min_border (m²) of the other.",
        "A group hangs together: each of its municipalities borders on another one of them.",
        "area_km2 is ellipsoidal (GRS 80), area_planar_km2 is in SWEREF 99 TM; difference is the group less the areas.",
      ]
    ).document(
      Self.schema, journal,
      [
        "areas": .members([
          "areas": .integer(areas.set.areas.count), "area_km2": .number(targetKm2),
          "area_planar_km2": .number(targetPlanarKm2),
        ]),
        "municipalities": .members([
          "municipalities": .integer(municipalities.set.areas.count), "borders": .integer(borders),
        ]),
        "within_percent": .number(within * 100),
        "groups": .rows(JSONRows(try output().table)),
      ])
  }

  /// The groups as a table for people.
  package func tables(_ language: Language) -> [TextTable] {
    let size = language.number(target, decimals: 2)
    let table = TextTable(
      language.text(
        sv: "Kommuner som tillsammans är ungefär lika stora som områdena (\(size) km²)",
        en: "Municipalities that together are about as large as the areas (\(size) km²)"),
      language, rows: Array(groups.enumerated()), limit: 40,
      [
        .right("") { "\($0.offset + 1)" }, .text("Kommuner", "Municipalities") { name($0.element) },
        .number("km²", decimals: 2) { $0.element.km2 },
        .number("i planet", "planar", decimals: 2) { $0.element.planarKm2 },
        .number("Skillnad km²", "Difference km²", decimals: 2) { difference($0.element) },
        .percent("Skillnad", "Difference") { difference($0.element) / target },
      ])
    return [table]
  }
}
