import Foundation
import TestSupport
import Testing

@testable import TextCodec

@Suite struct NumberParsingTests {
  @Test(
    arguments: [
      ("0", 0), ("-0", 0), ("12", 12), ("-12.5", -12.5), ("+3", 3), (".5", 0.5), ("5.", 5), ("1e3", 1000),
      ("1.5E-2", 0.015), (" 7\t", 7), ("1 234 567.25", 1_234_567.25), ("1\u{A0}234", 1234), ("\u{2212}4", -4),
      ("1\u{202F}000", 1000), ("9007199254740993", 9_007_199_254_740_992),
      ("0.30000000000000004", 0.30000000000000004),
      ("123456789012345678901.", 1.2345678901234568e20), ("1e-400", 0), ("4.9e-324", .leastNonzeroMagnitude),
      ("1797693134862315700e290", 1.7976931348623157e308), ("000000000000000000000000012", 12),
      ("0.000000000000000000000000000000012", 1.2e-32), ("0e999999999999", 0),
    ] as [(String, Double)])
  func reads(_ text: String, _ value: Double) {
    #expect(NumberParsing.parse(Array(text.utf8))?.value == value)
  }

  @Test(arguments: [
    "", " ", "-", "+", ".", "-.", "e5", "1e", "1e+", "1,5", "1.2.3", "12a", "a12", "0x10", "inf", "-Infinity", "nan",
    "1e400", "1 23", "12 3456", "1234 567", "1  234", " 1 234 ,", "--1", "+-1", "1-", "1 234e2", "½",
  ])
  func refuses(_ text: String) {
    #expect(NumberParsing.parse(Array(text.utf8)) == nil)
  }

  @Test func separators() {
    #expect(NumberParsing.parse(Array("1,5".utf8), separator: .comma) == ParsedNumber(value: 1.5, separator: .comma))
    #expect(NumberParsing.parse(Array("1.5".utf8), separator: .comma) == nil)
    #expect(NumberParsing.parse(Array("1.5".utf8), separator: nil)?.separator == .point)
    #expect(NumberParsing.parse(Array("1,5".utf8), separator: nil)?.separator == .comma)
    #expect(NumberParsing.parse(Array("15".utf8), separator: nil) == ParsedNumber(value: 15, separator: nil))
    #expect(NumberParsing.parse(Array("1.234,5".utf8), separator: nil) == nil)
  }

  /// Bit for bit what the standard library reads: shortest texts of random doubles, and digits cut or extended.
  @Test func agreesWithTheStandardLibrary() {
    var generator = SeededRandom(1)
    var wrong: [String] = []
    for round in 0..<200_000 {
      var text = "\(Double(bitPattern: generator.next()))"
      switch round % 6 {
      case 1: text = "\(Double.random(in: -1e6...1e6, using: &generator))"
      case 2: text = "\(generator.next() >> UInt64.random(in: 0..<64, using: &generator))"
      case 3: text = "\(generator.next()).\(generator.next())"
      case 4: text = "0.\(generator.next())"
      case 5:
        text =
          "\(generator.next() >> UInt64.random(in: 0..<40, using: &generator))e\(Int.random(in: -45...45, using: &generator))"
      default: break
      }
      let expected = Double(text).flatMap { $0.isFinite ? $0 : nil }
      if NumberParsing.parse(Array(text.utf8))?.value.bitPattern != expected?.bitPattern { wrong.append(text) }
    }
    #expect(wrong == [])
  }

  /// Exactly half-way between two doubles, and one unit in the last of 19 digits beside it.
  @Test func roundsHalfwayCasesToEven() {
    var generator = SeededRandom(2)
    var wrong: [UInt64] = []
    for _ in 0..<50_000 {
      let odd = UInt64.random(in: 1 << 52..<1 << 53, using: &generator) << 1 | 1
      for digits in [odd << 8 - 1, odd << 8, odd << 8 + 1, odd] {
        if DecimalConversion.nearest(digits: digits, exponent: 0) != Double(digits) { wrong.append(digits) }
        let text = "\(digits)e-5"
        if NumberParsing.parse(Array(text.utf8))?.value != Double(text) { wrong.append(digits) }
      }
    }
    #expect(wrong == [])
  }
}
