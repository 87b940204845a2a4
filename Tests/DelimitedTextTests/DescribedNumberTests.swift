import TestSupport
import TextCodec
import Testing

/// Numbers as the standard library describes them.
@Suite struct DescribedNumberTests {
  private func described(_ value: Double) -> String {
    var text = ByteBuffer()
    text.append(described: value)
    return String(decoding: text.bytes(), as: UTF8.self)
  }

  @Test func textsToReadByEye() {
    let pairs: [(Double, String)] = [
      (0.1, "0.1"), (-0.25, "-0.25"), (1.0 / 3, "0.3333333333333333"), (0.1 + 0.2, "0.30000000000000004"),
      (0, "0.0"), (-0.0, "-0.0"), (12, "12.0"), (447_425, "447425.0"), (1e-4, "0.0001"), (1e-5, "1e-05"),
      (7.760728503589954e-07, "7.760728503589954e-07"), (4_503_599_627_370_495.5, "4503599627370495.5"),
      (9_007_199_254_740_992, "9007199254740992.0"), (1e22, "1e+22"), (.leastNonzeroMagnitude, "5e-324"),
      (.infinity, "inf"), (-.infinity, "-inf"), (.nan, "nan"),
    ]
    for (value, text) in pairs { #expect(described(value) == text) }
  }

  /// Whole numbers are written here, all others by the standard library: numbers of every size, and both sides of 2⁵³.
  @Test func agreesWithTheStandardLibrary() {
    var dice = SeededRandom(41)
    for exponent in -60...70 {
      let power = Double(sign: .plus, exponent: exponent, significand: 1)
      for value in [power, power.nextUp, power.nextDown] { #expect(described(value) == value.description) }
      for _ in 0..<50 {
        let value = Double(bitPattern: power.bitPattern | dice.next() & 0xF_FFFF_FFFF_FFFF)
        #expect(described(-value) == (-value).description)
        #expect(described(value.rounded()) == value.rounded().description)
      }
    }
  }
}
