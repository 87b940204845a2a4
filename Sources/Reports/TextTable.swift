/// A table for the terminal: a title, a header, a rule, rows; texts to the left, numbers to the right.
public struct TextTable: Sendable {
  /// How a column is set.
  public enum Alignment: Sendable {
    case left
    case right
  }

  private var title: String
  private var headers: [(String, Alignment)]
  private var rows: [[String]] = []
  private var notes: [String] = []

  /// An empty table under that title.
  public init(_ title: String, columns: [(String, Alignment)]) {
    self.title = title
    headers = columns
  }

  /// Adds a row; missing cells are empty.
  public mutating func add(_ cells: [String]) { rows.append(cells) }

  /// Adds a line under the table.
  public mutating func note(_ text: String) { notes.append(text) }

  /// The table as lines, each at most as wide as its cells need; texts are cut at 36 characters.
  public var text: String {
    let limit = 36
    let shown = rows.map { row in
      headers.indices.map { i in
        let cell = i < row.count ? Self.printable(row[i]) : ""
        return cell.count > limit ? String(cell.prefix(limit - 1)) + "…" : cell
      }
    }
    let widths = headers.indices.map { i in
      shown.reduce(headers[i].0.count) { max($0, $1[i].count) }
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
    var lines = [title, line(headers.map(\.0))]
    lines.append(widths.map { String(repeating: "─", count: $0) }.joined(separator: "  "))
    lines += shown.map(line)
    lines += notes
    return lines.joined(separator: "\n") + "\n"
  }

  /// A name from a file must not steer the terminal: control characters are replaced.
  private static func printable(_ text: String) -> String {
    String(text.map { $0.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F } ? "�" : $0 })
  }
}
