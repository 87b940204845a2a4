import Core
import Foundation

/// The `.tab` of a MapInfo table: a text, which may send its reader on to other tables.
enum MapInfoTable {
  /// Throws ``Failure`` (bad data, file left to the caller) for a seamless table and for a view: they consist of the files
  /// that they name. Those of an ordinary table are called like itself. What cannot be read cannot pass: (I/O).
  static func check(_ path: String) throws {
    guard FilePath.fileExtension(path) == "tab" else { return }
    let bytes: Data
    do {
      bytes = try Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped)
    } catch {
      throw Failure(.io, "cannot be read: \(error.localizedDescription)", file: path)
    }
    for line in String(decoding: bytes, as: Unicode.ASCII.self).lowercased().split(whereSeparator: \.isNewline) {
      let line = line.drop(while: \.isWhitespace)
      let isView = line.hasPrefix("create view") || line.hasPrefix("open table")
      let isSeamless =
        line.contains("isseamless") && line.contains("true") || line.hasPrefix("type") && line.contains("seamless")
      guard isView || isSeamless else { continue }
      throw Failure(
        .badData, "the file is a \(isView ? "view" : "seamless table"): it names other files, which are not opened",
        expected: "a table of its own", hint: "give the tables that it names, or save it as one")
    }
  }
}
