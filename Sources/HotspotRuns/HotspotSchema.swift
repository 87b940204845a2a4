import Outputs
import Reports

extension HotspotRun {
  /// What the statistics look like.
  package static let schema = StatisticsSchema(
    "hotspots", "Where high values lie together, and low ones.",
    [
      .key("units", .integer), .key("tested", .integer),
      .key("by_status", .list(.object([.key("status", .text), .key("units", .integer)]))),
      .key("neighbours", .object([.key("mean", .figure), .key("least", .count), .key("most", .count)])),
      .key(
        "global_moran",
        .object([.key("i", .figure), .key("expected", .figure), .key("z", .figure), .key("p", .figure)])),
      .optional("gi", local), .optional("moran", local),
      .optional(
        "within",
        .list(
          .object(
            .identity + [
              .key("units", .integer),
              .key(
                "top",
                .list(
                  .object([
                    .optional("ruta", .text), .optional("size_m", .integer), .optional("zone", .text),
                    .key("value", .figure), .optional("rate_z", .figure, "Empirical Bayes rate, by which they stand"),
                    .optional("before", .figure),
                  ]))),
              .key("tied", .integer), .key("same_as_before", .count), .key("tied_before", .count),
            ])), "The highest units of each area"),
    ])

  private static let local = JSONShape.object([
    .key("significant", .integer, "Units at or below the rate of false discoveries"),
    .key("significant_uncorrected", .integer), .key("least_p", .figure), .key("tests_at_least_p", .count),
    .key("tests_needed_at_least_p", .count),
    .key("classes", .list(.object([.key("class", .text), .key("units", .integer)]))),
  ])
}
