/// Sums of dygnsavtryck as whole multiples of 2⁻⁶⁴: addition is exact, so that no order of events, number of threads or
/// partition of the input changes a bit.
///
/// A weight is rounded once, to the nearest multiple, with an error of at most 2⁻⁶⁵ = 2.7 · 10⁻²⁰. Ten million of them are off
/// by less than 3 · 10⁻¹³ together. The sums hold 2⁶⁴ phone-days.
enum FixedPoint {
  /// One phone-day.
  static let one = UInt128(1) << 64

  /// 2⁶⁴ · count / of, rounded to the nearest, for 0 < count < of.
  @inline(__always)
  static func fraction(_ count: UInt64, of whole: UInt64) -> UInt64 {
    let (quotient, rest) = whole.dividingFullWidth((count, 0))
    // No overflow: the quotient is below 2⁶⁴ − 2⁶⁴/whole.
    return quotient &+ (rest >= whole &- rest ? 1 : 0)
  }

  /// A share from 0 to 1 as a multiple of 2⁻⁶³: exact for doubles from 2⁻¹⁰ on.
  static func share(_ value: Double) -> UInt64 { UInt64((value * 0x1p63).rounded()) }

  /// One whole share.
  static let wholeShare = UInt64(1) << 63

  /// A sum times a share, rounded down to a multiple of 2⁻⁶⁴.
  @inline(__always)
  static func product(_ sum: UInt128, _ share: UInt64) -> UInt128 {
    let upper = UInt128(truncatingIfNeeded: sum >> 64) &* UInt128(share)
    let lower = UInt128(UInt64(truncatingIfNeeded: sum)) &* UInt128(share)
    return upper << 1 &+ lower >> 63
  }

  /// The nearest double, ties to even.
  static func double(_ sum: UInt128) -> Double {
    let upper = UInt64(truncatingIfNeeded: sum >> 64)
    if upper == 0 { return Double(UInt64(truncatingIfNeeded: sum)) * 0x1p-64 }
    // The leading 64 bits; what is cut off only matters as "more than nothing" in the last of them.
    let shift = 64 - upper.leadingZeroBitCount
    let cut = sum & (UInt128(1) << UInt128(shift) - 1)
    let leading = UInt64(truncatingIfNeeded: sum >> UInt128(shift)) | (cut == 0 ? 0 : 1)
    return Double(leading) * Double(sign: .plus, exponent: shift - 64, significand: 1)
  }

  /// The nearest double of a difference.
  static func difference(_ a: UInt128, _ b: UInt128) -> Double { a >= b ? double(a - b) : -double(b - a) }
}
