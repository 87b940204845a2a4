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

  /// Adds a row, at its named station or at a place that is numbered already.
  func add(
    _ row: Int, number: Int32?, with reader: inout EventRowReader, to batch: inout EventBatch
  ) throws(EventFault) {
    let phone = phones.bytes.span.extracting(phones.range(row))
    let time = times.bytes.span.extracting(times.range(row))
    if let number {
      try reader.add(phone: phone, time: time, row: number, to: &batch)
    } else {
      let station = stations.bytes.span.extracting(stations.range(row))
      try reader.add(phone: phone, time: time, station: station, to: &batch)
    }
  }
}
