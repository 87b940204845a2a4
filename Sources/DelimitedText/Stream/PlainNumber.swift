/// Reads the numbers that nearly every field of nearly every file holds: up to fifteen digits, perhaps with a sign and a
/// point. Both whole numbers, and the power of ten that one is divided by, are exact then, so the quotient is the nearest number.
///
/// Made once for a loop over rows: it holds its table. Without it `incidents` on a CSV of two million points takes a quarter
/// longer.
struct PlainNumber {
  private let divisors = DigitScan.powersAsDouble

  /// The number that is all of a text; nil: to be looked at more closely.
  @inline(__always)
  func value(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
    guard let start = text.baseAddress else { return nil }
    let end = start + text.count
    var at = start
    guard at < end, end - at <= 16 else { return nil }
    let isNegative = at.pointee == UInt8(ascii: "-")
    if isNegative { at += 1 }
    var digits: UInt64 = 0
    let first = at
    while at < end, case let digit = at.pointee &- 48, digit < 10 {
      digits = digits &* 10 &+ UInt64(digit)
      at += 1
    }
    var count = at - first
    var decimals = 0
    if at < end {
      guard at.pointee == UInt8(ascii: "."), count > 0 else { return nil }
      at += 1
      let point = at
      while at < end, case let digit = at.pointee &- 48, digit < 10 {
        digits = digits &* 10 &+ UInt64(digit)
        at += 1
      }
      decimals = at - point
      count += decimals
      if at < end { return nil }
    }
    guard count > 0, count <= 15 else { return nil }
    let magnitude = Double(Int64(bitPattern: digits)) / divisors[decimals]
    return isNegative ? -magnitude : magnitude
  }
}
