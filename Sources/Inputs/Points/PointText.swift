import Columns
import DelimitedText
import Core

/// Points in the rows of a text stream.
struct PointText {
  private let stream: DelimitedTextStream
  private let requests: [ColumnRequest]
  /// The columns that the stream reads, each once: easting, northing, then what else is wanted.
  private let fields: [Int]
  /// The place in ``fields`` of each request.
  private let places: [Int]
  private let times: PointTimes.Request?
  /// The place of the times in ``fields``.
  private let timePlace: Int?

  init(
    _ stream: DelimitedTextStream, _ points: PointColumns?, _ requests: [ColumnRequest], _ times: PointTimes.Request?
  ) throws {
    guard let points else { throw Failure(.software, "a text has no geometries", file: stream.name) }
    (self.stream, self.requests) = (stream, requests)
    var fields = [try stream.column(named: points.x), try stream.column(named: points.y)]
    func place(_ name: String) throws -> Int {
      let column = try stream.column(named: name)
      if let place = fields.firstIndex(of: column) { return place }
      fields.append(column)
      return fields.count - 1
    }
    timePlace = try times.map { try place($0.name) }
    places = try requests.map { try place($0.name) }
    (self.times, self.fields) = (times, fields)
  }

  /// See ``PointInput/forEachBatch(columns:times:journal:transform:consume:)``; `consume` gets the numbers of points, and of
  /// those without coordinates, too.
  func read<T: Sendable>(
    check: PlaceCheck, endsRun: Bool, transform: @escaping @Sendable (PointBatch) throws -> T,
    consume: (PointsMade<T>) throws -> Void
  ) throws -> RefusedRows {
    let (requests, places, file) = (requests, places, stream.name)
    let (times, timePlace) = (times, timePlace)
    let names = fields.map { stream.columnNames[$0] }
    return try stream.forEachBatch(columns: fields, badRows: endsRun ? .stop : .skip) { batch in
      let (x, y) = (batch.numbers(0), batch.numbers(1))
      var raw = RawPoints(x: x.column.values, y: y.column.values, columns: [])
      Self.add(x.faults, 0, names[0], batch, to: &raw)
      Self.add(y.faults, 1, names[1], batch, to: &raw)
      for (request, place) in zip(requests, places) {
        switch request.kind {
        case .text, .code: raw.columns.append(.texts(batch.texts(place)))
        case .number:
          let reading = batch.numbers(place)
          raw.columns.append(.numbers(reading.column))
          if place > 1 { Self.add(reading.faults, place, names[place], batch, to: &raw) }
        }
      }
      if let times, let timePlace { raw.times = PointTimes(batch, timePlace, times, endsRun: endsRun) }
      let outcome = try raw.handed(to: transform, check: check, endsRun: endsRun)
      for (row, fault) in outcome.refused { try batch.refuse(row, Self.placed(fault, row, batch, file)) }
      return PointsMade(outcome, rows: batch.rowCount) { row in "row \(batch.line(row))" }
    } consume: {
      try consume($0)
    }
  }

  /// The failure with file and row; finding the row costs a look at the text, so only what is kept is asked for.
  private static func placed(
    _ fault: Failure, _ row: Int, _ batch: borrowing FieldBatch, _ file: String
  ) -> Failure {
    var failure = fault
    (failure.file, failure.place) = (file, "row \(batch.line(row))")
    return failure
  }

  /// Rows whose field is no number.
  private static func add(
    _ rows: [Int], _ field: Int, _ name: String, _ batch: borrowing FieldBatch, to raw: inout RawPoints
  ) {
    for row in rows {
      let value = batch.shown(row, field)
      raw.faults.append((row, Failure(.badData, "not a number", field: name, value: value, expected: "a number")))
    }
  }
}
