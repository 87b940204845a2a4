import Inputs
import Columns
import Core
import Dygnsavtryck
import Files

/// Makes events out of some rows of a table that GDAL reads. Their columns are the phone, the time, and the station or two
/// coordinates.
struct EventTable {
  private let batch: LayerBatch
  private let columns: EventColumns
  private let phones: TextColumn
  private let times: TextColumn
  private let stations: TextColumn
  private let x: [Double]
  private let y: [Double]

  /// Throws ``Failure`` (software) for columns of other kinds than asked for.
  init(_ batch: LayerBatch, file: String, columns: EventColumns) throws {
    (self.batch, self.columns) = (batch, columns)
    let read = batch.content.columns
    guard read.count >= 3, case .texts(let phones) = read[0], case .texts(let times) = read[1] else {
      throw Self.otherForm(file)
    }
    (self.phones, self.times) = (phones, times)
    switch read[2] {
    case .texts(let stations):
      self.stations = stations
      (x, y) = ([], [])
    case .numbers(let x):
      guard read.count == 4, case .numbers(let y) = read[3] else { throw Self.otherForm(file) }
      stations = TextColumn()
      (self.x, self.y) = (x.values, y.values)
    }
  }

  private static func otherForm(_ file: String) -> Failure {
    Failure(.software, "the events were read in another form than asked for", file: file)
  }

  /// The events at stations that are named. Rows that cannot be used are refused.
  func named(_ template: EventRowReader) throws -> EventBatch {
    var reader = template
    var events = EventBatch()
    events.reserveCapacity(batch.count)
    let bytes = stations.bytes.span
    let rows = reader.stationRows(batch.count) { row, body in body(bytes.extracting(stations.range(row))) }
    for row in 0..<batch.count { try add(row, at: rows[row], with: &reader, to: &events) }
    return events
  }

  /// The events at coordinates: their stations are numbers of the batch's own places. Rows that cannot be used are refused.
  func placed(_ template: EventRowReader, _ check: PlaceCheck) throws -> (EventBatch, PlacedEvents) {
    var reader = template
    var events = EventBatch()
    events.reserveCapacity(batch.count)
    var placed = PlacedEvents()
    for row in 0..<batch.count {
      switch check.fault(x[row], y[row]) {
      case nil: try add(row, at: placed.number(x[row], y[row], row: row), with: &reader, to: &events)
      case .missing?: try add(row, at: -1, with: &reader, to: &events)
      case let fault?: try batch.refuse(row, check.failure(fault))
      }
    }
    return (events, placed)
  }

  /// Adds a row at a station, or refuses it.
  private func add(
    _ row: Int, at station: Int32, with reader: inout EventRowReader, to events: inout EventBatch
  ) throws {
    do throws(EventFault) {
      let phone = phones.bytes.span.extracting(phones.range(row))
      let time = times.bytes.span.extracting(times.range(row))
      try reader.add(phone: phone, time: time, row: station, to: &events)
    } catch {
      let shown = ShownValue(times[row], RoleCatalogue.Events.time.privacy)
      try batch.refuse(
        row, error.failure(time: shown, phoneField: columns.phone, timeField: columns.time))
    }
  }
}
