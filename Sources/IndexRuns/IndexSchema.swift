import Livsvillkor
import Outputs
import Reports
import Sensitivity

extension IndexRun {
  /// What the statistics look like.
  package static let schema = StatisticsSchema(
    "index", "The livsvillkor index: how many units have one, the reference that it rests on, and its classes.",
    [
      .key("definition", .text), .key("units", .integer), .key("indexed", .integer, "Units with an index"),
      .key("indexed_population", .figure),
      .key(
        "by_status", .named(.integer), "Units by status: ok, too_few_people, missing:VARIABLE, suppressed:VARIABLE"),
      .key("left_out", .list(.object([.key("variable", .text), .key("reason", .text)]))),
      .key(
        "classes",
        .list(
          .object([
            .key("class", .integer, "1 best"), .key("units", .integer), .key("population", .figure),
            .key("bounds", .object([.key("index", bounds), .key("percentile", bounds)])),
          ]))),
      .key(
        "correlations", .object([.key("variables", .list(.text)), .key("matrix", .list(.list(.figure)))]),
        "Weighted by population"),
      .key("notes", .list(.text)),
      .key("reference_is_fixed", .flag, "Whether it is that of an earlier run"),
      .key("reference", reference, "What a later run takes with --reference"),
    ])

  private static let bounds = JSONShape.object([.key("from", .figure), .key("to", .figure)])

  private static let reference = JSONShape.object([
    .key("units", .integer), .key("population", .figure),
    .key(
      "variables",
      .named(
        .object([
          .key("mu", .number, "Mean"), .key("sigma", .number, "Standard deviation"), .key("minimum", .number),
          .key("maximum", .number), .key("units", .integer), .key("population", .number),
          .optional("limits", .list(.number), "Those of winsorise"), .optional("ranks", ranks),
        ])), "Of each variable, weighted by population"),
    .key("class_bounds", .list(.number), "Lower bounds of the index of classes 2 and up"),
    .key("definition", fingerprint), .key("index", ranks, "Index and people below it"),
    .key("checksum", .text, "Of this object: one that was changed by hand is refused"),
  ])

  private static let ranks = JSONShape.object([
    .key("method", .oneOf(["exact", "quantiles"])), .key("values", .list(.number)),
    .optional("cumulative_population", .list(.number)), .optional("percentiles", .list(.number)),
  ])

  private static let columns = JSONShape.list(
    .object([.key("names", .list(.text)), .optional("beside", .text)]))

  private static let fingerprint = JSONShape.object([
    .key(
      "groups",
      .list(.object([.key("name", .text), .key("weight", .number), .key("aggregation", .text)]))),
    .key(
      "variables",
      .list(
        .object([
          .key("name", .text), .key("group", .text), .key("worse", .oneOf(["high", "low"])),
          .key("weight", .number), .key("per", .oneOf(["area", "unit"])),
          .optional(
            "measure",
            .object([
              .key("form", .oneOf(["value", "quotient", "density"])), .key("numerator", columns),
              .key("denominator", columns), .optional("unit", .text),
            ])),
        ]))),
    .key("normalisation", .text), .optional("clip", .list(.number)), .optional("winsorise", .list(.number)),
    .key("index_aggregation", .text), .key("missing", .text), .key("classes", .text),
  ])
}

extension SensitivityRun {
  /// What the statistics look like.
  package static let schema = StatisticsSchema(
    "sensitivity", "How far the index rests on its choices.",
    [
      .key("units", .integer), .key("indexed", .integer), .key("population_indexed", .figure),
      .key("runs", .integer), .key("base_sample", .integer, "Rows of the design"),
      .key("percentile_bins", .integer),
      .key("rank_correlation", spread, "Spearman's, of a run with the main run"),
      .key("mean_rank_shift", spread, "Points of percentile"),
      .key("worst_class_kept", spread, "Share of the main run's worst class' people, 0–1"),
      .optional("noise_on", .named(.text), "What noise is laid on, by variable"),
      .key(
        "sources",
        .list(
          .object(
            [.key("source", .text)] + RunOutcome.outputs.map { .key($0.name, effects) })),
        "Shares of the variance by source"),
      .key("dropped", .list(.object([.key("variable", .text)] + outcome)), "The index without one variable"),
      .key(
        "alternatives",
        .list(.object([.key("source", .text), .key("choice", .text)] + outcome)), "Each choice by itself"),
      .key(
        "classes",
        .list(
          .object([
            .key("class", .integer), .key("units", .integer), .key("population", .figure),
            .key("uncertain_units", .integer), .key("uncertain_population", .figure),
          ]))),
    ])

  private static let spread = JSONShape.object([
    .key("mean", .figure), .key("p05", .figure), .key("p50", .figure), .key("p95", .figure),
  ])
  private static let share = JSONShape.maybe(
    .object([.key("value", .figure), .key("from", .figure), .key("to", .figure)]))
  private static let effects = JSONShape.object([
    .key("first_order", share), .key("total_effect", share), .key("status", .text),
  ])
  private static let outcome: [JSONKey] = [
    .key("rank_correlation", .figure), .key("mean_rank_shift", .figure), .key("worst_class_kept", .figure),
    .key("changed_class", .integer),
  ]
}
