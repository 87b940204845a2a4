/// Decimal digits, eight at a time in one 64-bit word, without a branch and without a table.
///
/// Neighbouring lanes of the word are divided at once: eight digits into two fours, those into four pairs, those into
/// digits. Each division is a multiplication by a rounded-up reciprocal, exact for the lane's range; see the comments.
enum DigitWords {
  /// The character `0` in all eight places; added to a word of digits it gives their characters.
  static let zeros: UInt64 = 0x3030_3030_3030_3030

  /// The eight digits of `value`, leading zeros included, the first one in the lowest byte; `value` below 10^8.
  @inline(__always)
  static func eight(_ value: UInt32) -> UInt64 {
    let high = value / 10_000
    let fours = UInt64(high) | UInt64(value &- high &* 10_000) &<< 32
    // x · 10486 / 2^20 is x / 100 below 10,000, since 10486 · 100 − 2^20 = 24 and 24 · 10^4 < 2^20.
    let hundreds = (fours &* 10_486) &>> 20 & 0x0000_007F_0000_007F
    let pairs = hundreds | (fours &- hundreds &* 100) &<< 16
    // x · 103 / 2^10 is x / 10 below 100, since 103 · 10 − 2^10 = 6 and 6 · 100 < 2^10.
    let tens = (pairs &* 103) &>> 10 & 0x000F_000F_000F_000F
    return tens | (pairs &- tens &* 10) &<< 8
  }

  /// The three characters of each number below 1000, the first one lowest, and in the highest byte how many of them are left
  /// without the zeros behind: 0 for `000`, 1 for `100`.
  static let triples: [UInt32] = (0..<1000).map { number in
    let digits = [number / 100, number / 10 % 10, number % 10]
    let count = (digits.lastIndex { $0 > 0 } ?? -1) + 1
    return digits.enumerated().reduce(UInt32(count) << 24) { $0 | UInt32(0x30 + $1.element) << UInt32(8 * $1.offset) }
  }

  /// Digits of the word up to the last one that is not zero: 8 for `00000001`, 0 for all zeros.
  ///
  /// A digit leaves the upper bits of its byte free: moved up by one bit, the word has room for a lowest bit that is always
  /// set, and the highest bit needs no question of whether there is one.
  @inline(__always)
  static func significant(_ digits: UInt64) -> Int {
    (63 &- (digits &<< 1 | 1).leadingZeroBitCount &+ 7) &>> 3
  }

  /// 1 for a number from 1 to 16, 0 for none; without a branch, which could not be foretold.
  @inline(__always)
  static func isAny(_ number: Int) -> Int { (number &+ 15) &>> 4 }
}
