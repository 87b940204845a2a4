import Core

/// A time zone as a table of its changes of offset: one binary search an instant, no calendar.
///
/// Covers 1970 to 2150 whole; the times of ``LocalDayReader`` lie there.
public struct TimeZoneTable: Sendable, Equatable {
  /// The zone's name, such as `Europe/Stockholm`.
  public let name: String
  /// Instants (seconds since 1970-01-01T00:00:00Z) from which each offset holds, ascending; the first holds always.
  let starts: [Int64]
  /// Seconds east of Greenwich from each start.
  let offsets: [Int32]

  /// A zone from its changes. Steps that change nothing are dropped; `changes` need not be sorted.
  init(name: String, first: Int32, changes: [(start: Int64, offset: Int32)]) {
    var starts = [Int64.min]
    var offsets = [first]
    for change in changes.sorted(by: { $0.start < $1.start }) where change.offset != offsets[offsets.count - 1] {
      starts.append(change.start)
      offsets.append(change.offset)
    }
    (self.name, self.starts, self.offsets) = (name, starts, offsets)
  }

  /// A zone with one offset, seconds east of Greenwich.
  public init(name: String, offset: Int32) { self.init(name: name, first: offset, changes: []) }

  /// Coordinated universal time.
  public static let utc = TimeZoneTable(name: "UTC", offset: 0)

  /// Seconds east of Greenwich at an instant, and the instants from and until which that holds.
  func interval(at instant: Int64) -> (from: Int64, until: Int64, offset: Int32) {
    let next = starts.indices.dropFirst().partitionPoint { starts[$0] > instant }
    return (starts[next - 1], next < starts.count ? starts[next] : .max, offsets[next - 1])
  }

  /// Seconds east of Greenwich at an instant (seconds since 1970-01-01T00:00:00Z).
  public func offset(at instant: Int64) -> Int32 { interval(at: instant).offset }

  /// The last second that a table must know: 2150-01-01T00:00:00Z.
  static let horizon = Int64(65_744) * 86_400
}
