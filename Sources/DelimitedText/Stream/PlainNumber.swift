/// Reads the numbers that nearly every field of nearly every file holds: up to fifteen digits, perhaps with a sign and a
/// point. Both whole numbers, and the power of ten that one is divided by, are exact then, so the quotient is the nearest number.
///
/// Made once for a loop over rows: it holds its tables. Digits are joined sixteen at a time: byte by byte `incidents` on a CSV
/// of five million points takes 4 % longer, and without any short way a quarter.
struct PlainNumber {
  private let divisors = DigitScan.powersAsDouble
  /// Sixteen zeros, then sixteen bytes of ones: from byte n on, sixteen bytes of which the last n are ones.
  private let masks = [UInt8](repeating: 0, count: 16) + [UInt8](repeating: 0xFF, count: 16)

  /// Bytes before a number's end that are read, whatever its length.
  static let reach: UInt32 = 17

  /// The number in the `length` bytes up to `end`. Nil: to be looked at more closely.
  @inline(__always)
  func value(_ end: UnsafePointer<UInt8>, length: Int) -> Double? {
    if let magnitude = magnitude(end, length) { return magnitude }
    return length > 1 && end[-length] == UInt8(ascii: "-") ? negative(end, length) : nil
  }

  @inline(never)
  private func negative(_ end: UnsafePointer<UInt8>, _ length: Int) -> Double? {
    magnitude(end, length - 1).map { -$0 }
  }

  /// The number in the `length` bytes up to `end`, without a branch on where its point stands.
  @inline(__always)
  private func magnitude(_ end: UnsafePointer<UInt8>, _ length: Int) -> Double? {
    guard 1...16 ~= length else { return nil }
    let text = UnsafeRawPointer(end)
    let zeros = ByteScan.Lanes(repeating: 0x30)
    // The text's values with the last byte last, and zeros before them.
    var values = ((text - 16).loadUnaligned(as: ByteScan.Lanes.self) ^ zeros) & last(length)
    let points = ByteScan.matches(values, 0x30 ^ UInt8(ascii: "."))
    var decimals = 0
    if points != 0 {
      decimals = 15 &- points.trailingZeroBitCount
      guard decimals &+ 1 < length else { return nil }
      // What stands before the point is wanted a byte later, in its place: so it is read a byte earlier.
      let moved = ((text - 17).loadUnaligned(as: ByteScan.Lanes.self) ^ zeros) & last(length &- 1)
      let fraction = last(decimals)
      values = values & fraction | moved & ~fraction
    } else if length == 16 {
      return nil
    }
    // 0x76 lifts what is more than 9 to the highest bit, or beyond it where that bit is set already.
    guard ByteScan.topBits((values &+ ByteScan.Lanes(repeating: 0x76)) | values) == 0 else { return nil }
    return divisors.withUnsafeBufferPointer { Self.exact(Self.joined(values)) / $0[decimals] }
  }

  /// The last so many of sixteen bytes.
  @inline(__always)
  private func last(_ count: Int) -> ByteScan.Lanes {
    masks.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: count, as: ByteScan.Lanes.self) }
  }

  /// The whole number that sixteen digits stand for, at most fifteen of them more than zero: neighbours are joined to pairs, pairs to
  /// fours, fours to eights.
  @inline(__always)
  private static func joined(_ digits: ByteScan.Lanes) -> UInt64 {
    let ones = unsafeBitCast(digits, to: SIMD8<UInt16>.self)
    let pairs = unsafeBitCast((ones & 0xFF) &* 10 &+ ones &>> 8, to: SIMD4<UInt32>.self)
    let fours = unsafeBitCast((pairs & 0x7FFF) &* 100 &+ pairs &>> 16, to: SIMD2<UInt64>.self)
    let eights = (fours & 0xFFFF_FFFF) &* 10_000 &+ fours &>> 32
    return eights[0] &* 100_000_000 &+ eights[1]
  }

  /// A whole number below 2^52 as it stands in the fraction of 2^52 + itself. The processor's own conversion keeps half of
  /// its register as it was, and so has to wait for the quotient of the row before.
  @inline(__always)
  private static func exact(_ whole: UInt64) -> Double {
    Double(bitPattern: 0x4330_0000_0000_0000 | whole) - 4_503_599_627_370_496
  }
}
