/// Pairs of digits `00` … `99`: a constant in the binary, read without a check of whether it was set up.
private let digitPairs: StaticString = """
  0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849\
  5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899
  """

extension ByteBuffer {
  /// Adds a whole number's digits.
  public mutating func append(integer value: Int) {
    if value < 0 { append(UInt8(ascii: "-")) }
    append(digits: UInt64(value.magnitude))
  }

  /// Adds a whole number's digits.
  public mutating func append(digits value: UInt64) {
    reserve(20)
    let width = decimalWidth(value)
    write(value, width: width, at: tail)
    advance(width)
  }

  /// Adds `value` rounded to so many decimals, trailing zeros left out: `12.5`, `12`, `-0.25`.
  ///
  /// The exact binary value is rounded once, exact ties to even, as C's `printf` does; never `-0`. Decimals are held
  /// to 0 … 17. Where the digits do not fit in 64 bits (beyond 9.2e18 / 10^decimals) a double has no more decimals
  /// than asked for, and its shortest text is written instead. `value` must be finite; otherwise 0 is written.
  ///
  /// With `isSignificant` a number below 0.1 gets as many decimals more as it has zeros behind the point, so that it keeps
  /// that many significant digits; where these are more than 16 decimals, its shortest text is written.
  public mutating func append(
    _ value: Double, decimals: Int, isSignificant: Bool = false, separator: DecimalSeparator = .point
  ) {
    var places = min(17, max(0, decimals))
    let magnitude = value.magnitude
    if isSignificant, magnitude < 0.1, magnitude > 0 {
      guard let more = FixedDecimals.places(of: magnitude, keeping: places) else {
        append(shortest: value, separator: separator)
        return
      }
      places = more
    }
    if magnitude < 9_007_199_254_740_992, magnitude.rounded(.towardZero) == magnitude {
      if value < 0 { append(UInt8(ascii: "-")) }
      append(digits: UInt64(magnitude))
      return
    }
    guard let scaled = Self.scaled(magnitude, places) else {
      append(shortest: value, separator: separator)
      return
    }
    if scaled == 0 {
      append(UInt8(ascii: "0"))
      return
    }
    // Sign, 19 digits, separator, 17 digits.
    reserve(40)
    let start = tail
    var place = 0
    if value < 0 {
      start[0] = UInt8(ascii: "-")
      place = 1
    }
    let (whole, fraction) = scaled.quotientAndRemainder(dividingBy: Powers.ten[places])
    if whole < 10 {
      start[place] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: whole)
      place &+= 1
    } else {
      let width = decimalWidth(whole)
      write(whole, width: width, at: start + place)
      place &+= width
    }
    if fraction != 0 {
      start[place] = separator == .comma ? UInt8(ascii: ",") : UInt8(ascii: ".")
      write(fraction, width: places, at: start + place + 1)
      place &+= places &+ 1
      while start[place &- 1] == UInt8(ascii: "0") { place &-= 1 }
    }
    advance(place)
  }

  /// Adds the shortest text that reads back to the same double, as a JSON number: `0.1`, `1e-05`, `12`; never `-0`
  /// and never `12.0`. `value` must be finite; otherwise 0 is written.
  public mutating func append(shortest value: Double, separator: DecimalSeparator = .point) {
    let magnitude = value.magnitude
    guard magnitude.isFinite, magnitude != 0 else {
      append(UInt8(ascii: "0"))
      return
    }
    if value < 0 { append(UInt8(ascii: "-")) }
    if magnitude < 9_007_199_254_740_992, magnitude.rounded(.towardZero) == magnitude {
      append(digits: UInt64(magnitude))
      return
    }
    var text = magnitude.description
    text.withUTF8 { utf8 in
      // "1.0e+20" is not written by the standard library, "1e+20" is; ".0" at the end only.
      let plain = utf8.count > 2 && utf8[utf8.count - 2] == UInt8(ascii: ".") && utf8[utf8.count - 1] == 0x30
      for byte in utf8.dropLast(plain ? 2 : 0) {
        append(byte == UInt8(ascii: ".") && separator == .comma ? UInt8(ascii: ",") : byte)
      }
    }
  }

  /// Adds what `value.description` is: the shortest text that reads back to the same double, with `.0` behind whole
  /// numbers, and with an exponent below 0.0001 and above 2⁵³: `0.1`, `12.0`, `-0.0`, `1e-05`, `inf`.
  public mutating func append(described value: Double) {
    let magnitude = value.magnitude
    guard magnitude < 9_007_199_254_740_992, magnitude.rounded(.towardZero) == magnitude else {
      append(text: value.description)
      return
    }
    if value.sign == .minus { append(UInt8(ascii: "-")) }
    append(digits: UInt64(magnitude))
    append(".0")
  }

  /// `magnitude · 10^places` rounded to a whole number, exact ties to even; nil when it does not fit in 64 bits.
  private static func scaled(_ magnitude: Double, _ places: Int) -> UInt64? {
    guard magnitude.isFinite else { return magnitude.isNaN ? 0 : nil }
    // magnitude = significand · 2^−shift, both whole.
    let biased = Int(magnitude.bitPattern >> 52)
    let stored = magnitude.bitPattern & 0xF_FFFF_FFFF_FFFF
    let significand = biased == 0 ? stored : stored | 1 << 52
    let shift = 1075 - max(1, biased)
    if shift <= 0 { return nil }
    // Below 2^53 · 10^17 < 2^110, so a shift by more than 111 leaves less than a half.
    if shift > 111 { return 0 }
    let (high, low) = significand.multipliedFullWidth(by: Powers.ten[places])
    let (quotient, rest, half): (UInt64, (high: UInt64, low: UInt64), (high: UInt64, low: UInt64))
    if shift < 64 {
      // What leaves the 64 bits of the quotient at the top must be nothing.
      if high >> UInt64(shift) != 0 { return nil }
      quotient = high &<< UInt64(64 &- shift) | low &>> UInt64(shift)
      rest = (0, low & (1 &<< UInt64(shift) &- 1))
      half = (0, 1 &<< UInt64(shift &- 1))
    } else {
      let beyond = UInt64(shift &- 64)
      quotient = high &>> beyond
      rest = (high & (1 &<< beyond &- 1), low)
      half = beyond == 0 ? (0, 1 &<< 63) : (1 &<< (beyond &- 1), 0)
    }
    guard quotient < 1 << 63 else { return nil }
    if rest == half { return quotient &+ (quotient & 1) }
    let isMore = rest.high > half.high || (rest.high == half.high && rest.low > half.low)
    return isMore ? quotient &+ 1 : quotient
  }
}

