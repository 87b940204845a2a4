import Core
import Incidents

/// What a run of `rutverk incidents` is to tell besides its counts: over time, within areas, and of the units above.
package struct SeriesParameters: Sendable, Codable {
  /// Whether a table of area × category × period is written.
  package var hasSeries = false
  /// Whether trends and seasons are estimated.
  package var hasTrend = false
  /// Whether a chart is drawn.
  package var hasChart = false
  /// The areas on the chart, by identifier or name; empty: those with most events.
  package var chartAreas: [String] = []
  /// Field of the areas whose values name groups of likes.
  package var peersField: String?
  /// Whether the squares with most events are told for each area too.
  package var hasHotspotsWithin = false
  /// Whether units above with areas are compared with those without.
  package var comparesUnits = false
  /// Fields of the units' layer that are compared.
  package var measures: [String] = []

  /// Nothing.
  package init() {}

  /// Whether anything needs counts by period that are levelled with each other.
  var needsSeries: Bool { hasSeries || hasTrend || hasChart }
  /// Whether anything is asked for at all.
  var isWanted: Bool { needsSeries || hasHotspotsWithin || comparesUnits }
  /// Whether figures of the units above stand beside those of the areas.
  var needsUnits: Bool { hasSeries || hasChart || comparesUnits }
}

extension SeriesParameters {
  /// Throws ``Failure`` (usage) where trends or charts are asked for and there are no periods to draw them over.
  static func check(_ parameters: IncidentParameters, hasTimes: Bool, period: PeriodLength) throws {
    let flag = parameters.series.hasChart ? "--chart" : parameters.series.hasTrend ? "--trend" : nil
    guard let flag, period == .all || !hasTimes else { return }
    throw Failure(
      .usage, "\(flag) needs periods", file: hasTimes ? nil : parameters.points, value: "--period all",
      expected: "--period year, quarter or month" + (hasTimes ? "" : ", and points with times"))
  }
}
