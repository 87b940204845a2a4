import Testing

@testable import TextCodec

@Suite struct EncodingTests {
  @Test func windows1252() {
    var buffer = ByteBuffer()
    Windows1252.append([0x80, 0x41, 0xC5, 0xE5, 0xF6, 0x96, 0x81, 0xFF], to: &buffer)
    #expect(String(decoding: buffer.bytes(), as: UTF8.self) == "€AÅåö–\u{81}ÿ")
    for byte in UInt8.min...UInt8.max {
      var one = ByteBuffer()
      Windows1252.append([byte], to: &one)
      #expect(String(decoding: one.bytes(), as: UTF8.self) == SlowReader.windows1252(byte))
    }
  }

  /// All sequences of a lead byte and its followers at the borders, against the standard library.
  @Test func utf8() {
    let borders: [UInt8] = [0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xE0]
    var wrong: [[UInt8]] = []
    for first in UInt8.min...UInt8.max {
      for second in borders {
        for third in borders {
          for text in [[first, second, third], [0x41, first, second, third, 0x80], [first, second, third, 0xBF]] {
            if UTF8Validation.isValid(text) != (String(validating: text, as: UTF8.self) != nil) { wrong.append(text) }
          }
        }
      }
    }
    #expect(wrong == [])
  }

  @Test func jsonStrings() {
    var buffer = ByteBuffer(capacity: 1)
    buffer.append(jsonString: "a\"b\\c\n\t\u{1}\u{1F}å😀/")
    #expect(String(decoding: buffer.bytes(), as: UTF8.self) == #""a\"b\\c\n\t\u0001\u001få😀/""#)
    buffer.removeAll()
    buffer.append(jsonString: [0x61, 0xFF, 0xC3, 0x62, 0xE2, 0x82], 0..<6)
    #expect(String(decoding: buffer.bytes(), as: UTF8.self) == "\"a\u{FFFD}\u{FFFD}b\u{FFFD}\u{FFFD}\"")
  }
}
