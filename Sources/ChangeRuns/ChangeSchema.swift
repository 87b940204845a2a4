import Livsvillkor
import Outputs
import Reports

extension ChangeRun {
  /// What the statistics look like.
  package static let schema = StatisticsSchema(
    "change", "Two vintages of the index: people and units by class in both, and the same per area.",
    [
      .key("reference", .word, "What both vintages were scored against; null with --own-references"),
      .key("units", .integer),
      .key("by_status", .object(IndexChange.Status.allCases.map { .key($0.rawValue, people) })),
      .key("ground_changed", .integer), .key("regrouped_old", .integer), .key("regrouped_new", .integer),
      .key("total", .object(figures)), .key("areas", .list(.object(.identity + figures))),
      .optional(
        "large_changes",
        .list(
          .object(
            [.optional("ruta", .text), .optional("size_m", .integer), .optional("key", .text)]
              + pair("class", .count) + pair("percentile", .figure) + pair("population", .figure))),
        "Units that changed by two classes or more"),
    ])

  private static let counts: [JSONKey] = [
    .key("units", .integer), .key("population_old", .figure), .key("population_new", .figure),
  ]
  private static let people = JSONShape.object(counts)

  private static func pair(_ name: String, _ shape: JSONShape) -> [JSONKey] {
    [.key(name + "_old", shape), .key(name + "_new", shape)]
  }

  private static func change(_ name: String) -> [JSONKey] {
    pair(name, .figure) + [.key(name + "_change", .figure)]
  }

  /// Vintages that are their own references have percentiles alone.
  private static let figures: [JSONKey] =
    change("population") + change("population_indexed") + change("index_mean").optional + change("percentile_mean")
    + (change("worst_class_share")
    + [
      .key("better", people), .key("same", people), .key("worse", people), .key("two_or_more", people),
      .key("net_units", .integer, "worse − better"), .key("net_population", .figure),
      .key("classes", .list(.object([.key("class_old", .integer), .key("class_new", .integer)] + counts))),
    ]).optional
}
