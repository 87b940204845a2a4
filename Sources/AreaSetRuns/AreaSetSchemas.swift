import Areas
import Outputs
import Reports

extension AreaValidateRun {
  /// What the statistics look like.
  package static let schema = StatisticsSchema(
    "areas-validate", "What is wrong with a set of areas.",
    [
      .key("areas", .integer), .key("is_clean", .flag),
      .key("counts", .object(AreaFinding.Kind.allCases.map { .key($0.rawValue, .integer) })),
      .key(
        "findings",
        .list(
          .object([
            .key("kind", .oneOf(AreaFinding.Kind.allCases.map(\.rawValue))), .key("id", .text), .key("name", .word),
            .key("other", .word), .key("other_name", .word), .key("area_m2", .figure),
            .key("e", .figure, "Middle of the finding, SWEREF 99 TM"), .key("n", .figure), .key("detail", .word),
          ]))),
    ])
}

extension AreaDiffRun {
  /// What the statistics look like.
  package static let schema = StatisticsSchema(
    "areas-diff", "Two assessments: Tablå 2 and 3, and what became of each area.",
    [
      .key("labels", .object([.key("old", .text), .key("new", .text)])),
      .key(
        "counts",
        .object(
          AreaChange.Status.allCases.map { .key($0.rawValue, .integer) }
            + [.key("border_moved", .integer), .key("moved_m2", .figure)])),
      .key("tabla2", .list(.object([.key("class", .text), .key("old", .integer), .key("new", .integer)]))),
      .key("transitions", .list(.object(.transition))),
      .key(
        "tabla3",
        .list(
          .object([
            .key("region", .word), .key("lpo", .word), .key("id", .text), .key("name", .text),
            .key("old_class", .text), .key("new_class", .text), status,
          ]))),
      .key(
        "areas",
        .list(
          .object(
            .identity + [
              .key("old_class", .word), status, .key("matched_by", .word), .key("old_id", .word),
              .key("old_name", .word), .optional("region", .word), .optional("lpo", .word),
            ]
              + ["area_km2", "old_area_km2", "moved_m2", "gained_m2", "lost_m2", "mean_shift_m"].map {
                .optional($0, .figure)
              }))),
    ])

  private static let status = JSONKey.key("status", .oneOf(AreaChange.Status.allCases.map(\.rawValue)))
}

extension [JSONKey] {
  /// Areas that went from one class to another.
  fileprivate static let transition: [JSONKey] = [
    .key("from", .word), .key("to", .word), .key("areas", .integer),
  ]

  /// Ground of areas together.
  fileprivate static func ground(_ shape: JSONShape = .figure) -> [JSONKey] {
    [.key("area_km2", shape), .key("area_planar_km2", shape), .key("share_of_country", shape)]
  }
}

extension AreaEquivalentRun {
  /// What the statistics look like.
  package static let schema = StatisticsSchema(
    "areas-equivalent", "Municipalities that together are about as large as the areas.",
    [
      .key(
        "areas", .object([.key("areas", .integer), .key("area_km2", .figure), .key("area_planar_km2", .figure)])),
      .key("municipalities", .object([.key("municipalities", .integer), .key("borders", .integer)])),
      .key("within_percent", .number),
      .key(
        "groups",
        .list(
          .object([
            .key("rank", .integer), .key("group", .text), .key("ids", .text), .key("municipalities", .integer),
            .key("area_km2", .figure), .key("area_planar_km2", .figure), .key("difference_km2", .figure),
            .key("difference_percent", .figure),
          ]))),
    ])
}

extension AreaPartitionRun {
  /// What the statistics look like.
  package static let schema = StatisticsSchema(
    "areas-partition", "What each area keeps when each point belongs to the most severe class that covers it.",
    [
      .key("classes", .list(.object([.areaClass, .key("areas", .integer)] + .ground()))),
      .key("total", .object([.key("areas", .integer)] + .ground())),
      .key("outside", .object([.key("area_planar_km2", .figure), .key("share_of_country", .figure)])),
      .key("overlaps", .list(.object(.overlap))),
      .key(
        "areas",
        .list(
          .object(
            .identity + [
              .key("area_km2", .figure), .key("area_planar_km2", .figure), .key("whole_area_km2", .figure),
              .key("lost_m2", .figure),
            ]))),
    ])
}

