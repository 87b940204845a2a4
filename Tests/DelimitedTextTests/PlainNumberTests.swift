import TestSupport
import TextCodec
import Testing

@testable import DelimitedText

/// Numbers sixteen bytes at a time, against the language's own reading of the same text.
@Suite struct PlainNumberTests {
  /// The number, with other digits and points directly before it, as fields of a row have.
  private func value(_ text: String) -> Double? {
    let bytes = Array("77.77,9.9,12345.".utf8) + Array(text.utf8)
    return bytes.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.flatMap { PlainNumber().value($0 + buffer.count, length: text.utf8.count) }
    }
  }

  @Test func knownNumbers() {
    for (text, number) in [
      ("0", 0), ("7", 7), ("12.5", 12.5), ("6403535.73", 6_403_535.73), ("-0.25", -0.25), ("5.", 5),
      ("123456789012345", 123_456_789_012_345), ("12345678.1234567", 12_345_678.123_456_7),
    ] as [(String, Double)] {
      #expect(value(text) == number, "\(text)")
    }
    #expect(value("-0")?.sign == .minus)
  }

  @Test func othersAreLookedAtMoreClosely() {
    for text in [
      "", "-", ".", ".5", "-.5", "--5", "1.2.3", "1,5", "1e5", " 1", "1 ", "+1", "0x1F", "NA", "1234567890123456",
      "12345678901234567", "5-", "1\u{E9}",
    ] {
      #expect(value(text) == nil, "\(text)")
    }
  }

  /// Whatever byte stands in place of a digit: what is read here is what the reader of all fields reads.
  @Test func everyByteAtEveryOffset() {
    let reader = PlainNumber()
    var (read, points) = (0, 0)
    for length in 1...16 {
      for offset in 0..<length {
        for byte in UInt8.min...UInt8.max {
          var text = [UInt8](repeating: 0x37, count: 17 + length)
          text[17 + offset] = byte
          text.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress,
              let number = reader.value(base + buffer.count, length: length)
            else { return }
            read += 1
            points += byte == 0x2E ? 1 : 0
            let closer = FieldValue.number(UnsafeBufferPointer(rebasing: buffer[17...]), .either)
            guard case .number(let expected) = closer else {
              Issue.record("\(length) \(offset) \(byte)")
              return
            }
            #expect(number == expected.value, "\(length) \(offset) \(byte)")
          }
        }
      }
    }
    // Ten digits everywhere up to fifteen bytes, a sign first in two to sixteen, a point behind a digit.
    #expect(read == 120 * 10 + 15 + points && points > 100)
  }

  @Test func randomNumbersAreTheNearest() {
    var generator = SeededRandom(5)
    for _ in 0..<20_000 {
      let digits = Int.random(in: 1...15, using: &generator)
      let decimals = Int.random(in: 0...min(7, digits - 1), using: &generator)
      var text = (0..<digits).map { _ in String(Int.random(in: 0...9, using: &generator)) }
      if decimals > 0 { text.insert(".", at: digits - decimals) }
      let sign = Int.random(in: 0..<4, using: &generator) == 0 && text.count < 16 ? "-" : ""
      let number = sign + text.joined()
      #expect(value(number) == Double(number), "\(number)")
    }
  }
}
