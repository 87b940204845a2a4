import AreaSetRuns
import FootprintRuns
import Reports
import ArgumentParser
import Core
import Dygnsavtryck
import Foundation
import LocalTime

/// `rutverk footprint`
struct FootprintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "footprint", abstract: "Dygnsavtryck: how much phone activity falls in which areas.",
    discussion: """
      A phone active on a day leaves exactly 1 that day, split evenly over its events; an event leaves in an area the part of \
      its circle around the base station that lies in it. No phone appears in any output or message.

      Example: rutverk footprint --events handelser.csv.gz --stations stationer.csv --areas omraden.gpkg --stats ut.json

      With --cells (also zones, by --key) or --population-field, activity is set against people and ground, as in the police's \
      report: 13 % of the activity, 5 % of the people, 0.02 % of the ground, 16 areas without activity.

      Events that are spread over machines or kept apart: write a partial result of each with --partial and the same \
      --salt-file, and let `rutverk merge` finish.
      """)

  @Option(
    help: """
      Events: phone, timestamp and station, or lon, lat or e, n; CSV or Arrow, also .gz, .zst, or - for standard input, or any \
      table that GDAL reads. May be repeated.
      """, completion: .file())
  var events: [String]

  @Option(
    help: "Stations: station and lon, lat or e, n. Not needed where events have coordinates of their own.",
    completion: .file())
  var stations: String?

  @Option(help: "Coordinate system of the stations, in place of what their columns' names say.")
  var stationsCrs: String?

  @Option(help: "Coordinate system of events with coordinates, in place of what their columns' names say.")
  var eventsCrs: String?

  @Option(help: "Radius of the circles in metres. May be repeated; the first is the main result.")
  var radius: [Double] = [500]

  @Flag(help: "Take the radius as a length on the ground: scale it by the projection's point scale factor.")
  var groundRadius = false

  @Option(help: "Time zone in which days are counted.")
  var timezone = "Europe/Stockholm"

  @Option(help: "When a day starts, HH:MM.")
  var dayStart = "00:00"

  @OptionGroup var days: DayOptions

  @Option(help: "Count by day or week too, for areas and classes.")
  var period: FootprintPeriod?

  @Option(
    help: "Write the figures by day or week to FILE, a row for each period and area or class.", completion: .file())
  var series: String?

  @OptionGroup var phones: PhoneOptions

  @Option(help: "Column with the phone (default: found by its usual names).")
  var phoneField: String?

  @Option(help: "Column with the time (default: found by its usual names).")
  var timeField: String?

  @Option(help: "Column with the station (default: found by its usual names).")
  var stationField: String?

  @OptionGroup var coordinates: CoordinateOptions

  @Option(help: "Field of the areas with their inhabitants.")
  var populationField: String?

  @OptionGroup var people: PeopleOptions

  @OptionGroup(title: "Partial results") var partials: PartialOptions
  @OptionGroup(title: "Areas") var areas: AreaLayerOptions
  @OptionGroup(title: "Areas") var validity: ValidityOptions
  @OptionGroup(title: "Reading") var reading: TableOptions
  @OptionGroup(title: "Output") var outputs: OutputOptions
  @OptionGroup(title: "Run") var execution: RunOptions
  @OptionGroup(title: "Run") var limits: LimitOptions

  func validate() throws {
    for value in radius where !(value > 0 && value <= 1_000_000) {
      throw ValidationError("--radius takes metres above 0, not \(value).")
    }
    if Set(radius).count < radius.count { throw ValidationError("--radius is given twice with the same value.") }
    if radius.count > 1, phones.minPhones > 1 {
      throw ValidationError(
        "--min-phones takes one --radius: figures of several can be subtracted from each other.")
    }
    if populationField != nil, people.inhabitants.cells != nil {
      throw ValidationError("Give one of --population-field and --cells.")
    }
    if people.countryPopulation != nil, populationField == nil, people.inhabitants.cells == nil {
      throw ValidationError("--country-population needs --population-field or --cells.")
    }
    if startMinutes == nil { throw ValidationError("--day-start takes HH:MM, not \(dayStart).") }
    if series != nil, period == nil { throw ValidationError("--series needs --period day or week.") }
  }

  private var startMinutes: Int? {
    let parts = dayStart.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let hours = Int(parts[0]), let minutes = Int(parts[1]), (0..<24).contains(hours),
      (0..<60).contains(minutes)
    else { return nil }
    return hours * 60 + minutes
  }

  private func parameters() throws -> FootprintRun.Parameters {
    var parameters = FootprintRun.Parameters(
      events: events, stations: stations, areas: areas.areas,
      temporaryFolder: FileManager.default.temporaryDirectory.path, threads: execution.workers)
    parameters.radii = radius
    parameters.hasGroundRadius = groundRadius
    parameters.timezone = timezone
    parameters.dayStartMinutes = startMinutes ?? 0
    (parameters.from, parameters.to) = try days.range()
    parameters.period = period
    parameters.minPhones = phones.minPhones
    parameters.eventColumns = EventColumns.Names(
      phone: phoneField, time: timeField, station: stationField, crs: eventsCrs)
    parameters.stationsCRS = stationsCrs
    parameters.salt = try partials.salt()
    parameters.keepsEntries = partials.partial != nil
    parameters.memoryLimit = phones.memoryLimit
    parameters.people = try people.source(reading, populationField: populationField, threads: execution.workers)
    parameters.areaFields = areas.fields
    parameters.areaFields.validity = validity.columns
    parameters.areaInput = areas.input(reading)
    parameters.tableInput = reading.input()
    parameters.tableInput.pointFields = coordinates.fields
    return parameters
  }

  func run() throws {
    let parameters = try parameters()
    let inputs = events + [stations, partials.saltFile, people.inhabitants.cells].compactMap { $0 } + [areas.areas]
    try execution.run(
      dry: { try $0.footprint(parameters) },
      staging: { try FootprintOutputs(outputs, series: series, partial: partials.partial, inputs: inputs) },
      stages: { 5 + (people.inhabitants.cells == nil ? 0 : 1) + events.count + $0.stages }
    ) { target, journal in
      let footprint = try FootprintRun(parameters, journal: journal)
      try target.write(
        partial: footprint.writePartial, result: footprint.result, execution, journal: journal)
    }
  }
}

extension FootprintPeriod: ExpressibleByArgument {}
