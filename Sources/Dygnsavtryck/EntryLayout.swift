import Core

/// How (phone, day, station) lies in one 64-bit key, so that sorting keys groups by day, then phone, then station.
///
/// From the top, below one free bit: 16 bits of day, the phone's number in its partition, the station's code. Code 0 is "not
/// located", code s + 1 is station s. Events mostly come day by day, and then new keys mostly come after the old ones, which
/// ``EntryBytes`` makes use of.
///
/// Day and code alone, one above the other, are called a *visit*: what is sorted and kept of one phone.
struct EntryLayout: Sendable, Equatable {
  /// Stations.
  let stationCount: Int
  /// Bits of a station's code.
  let stationBits: Int

  /// More stations than this do not fit.
  static let mostStations = 1 << 26 - 1

  /// A layout for so many stations. Throws ``Failure`` (bad data) for more than 67 million.
  init(stationCount: Int) throws {
    guard 0...Self.mostStations ~= stationCount else {
      throw Failure(
        .badData, "too many stations", value: "\(stationCount)", expected: "at most \(Self.mostStations)")
    }
    self.stationCount = stationCount
    stationBits = max(1, Int.bitWidth - stationCount.leadingZeroBitCount)
  }

  /// Bits of a visit.
  var visitBits: Int { 16 + stationBits }

  /// How many phones a partition can number: one bit of the key stays free for ``EntryBytes``.
  var phoneLimit: Int { 1 << min(31, 63 - visitBits) }

  /// The visit of a day (0 … 65535) to a station, −1 for none.
  @inline(__always)
  func visit(day: Int32, station: Int32) -> UInt64 {
    UInt64(truncatingIfNeeded: day) << UInt64(stationBits) | UInt64(truncatingIfNeeded: station &+ 1)
  }

  @inline(__always)
  func day(_ visit: UInt64) -> Int32 { Int32(truncatingIfNeeded: visit >> UInt64(stationBits)) }

  /// The station's code: 0 for none, else its row + 1.
  @inline(__always)
  func code(_ visit: UInt64) -> Int { Int(truncatingIfNeeded: visit & codeMask) }

  /// Bits of a key below the day.
  private static let dayShift: UInt64 = 47

  private var codeMask: UInt64 { 1 << UInt64(stationBits) - 1 }

  @inline(__always)
  func key(phone: UInt32, visit: UInt64) -> UInt64 {
    let day = visit >> UInt64(stationBits)
    return day << Self.dayShift | UInt64(phone) << UInt64(stationBits) | visit & codeMask
  }

  @inline(__always)
  func phone(_ key: UInt64) -> Int {
    let belowDay = key & (1 << Self.dayShift - 1)
    return Int(truncatingIfNeeded: belowDay >> UInt64(stationBits))
  }

  @inline(__always)
  func visit(_ key: UInt64) -> UInt64 {
    let day = key >> Self.dayShift
    return day << UInt64(stationBits) | key & codeMask
  }
}
