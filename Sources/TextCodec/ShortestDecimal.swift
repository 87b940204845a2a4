/// The shortest decimal that reads back to the same double; of several the nearest, of two as near the even one.
///
/// As R. Giulietti has it (The Schubfach way to render doubles, 2021), where the powers of ten that are needed fit in 64
/// bits: there the products are exact, so nothing has to be shown about tables of rounded powers.
struct ShortestDecimal {
  /// The digits as a whole number without trailing zeros, at most 17 of them.
  let digits: UInt64
  /// The power of ten that the digits are multiplied by.
  let exponent: Int

  /// The decimal of a number from 2⁻³⁷ to below 2⁵² that is not whole; nil for any beyond.
  init?(_ value: Double) {
    let biased = Int(value.bitPattern >> 52)
    guard biased >= 1023 - 37, biased < 1023 + 52 else { return nil }
    let stored = value.bitPattern & 0xF_FFFF_FFFF_FFFF
    // value = significand · 2^scale, where scale is from −89 to −1: the powers of five end at 27.
    let significand = stored | 1 << 52
    let scale = biased - 1075
    // Below a power of two the doubles stand twice as close.
    let isPower = stored == 0
    // ⌊log10 2^scale⌋, or of ¾ 2^scale; 10^−power has one more digit than the spacing of the doubles has zeros.
    let power = isPower ? (scale * 1_262_611 - 524_031) >> 22 : (scale * 1_262_611) >> 22
    let five = Powers.five[-power]
    let shift = UInt64(truncatingIfNeeded: power - scale)
    // Four times the number, and the middles between it and its neighbours, in units of 10^power; what lies below one is
    // kept as an odd last bit.
    func scaled(_ quarters: UInt64) -> UInt64 {
      let (high, low) = quarters.multipliedFullWidth(by: five)
      // The shift is from 0 to 62, and what is left of it fits.
      let whole = shift == 0 ? low : high &<< (64 &- shift) | low &>> shift
      return low & (1 &<< shift &- 1) == 0 ? whole : whole | 1
    }
    let middle = scaled(4 * significand)
    let low = scaled(4 * significand - (isPower ? 1 : 2))
    let high = scaled(4 * significand + 2)
    // A middle reads back as the number with the even significand.
    let odd = significand & 1
    func reads(_ candidate: UInt64) -> Bool { low + odd <= 4 * candidate && 4 * candidate + odd <= high }
    let units = middle >> 2
    let tens = units / 10 * 10
    if reads(tens) != reads(tens + 10) {
      (digits, exponent) = Self.withoutZeros(reads(tens) ? tens : tens + 10, power)
      return
    }
    let (down, up) = (reads(units), reads(units + 1))
    // Of two that read back the nearer one.
    let half = 4 * units + 2
    let isUp = down == up ? middle > half || (middle == half && units & 1 == 1) : up
    (digits, exponent) = Self.withoutZeros(isUp ? units + 1 : units, power)
  }

  private static func withoutZeros(_ digits: UInt64, _ exponent: Int) -> (UInt64, Int) {
    var (digits, exponent) = (digits, exponent)
    while true {
      let (quotient, rest) = digits.quotientAndRemainder(dividingBy: 10)
      if rest != 0 { return (digits, exponent) }
      (digits, exponent) = (quotient, exponent + 1)
    }
  }
}
