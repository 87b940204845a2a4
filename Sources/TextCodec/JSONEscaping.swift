extension ByteBuffer {
  /// Adds a JSON string with its quotes (RFC 8259, section 7): `"` and `\` and control characters escaped, the rest
  /// as it is. Bytes that are not UTF-8 become U+FFFD, so that the output always is.
  public mutating func append(jsonString text: [UInt8], _ range: Range<Int>) {
    text.withUnsafeBufferPointer { append(jsonString: UnsafeBufferPointer(rebasing: $0[range])) }
  }

  /// Adds a JSON string with its quotes.
  public mutating func append(jsonString text: String) {
    var text = text
    text.withUTF8 { append(jsonString: $0) }
  }

  /// Adds a JSON string with its quotes.
  package mutating func append(jsonString text: UnsafeBufferPointer<UInt8>) {
    // An escape takes at most six bytes for one.
    reserve(6 * text.count + 2)
    append(UInt8(ascii: "\""))
    var position = 0
    while position < text.count {
      // What needs no escape goes over together.
      let start = position
      while position < text.count, Self.isPlain(text[position]) { position += 1 }
      append(UnsafeBufferPointer(rebasing: text[start..<position]))
      guard position < text.count else { break }
      if text[position] >= 0x80 {
        appendCharacter(of: text, at: &position)
      } else {
        append(escaped: text[position])
        position += 1
      }
    }
    append(UInt8(ascii: "\""))
  }

  /// ASCII that stands for itself.
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte < 0x80 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }

  private mutating func appendCharacter(of text: UnsafeBufferPointer<UInt8>, at position: inout Int) {
    let width = UTF8Validation.characterWidth(text, position)
    if width == 0 {
      append("\u{FFFD}")
      position += 1
    } else {
      append(UnsafeBufferPointer(rebasing: text[position..<position + width]))
      position += width
    }
  }

  private mutating func append(escaped byte: UInt8) {
    append(UInt8(ascii: "\\"))
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): append(byte)
    case 0x08: append(UInt8(ascii: "b"))
    case 0x09: append(UInt8(ascii: "t"))
    case 0x0A: append(UInt8(ascii: "n"))
    case 0x0C: append(UInt8(ascii: "f"))
    case 0x0D: append(UInt8(ascii: "r"))
    default:
      append("u00")
      for digit in [byte >> 4, byte & 15] {
        append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
      }
    }
  }
}
