/// Blanks in UTF-8: spaces of any width, tabs and other controls, line ends, and what is not seen at all (zero-width
/// spaces, a byte order mark). Spreadsheets and web pages leave them around names, and group digits with them.
package enum Blanks {
  /// Bytes of the blank at the start of `text`; 0 where there is none.
  @inline(__always)
  package static func width(_ text: UnsafePointer<UInt8>, _ count: Int) -> Int {
    if count == 0 { return 0 }
    return text[0] <= 0x20 ? 1 : text[0] < 0x80 ? 0 : wideWidth(text, count)
  }

  private static func wideWidth(_ text: UnsafePointer<UInt8>, _ count: Int) -> Int {
    if count >= 2, text[0] == 0xC2 { return text[1] == 0xA0 || text[1] == 0x85 ? 2 : 0 }
    guard count >= 3 else { return 0 }
    let isBlank =
      switch (text[0], text[1], text[2]) {
      // U+2000 … U+200F, U+2028, U+2029, U+202F; U+205F, U+2060; U+1680, U+3000, U+FEFF.
      case (0xE2, 0x80, 0x80...0x8F), (0xE2, 0x80, 0xA8), (0xE2, 0x80, 0xA9), (0xE2, 0x80, 0xAF): true
      case (0xE2, 0x81, 0x9F), (0xE2, 0x81, 0xA0): true
      case (0xE1, 0x9A, 0x80), (0xE3, 0x80, 0x80), (0xEF, 0xBB, 0xBF): true
      default: false
      }
    return isBlank ? 3 : 0
  }

  /// The text without the blanks around it.
  @inlinable @inline(__always)
  package static func trimmed(_ text: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    guard let base = text.baseAddress, text.count > 0 else { return text }
    // Nearly every text begins and ends with a visible character of ASCII.
    if 0x21...0x7F ~= base[0], 0x21...0x7F ~= base[text.count - 1] { return text }
    return trimmedSlowly(base, text.count)
  }

  /// The text without the blanks around it.
  package static func trimmed(_ text: String) -> String {
    var text = text
    return text.withUTF8 { String(decoding: trimmed($0), as: UTF8.self) }
  }

  @usableFromInline @inline(never)
  static func trimmedSlowly(_ base: UnsafePointer<UInt8>, _ count: Int) -> UnsafeBufferPointer<UInt8> {
    var (first, last) = (0, count)
    while case let width = width(base + first, last - first), width > 0 { first += width }
    while let width = (1...3).first(where: { $0 <= last - first && Self.width(base + (last - $0), $0) == $0 }) {
      last -= width
    }
    return UnsafeBufferPointer(start: base + first, count: last - first)
  }
}
