import Incidents
import Outputs
import Reports

extension IncidentRun {
  /// What the statistics look like.
  package static let schema = StatisticsSchema(
    "incidents", "Events in areas by period and class: counts, shares, rates, quotients.",
    [
      .key("totals", totals), .key("periods", .list(.object(IncidentBlock.keys)), "A line a period and class"),
      .key(
        "areas",
        .list(
          .object(
            .identity + [.optional("valid_from", .maybe(.date)), .optional("valid_to", .maybe(.date)), validDays]
              + figures + [
                .key("periods", .list(.object([.key("period", .text)] + PeriodName.keys + [validDays] + figures)))
              ]))),
      .optional(
        "epochs",
        .list(
          .object([
            .key("from", .maybe(.date)), .key("to", .maybe(.date)), .key("areas", .integer),
            .key("area_km2", .figure),
            .key("area_planar_km2", .figure),
            .key(
              "classes",
              .list(
                .object([
                  .areaClass, .key("areas", .integer), .key("area_km2", .figure), .key("area_planar_km2", .figure),
                ]))),
          ])), "Days between which the same areas hold"),
      .optional(
        "categories",
        .list(
          .object([
            .key("category", .word), .key("kind", .text), .key("activity_driven", .flag), .key("count", .count),
            .key("periods", .list(.object(IncidentBlock.keys))),
          ]))),
      .optional(
        "hierarchy",
        .list(
          .object(
            period + [
              .key("level", .text), .key("name", .text), .key("parent", .word), .key("count", .count),
            ]))),
      .optional(
        "parents",
        .list(
          .object(
            period + [
              .key("id", .text), .key("name", .text), .key("count", .integer), .key("inside", .integer),
              .key("outside", .integer),
              .key("classes", .list(.object([.areaClass, .key("count", .integer)]))),
            ]))),
      .optional("hotspots", .list(.object(square + [.key("size_m", .integer)]))),
      .optional("hotspots_tied_left_out", .integer, "Squares with as many events as the last one listed"),
      .optional("hotspots_within", .list(.object(within))), .optional("trends", .list(.object(trend))),
      .optional("units", contrast, "Units with areas beside units without"),
    ])

  private static let validDays = JSONKey.optional("valid_days", .integer, "Days counted on which the area holds")
  private static let period: [JSONKey] = [.key("period", .text)] + PeriodName.keys
  private static let figures: [JSONKey] =
    [.key("count_exclusive", .count, "Events by the exclusive partition")] + .init(IncidentFigure.inStatistics)

  private static let clock: [JSONKey] = [
    .key("hours", .maybe(.list(.integer)), "By hour, 0–23"), .key("without_hour", .count),
    .key("weekdays", .maybe(.list(.integer)), "Monday first"),
    .key("months", .maybe(.list(.integer)), "January first"),
  ]
  private static let totals = JSONShape.object([
    .key("points_read", .count), .key("points_refused", .count), .key("points_without_coordinates", .count),
    .key("points_outside_window", .count), .key("points", .count, "Events counted"),
    .key("first_day", .maybe(.date)), .key("last_day", .maybe(.date)), .key("months", .figure),
    .key("inside", .count),
    .key("excluded", .count, "Events in areas that were taken out"), .key("outside", .count),
    .key("linked", .count), .key("either", .count), .key("classes", .list(.object(IncidentRow.keys))),
    .key(
      "concentration",
      .object([
        .key("cell_size_m", .integer), .optional("cells_with_events", .integer),
        .optional("cells_holding_half", .integer), .optional("share_of_cells_with_events", .figure),
        .optional("share_of_country", .figure), .optional("status", .text, "Why there is nothing else"),
      ]), "How few squares hold half of all events"),
    .key("activity_driven", .flag, "Whether the figures follow what the police does"),
    .optional("histograms", .object(clock)),
    .optional("histograms_by_class", .list(.object([.areaClass] + clock))),
  ])

