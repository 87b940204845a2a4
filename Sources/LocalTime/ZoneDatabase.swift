import Core
import Foundation

extension TimeZoneTable {
  /// The zone of that name in the time-zone database: the system's compiled files, or the calendar library's own data on a
  /// machine without them. Read once a run; ``LocalDayReader`` needs nothing but the table.
  ///
  /// Throws ``Failure`` (usage) for a name that neither knows, and (bad data) for a file that is no compiled zone.
  public static func named(_ name: String) throws -> TimeZoneTable {
    if ["UTC", "Etc/UTC", "Z"].contains(name) { return .utc }
    if isPlain(name) {
      for folder in folders {
        let path = folder + "/" + name
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else {
          continue
        }
        guard let data = FileManager.default.contents(atPath: path) else { continue }
        return try TZifReader.table(Array(data), name: name)
      }
      if let table = fromCalendar(name) { return table }
    }
    throw Failure(
      .usage, "unknown time zone", value: name, expected: "a name of the time-zone database",
      hint: Suggestion.nearest(to: name, among: TimeZone.knownTimeZoneIdentifiers).map { "did you mean \"\($0)\"?" })
  }

  /// Where systems keep their compiled zones.
  private static var folders: [String] {
    let own = ProcessInfo.processInfo.environment["TZDIR"].map { [$0] } ?? []
    return own + ["/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo"]
  }

  /// Whether a name may be part of a path: no step up, no absolute path.
  private static func isPlain(_ name: String) -> Bool {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    return !name.isEmpty
      && parts.allSatisfy { part in
        !part.isEmpty
          && part.utf8.allSatisfy { byte in
            48...57 ~= byte || 65...90 ~= byte & 0xDF || byte == 43 || byte == 45 || byte == 95
          }
      }
  }

  /// The zone as the calendar library knows it, its changes asked for one by one.
  static func fromCalendar(_ name: String) -> TimeZoneTable? {
    guard let zone = TimeZone(identifier: name) else { return nil }
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
