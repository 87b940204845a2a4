/// Sums of dygnsavtryck as whole multiples of 2⁻⁸⁰: addition is exact, so that no order of events, number of threads or
/// partition of the input changes a bit.
///
/// A weight is rounded once, to the nearest multiple, with an error of at most 2⁻⁸¹ = 4 · 10⁻²⁵: the double nearest to a sum of
/// some weights is then, nearly always, the one nearest to the exact sum. The sums hold 2⁴⁸ phone-days.
enum FixedPoint {
  /// Binary digits after the point.
  static let bits = 80

  /// One phone-day.
  static let one = UInt128(1) << 80

  /// So many phone-days.
  static func whole(_ count: Int) -> UInt128 { UInt128(count) << 80 }

  /// 2⁸⁰ · count / of, rounded to the nearest, for 0 < count < of.
  @inline(__always)
  static func fraction(_ count: UInt64, of whole: UInt64) -> UInt128 {
    let (upper, rest) = whole.dividingFullWidth((count, 0))
    let (lower, last) = whole.dividingFullWidth((rest >> 48, rest << 16))
    return (UInt128(upper) << 16 | UInt128(lower)) &+ (last >= whole &- last ? 1 : 0)
  }

  /// A share from 0 to 1 as a multiple of 2⁻⁶³: exact for doubles from 2⁻¹⁰ on.
  static func share(_ value: Double) -> UInt64 { UInt64((value * 0x1p63).rounded()) }

  /// One whole share.
  static let wholeShare = UInt64(1) << 63

  /// A sum times a share, rounded down to a multiple of 2⁻⁸⁰.
  @inline(__always)
  static func product(_ sum: UInt128, _ share: UInt64) -> UInt128 {
    let upper = UInt128(truncatingIfNeeded: sum >> 64) &* UInt128(share)
    let lower = UInt128(UInt64(truncatingIfNeeded: sum)) &* UInt128(share)
    return upper << 1 &+ lower >> 63
  }

  /// The nearest double, ties to even.
  static func double(_ sum: UInt128) -> Double {
    let upper = UInt64(truncatingIfNeeded: sum >> 64)
    if upper == 0 { return Double(UInt64(truncatingIfNeeded: sum)) * 0x1p-80 }
    // The leading 64 bits; what is cut off only matters as "more than nothing" in the last of them.
    let shift = 64 - upper.leadingZeroBitCount
    let cut = sum & (UInt128(1) << UInt128(shift) - 1)
    let leading = UInt64(truncatingIfNeeded: sum >> UInt128(shift)) | (cut == 0 ? 0 : 1)
    return Double(leading) * Double(sign: .plus, exponent: shift - bits, significand: 1)
  }

  /// The nearest double of a difference.
  static func difference(_ a: UInt128, _ b: UInt128) -> Double { a >= b ? double(a - b) : -double(b - a) }
}
