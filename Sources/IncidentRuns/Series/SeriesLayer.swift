import Columns
import Incidents
import Outputs

extension IncidentRun {
  /// The series as a long table: a row for each area, category and period, in that order, with the rates of the unit above,
  /// of the areas' likes and of the country beside it. Nil where none is asked for.
  ///
  /// Columns are made when they are written, so that memory holds counts only.
  package func seriesOutput() -> LayerContents? {
    guard parameters.series.hasSeries, let further, let series = further.series else { return nil }
    return LayerContents(name: "handelser_serie", table: SeriesRows(self, further, series).table, shapes: .none)
  }
}

/// The rows of the long table.
private struct SeriesRows {
  private let series: IncidentSeries
  private let classes: [String]
  private let lowCount: Int
  private let (areaCount, categoryCount, periodCount): (Int, Int, Int)

  init(_ run: IncidentRun, _ further: IncidentFurther, _ series: IncidentSeries) {
    self.series = series
    classes = further.areas.map { run.areas.set.areas[$0].areaClass?.code ?? "" }
    lowCount = run.parameters.lowCount
    (areaCount, categoryCount, periodCount) = (
      further.areas.count, series.categories.count, series.window.spans.count
    )
  }

  private var count: Int { areaCount * categoryCount * periodCount }

  /// Which area, category and period a row is of.
  private typealias Place = (area: Int, category: Int, period: Int)

  private func place(_ row: Int) -> Place {
    (row / (categoryCount * periodCount), row / periodCount % categoryCount, row % periodCount)
  }

  var table: Table {
    var table = Table()
    let series = series
    let spans = series.window.spans
    func text(_ name: String, _ value: @escaping @Sendable (Place) -> String) {
      table.add(
        Field(name, .text),
        derived: DerivedColumn(count: count, .texts { rows in TextColumn(rows.map { value(place($0)) }) }))
    }
    func number(
      _ name: String, _ kind: FieldKind, short: String? = nil, _ value: @escaping @Sendable (Place) -> Double
    ) {
      table.add(
        Field(name, kind, nil, shortName: short),
        derived: DerivedColumn(count: count, .numbers { rows in rows.map { value(place($0)) } }))
    }
    /// Count, inhabitants, rate and interval of an entry of a level.
    func figures(
      _ prefix: String, _ short: String, _ level: IncidentSeries.Level, _ entry: @escaping @Sendable (Int) -> Int?
    ) {
      @Sendable func point(_ place: Place) -> IncidentSeries.Point? {
        entry(place.area).map { series.point(level, $0, category: place.category, period: place.period) }
      }
      number(prefix + "count", .integer, short: short + "n") {
        point($0).map { $0.isThere ? Double($0.count) : .nan } ?? .nan
      }
      number(prefix + "population", .significant(6), short: short + "pop") { point($0)?.people ?? .nan }
      for (base, letter) in [(1000.0, "r"), (100_000, "q")] {
        let name = prefix + "rate_per_\(Int(base))"
        number(name, .significant(9), short: short + letter) { (point($0)?.rate ?? .nan) * base / 1000 }
        number(name + "_low", .significant(9), short: short + letter + "lo") {
          (point($0)?.rateInterval?.low ?? .nan) * base / 1000
        }
        number(name + "_high", .significant(9), short: short + letter + "hi") {
          (point($0)?.rateInterval?.high ?? .nan) * base / 1000
        }
      }
    }
    let (classes, lowCount) = (classes, lowCount)
    @Sendable func own(_ place: Place) -> IncidentSeries.Point {
      series.point(series.areas, place.area, category: place.category, period: place.period)
    }
    text("id") { series.areas.ids[$0.area] }
    text("name") { series.areas.names[$0.area] }
    text("class") { classes[$0.area] }
    text("category") { series.categories[$0.category].map { $0.name ?? "" } ?? "all" }
    text("category_kind") { series.categories[$0.category]?.kind.rawValue ?? "all" }
    text("period") { spans[$0.period].period.label }
    text("start") { spans[$0.period].first?.description ?? "" }
    number("days", .integer) {
      let days = own($0).days ?? spans[$0.period].days
      return spans[$0.period].days > 0 ? Double(days) : .nan
    }
    number("months", .significant(4)) { spans[$0.period].months }
    number("partial", .integer) {
      let span = spans[$0.period]
      return span.isPartial || own($0).days.map { $0 < span.days } == true ? 1 : 0
    }
    figures("", "", series.areas) { $0 }
    number("low_count", .integer) { own($0).isThere ? own($0).count < lowCount ? 1 : 0 : .nan }
    text("status") { own($0).isThere ? own($0).people > 0 ? "ok" : "no_population" : "not_valid" }
    if !series.units.ids.isEmpty {
      text("parent_id") { series.unitOf[$0.area].map { series.units.ids[$0] } ?? "" }
      text("parent_name") { series.unitOf[$0.area].map { series.units.names[$0] } ?? "" }
      figures("parent_", "p_", series.units) { series.unitOf[$0] }
    }
    if !series.peers.ids.isEmpty {
      text("peers") { series.peersOf[$0.area].map { series.peers.ids[$0] } ?? "" }
      number("peers_areas", .integer) {
        series.peersOf[$0.area].map { Double(series.peersCounts[$0]) } ?? .nan
      }
      figures("peers_", "l_", series.peers) { series.peersOf[$0] }
    }
    figures("country_", "c_", series.country) { _ in 0 }
    return table
  }
}
