import Inputs
import Outputs
import Areas
import Columns
import Core
import Dygnsavtryck
import Files
import Geometry
import LocalTime
import Reports

/// `rutverk footprint`: events of phones at base stations in, dygnsavtryck of areas and classes out.
package struct FootprintRun {
  /// What the run is to do.
  package struct Parameters: Sendable {
    /// Event files: delimited text (also `.gz`, `.zst`, `-`) or any table that GDAL reads.
    package var events: [String]
    /// The station table; nil when the events have coordinates of their own.
    package var stations: String?
    /// The area layer.
    package var areas: String
    /// Radii of the circles, metres; the first one is the main result.
    package var radii: [Double] = [500]
    /// Whether the radii are lengths on the ground rather than in the plane of the grid.
    package var hasGroundRadius = false
    /// Name of the time zone in which days are counted.
    package var timezone = "Europe/Stockholm"
    /// When a day starts, minutes after midnight.
    package var dayStartMinutes = 0
    /// First day that counts; nil: no limit.
    package var from: CivilDate?
    /// Last day that counts; nil: no limit.
    package var to: CivilDate?
    /// What a series counts by; nil for none.
    package var period: FootprintPeriod?
    /// Phones that a published figure must come from; 0 withholds nothing.
    package var minPhones = 0
    /// Columns of the events.
    package var eventColumns = EventColumns.Names()
    /// Coordinate system of the stations, in place of what the columns' names say.
    package var stationsCRS: String?
    /// The secret that phones are keyed with, for a partial result that shall merge with others; nil: one that no other run has.
    package var salt: PhoneSalt?
    /// Whether a partial result will be written, so that all entries are needed.
    package var keepsEntries = false
    /// Bytes that may be used for distinct entries before they go to a temporary file.
    package var memoryLimit: Int?
    /// Folder for what does not fit into memory.
    package var temporaryFolder: String
    /// Identifier, name and class fields of the areas.
    package var areaFields = AreaFields.Names()
    /// What activity is set against.
    package var people = PeopleSource()
    /// How the areas are read.
    package var areaInput = InputOptions()
    /// How stations and events are read.
    package var tableInput = InputOptions()
    /// Workers.
    package var threads: Int

    /// A run over those files with every option at its default.
    package init(events: [String], stations: String?, areas: String, temporaryFolder: String, threads: Int) {
      self.events = events
      self.stations = stations
      self.areas = areas
      self.temporaryFolder = temporaryFolder
      self.threads = threads
    }
  }

  private let parameters: Parameters
  private let accumulator: FootprintAccumulator
  private let plan: FootprintPlan
  private let stations: TextColumn
  private let hasher: PhoneHasher
  private let polygons: [MultiPolygon]
  private let people: PeopleAndGround
  private let inputs: [InputRecord]
  private let areas: AreaInput
  /// The epochs of areas that have days of their own; nil without.
  private let epochs: StationEpochs?

  /// Reads everything; nothing is counted yet.
  package init(_ parameters: Parameters, journal: Journal) throws {
    let words = journal.words
    let dayReader = LocalDayReader(
      zone: try TimeZoneTable.named(parameters.timezone), dayStartMinutes: parameters.dayStartMinutes)
    let areas = try journal.stage(words.readingAreas) {
      try AreaInput(
        path: parameters.areas, options: parameters.areaInput, fields: parameters.areaFields,
        extra: { layer, _ in
          try Self.furtherColumns(
            RoleFinder(layer.columnNames, file: parameters.areas, options: parameters.areaInput, journal: journal),
            parameters)
        }, threads: parameters.threads, journal: journal)
    }
    self.areas = areas
    let epochs = areas.validity.map {
      StationEpochs($0, days: (parameters.from?.day ?? 0)...(parameters.to?.day ?? 65_535))
    }
    self.epochs = epochs
    let stations = try journal.stage(words.readingStations) {
      try parameters.stations.map {
        try StationInput(
          path: $0, crs: parameters.stationsCRS, options: parameters.tableInput,
          threads: parameters.threads, journal: journal)
      }
    }
    let files = try parameters.events.map {
      try EventFile(
        path: $0, options: parameters.tableInput, names: parameters.eventColumns, hasStations: stations != nil,
        threads: parameters.threads, journal: journal)
    }
    let (partition, circles) = try journal.stage(words.partitioning) {
      let partition = try areas.partition(threads: parameters.threads).partition
      return (partition, try StationCircles(areas, partition, epochs: epochs, threads: parameters.threads))
    }
    var field: [Double]?
    if case .numbers(let numbers)? = areas.extra.first { field = numbers.values }
    people = try PeopleAndGround(
      parameters.people, set: areas.set, partition: partition, holdsAlways: epochs == nil, field: field,
      file: parameters.areas, threads: parameters.threads, journal: journal)
    func plan(_ x: [Double], _ y: [Double]) throws -> FootprintPlan {
      try journal.stage(words.circles) {
        try circles.plan(
          x: x, y: y, radii: parameters.radii, areOnGround: parameters.hasGroundRadius, period: parameters.period,
          countsPieces: parameters.minPhones > 1)
      }
    }
    let names = stations?.names ?? TextColumn()
    let (x, y) = (stations?.x ?? [], stations?.y ?? [])
    let hasher = parameters.salt.map { PhoneHasher(salt: $0) } ?? PhoneHasher.random()
    let template = EventRowReader(
      dayReader: dayReader, hasher: hasher, stations: StationNames(names), notesTimes: parameters.keepsEntries)
    var inputs = [areas.record] + (stations.map { [$0.record] } ?? []) + people.records

    /// Reads all files; `sorted` is the plan when whole phones may be counted as they pass.
    func read(_ places: EventPlaces, stationCount: Int, sorted: FootprintPlan?) throws -> FootprintAccumulator {
      let accumulator = try FootprintAccumulator(
        stationCount: stationCount, options: Self.options(parameters, sorted: sorted))
      var reader = EventReader(
        template: template, accumulator: accumulator, places: places, epochs: epochs,
        options: parameters.tableInput, threads: parameters.threads)
      var records: [InputRecord] = []
      for (path, file) in zip(parameters.events, files) {
        let rows = try journal.stage(words.readingEvents(path)) { try reader.read(file, journal: journal) }
        records.append(InputRecord(path: path, features: rows))
      }
      inputs += records
      return accumulator
    }

    let rowsPerStation = epochs?.epochs.count ?? 1
    let most = min(EventPlaces.most, max(0, (epochs?.mostStations ?? .max) - names.count))
    let places = EventPlaces(firstRow: names.count, most: most)
    if files.contains(where: { $0.columns.points != nil }) {
      accumulator = try read(places, stationCount: (names.count + most) * rowsPerStation, sorted: nil)
      self.plan = try plan(x + places.x, y + places.y)
    } else {
      self.plan = try plan(x, y)
      let maySort = !parameters.keepsEntries && files.allSatisfy(\.isRereadable)
      do {
        accumulator = try read(places, stationCount: names.count * rowsPerStation, sorted: maySort ? self.plan : nil)
      } catch is FootprintAccumulator.OrderChanged {
        accumulator = try read(places, stationCount: names.count * rowsPerStation, sorted: nil)
      }
    }
    self.stations = Self.names(names, places, epochs)
    (self.parameters, self.hasher, self.inputs) = (parameters, hasher, inputs)
    polygons = areas.set.areas.map(\.polygon)
  }

  /// The column of the areas' population, where it was named. Throws ``Failure`` (usage) for one that is not there.
  package static func furtherColumns(_ finder: RoleFinder, _ parameters: Parameters) throws -> [ColumnRequest] {
    let population = try parameters.people.populationField.flatMap {
      try finder.find(RoleCatalogue.Areas.population, given: $0)
    }
    return population.map { [ColumnRequest($0, .number)] } ?? []
  }

  private static func options(_ parameters: Parameters, sorted: FootprintPlan?) -> FootprintAccumulator.Options {
    let folder = parameters.temporaryFolder
    var options = FootprintAccumulator.Options(
      memoryLimit: parameters.memoryLimit, temporaryFolder: { folder }, sortedPlan: sorted)
    if parameters.from != nil || parameters.to != nil {
      options.days = (parameters.from?.day ?? 0)...(parameters.to?.day ?? 65_535)
    }
    return options
  }

  /// The stations' names, and for places without one their coordinates to the last bit: equal places merge. Where there are
  /// epochs, each name with the first day of each.
  private static func names(_ stations: TextColumn, _ places: EventPlaces, _ epochs: StationEpochs?) -> TextColumn {
    var names = stations
    for i in places.x.indices { names.append("\(places.x[i]) \(places.y[i])") }
    guard let epochs else { return names }
    return TextColumn(
      (0..<names.count).flatMap { row in epochs.epochs.indices.map { "\(names[row])\u{1F}\(epochs.name($0))" } })
  }

  /// What the columns of an event file are taken for; reads its head only.
  package static func eventColumns(_ path: String, _ parameters: Parameters, journal: Journal) throws -> EventColumns
  {
    try EventFile(
      path: path, options: parameters.tableInput, names: parameters.eventColumns,
      hasStations: parameters.stations != nil, threads: parameters.threads, journal: journal
    ).columns
  }

  /// Counts and sums.
  package func result(journal: Journal) throws -> FootprintResult {
    let counts = try journal.stage(journal.words.summing) { try count(journal: journal) }
    return FootprintResult(
      counts, polygons: polygons, base: people.base, minPhones: parameters.minPhones, validity: areas.validity,
      record: record, journal: journal)
  }

  /// Events in the order of a sorted input may turn out at the very end not to be sorted.
  private func count(journal: Journal) throws -> FootprintCounts {
    do {
      return try accumulator.count(plan, threads: parameters.threads)
    } catch is FootprintAccumulator.OrderChanged {
      var unsorted = parameters
      unsorted.keepsEntries = true
      let again = try FootprintRun(unsorted, journal: journal)
      return try again.accumulator.count(again.plan, threads: parameters.threads)
    }
  }

  /// Writes the partial result to `path`; it needs ``Parameters/keepsEntries``.
  package func writePartial(to path: String) throws {
    let header = try PartialHeader(
      parameters: headerParameters, saltCheck: hasher.check, stations: stations, plan: plan,
      attachments: [AreaAttachment.of(polygons)])
    try accumulator.writePartial(to: path, header: header, threads: parameters.threads)
  }

  /// What decides the figures and stands neither in the plan nor in the attachments.
  private var headerParameters: [PartialHeader.Parameter] {
    [
      .init("timezone", parameters.timezone), .init("day_start", dayStart),
      .init("from", parameters.from?.description ?? ""), .init("to", parameters.to?.description ?? ""),
      .init("ground_radius", parameters.hasGroundRadius ? "true" : "false"),
    ] + (epochs.map { [.init("epochs", $0.names)] } ?? [])
  }

  private var dayStart: String {
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "\(two(parameters.dayStartMinutes / 60)):\(two(parameters.dayStartMinutes % 60))"
  }

  private var record: RunRecord {
    RunRecord(
      command: "footprint",
      parameters: [
        ("radius", .array(parameters.radii.map { .number($0) })),
        ("ground_radius", .bool(parameters.hasGroundRadius)),
        ("timezone", .string(parameters.timezone)),
        ("day_start", .string(dayStart)),
        ("from", parameters.from.map { .string($0.description) } ?? .null),
        ("to", parameters.to.map { .string($0.description) } ?? .null),
        ("period", parameters.period.map { .string($0.rawValue) } ?? .null),
        ("min_phones", .integer(parameters.minPhones)),
        ("areas_where", parameters.areaInput.filter.map { .string($0) } ?? .null),
      ] + areas.fields.validity.parameters + parameters.people.parameters,
      inputs: inputs,
      method: FootprintResult.method + (epochs == nil ? [] : [FootprintResult.validityMethod]) + people.method)
  }
}
