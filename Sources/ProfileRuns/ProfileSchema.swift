import Outputs
import Reports

extension ProfileRun {
  /// What a profile in JSON looks like.
  package static let schema = StatisticsSchema(
    "profile", "One area beside its municipality and all cells.",
    .identity + [
      .key("area_km2", .figure), .key("area_planar_km2", .figure), .key("density_km2", .figure),
      .key("invanardistans_m", .figure), .key("status", .oneOf(["no_cells", "no_index", "ok"])),
    ] + ground + [
      .key("missing_variables", .list(.text)),
      .key(
        "drivers",
        .maybe(
          .object([
            .key("index_difference", .figure), .key("remainder", .figure),
            .key(
              "parts",
              .list(
                .object([
                  .key("variable", .text), .key("group", .text), .key("weight", .figure),
                  .key("score_mean", .figure), .key("country_score_mean", .figure), .key("contribution", .figure),
                ]))),
          ])), "What makes the index differ from all cells'"),
      .key(
        "rest_of_municipality",
        .maybe(.object([.key("name", .text), .key("share_of_area", .figure)] + ground))),
      .key("country", .object(ground), "All cells"),
      .key(
        "history",
        .maybe(
          .list(
            .object([
              .key("year", .text), .areaClass, .key("name", .text), .key("found_by", .oneOf(["name", "ground"])),
              .key("shared_ground", .figure),
            ])))),
      .key(
        "footprint",
        .maybe(
          .object([
            .key("dygnsavtryck", .figure), .key("share", .figure), .key("unique_phones", .figure),
            .key("phone_days", .figure),
          ]))),
      .key(
        "incidents",
        .maybe(
          .list(
            .object([
              .key("period", .word), .key("count", .count), .key("n", .count), .key("share", .figure),
              .key("rate_per_1000", .figure), .key("rate_per_1000_low", .figure), .key("rate_per_1000_high", .figure),
              .key("partial", .flag), .key("months", .figure),
            ])))),
    ])

  private static let ground: [JSONKey] = [
    .key("cells", .integer), .key("population", .figure), .key("unga_0_15_antal", .figure),
    .key("unga_16_19_antal", .figure), .key("index_mean", .figure), .key("index_min", .figure),
    .key("index_max", .figure), .key("percentile_mean", .figure), .key("population_indexed", .figure),
    .key("population_without_index", .figure), .key("red_population_share", .figure), .key("red_class", .count),
    .key("cells_with_index", .integer),
    .key(
      "variables",
      .list(
        .object([
          .key("variable", .text), .key("unit", .text), .key("mean", .figure), .key("score_mean", .figure),
          .key("n_population", .figure), .key("n_cells", .integer),
        ]))),
    .key(
      "classes",
      .list(.object([.key("class", .integer), .key("population", .figure), .key("cells", .integer)]))),
    .key("quantiles", .list(.object([.key("fraction", .number), .key("index", .figure)]))),
    .key(
      "histogram", .maybe(.object([.key("edges", .list(.figure)), .key("shares", .list(.figure))]))),
  ]
}
