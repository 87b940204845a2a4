import Inputs
import Reports
import Columns
import DelimitedText
import Core
import Dygnsavtryck
import Files
import Projections

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
  /// How the files are read.
  let options: InputOptions
  /// Workers.
  let threads: Int
  /// The place of the next batch in the whole input, for sorted input.
  private var nextPlace = 0

  init(
    template: EventRowReader, accumulator: FootprintAccumulator, places: EventPlaces, options: InputOptions,
    threads: Int
  ) {
    self.template = template
    self.accumulator = accumulator
    self.places = places
    self.options = options
    self.threads = threads
  }

  /// Reads one file; returns its rows.
  mutating func read(_ file: EventFile, journal: Journal) throws -> Int {
    let mover = try file.columns.points.map { try PlaceMover($0) }
    var rows = 0
    var last = nextPlace
    let refused: RefusedRows
    switch file.form {
    case .text(let stream): refused = try read(stream, file, mover, rows: &rows, last: &last)
    case .layer(let layer): refused = try read(layer, file, mover, rows: &rows, last: &last)
    }
    nextPlace = last + 1
    if let first = refused.failures.first {
      journal.note("\(file.name): \(refused.count) bad rows left out; the first: \(first)")
    }
    return rows
  }

  /// Events of one batch on their way to the accumulator.
  private struct Made: Sendable {
    /// None when they were added already, since their stations are named.
    var events = EventBatch()
    /// The distinct places that its stations are numbers of, in the plane.
    var x: [Double] = []
    var y: [Double] = []
    var rows: Int
    var place: Int
  }

  private func read(
    _ stream: DelimitedTextStream, _ file: EventFile, _ mover: PlaceMover?, rows: inout Int, last: inout Int
  ) throws -> RefusedRows {
    let columns = file.columns
    var fields = [columns.phone, columns.time]
    fields += columns.points.map { [$0.x, $0.y] } ?? [columns.station].compactMap { $0 }
    let wanted = try fields.map(stream.column(named:))
    let (template, accumulator, first) = (template, accumulator, nextPlace)
    return try stream.forEachBatch(
      columns: wanted, badRows: options.badRows == .skip ? .skip : .stop,
      transform: { batch in
        let rows = EventRows(file: stream.name, columns: columns)
        if let mover {
          let (events, placed) = try rows.placed(batch, template, mover)
          return try Self.made(events, placed, mover, batch.rowCount, first + batch.place)
        }
        try accumulator.add(rows.named(batch, template), at: first + batch.place)
        return Made(rows: batch.rowCount, place: first + batch.place)
      },
      consume: { made in
        try add(made, file: file.name)
        rows += made.rows
        last = made.place
      })
  }

  /// Moves a batch's places into the plane.
  private static func made(
    _ events: EventBatch, _ placed: PlacedEvents, _ mover: PlaceMover, _ rows: Int, _ place: Int
  ) throws -> Made {
    let (x, y) = try mover.inPlane(placed.x, placed.y)
    return Made(events: events, x: x, y: y, rows: rows, place: place)
  }

  /// Gives the places of a batch their rows and adds its events.
  private func add(_ made: Made, file: String) throws {
    if made.events.count == 0 { return }
    var events = made.events
    try events.renumberStations(places.rows(x: made.x, y: made.y, file: file))
    try accumulator.add(events, at: made.place)
  }

  private func read(
    _ layer: VectorLayer, _ file: EventFile, _ mover: PlaceMover?, rows: inout Int, last: inout Int
  ) throws -> RefusedRows {
    let columns = file.columns
    var requests = [ColumnRequest(columns.phone, .text), ColumnRequest(columns.time, .text)]
    if let points = columns.points {
      requests += [ColumnRequest(points.x, .number), ColumnRequest(points.y, .number)]
    } else if let station = columns.station {
      requests.append(ColumnRequest(station, .text))
    }
    let (template, accumulator, first, name) = (template, accumulator, nextPlace, file.name)
    return try layer.forEachBatch(
      requests, badRows: options.badRows == .skip ? .skip : .stop, threads: threads,
      transform: { batch in
        let table = try EventTable(batch, file: name, columns: columns)
        if let mover {
          let (events, placed) = try table.placed(template, mover)
          return try Self.made(events, placed, mover, batch.count, first + batch.index)
        }
        try accumulator.add(table.named(template), at: first + batch.index)
        return Made(rows: batch.count, place: first + batch.index)
      },
      consume: { made in
        try add(made, file: file.name)
        rows += made.rows
        last = made.place
      })
  }
}
