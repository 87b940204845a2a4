import Columns
import Dygnsavtryck

/// The columns of a table of events that GDAL has read.
struct EventTable: Sendable {
  let phones: TextColumn
  let times: TextColumn
  let stations: TextColumn
  let x: [Double]
  let y: [Double]

  /// Nil for columns of other kinds than asked for.
  init?(_ columns: [Column]) {
    guard columns.count >= 3, case .texts(let phones) = columns[0], case .texts(let times) = columns[1] else {
      return nil
    }
    self.phones = phones
    self.times = times
    switch columns[2] {
    case .texts(let stations):
      self.stations = stations
      (x, y) = ([], [])
    case .numbers(let x):
      guard columns.count == 4, case .numbers(let y) = columns[3] else { return nil }
      stations = TextColumn()
      (self.x, self.y) = (x.values, y.values)
    }
  }

  var count: Int { phones.count }

  /// The rows of the stations that some events name.
  func stationRows(_ range: Range<Int>, _ reader: EventRowReader) -> [Int32] {
    let bytes = stations.bytes.span
    return reader.stationRows(range.count) { i, body in
      body(bytes.extracting(stations.range(range.lowerBound + i)))
    }
  }

  /// Adds a row at a station's row, −1 for none.
  func add(
    _ row: Int, station: Int32, with reader: inout EventRowReader, to batch: inout EventBatch
  ) throws(EventFault) {
    let phone = phones.bytes.span.extracting(phones.range(row))
    let time = times.bytes.span.extracting(times.range(row))
    try reader.add(phone: phone, time: time, row: station, to: &batch)
  }
}
