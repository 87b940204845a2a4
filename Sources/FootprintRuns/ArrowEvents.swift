import Core
import DelimitedText
import Dygnsavtryck
import Inputs
import Synchronization

/// Makes events at named stations out of the rows of an Arrow table, without a text between where phones and stations are texts and
/// times are timestamps. The rows' columns are the phone, the time and the station.
final class ArrowEvents: Sendable {
  private let template: EventRowReader
  private let file: String
  private let columns: EventColumns
  /// The rows of the stations that a dictionary names: batches of one stream mostly share it.
  private let known = Mutex<(texts: ArrowTexts, rows: [Int32])?>(nil)

  /// `file` and `columns` are for messages.
  init(_ template: EventRowReader, file: String, columns: EventColumns) {
    (self.template, self.file, self.columns) = (template, file, columns)
  }

  /// The events of some rows. Rows that cannot be used are refused.
  func events(_ rows: borrowing ArrowRows) throws -> EventBatch {
    var reader = template
    var events = EventBatch()
    events.reserveCapacity(rows.rowCount)
    let (phones, times) = (rows.values(0), rows.values(1))
    let stations = stations(rows.values(2), rows.rowCount)
    let clock = reader.notesTimes ? nil : times.clock
    for row in 0..<rows.rowCount {
      do throws(EventFault) {
        try phones.withValue(row) { phone throws(EventFault) in
          if let clock {
            try reader.add(
              phone: phone, seconds: times.seconds(row, clock), isInstant: clock.isZoned, row: stations[row],
              to: &events)
          } else {
            try times.withValue(row) { time throws(EventFault) in
              try reader.add(phone: phone, time: time, row: stations[row], to: &events)
            }
          }
        }
      } catch {
        try rows.refuse(
          row,
          error.failure(
            time: times.shown(row, RoleCatalogue.Events.time.privacy), file: file, place: rows.place(ofRow: row),
            phoneField: columns.phone, timeField: columns.time))
      }
    }
    return events
  }

  /// The stations' rows; those of a dictionary are looked for once.
  private func stations(_ values: ArrowValues, _ count: Int) -> [Int32] {
    guard let (texts, place) = values.dictionary else {
      return template.stationRows(count) { row, body in values.withValue(row, body) }
    }
    let rows = known.withLock { known in
      if let known, known.texts.isSame(as: texts) { return known.rows }
      let rows = template.stationRows(texts.count) { row, body in texts.withText(row, body) }
      known = (texts, rows)
      return rows
    }
    return (0..<count).map { row in
      let place = place(row)
      return place < 0 ? -1 : rows[place]
    }
  }
}
