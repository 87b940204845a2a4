/// Text in Windows-1252, the encoding of older Swedish files.
public enum Windows1252 {
  /// What the bytes 80 … 9F stand for. The five that the code page leaves open (81, 8D, 8F, 90, 9D) become the
  /// control characters of the same number, as the WHATWG encoding standard has it, so that every file can be read.
  private static let upperControls: [UInt16] = [
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D,
    0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
    0x0153, 0x009D, 0x017E, 0x0178,
  ]

  /// Adds `text` to the buffer as UTF-8.
  public static func append(_ text: [UInt8], to output: inout ByteBuffer) {
    text.withUnsafeBufferPointer { append($0, to: &output) }
  }

  /// Adds `text` to the buffer as UTF-8.
  package static func append(_ text: UnsafeBufferPointer<UInt8>, to output: inout ByteBuffer) {
    output.reserve(3 * text.count)
    for byte in text {
      if byte < 0x80 {
        output.append(byte)
        continue
      }
      let scalar = byte < 0xA0 ? upperControls[Int(byte) - 0x80] : UInt16(byte)
      if scalar < 0x800 {
        output.append(0xC0 | UInt8(scalar >> 6))
      } else {
        output.append(0xE0 | UInt8(scalar >> 12))
        output.append(0x80 | UInt8(scalar >> 6 & 0x3F))
      }
      output.append(0x80 | UInt8(scalar & 0x3F))
    }
  }

  /// The text without the blanks around it: spaces, no-break spaces, controls.
  package static func trimmed(_ text: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    let isBlank = { (byte: UInt8) in byte <= 0x20 || byte == 0xA0 }
    guard let first = text.firstIndex(where: { !isBlank($0) }), let last = text.lastIndex(where: { !isBlank($0) })
    else {
      return UnsafeBufferPointer(rebasing: text[..<0])
    }
    return UnsafeBufferPointer(rebasing: text[first...last])
  }
}
