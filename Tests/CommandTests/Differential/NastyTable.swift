import Foundation
import TestSupport

/// A table as one of the many programs that write "CSV" would write it.
struct NastyTable {
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

  /// Writes header and rows.
  func write(_ rows: [[String]], to name: String, in work: Workspace, _ dice: inout SeededRandom) throws {
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
    try bytes.write(to: work.folder.appendingPathComponent(name))
  }

  /// As a message of a test names it.
  var description: String {
    "delimiter \(delimiter), decimal \(decimalSign), groups by \(group.utf8.map { $0 }), \(encoding)"
  }
}
