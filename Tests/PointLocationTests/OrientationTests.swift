import TestSupport
import Testing

@testable import PointLocation

@Suite struct OrientationTests {
  @Test func leftRightAndOn() {
    let (a, b) = (SIMD2(0.0, 0.0), SIMD2(10.0, 10.0))
    #expect(Orientation.side(a, b, SIMD2(1, 2)) == 1)
    #expect(Orientation.side(a, b, SIMD2(2, 1)) == -1)
    #expect(Orientation.side(a, b, SIMD2(7.25, 7.25)) == 0)
    #expect(Orientation.side(a, a, SIMD2(1, 2)) == 0)
  }

  /// Points within a few units in the last place of a line: a plain determinant gets many of them wrong.
  @Test func nearlyOnTheLineAgainstWholeNumbers() {
    var random = SeededRandom(31)
    let unit = 0x1p-30
    var plainIsWrong = 0
    for _ in 0..<20_000 {
      func coordinate(_ low: Int, _ high: Int) -> Int { Int.random(in: low << 30...high << 30, using: &random) }
      let a = SIMD2(coordinate(266_000, 900_000), coordinate(6_132_000, 7_670_000))
      let step = SIMD2(Int.random(in: -9999...9999, using: &random), Int.random(in: -9999...9999, using: &random))
      let b = a &+ step &* SIMD2(repeating: Int.random(in: 1...1_000_000, using: &random))
      let p =
        a &+ step &* SIMD2(repeating: Int.random(in: 1...1_000_000, using: &random))
        &+ SIMD2(Int.random(in: -1...1, using: &random), Int.random(in: -1...1, using: &random))
      func real(_ place: SIMD2<Int>) -> SIMD2<Double> { SIMD2(Double(place.x) * unit, Double(place.y) * unit) }
      let (ra, rb, rp) = (real(a), real(b), real(p))
      let wanted = Plain.side(a, b, p)
      #expect(Orientation.side(ra, rb, rp) == wanted)
      #expect(Orientation.exactSide(ra, rb, rp) == wanted)
      #expect(Orientation.side(rb, ra, rp) == -wanted)
      let plain = (rb.x - ra.x) * rp.y - (rb.y - ra.y) * rp.x - (rb.x * ra.y - rb.y * ra.x)
      if (plain > 0 ? 1 : plain < 0 ? -1 : 0) != wanted { plainIsWrong += 1 }
    }
    #expect(plainIsWrong > 100)
  }
}
