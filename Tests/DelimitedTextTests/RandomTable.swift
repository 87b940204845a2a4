import TestSupport

/// A random delimited text: what a test feeds to both readers.
struct RandomTable {
  var bytes: [UInt8] = []
  var delimiter: Unicode.Scalar
  var newline: Unicode.Scalar
  var decimalComma: Bool
  var columnNames: [String] = []
  var isNumber: [Bool] = []
  /// Where the first row after the header starts.
  var dataStart = 0

  init(_ generator: inout SeededRandom) {
    let pick = generator.next()
    delimiter = [",", ";", "\t", "|"][Int(pick % 4)]
    let lineEnd = ["\n", "\r\n", "\r"][Int(pick / 4 % 3)]
    newline = lineEnd == "\r" ? "\r" : "\n"
    decimalComma = pick / 12 % 2 == 0
    let windows = pick / 24 % 3 == 0
    let columns = Int.random(in: 1...7, using: &generator)
    let rows = generator.once(in: 10) ? 0 : Int.random(in: 0...25, using: &generator)
    let quoting = Int.random(in: 1...12, using: &generator)
    var text = ""
    for column in 0..<columns {
      columnNames.append(["ruta", "inkomst", "län", "kön, ålder", "\"x\"", "e", "n"][column])
      isNumber.append(Bool.random(using: &generator))
      if column > 0 { text.unicodeScalars.append(delimiter) }
      text += quoted(columnNames[column], always: generator.once(in: quoting))
    }
    text += lineEnd
    var length = text.unicodeScalars.count
    for row in 0..<rows {
      if generator.once(in: 9) { text += lineEnd }
      for column in 0..<columns {
        let cell = isNumber[column] ? number(&generator) : words(&generator, windows)
        if column > 0 { text.unicodeScalars.append(delimiter) }
        // An empty line would be no row.
        text += quoted(cell, always: (columns == 1 && cell.isEmpty) || generator.once(in: quoting))
      }
      if row < rows - 1 || !generator.once(in: 4) { text += lineEnd }
    }
    bytes = RandomTable.encode(text, windows)
    length = RandomTable.encode(String(String.UnicodeScalarView(text.unicodeScalars.prefix(length))), windows).count
    if !windows, generator.once(in: 3) {
      bytes = [0xEF, 0xBB, 0xBF] + bytes
      length += 3
    }
    dataStart = length
  }

  private static func encode(_ text: String, _ windows: Bool) -> [UInt8] {
    windows ? text.unicodeScalars.map { $0 == "€" ? 0x80 : UInt8(truncatingIfNeeded: $0.value) } : Array(text.utf8)
  }

  private func quoted(_ cell: String, always: Bool) -> String {
    let special: [Unicode.Scalar] = [delimiter, "\"", "\n", "\r"]
    guard always || cell.unicodeScalars.contains(where: { special.contains($0) }) else { return cell }
    return "\"" + cell.replacing("\"", with: "\"\"") + "\""
  }

  private func number(_ generator: inout SeededRandom) -> String {
    let whole = Int.random(in: -2_000_000...2_000_000, using: &generator)
    let value = Double.random(in: -1...1, using: &generator)
    let text =
      switch Int.random(in: 0..<14, using: &generator) {
      case 0: ""
      case 1: ["NA", "..", "x", ".", "null", "0", "-0"][Int.random(in: 0..<7, using: &generator)]
      case 2: "\(value)"
      case 3: "\(value * 1e-9)"
      case 4: "\(value * 1e18)"
      case 5: "+\(abs(whole))"
      case 6: " \(whole) "
      case 7: "1 234 567"
      case 8: "12\u{A0}345"
      case 9: "1234567890123456789012345"
      case 10: "\(whole).\(abs(whole))"
      case 11: "\(abs(whole)).5"
      default: "\(whole)"
      }
    return decimalComma && text != "." && text != ".." ? text.replacing(".", with: ",") : text
  }

  private func words(_ generator: inout SeededRandom, _ windows: Bool) -> String {
    let pieces = [
      "a", "Åre", "ö", "é", "€", " ", "\"", "\n", "\r\n", ",", ";", "|", "\t", "NA", "0180", "x", windows ? "ß" : "😀",
      windows ? "ÿ" : "漢",
    ]
    return (0..<Int.random(in: 0...4, using: &generator)).map { _ in
      pieces[Int.random(in: 0..<pieces.count, using: &generator)]
    }.joined()
  }
}
