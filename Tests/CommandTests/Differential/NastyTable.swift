import Foundation
import TestSupport

/// A table as one of the many programs that write "CSV" would write it, or in another of the formats that hold tables.
struct NastyTable {
  /// Formats of GDAL's that hold tables without geometries.
  private static let containers = [
    (ending: "xlsx", driver: "XLSX"), (ending: "ods", driver: "ODS"), (ending: "dbf", driver: "ESRI Shapefile"),
    (ending: "gpkg", driver: "GPKG"), (ending: "geojson", driver: "GeoJSON"),
  ]

  /// Where it is no text: file ending and GDAL's format.
  private let container: (ending: String, driver: String)?
  private let isPacked: Bool
  private enum Encoding: CaseIterable {
    case utf8
    case utf8Marked
    case windows1252
  }

  private let delimiter: String
  private let decimalSign: String
  private let group: String
  private let encoding: Encoding
  private let lineEnd: String
  private let quotesAll: Bool
  private let hasBlanks: Bool
  private let endsWithLine: Bool

  init(_ dice: inout SeededRandom) {
    container = dice.once(in: 3) ? Self.containers[dice.below(Self.containers.count)] : nil
    isPacked = dice.once(in: 6)
    delimiter = [",", ";", "\t", "|"][dice.below(4)]
    // A comma that parts fields and numbers alike would need quotes, which is another matter.
    decimalSign = delimiter == "," ? "." : [".", ","][dice.below(2)]
    // Spaces of all widths that part thousands.
    group = ["", "", "", " ", "\u{A0}", "\u{202F}"][dice.below(6)]
    let all: [Encoding] = group == "\u{202F}" ? [.utf8, .utf8Marked] : Encoding.allCases
    encoding = all[dice.below(all.count)]
    lineEnd = ["\n", "\r\n", "\n"][dice.below(3)]
    (quotesAll, hasBlanks, endsWithLine) = (dice.once(in: 3), dice.once(in: 4), !dice.once(in: 4))
  }

  /// A number with so many decimals.
  func number(_ value: Double, decimals: Int) -> String {
    var text = String(format: "%.\(decimals)f", value)
    if container != nil { return text }
    if decimals > 0 { text = text.replacingOccurrences(of: ".", with: decimalSign) }
    if group.isEmpty { return text }
    let whole = text.prefix { $0.isNumber || $0 == "-" }
    var parted = ""
    for (i, digit) in whole.enumerated() {
      if i > 0, (whole.count - i) % 3 == 0, parted != "-" { parted += group }
      parted.append(digit)
    }
    return parted + text.dropFirst(whole.count)
  }

  /// Writes header and rows, and returns the name of the file, which begins with `stem`.
  func write(_ rows: [[String]], to stem: String, in work: Workspace, _ dice: inout SeededRandom) throws -> String {
    if let container {
      try work.write(
        "made.csv", rows.map { $0.map { "\"\($0)\"" }.joined(separator: ",") + "\n" }.joined())
      let file = "\(stem).\(container.ending)"
      try NastyLayer.ogr2ogr(
        work,
        [
          "-f", container.driver, "-oo",  // A date in DBF has no time of day.
          "AUTODETECT_TYPE=\(container.ending == "dbf" ? "NO" : "YES")", "-oo", "EMPTY_STRING_AS_NULL=YES", "-nln",
          stem, file,
          "made.csv",
        ])
      return file
    }
    let lines = rows.map { row in
      row.map { field in
        let padded = hasBlanks && dice.once(in: 3) ? " \(field) " : field
        return quotesAll || field.contains(delimiter) ? "\"\(padded)\"" : padded
      }.joined(separator: delimiter)
    }
    let text = lines.joined(separator: lineEnd) + (endsWithLine ? lineEnd : "")
    let bytes =
      encoding == .windows1252
      ? text.data(using: .windowsCP1252) ?? Data()
      : Data((encoding == .utf8Marked ? "\u{FEFF}" : "").utf8) + Data(text.utf8)
    let file = "\(stem).csv"
    try bytes.write(to: work.folder.appendingPathComponent(file))
    if !isPacked { return file }
    guard try work.shell("gzip '\(file)'").code == 0 else { throw NastyLayer.Trouble(what: "gzip") }
    return file + ".gz"
  }

  /// As a message of a test names it.
  var description: String {
    "delimiter \(delimiter), decimal \(decimalSign), groups by \(group.utf8.map { $0 }), \(encoding)"
  }
}
