import Charts
import IncidentRuns
import ArgumentParser

/// What `incidents` tells over time, within areas, and of the units above them.
struct SeriesOptions: ParsableArguments {
  @Option(
    help: """
      Write area × category × period to FILE, with the rates of the unit above (--parents, else --hierarchy), of the \
      areas' likes (--peers-field) and of the country beside each area's own.
      """, completion: .file())
  var series: String?

  @Option(help: "Field of the areas: those with the same value are alike.")
  var peersField: String?

  @Option(
    help: """
      Draw the series as a line chart: FILE.svg, .png or .pdf, a panel for each area (and category), with the rates of \
      the unit above, of likes and of the country beside it. May be repeated.
      """, completion: .file())
  var chart: [String] = []

  @Option(help: "An area of the chart, by identifier or name (default: those with most events). May be repeated.")
  var chartArea: [String] = []

  @Flag(
    help:
      "Estimate each area's trend per year and its season, by month or quarter as --period says (Poisson regression)."
  )
  var trend = false

  @Flag(help: "Show the --hotspots squares of each area and period too, and how many were so the period before.")
  var hotspotsWithin = false

  @Flag(help: "Compare the units of --parents that have areas with those that have none: rates, and each --measure.")
  var units = false

  @Option(help: "Field of the --parents layer that is compared so. May be repeated; it asks for --units.")
  var measure: [String] = []

  /// What is wrong with them beside the others; nil: nothing.
  func fault(hotspots: Int, hasParents: Bool, hasHierarchy: Bool, isPartial: Bool = false) -> String? {
    if hotspotsWithin, hotspots == 0 { return "--hotspots-within needs --hotspots." }
    if units || !measure.isEmpty, !hasParents { return "\(units ? "--units" : "--measure") needs --parents." }
    if peersField != nil, series == nil, chart.isEmpty, !isPartial {
      return "--peers-field needs --series or --chart."
    }
    return Self.fault(chart: chart, areas: chartArea)
  }

  /// What is wrong with charts and their areas; nil: nothing.
  static func fault(chart: [String], areas: [String]) -> String? {
    if !areas.isEmpty, chart.isEmpty { return "--chart-area needs --chart." }
    if let other = chart.first(where: { ChartFormat(rawValue: OutputOptions.ending($0)) == nil }) {
      return "--chart takes a name that ends with \(ChartFormat.endings), not \(other)."
    }
    return nil
  }

  /// The first option that was given.
  var given: String? {
    let all: [(String, Bool)] = [
      ("--series", series != nil), ("--peers-field", peersField != nil), ("--chart", !chart.isEmpty),
      ("--chart-area", !chartArea.isEmpty), ("--trend", trend),
      ("--hotspots-within", hotspotsWithin), ("--units", units), ("--measure", !measure.isEmpty),
    ]
    return all.first(where: \.1)?.0
  }

  /// The parameters.
  var parameters: SeriesParameters {
    var parameters = SeriesParameters()
    parameters.hasSeries = series != nil
    parameters.hasTrend = trend
    parameters.hasChart = !chart.isEmpty
    parameters.chartAreas = chartArea
    parameters.peersField = peersField
    parameters.hasHotspotsWithin = hotspotsWithin
    parameters.comparesUnits = units || !measure.isEmpty
    parameters.measures = measure
    return parameters
  }
}
