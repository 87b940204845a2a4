import Outputs
import Overlay
import Reports

extension OverlayRun {
  /// What the statistics look like. 2: shares of red cells are of the people with an index.
  package static let schema = StatisticsSchema(
    "overlay", version: 2, "Areas over cells or zones: figures of each area, of classes, and of what lies outside.",
    [
      .key("areas", .list(.object(.identity + .init(AreaFigure.ofAreas, inTable: true)))),
      .key(
        "classes", .list(.object([.areaClass] + .init(AreaFigure.ofUnions) + status)), "By the exclusive partition"),
      .key("total", .object(.init(AreaFigure.ofUnions) + status), "All areas, each point once"),
      .key("outside", .object(.init(AreaFigure.ofCells) + status)),
      .key(
        "grid", .object(.init(AreaFigure.ofCells) + status + [.key("untouched_cells", .integer, "Cells in no area")]),
        "All cells"),
      .key("overlaps", .list(.object(.overlap))),
      .key(
        "concordance",
        .maybe(
          .object([
            .key("red_class", .count),
            .key(
              "population",
              .maybe(
                .object(
                  table("red_only", "without_class") + [
                    .key("population_indexed", .figure), .key("population_without_index", .figure),
                  ])), "People, red cells × in areas"),
            .key("area_km2", .maybe(.object(table("red_only", "without_class"))), "Ground, red cells × in areas"),
            .key("young_groups", groups, "Large groups of children and youth × in areas"),
            .key("red_young_groups", groups, "Such groups in red cells × in areas"),
          ]))),
    ])

  /// With --min-count.
  private static let status = [JSONKey.optional("status", .text, "Why figures are withheld")]

  private static let groups = JSONShape.maybe(
    .object([
      .key("ring_min", .figure), .key("ring_share", .figure),
      .key("population", .object(table("group_only", "unknown"))),
      .key("area_km2", .object(table("group_only", "unknown"))),
    ]))

  private static func table(_ markedOnly: String, _ unknown: String) -> [JSONKey] {
    [
      .key("both", .figure), .key(markedOnly, .figure), .key("area_only", .figure), .key("neither", .figure),
      .key(unknown, .figure), .key("agreement", .figure, "Share that agrees, 0–1"),
      .key("kappa", .figure, "Cohen's kappa"),
    ]
  }
}

extension CoverageRun {
  /// What the statistics look like.
  package static let schema = StatisticsSchema(
    "coverage", "The table of fractions in short.",
    [
      .key("areas", .integer), .key("rows", .integer), .key("cell_size_m", .integer),
      .key("area_planar_km2", .figure, "Sum of the areas, km²"),
      .key("covered_km2", .figure, "Sum of fraction × ground of cells, km²"),
    ])
}
