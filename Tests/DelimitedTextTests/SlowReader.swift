import Foundation

/// A reader that is slow and obviously right: one scalar after the other, whole table in memory.
struct SlowReader {
  struct Field: Equatable {
    var text: String
    var isQuoted: Bool
    /// The line the field's row starts in.
    var line: Int
  }

  enum Fault: Equatable {
    case strayQuote(line: Int)
    case textAfterQuote(line: Int)
    case openQuote(line: Int)
    case ragged(line: Int)

    var line: Int {
      switch self {
      case .strayQuote(let line), .textAfterQuote(let line), .openQuote(let line), .ragged(let line): line
      }
    }
  }

  /// Rows that are whole, the header first.
  private(set) var rows: [[Field]] = []
  /// What is wrong with quotes first, which ends the reading.
  private(set) var quoteFault: Fault?
  /// The first row with another number of fields than the header.
  private(set) var raggedFault: Fault?

  init(_ bytes: [UInt8], delimiter: Unicode.Scalar, newline: Unicode.Scalar) {
    var bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    let text =
      String(data: Data(bytes), encoding: .utf8) ?? bytes.map { SlowReader.windows1252($0) }.joined()
    var scalars = Array(text.unicodeScalars)
    // Line ends of two characters become one, outside quotes; inside they stay.
    var inQuotes = false
    var normal: [Unicode.Scalar] = []
    for (index, scalar) in scalars.enumerated() {
      if scalar == "\"" { inQuotes.toggle() }
      let next = index + 1 < scalars.count ? scalars[index + 1] : "\n"
      if scalar == "\r", next == "\n", newline == "\n", !inQuotes { continue }
      normal.append(scalar)
    }
    scalars = normal

    var position = 0
    var line = 1
    while position < scalars.count {
      if scalars[position] == newline {
        position += 1
        line += 1
        continue
      }
      var row: [Field] = []
      let rowLine = line
      var done = false
      while !done {
        var field = Field(text: "", isQuoted: false, line: rowLine)
        if position < scalars.count, scalars[position] == "\"" {
          field.isQuoted = true
          let opened = line
          position += 1
          while true {
            guard position < scalars.count else {
              quoteFault = .openQuote(line: opened)
              return
            }
            let scalar = scalars[position]
            position += 1
            if scalar == "\"" {
              guard position < scalars.count, scalars[position] == "\"" else { break }
              position += 1
            }
            if scalar == newline { line += 1 }
            field.text.unicodeScalars.append(scalar)
          }
          if position < scalars.count, scalars[position] != delimiter, scalars[position] != newline {
            quoteFault = .textAfterQuote(line: line)
            return
          }
        } else {
          while position < scalars.count, scalars[position] != delimiter, scalars[position] != newline {
            if scalars[position] == "\"" {
              quoteFault = .strayQuote(line: line)
              return
            }
            field.text.unicodeScalars.append(scalars[position])
            position += 1
          }
        }
        row.append(field)
        if position >= scalars.count {
          done = true
        } else {
          if scalars[position] == newline {
            line += 1
            done = true
          }
          position += 1
        }
      }
      if let header = rows.first, header.count != row.count {
        if raggedFault == nil { raggedFault = .ragged(line: rowLine) }
      } else {
        rows.append(row)
      }
    }
  }

  /// One byte in Windows-1252, by the system's own table where that has an entry.
  static func windows1252(_ byte: UInt8) -> String {
    String(data: Data([byte]), encoding: .windowsCP1252) ?? String(Unicode.Scalar(byte))
  }

  /// Blanks around a field.
  private static let blanks = CharacterSet.whitespacesAndNewlines
    .union(CharacterSet(charactersIn: "\0"..."\u{20}")).union(CharacterSet(charactersIn: "\u{200B}\u{2060}\u{FEFF}"))

  /// Marks for "no value".
  private static let nulls: Set = [
    "", "NA", "N/A", "n/a", "#N/A", "#SAKNAS!", "<NA>", "NULL", "Null", "null", "NaN", "nan", "None", ".",
  ]

  /// A number field's value by the standard library: nil null, infinite suppressed, NaN for no number. `comma`: the decimal
  /// sign, where the user said it; the other one may group digits then.
  static func number(_ text: String, comma: Bool) -> Double? {
    let trimmed = text.trimmingCharacters(in: blanks)
    if nulls.contains(trimmed) { return nil }
    if ["..", "...", "…", "X", "x", "*"].contains(trimmed) { return .infinity }
    let (sign, group) = comma ? (",", ".") : (".", ",")
    let plain = trimmed.replacingOccurrences(of: "\u{2212}", with: "-")
    let pattern =
      "^[+-]?([0-9]{1,3}([ \u{A0}\u{202F}\u{2009}\\\(group)][0-9]{3})+(\\\(sign)[0-9]*)?"
      + "|([0-9]+\\\(sign)?[0-9]*|\\\(sign)[0-9]+)([eE][+-]?[0-9]+)?)$"
    guard plain.range(of: pattern, options: .regularExpression) != nil else { return .nan }
    let digits = plain.filter { !" \u{A0}\u{202F}\u{2009}\(group)".contains($0) }.replacing(sign, with: ".")
    let value = Double(digits.hasPrefix("+") ? String(digits.dropFirst()) : digits) ?? .nan
    return value.isInfinite ? .nan : value
  }

  /// A text field's value; empty for none.
  static func text(_ field: Field) -> String {
    let trimmed = field.text.trimmingCharacters(in: blanks)
    return !field.isQuoted && (nulls.contains(trimmed) || ["..", "...", "…", "-", "–", "—"].contains(trimmed))
      ? "" : trimmed
  }
}
