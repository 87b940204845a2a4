import Columns
import LocalTime

/// Adds rows to a batch from the bytes of their fields: the loop of a reader, for each worker one.
public struct EventRowReader: Sendable {
  private var dayReader: LocalDayReader
  private let hasher: PhoneHasher
  private let stations: StationNames
  /// Whether the text of each time is wanted.
  public let notesTimes: Bool

  /// A reader of rows. `stations` finds those that are given by name; without it none is known. `notesTimes`: whether a
  /// partial result will be written, which events' times tell from others.
  public init(
    dayReader: LocalDayReader, hasher: PhoneHasher, stations: StationNames? = nil, notesTimes: Bool = false
  ) {
    (self.dayReader, self.hasher, self.notesTimes) = (dayReader, hasher, notesTimes)
    self.stations = stations ?? StationNames(TextColumn())
  }

  /// The rows of stations by name, see ``StationNames/rows(_:withName:)``.
  public func stationRows(_ count: Int, withName: (Int, (Span<UInt8>) -> Void) -> Void) -> [Int32] {
    stations.rows(count, withName: withName)
  }

  /// Adds one row; `row` is its station's, −1 for an unlocated event.
  ///
  /// Throws ``EventFault``; the batch is then as it was.
  public mutating func add(
    phone: borrowing Span<UInt8>, time: borrowing Span<UInt8>, row: Int32, to batch: inout EventBatch
  ) throws(EventFault) {
    let day: Int32
    do throws(TimeFault) { day = try dayReader.day(of: time) } catch { throw .time(error) }
    try batch.append(phone: phone, day: day, station: row, hasher: hasher)
    if notesTimes { batch.noteTime(time, hasher: hasher) }
  }

  /// Adds one row whose time is seconds since 1970-01-01T00:00:00, there where the zone's clock shows that or, with `isInstant`, in UTC;
  /// nil: it is missing. Not for a reader that ``notesTimes``.
  ///
  /// Throws ``EventFault``; the batch is then as it was.
  public mutating func add(
    phone: borrowing Span<UInt8>, seconds: Int64?, isInstant: Bool, row: Int32, to batch: inout EventBatch
  ) throws(EventFault) {
    guard let seconds else { throw .time(.missing) }
    let day: Int32
    do throws(TimeFault) {
      day = isInstant ? try dayReader.day(ofInstant: seconds) : try dayReader.day(ofWallClock: seconds)
    } catch { throw .time(error) }
    try batch.append(phone: phone, day: day, station: row, hasher: hasher)
  }
}
