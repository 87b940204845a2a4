import Outputs
import Reports
import Suggestions

extension SuggestRun {
  /// What the statistics look like.
  package static let schema = StatisticsSchema(
    "suggest", "Contiguous cells or zones with poor livsvillkor, and how they agree with assessed areas.",
    [
      .key("suggestions", .list(.object(.init(SuggestionFigure.all, inTable: true)))),
      .key(
        "total",
        .object([
          .key("suggestions", .integer), .key("cells", .integer), .key("population", .figure),
          .key("share_of_population", .figure), .key("area_km2", .figure),
        ])),
      .key(
        "assessed",
        .maybe(
          .object(
            [.key("areas", .integer), .key("areas_with_cells", .integer)] + agreement + [
              .key("suggestions_meeting", .integer),
              .key(
                "classes",
                .list(
                  .object([
                    .areaClass, .key("areas", .integer), .key("areas_with_cells", .integer),
                    .key("areas_found", .integer), .key("recall", .object(recall(.figure))),
                  ]))),
              .key("random", random, "As many inhabited units drawn at random"),
              .key("densest", .object(agreement), "As many of the units with most people on their ground"),
              .key(
                "each",
                .list(
                  .object(
                    .identity + [
                      .key("status", .oneOf(["no_cells", "not_found", "found"])), .key("suggestions", .list(.text)),
                    ]))),
            ]))),
      .key(
        "ladder",
        .list(
          .maybe(
            .object(
              [
                .key("min_percentile", .number), .key("suggestions", .integer), .key("cells", .integer),
                .key("population", .figure),
              ] + agreement + [.key("random", random)])))),
    ])

  private static func recall(_ shape: JSONShape) -> [JSONKey] {
    [.key("areas_share", shape), .key("population_share", shape), .key("ground_share", shape)]
  }

  private static let agreement: [JSONKey] = [
    .key("areas_found", .integer), .key("recall", .object(recall(.figure))),
    .key("precision", .object([.key("population_share", .figure), .key("ground_share", .figure)])),
  ]

  private static let range = JSONShape.object([.key("mean", .figure), .key("low", .figure), .key("high", .figure)])

  private static let random = JSONShape.maybe(
    .object([
      .key("recall", .object(recall(range))), .key("precision", .object([.key("population_share", range)])),
    ]))
}
