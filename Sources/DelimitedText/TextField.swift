import Columns
import TextCodec

/// How a text is written as a field.
///
/// In quotes where it holds a delimiter, a quote or a line's end, where a blank stands at either end, and where a reader
/// would take it for null; with a `'` in front where a spreadsheet would take it for a formula.
struct TextField: Sendable {
  let delimiter: UInt8

  /// Most bytes that a text of so many bytes becomes.
  static func mostBytes(_ count: Int) -> Int { 2 * count + 3 }

  /// The field of a text.
  func bytes(of text: [UInt8]) -> [UInt8] {
    text.withUnsafeBufferPointer { text in
      var field: [UInt8] = []
      if isPlain(text) { return Array(text) }
      forEachByte(of: text) { field.append($0) }
      return field
    }
  }

  /// Adds the fields of a column's rows, one to each lane.
  func append(_ texts: TextColumn, _ rows: Range<Int>, to lanes: inout RowLanes) {
    texts.bytes.withUnsafeBufferPointer { bytes in
      texts.ends.withUnsafeBufferPointer { ends in
        var start = rows.lowerBound == 0 ? 0 : ends[rows.lowerBound - 1]
        for (lane, row) in rows.enumerated() {
          let end = ends[row]
          let text = UnsafeBufferPointer(rebasing: bytes[start..<end])
          if isPlain(text) {
            lanes.append(text, toRow: lane)
          } else {
            forEachByte(of: text) { lanes.append($0, toRow: lane) }
          }
          start = end
        }
      }
    }
  }

  /// Whether the text is its own field.
  private func isPlain(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = text.baseAddress, text.count > 0 else { return true }
    if 8...16 ~= text.count, DigitScan.areDigits(ByteScan.word(base)),
      DigitScan.areDigits(ByteScan.word(base + (text.count - 8)))
    {
      // The code of a cell.
      return true
    }
    if Self.isFormula(base[0]) || base[0] == 0x20 || base[text.count - 1] == 0x20 { return false }
    return !needsQuotes(base, text.count)
  }

  /// Calls `body` with each byte of the field of a text that is not empty.
  private func forEachByte(of text: UnsafeBufferPointer<UInt8>, _ body: (UInt8) -> Void) {
    guard let base = text.baseAddress, let first = text.first, let last = text.last else { return }
    let isQuoted = first == 0x20 || last == 0x20 || needsQuotes(base, text.count)
    if isQuoted { body(UInt8(ascii: "\"")) }
    if Self.isFormula(first) { body(UInt8(ascii: "'")) }
    for byte in text {
      if byte == UInt8(ascii: "\"") { body(byte) }
      body(byte)
    }
    if isQuoted { body(UInt8(ascii: "\"")) }
  }

  /// Whether the text holds a byte that only a field in quotes may hold, or stands for null.
  private func needsQuotes(_ base: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    guard count > 8 else {
      for place in 0..<count where isSpecial(base[place]) { return true }
      return FieldValue.isNoText(UnsafeBufferPointer(start: base, count: count))
    }
    var place = 0
    while place + 8 < count {
      if hasSpecial(ByteScan.word(base + place)) { return true }
      place += 8
    }
    // The last eight bytes, some of them for the second time.
    return hasSpecial(ByteScan.word(base + (count - 8)))
  }

  @inline(__always)
  private func hasSpecial(_ word: UInt64) -> Bool {
    let found =
      ByteScan.matches(word, ByteScan.pattern(delimiter))
      | ByteScan.matches(word, ByteScan.pattern(UInt8(ascii: "\"")))
      | ByteScan.matches(word, ByteScan.pattern(0x0A)) | ByteScan.matches(word, ByteScan.pattern(0x0D))
    return found != 0
  }

  private func isSpecial(_ byte: UInt8) -> Bool {
    byte == delimiter || byte == UInt8(ascii: "\"") || byte == 0x0A || byte == 0x0D
  }

  private static func isFormula(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D: true
    default: false
    }
  }
}
