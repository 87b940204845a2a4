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

  /// Bit 7, 15, … of the first byte of the word that is the one in `stops`, which holds it eight times; nil without one.
  @inline(__always)
  static func stop(_ word: UInt64, stops: UInt64) -> Int? {
    let difference = word ^ stops
    // The lowest bit is exact: a borrow reaches later bytes only.
    let ends = (difference &- 0x0101_0101_0101_0101) & ~difference & 0x8080_8080_8080_8080
    return ends == 0 ? nil : ends.trailingZeroBitCount
  }

  /// What stands before the stop at `bit`: digits, perhaps with a decimal sign among them, which is given as ``signs(_:)`` has
  /// it. The digits as a whole number, and the place of the sign from the left in a word whose last byte is the text's last, 8
  /// without one. Nil where there is anything else.
  ///
  /// Without a branch on what texts differ in: their lengths, and whether they have decimals.
  @inline(__always)
  static func short(_ word: UInt64, _ bit: Int, signs: UInt64) -> (digits: UInt64, sign: Int)? {
    // What is behind the text is pushed out, so that zeros stand in front; in two steps, since a shift by 64 is none.
    let values = ((word ^ 0x3030_3030_3030_3030) &<< 8) &<< UInt64(truncatingIfNeeded: 63 &- bit)
    // A sign alone is no number.
    if values == signs & 0xFF00_0000_0000_0000 { return nil }
    let away = values ^ signs
    let found = (away &- 0x0101_0101_0101_0101) & ~away & 0x8080_8080_8080_8080
    // The lowest bit of the first sign's byte. The bytes before it move into its place; without one, none do.
    let mark = (found & (0 &- found)) &>> 7
    let any: UInt64 = mark == 0 ? 0 : 1
    let digits = (values & ~(mark &<< 8 &- any)) | (values & (mark &- any)) &<< 8
    if nonDigits(digits) != 0 { return nil }
    return (joined(digits), mark.trailingZeroBitCount &>> 3)
  }

  /// A decimal sign as ``short(_:_:signs:)`` takes it.
  static func signs(_ sign: UInt8) -> UInt64 { ByteScan.pattern(sign ^ 0x30) }

  /// Whether all eight bytes are digits.
  @inline(__always)
  static func areDigits(_ word: UInt64) -> Bool { nonDigits(word ^ 0x3030_3030_3030_3030) == 0 }

  /// The highest bit of each byte of 10 or more. A carry reaches later bytes only, and the first one counts.
  @inline(__always)
  private static func nonDigits(_ values: UInt64) -> UInt64 {
    (values &+ 0x7676_7676_7676_7676 | values) & 0x8080_8080_8080_8080
  }

  /// The value of eight digits.
  @inline(__always)
  static func eight(_ word: UInt64) -> UInt64 { joined(word ^ 0x3030_3030_3030_3030) }

  /// Eight digits, the first in the lowest byte: neighbours are joined to pairs, pairs to fours, fours to eight.
  @inline(__always)
  private static func joined(_ digits: UInt64) -> UInt64 {
    let pairs = (digits &* 10 &+ digits &>> 8) & 0x00FF_00FF_00FF_00FF
    let fours = (pairs &* 100 &+ pairs &>> 16) & 0x0000_FFFF_0000_FFFF
    return (fours &* 10_000 &+ fours &>> 32) & 0xFFFF_FFFF
  }
}
