import Areas
import Outputs
import Reports
import Core
import Dygnsavtryck
import Geometry

/// What `footprint` and `merge` show: figures of areas and classes for every radius, and the series.
package struct FootprintResult {
  /// The areas, without their outlines.
  let areas: FootprintAreas
  /// Their outlines in the plane of the grid.
  let polygons: [MultiPolygon]
  /// The people and ground that activity is set against.
  let base: FootprintBase
  /// The classes of utsatta områden, by their place among the classes.
  let assessed: [Int]
  /// The result for each radius, in the order asked for.
  let footprints: [Footprint]
  /// The figures by day or week; nil when none were asked for.
  let series: FootprintSeries?
  /// Phones that a figure must come from.
  let minPhones: Int
  /// The days on which each area holds; nil where areas have none, or where parts were merged.
  let validity: AreaValidity?
  /// How it came about.
  let record: RunRecord

  /// How the figures are to be read.
  static let method = [
    "A phone active on a local day leaves exactly 1, split evenly over its located events of that day; an event leaves in an"
      + " area the part of its circle that lies in it (true circle, closed form).",
    "Each area's own figures ignore the other areas; classes, inside and outside use an exclusive partition by severity.",
    "unique_phones: phones with at least one event whose circle meets the area.",
  ]

  /// How validity by date is to be read.
  static let validityMethod =
    "Each event meets the areas that hold on its day (valid_from to valid_to, both counted): an area's figures are over its own"
    + " days, those of classes sum over all days, with the exclusive partition of each; means are over all areas of a class,"
    + " whenever they hold."

  init(
    _ counts: FootprintCounts, polygons: [MultiPolygon], base: FootprintBase, minPhones: Int,
    validity: AreaValidity? = nil, record: RunRecord, journal: Journal
  ) {
    let areas = counts.plan.areas
    self.areas = areas
    (self.polygons, self.base) = (polygons, base)
    let assessed = areas.classes.indices.filter { rank in
      areas.classes[rank].map { AreaClass.bySeverity.contains(AreaClass(code: $0)) } ?? false
    }
    self.assessed = assessed
    footprints = counts.plan.tables.indices.map {
      counts.footprint(table: $0, assessed: assessed, minPhones: minPhones)
    }
    series = counts.series(minPhones: minPhones)
    (self.minPhones, self.validity, self.record) = (minPhones, validity, record)
    guard let totals = footprints.first?.totals else { return }
    if totals.eventsUnlocated > 0 {
      journal.note("\(totals.eventsUnlocated) of \(totals.events) events have no known station and are left out")
    }
    if totals.phoneDays == 0 {
      journal.note(
        "\(totals.events == 0 ? "there are no events" : "no event has a known station"): all figures are 0")
    }
  }
}
