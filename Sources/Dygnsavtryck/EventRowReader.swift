import LocalTime

/// Adds rows to a batch from the bytes of their fields: the loop of a reader, for each worker one.
public struct EventRowReader: Sendable {
  private var dayReader: LocalDayReader
  private let hasher: PhoneHasher
  private let stations: StationNames

  /// A reader of rows whose stations are given by name.
  public init(dayReader: LocalDayReader, hasher: PhoneHasher, stations: StationNames) {
    self.dayReader = dayReader
    self.hasher = hasher
    self.stations = stations
  }

  /// Adds one row; a station that is not in the table, or none, makes an unlocated event.
  ///
  /// Throws ``EventFault``; the batch is then as it was.
  public mutating func add(
    phone: borrowing Span<UInt8>, time: borrowing Span<UInt8>, station: borrowing Span<UInt8>,
    to batch: inout EventBatch
  ) throws(EventFault) {
    let day: Int32
    do throws(TimeFault) { day = try dayReader.day(of: time) } catch { throw .time(error) }
    try batch.append(phone: phone, day: day, station: stations.row(of: station), hasher: hasher)
  }
}
