import Core

/// A table for the terminal: a title, a header, a rule, rows; texts to the left, numbers to the right.
public struct TextTable: Sendable {
  /// How a column is set.
  public enum Alignment: Sendable {
    case left
    case right
  }

  /// What stands above it.
  package private(set) var title: String
  /// Titles of the columns, and how they are set.
  package private(set) var headers: [(String, Alignment)]
  /// The cells, row by row; missing ones are empty.
  package private(set) var rows: [[String]] = []
  /// Lines under the table.
  package private(set) var notes: [String] = []
  /// A paragraph above the table; none where it is empty.
  package var lead = ""

  /// An empty table under that title.
  public init(_ title: String, columns: [(String, Alignment)]) {
    self.title = title
    headers = columns
  }

  /// The table with other words in its title, headers and notes; what stands in the rows is not the program's.
  package func worded(_ change: (String) -> String) -> TextTable {
    var table = self
    table.title = change(title)
    table.headers = headers.map { (change($0.0), $0.1) }
    table.notes = notes.map(change)
    return table
  }

  /// Adds a row; missing cells are empty.
  public mutating func add(_ cells: [String]) { rows.append(cells) }

  /// Adds a line under the table.
  public mutating func note(_ text: String) { notes.append(text) }

  /// Adds a line under the table, in that language.
  public mutating func note(_ language: Language, sv: String, en: String) { note(language.text(sv: sv, en: en)) }

  /// The table as lines, each at most as wide as its cells need; texts are cut at 36 characters, and a name from a file
  /// cannot steer the terminal: see `PrintableText`.
  public var text: String {
    let limit = 36
    let titles = headers.map { PrintableText.of($0.0) }
    let shown = rows.map { row in
      headers.indices.map { i in
        let cell = i < row.count ? PrintableText.of(row[i]) : ""
        return cell.count > limit ? String(cell.prefix(limit - 1)) + "…" : cell
      }
    }
    let widths = headers.indices.map { i in
      shown.reduce(titles[i].count) { max($0, $1[i].count) }
    }
    func line(_ cells: [String]) -> String {
      var parts: [String] = []
      for i in headers.indices {
        let gap = String(repeating: " ", count: widths[i] - cells[i].count)
        parts.append(headers[i].1 == .left ? cells[i] + gap : gap + cells[i])
      }
      var text = parts.joined(separator: "  ")
      while text.last == " " { text.removeLast() }
      return text
    }
    var lines = [PrintableText.of(title), line(titles)]
    lines.append(widths.map { String(repeating: "─", count: $0) }.joined(separator: "  "))
    lines += shown.map(line)
    lines += notes.map(PrintableText.of)
    return (lead.isEmpty ? "" : lead + "\n\n") + lines.joined(separator: "\n") + "\n"
  }
}

extension [TextTable] {
  /// The tables one under the other.
  package var text: String { map(\.text).joined(separator: "\n") }
}
