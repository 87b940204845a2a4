import Areas
import Columns
import Coverage
import DelimitedText
import Diagnostics
import Dygnsavtryck
import Files
import Geometry
import LocalTime
import Reports

/// `rutverk footprint`: events of phones at base stations in, dygnsavtryck of areas and classes out.
public struct FootprintRun {
  /// What the run is to do.
  public struct Parameters: Sendable {
    /// Event files: delimited text (also `.gz`, `.zst`, `-`).
    public var events: [String]
    /// The station table.
    public var stations: String
    /// The area layer.
    public var areas: String
    /// Radii of the circles, metres; the first one is the main result.
    public var radii: [Double] = [500]
    /// Name of the time zone in which days are counted.
    public var timezone = "Europe/Stockholm"
    /// When a day starts, minutes after midnight.
    public var dayStartMinutes = 0
    /// First day that counts; nil: no limit.
    public var from: CivilDate?
    /// Last day that counts; nil: no limit.
    public var to: CivilDate?
    /// Phones that a published figure must come from; 0 withholds nothing.
    public var minPhones = 0
    /// Columns of the events.
    public var eventColumns = EventColumns.Names()
    /// Coordinate system of the stations, in place of what the columns' names say.
    public var stationsCRS: String?
    /// Bytes that may be used for distinct entries before they go to a temporary file.
    public var memoryLimit: Int?
    /// Folder for what does not fit into memory.
    public var temporaryFolder: String
    /// Identifier, name and class fields of the areas.
    public var areaFields = AreaInput.FieldNames()
    /// How the areas are read.
    public var areaInput = InputOptions()
    /// How stations and events are read.
    public var tableInput = InputOptions()
    /// Workers.
    public var threads: Int

    /// A run over those files with every option at its default.
    public init(events: [String], stations: String, areas: String, temporaryFolder: String, threads: Int) {
      self.events = events
      self.stations = stations
      self.areas = areas
      self.temporaryFolder = temporaryFolder
      self.threads = threads
    }
  }

  /// The areas.
  public let areas: AreaInput
  /// The result for each radius, in the order asked for.
  public let footprints: [Footprint]
  /// The inputs read.
  public let inputs: [InputRecord]
  /// The parameters.
  public let parameters: Parameters

  /// Reads, counts and sums.
  public init(_ parameters: Parameters, journal: Journal) throws {
    self.parameters = parameters
    let words = journal.words
    let reader = try Self.dayReader(parameters)
    let areas = try journal.stage(words.readingAreas) {
      try AreaInput(
        path: parameters.areas, options: parameters.areaInput, fields: parameters.areaFields,
        threads: parameters.threads, journal: journal)
    }
    let stations = try journal.stage(words.readingStations) {
      try StationInput(
        path: parameters.stations, nameField: nil, crs: parameters.stationsCRS, options: parameters.tableInput,
        threads: parameters.threads, journal: journal)
    }
    let (partition, _) = try journal.stage(words.partitioning) {
      try OverlayRun.partition(areas, threads: parameters.threads)
    }
    let plan = try journal.stage(words.circles) {
      try Self.plan(parameters, areas: areas.set, partition: partition, stations: stations)
    }
    var options = FootprintAccumulator.Options(memoryLimit: parameters.memoryLimit)
    if parameters.from != nil || parameters.to != nil {
      options.days = (parameters.from?.day ?? 0)...(parameters.to?.day ?? 65_535)
    }
    let folder = parameters.temporaryFolder
    options.temporaryFolder = { folder }
    let accumulator = try FootprintAccumulator(stationCount: stations.x.count, options: options)
    var inputs = [areas.record, stations.record]
    let template = EventRowReader(
      dayReader: reader, hasher: PhoneHasher.random(), stations: StationNames(stations.names))
    for path in parameters.events {
      let rows = try journal.stage(words.readingEvents(path)) {
        try Self.read(path, parameters, template, into: accumulator, journal: journal)
      }
      inputs.append(InputRecord(path: path, features: rows))
    }
    let counts = try journal.stage(words.summing) { try accumulator.count(plan, threads: parameters.threads) }
    footprints = parameters.radii.indices.map { counts.footprint(table: $0, minPhones: parameters.minPhones) }
    self.areas = areas
    self.inputs = inputs
    if let totals = footprints.first?.totals {
      if totals.eventsUnlocated > 0 {
        journal.note("\(totals.eventsUnlocated) of \(totals.events) events have no known station and are left out")
      }
      if totals.phoneDays == 0 { journal.note("no event has a known station: all figures are 0") }
    }
  }

