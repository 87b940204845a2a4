import Inputs
import DelimitedText
import Core
import Dygnsavtryck

/// Makes events out of the rows of a text. The fields of a batch are the phone, the time, and the station or two coordinates.
struct EventRows: Sendable {
  /// The file as messages name it.
  let file: String
  /// Which columns hold what.
  let columns: EventColumns

  /// The events at stations that are named. Rows that cannot be used are refused.
  func named(_ batch: borrowing FieldBatch, _ template: EventRowReader) throws -> EventBatch {
    var reader = template
    var events = EventBatch()
    events.reserveCapacity(batch.rowCount)
    let stations = reader.stationRows(batch.rowCount) { row, body in batch.withValue(row, 2, body) }
    for row in 0..<batch.rowCount { try add(batch, row, at: stations[row], with: &reader, to: &events) }
    return events
  }

  /// The events at coordinates: their stations are numbers of the batch's own places. Rows that cannot be used are refused.
  func placed(_ batch: borrowing FieldBatch, _ template: EventRowReader, _ check: PlaceCheck) throws
    -> (EventBatch, PlacedEvents)
  {
    var reader = template
    var events = EventBatch()
    events.reserveCapacity(batch.rowCount)
    var placed = PlacedEvents()
    for row in 0..<batch.rowCount {
      guard let x = batch.number(row, 2), let y = batch.number(row, 3) else {
        try batch.refuse(row, located(check.failure(.notANumber), batch, row))
        continue
      }
      switch check.fault(x, y) {
      case nil: try add(batch, row, at: placed.number(x, y, row: row), with: &reader, to: &events)
      case .missing?: try add(batch, row, at: -1, with: &reader, to: &events)
      case let fault?: try batch.refuse(row, located(check.failure(fault), batch, row))
      }
    }
    return (events, placed)
  }

  private func located(_ failure: Failure, _ batch: borrowing FieldBatch, _ row: Int) -> Failure {
    var failure = failure
    (failure.file, failure.place) = (file, "row \(batch.line(row))")
    return failure
  }

  /// Adds a row at a station, or refuses it.
  @inline(__always)
  private func add(
    _ batch: borrowing FieldBatch, _ row: Int, at station: Int32, with reader: inout EventRowReader,
    to events: inout EventBatch
  ) throws {
    do throws(EventFault) {
      try batch.withValue(row, 0) { phone throws(EventFault) in
        try batch.withValue(row, 1) { time throws(EventFault) in
          try reader.add(phone: phone, time: time, row: station, to: &events)
        }
      }
    } catch {
      try batch.refuse(
        row,
        error.failure(
          time: batch.shown(row, 1), file: file, place: "row \(batch.line(row))", phoneField: columns.phone,
          timeField: columns.time))
    }
  }
}