/// Digits of a number; 1 for zero.
private func decimalWidth(_ value: UInt64) -> Int {
  // log10 2 ≈ 1233 / 4096 gives the width or one less.
  let guess = ((64 - value.leadingZeroBitCount) * 1233) >> 12
  return max(1, guess + (value >= Powers.ten[guess] ? 1 : 0))
}

/// Writes the last `width` digits of `value`, with leading zeros.
private func write(_ value: UInt64, width: Int, at target: UnsafeMutablePointer<UInt8>) {
  let pairs = digitPairs.utf8Start
  var position = width
  var wide = value
  // Divisions of 64 bits only as long as they are needed.
  while wide > UInt64(UInt32.max), position >= 2 {
    let (quotient, pair) = wide.quotientAndRemainder(dividingBy: 100)
    position &-= 2
    target[position] = pairs[Int(pair) &* 2]
    target[position &+ 1] = pairs[Int(pair) &* 2 &+ 1]
    wide = quotient
  }
  var rest = UInt32(truncatingIfNeeded: wide)
  while position >= 2 {
    let (quotient, pair) = rest.quotientAndRemainder(dividingBy: 100)
    position &-= 2
    target[position] = pairs[Int(pair) &* 2]
    target[position &+ 1] = pairs[Int(pair) &* 2 &+ 1]
    rest = quotient
  }
  if position == 1 { target[0] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10) }
}
