import TestSupport
import TextCodec
import Testing

@testable import DelimitedText

/// Numbers of few digits, against the language's own reading of the same text.
@Suite struct PlainNumberTests {
  private func value(_ text: String) -> Double? {
    Array(text.utf8).withUnsafeBufferPointer { PlainNumber().value($0) }
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
