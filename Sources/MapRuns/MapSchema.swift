import Outputs
import Reports

extension MapRun {
  /// What the statistics look like.
  package static let schema = StatisticsSchema(
    "map", "Where a map lies and what is in it.",
    [
      .key(
        "map",
        .object([
          .key("extent", .list(.number), "minX, minY, maxX, maxY in SWEREF 99 TM"),
          .key("scale_denominator", .number), .key("scale_bar_m", .number), .key("scale_bar_plane_m", .number),
          .key("frame_pixels", .list(.number), "left, top, width, height"), .key("width_mm", .number),
          .key("height_mm", .number), .key("width_pixels", .integer), .key("height_pixels", .integer),
          .key(
            "aggregate_m", .count, "side of the squares that cells are drawn in where they are too small to be seen"),
          .key("cells", .integer), .key("areas", .integer), .key("rings", .integer),
        ]))
    ])
}
