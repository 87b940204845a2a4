import Inputs
import Reports
import Columns
import DelimitedText
import Core
import Dygnsavtryck
import Files
import Parallel

/// Reads files of events into an accumulator, on all workers.
///
/// Events at named stations are added by the workers themselves. Events with coordinates are added in the order of the file,
/// because their places get their rows as they come.
struct EventReader {
  /// Makes events out of fields.
  let template: EventRowReader
  /// Takes the events.
  let accumulator: FootprintAccumulator
  /// The places of events with coordinates.
  let places: EventPlaces
  /// The epochs of areas that have days of their own; nil: stations are rows of the plan themselves.
  let epochs: StationEpochs?
  /// How the files are read.
  let options: InputOptions
  /// Workers.
  let threads: Int
  /// The place of the next batch in the whole input, for sorted input.
  private var nextPlace = 0

  init(
    template: EventRowReader, accumulator: FootprintAccumulator, places: EventPlaces, epochs: StationEpochs?,
    options: InputOptions, threads: Int
  ) {
    self.template = template
    self.accumulator = accumulator
    self.places = places
    self.epochs = epochs
    self.options = options
    self.threads = threads
  }

  /// Reads one file; returns its rows.
  mutating func read(_ file: EventFile, journal: Journal) throws -> Int {
    let points = file.columns.points
    if let note = points?.note { journal.note(note) }
    let check = try points.map {
      try PlaceCheck(
        $0.crs, file: file.name, field: "\($0.x)/\($0.y)", flag: "--events-crs", isAnywhere: options.isAnywhere)
    }
    var seen = Seen(last: nextPlace)
    let refused: RefusedRows
    switch file.form {
    case .text(let stream): refused = try read(stream, file, check, &seen)
    case .arrow(let table): refused = try read(table, file, &seen)
    case .layer(let layer): refused = try read(layer, file, check, &seen)
    }
    nextPlace = seen.last + 1
    if let first = refused.failures.first {
      journal.note("\(file.name): \(refused.count) bad rows left out; the first: \(first)")
    }
    try check?.conclude(seen.places, journal: journal)
    return seen.rows
  }

  /// What was seen of a file.
  private struct Seen {
    var rows = 0
    /// The place of the last batch in the whole input.
    var last: Int
    var places = PlaceTally()
  }

  /// Events of one batch on their way to the accumulator.
  private struct Made: Sendable {
    /// None when they were added already, since their stations are named.
    var events = EventBatch()
    /// The distinct places that its stations are numbers of, in the plane.
    var x: [Double] = []
    var y: [Double] = []
    var places = PlaceTally()
    var rows: Int
    var place: Int

    /// Events at named stations, so many, which were added already.
    init(added rows: Int, place: Int) { (self.rows, self.place) = (rows, place) }

    /// Events at coordinates, which are moved into the plane; `row` names a row of the batch.
    init(
      _ events: EventBatch, _ placed: PlacedEvents, _ check: PlaceCheck, rows: Int, place: Int, row: (Int) -> String
    ) throws {
      self.events = events
      (x, y, places) = try placed.moved(check, place: row)
      (self.rows, self.place) = (rows, place)
    }
  }

  private func read(
    _ stream: DelimitedTextStream, _ file: EventFile, _ check: PlaceCheck?, _ seen: inout Seen
  ) throws -> RefusedRows {
    let columns = file.columns
    var fields = [columns.phone, columns.time]
    fields += columns.points.map { [$0.x, $0.y] } ?? [columns.station].compactMap { $0 }
    let wanted = try fields.map(stream.column(named:))
    let (template, accumulator, epochs, first) = (template, accumulator, epochs, nextPlace)
    return try stream.forEachBatch(
      columns: wanted, badRows: options.badRows == .skip ? .skip : .stop,
      transform: { batch in
        let rows = EventRows(file: stream.name, columns: columns)
        if let check {
          let (events, placed) = try rows.placed(batch, template, check)
          return try Made(events, placed, check, rows: batch.rowCount, place: first + batch.place) { row in
            "row \(batch.line(row))"
          }
        }
        var events = try rows.named(batch, template)
        epochs?.move(&events)
        try accumulator.add(events, at: first + batch.place)
        return Made(added: batch.rowCount, place: first + batch.place)
      },
      consume: { try add($0, file: file.name, &seen) })
  }

  private func read(_ table: ArrowTable, _ file: EventFile, _ seen: inout Seen) throws -> RefusedRows {
    let columns = file.columns
    let (accumulator, epochs, first) = (accumulator, epochs, nextPlace)
    let reader = ArrowEvents(template, file: table.name, columns: columns)
    return try table.forEachBatch(
      columns: [columns.phone, columns.time] + [columns.station].compactMap { $0 },
      badRows: options.badRows == .skip ? .skip : .stop,
      transform: { rows in
        var events = try reader.events(rows)
        epochs?.move(&events)
        try accumulator.add(events, at: first + rows.place)
        return Made(added: rows.rowCount, place: first + rows.place)
      },
      consume: { try add($0, file: file.name, &seen) })
  }

  /// Gives the places of a batch their rows and adds its events.
  private func add(_ made: Made, file: String, _ seen: inout Seen) throws {
    seen.rows += made.rows
    seen.last = made.place
    seen.places.add(made.places)
    if made.events.count == 0 { return }
    var events = made.events
    try events.renumberStations(places.rows(x: made.x, y: made.y, file: file))
    epochs?.move(&events)
    try accumulator.add(events, at: made.place)
  }

  private func read(
    _ layer: VectorLayer, _ file: EventFile, _ check: PlaceCheck?, _ seen: inout Seen
  ) throws -> RefusedRows {
    let columns = file.columns
    var requests = [ColumnRequest(columns.phone, .text), ColumnRequest(columns.time, .text)]
    if let points = columns.points {
      requests += [ColumnRequest(points.x, .number), ColumnRequest(points.y, .number)]
    } else if let station = columns.station {
      requests.append(ColumnRequest(station, .text))
    }
    let (template, accumulator, epochs, first, name) = (template, accumulator, epochs, nextPlace, file.name)
    return try layer.forEachBatch(
      requests, badRows: options.badRows == .skip ? .skip : .stop, privacy: RoleCatalogue.Events.privacy,
      threads: threads,
      transform: { batch in
        let table = try EventTable(batch, file: name, columns: columns)
        if let check {
          let (events, placed) = try table.placed(template, check)
          return try Made(events, placed, check, rows: batch.count, place: first + batch.index) { row in
            batch.place(row)
          }
        }
        var events = try table.named(template)
        epochs?.move(&events)
        try accumulator.add(events, at: first + batch.index)
        return Made(added: batch.count, place: first + batch.index)
      },
      consume: { try add($0, file: file.name, &seen) })
  }
}
