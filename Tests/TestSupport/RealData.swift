import Foundation

/// Public data that nobody here made, beside the project; absent on most machines.
package enum RealData {
  /// The folder that `RUTVERK_REALDATA` names, else `../shared/realdata` seen from the project's root.
  package static let folder: String =
    ProcessInfo.processInfo.environment["RUTVERK_REALDATA"]
    ?? URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("shared/realdata").path

  package static func path(_ name: String) -> String { folder + "/" + name }

  /// Whether all these files are there; says on standard output which is not. For `.enabled(if:)`.
  package static func has(_ names: String...) -> Bool {
    let missing = names.map(path).filter { !FileManager.default.fileExists(atPath: $0) }
    for path in missing { print("SKIPPED: no \(path); set RUTVERK_REALDATA to the folder with the real data") }
    return missing.isEmpty
  }

  /// The lines of a small CSV file without quotes, split at commas, header first.
  package static func rows(_ name: String) throws -> [[String]] {
    try String(contentsOfFile: path(name), encoding: .utf8).split(whereSeparator: \.isNewline)
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
  }

  /// A small CSV file without quotes by column: the header's names in order, and each name's fields.
  package static func table(_ name: String) throws -> (names: [String], cells: [String: [String]]) {
    let rows = try rows(name)
    let names = rows.first ?? []
    let columns = names.enumerated().map { index, name in (name, rows.dropFirst().map { $0[index] }) }
    return (names, Dictionary(uniqueKeysWithValues: columns))
  }
}