extension AreaPanelRun {
  /// What the statistics look like.
  package static let schema = StatisticsSchema(
    "areas-panel", "Assessments of several years: Tabell 1, ground, transitions, how long areas have been listed.",
    [
      .key(
        "years",
        .list(
          .object(
            [year("year"), .key("areas", .integer), .key("units", .count)] + .ground() + [
              .key("areas_touching", .count), .key("distance_next_m_median", .figure),
              .key("classes", .list(.object([.areaClass, .key("areas", .integer)] + .ground()))),
            ]))),
      .key(
        "transitions",
        .list(
          .object(
            [year("from"), year("to"), .key("consecutive", .flag)]
              + AreaChange.Status.allCases.map { .key($0.rawValue, .integer) } + [
                .key(
                  "matched_by",
                  .maybe(.object(AreaMatching.Key.allCases.map { .key($0.rawValue, .integer) }))),
                .key("classes", .list(.object(.transition))),
              ]))),
      .key("class_transitions", .list(.object(.transition))),
      .key(
        "changes",
        .list(
          .object([
            year("from"), year("to"), .key("region", .word), .key("unit", .word), .key("area", .text),
            .key("id", .text), .key("name", .text), .key("old_class", .word), .key("new_class", .word),
            .key("status", .oneOf(AreaChange.Status.allCases.map(\.rawValue))),
          ]))),
      .key(
        "persistence",
        .list(.object([.key("years_listed", .integer), .key("areas", .integer), .key("listed_last", .integer)]))),
      .key(
        "units",
        .maybe(
          .list(
            .object(
              [.key("unit", .text)] + span + [
                .key("years", .list(.object([year("year"), .key("areas", .integer)])))
              ])))),
      .key(
        "areas",
        .list(
          .object(
            [.key("area", .text), .key("id", .text), .key("name", .text), .key("unit", .word)] + span + [
              .key("listed_since", .count),
              .key(
                "years",
                .list(
                  .object([year("year"), .key("listed", .flag), .areaClass, .key("matched_by", .word)]))),
            ]))),
    ])

  private static func year(_ name: String) -> JSONKey { .key(name, .integer) }
  private static let span: [JSONKey] = [
    .key("first_year", .count), .key("last_year", .count), .key("years_listed", .integer),
  ]
}

extension AreaLevelsRun {
  /// What the statistics look like.
  package static let schema = StatisticsSchema(
    "areas-levels", "Levels of problems by area, from answers to a survey.",
    [
      .key("year", .integer), .key("baseline_year", .count), .key("questions", .integer),
      .key("classes", .list(.object([.areaClass] + summary))), .key("total", .object(summary)),
      .key(
        "series",
        .list(
          .object([
            .key("year", .integer), .key("level", .figure), .key("level_of_areas", .figure),
            .key("answers", .integer), .key("areas", .integer), .key("delomraden", .named(.figure), "Level by part"),
            .key("classes", .named(.figure), "Level by class"),
          ]))),
      .key(
        "areas",
        .list(
          .open(
            .identity + [
              .key("year", .integer), .key("level", .figure), .key("answers", .integer), .key("missing", .integer),
              .key("baseline_year", .count), .key("level_before", .figure), .key("answers_before", .count),
              .key("change", .figure), .key("trend", .word), .key("level_direction", .word), .key("status", .text),
            ], .scalar)), "And for each part its level, answers and trend: PART, PART_answers, PART_trend"),
    ])

  private static let summary: [JSONKey] =
    [
      .key("areas", .integer), .key("level", .figure, "Mean of the answers, 1 (no problem) to 5"),
      .key("level_of_areas", .figure, "Mean of the areas' levels"), .key("answers", .integer),
      .key("missing", .integer),
    ] + Trend.allCases.map { .key($0.rawValue, .integer) } + [.key("without_trend", .integer)]
}

extension AreaSharesRun {
  /// What the statistics look like.
  package static let schema = StatisticsSchema(
    "areas-levels-shares", of: "areas-levels",
    "Part of a survey's answers by area and question (`areas levels --shares`).",
    [
      .key("year", .count), .key("share_of", .list(.text), "Answers that are counted"),
      .key("against", .word, "The area that others are compared with"),
      .key("total", .list(.object([.key("question", .text)] + shown(inTable: false)))),
      .key(
        "shares",
        .list(
          .object(
            .identity + [.optional("year", .integer), .key("question", .text)] + shown(inTable: true)))),
    ])

  private static func shown(inTable: Bool) -> [JSONKey] {
    .init(figures, inTable: inTable) + [JSONKey](comparisons, inTable: inTable).optional + [.key("status", .text)]
  }
}