  private static func dayReader(_ parameters: Parameters) throws -> LocalDayReader {
    LocalDayReader(
      zone: try TimeZoneTable.named(parameters.timezone), dayStartMinutes: parameters.dayStartMinutes)
  }

  /// Each station's parts in the areas, and in what the exclusive partition leaves of them, for every radius.
  private static func plan(
    _ parameters: Parameters, areas: AreaSet, partition: ExclusivePartition, stations: StationInput
  ) throws -> FootprintPlan {
    let whole = try CirclePolygons(areas.areas.map(\.polygon), threads: parameters.threads)
    let isCut = partition.isCut.contains(true)
    let pieces = isCut ? try CirclePolygons(partition.pieces, threads: parameters.threads) : whole
    let tables = try parameters.radii.map { radius in
      let radii = [Double](repeating: radius, count: stations.x.count)
      func shares(_ polygons: CirclePolygons) throws -> Shares {
        let found = try CircleShares(
          x: stations.x, y: stations.y, radii: radii, polygons: polygons, threads: parameters.threads)
        return try Shares(
          offsets: found.offsets, areas: found.polygons, shares: found.shares, areaCount: areas.areas.count)
      }
      let own = try shares(whole)
      return try ShareTable(radiusMetres: radius, own: own, exclusive: isCut ? try shares(pieces) : own)
    }
    return try FootprintPlan(
      areas: FootprintAreas(
        ids: areas.areas.map(\.id), names: areas.areas.map(\.name), classes: areas.classes.map { $0?.code },
        classOfArea: areas.areas.indices.map { areas.rank($0) }),
      tables: tables)
  }

  /// What the columns of an event file are taken for; reads its head only.
  public static func eventColumns(_ path: String, _ parameters: Parameters) throws -> EventColumns {
    let stream = try DelimitedTextStream(path: path, options: parameters.tableInput.text, threads: parameters.threads)
    return try EventColumns.find(
      in: stream.columnNames, file: stream.name, names: parameters.eventColumns, crs: nil)
  }

  /// Streams one file into the accumulator; returns its rows.
  private static func read(
    _ path: String, _ parameters: Parameters, _ template: EventRowReader, into accumulator: FootprintAccumulator,
    journal: Journal
  ) throws -> Int {
    if path != "-" { _ = try InputPath.checked(path) }
    let stream = try DelimitedTextStream(
      path: path, options: parameters.tableInput.text, threads: parameters.threads)
    let columns = try EventColumns.find(
      in: stream.columnNames, file: stream.name, names: parameters.eventColumns, crs: nil)
    guard let station = columns.station else {
      throw Failure(
        .badData, "the events name no station", file: stream.name, expected: "a column station",
        hint: "name it with --station-field")
    }
    let places = try [columns.phone, columns.time, station].map(stream.column(named:))
    var rows = 0
    let refused = try stream.forEachBatch(
      columns: places, badRows: parameters.tableInput.badRows == .skip ? .skip : .stop,
      transform: { batch in
        var reader = template
        var events = EventBatch()
        events.reserveCapacity(batch.rowCount)
        for row in 0..<batch.rowCount {
          do throws(EventFault) {
            try batch.withField(row, 0) { phone throws(EventFault) in
              try batch.withField(row, 1) { time throws(EventFault) in
                try batch.withField(row, 2) { station throws(EventFault) in
                  try reader.add(phone: phone, time: time, station: station, to: &events)
                }
              }
            }
          } catch {
            // The phone itself is never shown.
            try batch.refuse(
              row,
              error.failure(
                time: batch.text(row, 1), file: stream.name, place: "row \(batch.line(row))",
                phoneField: columns.phone, timeField: columns.time))
          }
        }
        try accumulator.add(events, at: 0)
        return batch.rowCount
      }, consume: { rows += $0 })
    if let first = refused.failures.first {
      journal.note("\(stream.name): \(refused.count) bad rows left out; the first: \(first)")
    }
    return rows
  }
}
