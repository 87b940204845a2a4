/// Decimal digits to the nearest double, ties to even.
public enum DecimalConversion {
  /// The double nearest to `digits × 10^exponent`, or nil when the exponent is outside −27 … 27 and the exact
  /// arithmetic below does not reach.
  ///
  /// Two ways, both exact before the one rounding:
  /// - Both factors are doubles (`digits` ≤ 2^53, |exponent| ≤ 22): one multiplication or division, rounded once by
  ///   the processor (W. D. Clinger, How to read floating point numbers accurately, PLDI 1990, section 4).
  /// - Otherwise `digits × 5^exponent` is a product of two 64-bit numbers, or a quotient of two, of which 63 or more
  ///   leading bits and whether anything follows them decide the rounding; 2^exponent only shifts. 17 digits, as
  ///   other programs print doubles, end here.
  public static func nearest(digits: UInt64, exponent: Int) -> Double? {
    if digits <= 1 << 53 && exponent >= -22 && exponent <= 22 {
      return exponent < 0
        ? Double(digits) / Powers.tenAsDouble[-exponent] : Double(digits) * Powers.tenAsDouble[exponent]
    }
    guard exponent >= -27, exponent <= 27 else { return nil }
    if exponent >= 0 {
      let product = digits.multipliedFullWidth(by: Powers.five[exponent])
      return rounded(product.high, product.low, scale: exponent)
    }
    // n / d with both shifted to 64 bits, and n by 63 more: n·2^63 / d lies between 2^62 and 2^64.
    let numeratorShift = digits.leadingZeroBitCount
    let divisor = Powers.five[-exponent]
    let divisorShift = divisor.leadingZeroBitCount
    let numerator = digits << UInt64(numeratorShift)
    let (quotient, remainder) = (divisor << UInt64(divisorShift)).dividingFullWidth((numerator >> 1, numerator << 63))
    // The remainder only says that something follows; one low bit below the quotient says the same.
    return rounded(
      quotient, remainder == 0 ? 0 : 1, scale: exponent - 63 - 64 + divisorShift - numeratorShift)
  }

  /// The double nearest to (high·2^64 + low)·2^scale, ties to even; not all zero, and in the range of normal doubles.
  private static func rounded(_ high: UInt64, _ low: UInt64, scale: Int) -> Double {
    let shift = high == 0 ? 64 + low.leadingZeroBitCount : high.leadingZeroBitCount
    let value = UInt128(truncatingIfNeeded: high) << 64 | UInt128(truncatingIfNeeded: low)
    let top = value << UInt128(truncatingIfNeeded: shift)
    let leading = UInt64(truncatingIfNeeded: top >> 64)
    let rest = UInt64(truncatingIfNeeded: top)
    var significand = leading >> 11
    let below = leading & 0x7FF
    if below > 0x400 || (below == 0x400 && (rest != 0 || significand & 1 == 1)) { significand += 1 }
    // significand ≤ 2^53 is a double; multiplying by a power of two is exact.
    let exponent = scale - shift + 64 + 11
    return Double(significand) * Double(bitPattern: UInt64(1023 + exponent) << 52)
  }
}