  private static let square: [JSONKey] = [
    .key("rank", .integer), .key("ruta", .word), .key("count", .integer), .key("share", .figure),
  ]
  private static let within: [JSONKey] = [
    .key("id", .text), .key("name", .text), .key("size_m", .integer),
    .key(
      "periods",
      .list(
        .object([
          .key("period", .text), .key("count", .integer), .key("cells_with_events", .integer), .key("tied", .integer),
          .key("same_as_before", .count), .key("comparable", .count), .key("by_choice", .flag),
          .key("squares", .list(.object(square))),
        ]))),
  ]
  private static let trend: [JSONKey] = [
    .key("kind", .oneOf(["country", "area"])), .key("id", .word), .key("name", .word), .key("category", .word),
    .key("category_kind", .text), .key("events", .integer), .key("periods", .integer),
    .key("exposure", .oneOf(["person_years", "days"])), .key("trend_per_year", .figure), .key("trend_low", .figure),
    .key("trend_high", .figure), .key("trend_scaled_low", .figure), .key("trend_scaled_high", .figure),
    .key("p", .figure), .key("dispersion", .figure), .key("season_adjusted", .flag), .key("status", .text),
    .key("season_status", .text), .key("season_p", .figure),
    .key(
      "season",
      .list(
        .object([
          .key("number", .integer), .key("ratio", .figure), .key("low", .figure), .key("high", .figure),
        ]))),
  ]
  private static let contrast = JSONShape.object([
    .key("with_areas", .integer), .key("without_areas", .integer),
    .key(
      "measures",
      .list(
        .object([
          .key("measure", .text), .key("category", .word), .key("category_kind", .word), .key("n_with", .integer),
          .key("mean_with", .figure), .key("sd_with", .figure), .key("n_without", .integer),
          .key("mean_without", .figure), .key("sd_without", .figure), .key("difference", .figure),
          .key("difference_low", .figure), .key("difference_high", .figure), .key("df", .figure), .key("p", .figure),
          .key("status", .text),
        ]))),
  ])
}

extension IncidentCountRun {
  /// What the statistics look like.
  package static let schema = StatisticsSchema(
    "incidents-counts", of: "incidents", "Shares and rates of counts that are known already (`incidents --counts`).",
    [.key("periods", .list(.object(IncidentBlock.keys)), "A line a period and class")])
}

extension IncidentRow {
  /// The keys of ``members``.
  static let keys: [JSONKey] =
    [
      .key("class", .word, "Code of a class, or alla_utsatta, all, outside, total; null: areas without class"),
      .key("areas", .count),
    ] + .init(IncidentFigure.ofGroups)
}

extension IncidentBlock {
  /// The keys of ``trees``.
  static let keys: [JSONKey] = [.key("period", .word, "null: all together")] + PeriodName.keys + IncidentRow.keys
}

extension PeriodName {
  /// The keys of ``members(_:)``.
  static let keys: [JSONKey] = [
    .key("partial", .maybe(.flag), "Whether the data or the days asked for cut it short"),
    .key("months", .figure), .key("days", .count),
  ]
}

extension CompareResult {
  /// What the statistics look like. 2: no difference of raw counts of unlike places.
  package static let schema = StatisticsSchema(
    "compare", version: 2, "Events before and after, in areas and in their controls.",
    [
      .key("windows", .object([.key("before", window), .key("after", window)])),
      .key("correction", .object([.key("method", .text), .key("tests", .integer)])),
      .key(
        "comparisons",
        .list(
          .object(
            line + [
              .key("area_before", .integer), .key("area_after", .integer), .key("control_before", .count),
              .key("control_after", .count), .key("area_change_percent", .figure),
              .key("area_change_percent_low", .figure), .key("area_change_percent_high", .figure),
              .key("control_change_percent", .figure),
              .key("expected", .figure, "area_before × control_after / control_before"),
              .key("excess", .figure, "area_after − expected"),
              .key("ratio", .figure, "(area_after / area_before) / (control_after / control_before)"),
              .key("ratio_low", .figure), .key("ratio_high", .figure), .key("interval", .word), .key("p", .figure),
              .key("p_corrected", .figure), .key("area_population", .figure), .key("control_population", .figure),
              .key("excess_per_1000", .figure), .key("difference_in_differences_per_1000", .figure),
            ] + marks))),
      .key(
        "displacement",
        .list(
          .object(
            line + [
              .key("ring_m", .number), .key("area_before", .integer), .key("area_after", .integer),
              .key("ring_before", .integer), .key("ring_after", .integer), .key("control_before", .count),
              .key("control_after", .count), .key("ring_change_percent", .figure),
              .key("ring_change_percent_low", .figure), .key("ring_change_percent_high", .figure),
              .key("ring_population", .figure), .key("weighted_displacement_quotient", .figure),
              .key("reading", .word),
            ] + marks))),
    ])

  private static let window = JSONShape.maybe(
    .object([.key("from", .date), .key("to", .date), .key("days", .integer), .key("points", .count)]))
  private static let line: [JSONKey] = [
    .key("id", .word), .key("name", .text), .key("category", .word), .key("areas", .count),
    .key("control_kind", .word), .key("control", .word),
  ]
  private static let marks: [JSONKey] = [
    .key("low_count", .flag, "Whether any count is below 20"),
    .key("status", .text, "ok, or why a figure is null"),
  ]
}
