import Core
import Foundation

extension TimeZoneTable {
  /// The zone of that name in the time-zone database, as the calendar library has it: all changes from 1970 to 2150, asked for
  /// one by one, once a run. ``LocalDayReader`` needs nothing but the table.
  ///
  /// Throws ``Failure`` (usage) for a name that is not in the database, with the nearest one.
  public static func named(_ name: String) throws -> TimeZoneTable {
    if name == "Z" { return .utc }
    // The library also takes made-up names such as GMT+5, which it calls otherwise; its name for UTC is GMT.
    guard let zone = TimeZone(identifier: name), [name, "GMT"].contains(zone.identifier) else {
      throw Failure(
        .usage, "unknown time zone", value: name, expected: "a name of the time-zone database",
        hint: Suggestion.nearest(to: name, among: TimeZone.knownTimeZoneIdentifiers).map { "did you mean \"\($0)\"?" }
      )
    }
    var changes: [(start: Int64, offset: Int32)] = []
    var date = Date(timeIntervalSince1970: 0)
    let first = Int32(zone.secondsFromGMT(for: date))
    while let next = zone.nextDaylightSavingTimeTransition(after: date), next > date {
      let start = Int64(next.timeIntervalSince1970.rounded())
      if start >= horizon { break }
      changes.append((start, Int32(zone.secondsFromGMT(for: next))))
      date = next
    }
    return TimeZoneTable(name: name, first: first, changes: changes)
  }
}
