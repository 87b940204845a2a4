/// Digits of short numbers, eight bytes at a time and without a branch a digit: the lengths of numbers vary from
/// field to field, and branches on them cannot be foretold.
enum DigitScan {
  /// 10^0 … 10^8, in one place that the caller keeps.
  static let powers: [UInt64] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000]

  /// 10^0 … 10^19, all exact.
  static let powersAsDouble: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
  ]

  /// The digits at the start of the word, at most seven, and their value; nil when all eight bytes are digits.
  @inline(__always)
  static func few(_ word: UInt64) -> (count: Int, value: UInt64)? {
    let values = word ^ 0x3030_3030_3030_3030
    let others = nonDigits(values)
    if others == 0 { return nil }
    // Bit 7, 15, … of the first byte that is no digit. What is no digit is pushed out, so that zeros stand in front;
    // in two steps, since a shift by 64 is none.
    let bit = others.trailingZeroBitCount
    return (bit &>> 3, joined((values &<< 8) &<< UInt64(truncatingIfNeeded: 63 &- bit)))
  }

  /// The digits at the start of the word, at most eight, and their value.
  static func many(_ word: UInt64) -> (count: Int, value: UInt64) {
    few(word) ?? (8, joined(word ^ 0x3030_3030_3030_3030))
  }

  /// Whether all eight bytes are digits.
  @inline(__always)
  static func areDigits(_ word: UInt64) -> Bool { nonDigits(word ^ 0x3030_3030_3030_3030) == 0 }

  /// The highest bit of each byte of 10 or more. A carry reaches later bytes only, and the first one counts.
  @inline(__always)
  private static func nonDigits(_ values: UInt64) -> UInt64 {
    (values &+ 0x7676_7676_7676_7676 | values) & 0x8080_8080_8080_8080
  }

  /// Eight digits, the first in the lowest byte: neighbours are joined to pairs, pairs to fours, fours to eight.
  @inline(__always)
  private static func joined(_ digits: UInt64) -> UInt64 {
    let pairs = (digits &* 10 &+ digits &>> 8) & 0x00FF_00FF_00FF_00FF
    let fours = (pairs &* 100 &+ pairs &>> 16) & 0x0000_FFFF_0000_FFFF
    return (fours &* 10_000 &+ fours &>> 32) & 0xFFFF_FFFF
  }
}
