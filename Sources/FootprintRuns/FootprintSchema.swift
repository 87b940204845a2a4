import Dygnsavtryck
import Outputs
import Reports

extension FootprintResult {
  /// What the statistics of `footprint` look like, and those of `merge`, which say what one run over all events would.
  package static let schema = StatisticsSchema(
    "footprint", "Dygnsavtryck and unique phones of areas and classes.", keys)

  private static let keys: [JSONKey] =
    [.key("totals", totals)] + parts + [
      .key("country", .object(together)),
      .key("sentence", .object([.key("sv", .text), .key("en", .text)]), "The report's sentence"),
      .optional(
        "radii",
        .list(.object([.key("radius_m", .number), .key("totals", totals)] + parts)), "For each radius, of several"),
      .optional("series", series),
    ]

  private static let parts: [JSONKey] = [
    .key("areas", areas), .key("classes", .list(.object(.init(FootprintFigure.ofClasses) + compared))),
    .key("alla_utsatta", .maybe(.object(together)), "The three classes together"),
  ]
  private static let totals = JSONShape.object(.init(FootprintFigure.ofTotals))
  private static let together: [JSONKey] = .init(FootprintFigure.ofTogether) + compared
  private static let compared: [JSONKey] =
    [JSONKey](FootprintFigure.besidePeople).optional + .init(FootprintFigure.besideGround)
  private static let areas = JSONShape.list(
    .object(
      .identity + [.optional("valid_from", .maybe(.date)), .optional("valid_to", .maybe(.date))]
        + .init(FootprintFigure.ofAreas)
        + compared))

  private static let entries: [JSONKey] = [
    .key("dygnsavtryck", .list(.figure)), .key("unique_phones", .list(.figure)), .optional("reason", .list(.word)),
  ]
  private static let series = JSONShape.object([
    .key("period", .text), .key("starts", .list(.date), "First day of each period"), .key("labels", .list(.text)),
    .key("phone_days", .list(.figure)), .key("phones", .list(.figure)), .optional("reason", .list(.word)),
    .key("outside", .list(.figure)), .optional("outside_reason", .list(.word)),
    .key("classes", .list(.object([.areaClass] + entries))),
    .key("areas", .list(.object([.key("id", .text)] + entries))),
  ])
}
