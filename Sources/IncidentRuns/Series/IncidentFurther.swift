import Areas
import Columns
import Core
import Incidents
import Inputs
import LocalTime
import Reports

/// What only some runs ask for: series, trends, squares within areas, units with and without areas.
struct IncidentFurther: Sendable {
  /// The areas that it is about, by their places in the layer.
  let areas: [Int]
  /// The periods.
  let window: SeriesWindow
  /// Area × category × period with what stands beside it; nil where nothing needs it.
  let series: IncidentSeries?
  /// The trends, by category, of the country and each area; empty where none are asked for.
  let trends: [SeriesTrend.Line]
  /// Squares with most events of each area and period; empty where they are not asked for.
  let hotspots: [WithinHotspots]
  /// Units with areas beside those without; nil where they are not asked for.
  let contrast: UnitContrast?

  /// What the run has found out so far.
  struct Ground {
    var areas: AreaInput
    var counted: IncidentAreas
    var tally: IncidentTally
    var populations: PopulationSeries
    var parents: AreaInput?
    var hierarchy: Hierarchy?
    /// The value of the field of likes of each area.
    var peers: [String]?
    /// What the events tell of in time; nil where no event has a day.
    var reach: PeriodReach?
    /// On how many days of a span an area holds; nil: on all of them.
    var daysOfArea: ((Int, SeriesWindow.Span) -> Int)?
  }

  init(_ tally: SeriesTally, _ ground: Ground, _ parameters: IncidentParameters, journal: Journal) throws {
    let asked = parameters.series
    areas = Array(ground.areas.set.areas.indices)
    window = try Self.window(tally, ground, parameters)
    let above = try ground.parents.flatMap { parents in
      guard asked.needsUnits else { return nil as UnitsAbove? }
      return try UnitsAbove(
        parents, above: ground.areas, parameters, hasPeople: parents.extra.count > asked.measures.count,
        journal: journal)
    }
    if asked.needsSeries || asked.comparesUnits {
      series =
        SeriesBuilding(
          tally: tally, ground: ground, parameters: parameters, areas: areas, window: window, above: above
        ).series
    } else {
      series = nil
    }
    trends =
      try asked.hasTrend
      ? series.map { try SeriesTrend.all($0, fewest: parameters.lowCount, threads: parameters.threads) } ?? [] : []
    hotspots =
      asked.hasHotspotsWithin
      ? WithinHotspots.all(tally, areas: areas, window: window, limit: parameters.hotspots) : []
    if asked.comparesUnits, let series, let above {
      contrast = UnitContrast(series, units: above, areas: areas)
    } else {
      contrast = nil
    }
    note(journal, asked)
  }

  private static func window(
    _ tally: SeriesTally, _ ground: Ground, _ parameters: IncidentParameters
  ) throws -> SeriesWindow {
    guard ground.tally.length != .all else { return .whole }
    if let reach = ground.reach { return try SeriesWindow(ground.tally.length, reach.first...reach.last) }
    guard let from = parameters.from, let to = parameters.to else { return .whole }
    return try SeriesWindow(ground.tally.length, from...to)
  }

  private func note(_ journal: Journal, _ asked: SeriesParameters) {
    guard asked.needsSeries else { return }
    if asked.peersField != nil, let series {
      let alone = series.peersCounts.count { $0 < 2 }
      if alone > 0 { journal.note("--peers-field: \(alone) values stand at one area only, which has no likes") }
    }
  }
}
