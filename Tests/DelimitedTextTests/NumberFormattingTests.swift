import Foundation
import TestSupport
import Testing

@testable import TextCodec

@Suite struct NumberFormattingTests {
  private func text(_ value: Double, _ decimals: Int, _ separator: DecimalSeparator = .point) -> String {
    var buffer = ByteBuffer()
    buffer.append(value, decimals: decimals, separator: separator)
    return String(decoding: buffer.bytes(), as: UTF8.self)
  }

  private func shortest(_ value: Double, _ separator: DecimalSeparator = .point) -> String {
    var buffer = ByteBuffer()
    buffer.append(shortest: value, separator: separator)
    return String(decoding: buffer.bytes(), as: UTF8.self)
  }

  @Test(
    arguments: [
      (12.5, 2, "12.5"), (12, 3, "12"), (-0.25, 2, "-0.25"), (0.125, 2, "0.12"), (0.375, 2, "0.38"), (-0.001, 2, "0"),
      (0.5, 0, "0"), (1.5, 0, "2"), (2.5, 0, "2"), (-0.0, 2, "0"), (0.05, 3, "0.05"), (1e15, 2, "1000000000000000"),
      (9.999, 2, "10"), (-9.996, 2, "-10"), (1e-300, 17, "0"), (6_475_250.0004999, 3, "6475250"), (1e22, 3, "1e+22"),
      (15.123456789, 8, "15.12345679"), (493, 2, "493"), (99.5, 0, "100"), (.nan, 2, "0"),
      (10_000_000_000_000_000_000, 0, "1e+19"), (4_503_599_627_370_495.5, 1, "4503599627370495.5"),
    ] as [(Double, Int, String)])
  func writesFixedDecimals(_ value: Double, _ decimals: Int, _ expected: String) {
    #expect(text(value, decimals) == expected)
    #expect(text(value, decimals, .comma) == expected.replacing(".", with: ","))
  }

  @Test(
    arguments: [
      (0.1, "0.1"), (-0.0, "0"), (5, "5"), (1e-5, "1e-05"), (1e21, "1e+21"), (1.0 / 3, "0.3333333333333333"),
      (-2.5e-7, "-2.5e-07"), (123_456_789_012, "123456789012"),
    ] as [(Double, String)])
  func writesTheShortest(_ value: Double, _ expected: String) {
    #expect(shortest(value) == expected)
  }

  /// As C's printf rounds, trailing zeros left out.
  @Test func agreesWithPrintf() {
    var generator = SeededRandom(3)
    var wrong: [String] = []
    for round in 0..<150_000 {
      let scale = [1, 1e-6, 1e3, 1e7, 1e10][round % 5]
      var value = Double.random(in: -1...1, using: &generator) * scale
      let decimals = Int.random(in: 0...9, using: &generator)
      // Half-way cases: a whole number of 1/2^k.
      if round % 4 == 0 { value = (value * 1024).rounded() / 1024 }
      // Digits beyond 63 bits: the shortest text, which reads back to the same double.
      if abs(value) * pow(10, Double(decimals)) >= 0x1p63 {
        if text(value, decimals) != shortest(value) { wrong.append("\(value) \(decimals)") }
        continue
      }
      var expected = String(format: "%.\(decimals)f", value)
      if expected.contains(".") {
        while expected.hasSuffix("0") { expected.removeLast() }
        if expected.hasSuffix(".") { expected.removeLast() }
      }
      if expected == "-0" { expected = "0" }
      if text(value, decimals) != expected { wrong.append("\(value) \(decimals) \(expected)") }
    }
    #expect(wrong == [])
  }

  @Test func shortestReadsBack() {
    var generator = SeededRandom(4)
    var wrong: [Double] = []
    for _ in 0..<100_000 {
      let value = Double(bitPattern: generator.next())
      guard value.isFinite else { continue }
      let comma = Array(shortest(value, .comma).utf8)
      if Double(shortest(value)) != value || NumberParsing.parse(comma, separator: .comma)?.value != value {
        wrong.append(value)
      }
    }
    #expect(wrong == [])
  }

  @Test func wholeNumbers() {
    for value in [0, 7, 10, 99, 100, 12345, .max, .min, -1] {
      var buffer = ByteBuffer()
      buffer.append(integer: value)
      #expect(buffer.bytes() == Array("\(value)".utf8))
    }
    var power: UInt64 = 1
    for _ in 0..<19 {
      for value in [power - 1, power, power + 1] {
        var buffer = ByteBuffer(capacity: 1)
        buffer.append(digits: value)
        #expect(buffer.bytes() == Array("\(value)".utf8))
      }
      power *= 10
    }
  }
}
