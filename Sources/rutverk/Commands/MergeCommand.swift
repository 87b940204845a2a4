import FootprintRuns
import IncidentRuns
import Reports
import ArgumentParser
import Core
import Foundation

/// `rutverk merge`
struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Finish partial results of footprint or incidents: what one run over all their events would say.",
    discussion: """
      The parts must have been made with the same areas, radii, days and salt, or options of incidents. They may be cut in any \
      way. Parts of footprint need no other file; those of incidents the files that they were made with but for the points.

      Example: rutverk merge norr.part syd.part --output omraden.gpkg --stats ut.json
      """)

  @Argument(
    help: "Partial results, as `footprint --partial` or `incidents --partial` writes them.", completion: .file())
  var partials: [String]

  @Option(help: "Write all parts as one partial result to FILE; - is standard output.", completion: .file())
  var partial: String?

  @Option(
    help: """
      Write the figures by day or week to FILE (parts of footprint, made with --period), or area × category × period (of \
      incidents).
      """, completion: .file())
  var series: String?

  @OptionGroup var phones: PhoneOptions
  @OptionGroup var people: PeopleOptions
  @OptionGroup(title: "Parts of incidents") var incidents: IncidentMergeOptions
  @OptionGroup(title: "Reading") var reading: TableOptions
  @OptionGroup(title: "Output") var outputs: OutputOptions
  @OptionGroup(title: "Run") var execution: RunOptions
  @OptionGroup(title: "Run") var limits: LimitOptions

  func validate() throws {
    if people.countryPopulation != nil, people.inhabitants.cells == nil {
      throw ValidationError("--country-population needs --cells.")
    }
    if let fault = SeriesOptions.fault(chart: incidents.chart, areas: incidents.chartArea) {
      throw ValidationError(fault)
    }
  }

  func run() throws {
    if try IncidentParts.are(partials) { return try finishIncidents() }
    if let other = incidents.given {
      throw Failure(.usage, "\(other) is for parts of incidents", file: partials.first)
    }
    var parameters = MergeRun.Parameters(
      partials: partials, temporaryFolder: FileManager.default.temporaryDirectory.path, threads: execution.workers)
    parameters.minPhones = phones.minPhones
    parameters.people = try people.source(reading, threads: execution.workers)
    parameters.memoryLimit = phones.memoryLimit
    try execution.run(
      dry: { try $0.merge(parameters) },
      staging: {
        try FootprintOutputs(
          outputs, series: series, partial: partial, inputs: partials + [people.inhabitants.cells].compactMap { $0 })
      },
      stages: { 2 + (people.inhabitants.cells == nil ? 0 : 1) + $0.stages }
    ) { target, journal in
      let merge = try MergeRun(parameters, journal: journal)
      if series != nil, !merge.hasSeries {
        throw Failure(.usage, "--series: the parts were made without --period", file: partials.first)
      }
      try target.write(
        partial: merge.writePartial, result: merge.result, execution, journal: journal)
    }
  }

  private func finishIncidents() throws {
    let others: [(String, Bool)] = [
      ("--min-phones", phones.minPhones != 0), ("--memory", phones.memory != nil),
      ("--cells", people.inhabitants.cells != nil), ("--delimiter", reading.delimiter != nil),
      ("--decimal", reading.decimal != nil), ("--encoding", reading.encoding != nil),
      ("--column", !reading.column.isEmpty), ("--on-bad-row", reading.onBadRow != .stop),
      ("--anywhere", reading.anywhere),
    ]
    if let other = others.first(where: \.1)?.0 {
      throw Failure(
        .usage, "\(other) is not for parts of incidents, which say how they were made", file: partials.first)
    }
    let parts = try IncidentParts(partials, inputs: incidents.inputs)
    var parameters = parts.parameters
    parameters.threads = execution.workers
    try incidents.apply(to: &parameters, series: series)
    try execution.run(
      dry: {
        try $0.incidents(parameters)
        $0.input { head in parts.heads.forEach { head.line(execution.lang.told($0)) } }
      },
      staging: {
        try IncidentOutputs(
          outputs, hotspots: incidents.hotspotsOutput, series: series, charts: incidents.chart, partial: partial,
          inputs: partials + parameters.files)
      },
      stages: { 5 + (parameters.parents == nil ? 0 : 1) + $0.stages }
    ) { target, journal in
      let result = try IncidentRun(
        parameters, parts: parts, making: target.making, journal: journal)
      try target.write(
        result, partName: "", form: incidents.table, execution, journal: journal)
    }
  }
}

/// What only parts of `incidents` are asked for.
struct IncidentMergeOptions: ParsableArguments {
  @Option(help: "Folder with the files that the parts were made with (default: where they stood).")
  var inputs: String?

  @Option(
    help: "Write the --hotspots squares of the parts to FILE, in the format of its ending.", completion: .file())
  var hotspotsOutput: String?

  @Option(help: "Draw the series as a line chart: FILE.svg, .png or .pdf. May be repeated.", completion: .file())
  var chart: [String] = []

  @Option(help: "An area of the chart, by identifier or name (default: those with most events). May be repeated.")
  var chartArea: [String] = []

  @Option(help: "Show one table in the form of the police's report: tabell4, tabell5 or tabell6.")
  var table: PoliceForm?

  /// The first option that was given.
  var given: String? {
    let all: [(String, Bool)] = [
      ("--inputs", inputs != nil), ("--hotspots-output", hotspotsOutput != nil), ("--chart", !chart.isEmpty),
      ("--chart-area", !chartArea.isEmpty), ("--table", table != nil),
    ]
    return all.first(where: \.1)?.0
  }

  /// Adds what is asked of all parts together. Throws ``Failure`` (usage) for hot spots that the parts were not asked for.
  func apply(to parameters: inout IncidentParameters, series: String?) throws {
    if hotspotsOutput != nil, parameters.hotspots == 0 {
      throw Failure(.usage, "--hotspots-output: the parts were made without --hotspots")
    }
    if series != nil || !chart.isEmpty, !parameters.areaFields.validity.isEmpty {
      throw Failure(.usage, "--series and --chart do not go with areas that have days of their own")
    }
    parameters.series.hasSeries = series != nil
    parameters.series.hasChart = !chart.isEmpty
    parameters.series.chartAreas = chartArea
  }
}
