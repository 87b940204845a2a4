/// Numbers with a fixed count of decimals, as whole numbers of the last decimal's unit.
struct FixedDecimals: Sendable {
  /// Most decimals that ``split(_:)`` takes.
  static let mostPlaces = 16

  /// Decimals, 0 … 16.
  let places: Int
  /// 10^places, exact.
  let factor: Double
  /// The same.
  let divisor: UInt64
  /// ⌈2^(64 + shift) / divisor⌉, by which ``split(_:)`` divides; not used without decimals.
  private let reciprocal: UInt64
  private let shift: UInt64

  /// Decimals with which a number from 0 up, below 0.1, has so many significant digits; nil for more than ``mostPlaces``.
  @inline(__always)
  static func places(of magnitude: Double, keeping digits: Int) -> Int? {
    var places = digits
    var first = 0.1
    while magnitude < first {
      places += 1
      if places > mostPlaces { return nil }
      first = 1 / Powers.tenAsDouble[places - digits + 1]
    }
    return places
  }

  /// Those of 0 … ``mostPlaces`` decimals.
  static let all: [FixedDecimals] = (0...mostPlaces).compactMap { FixedDecimals(places: $0) }

  /// Nil for more decimals than ``mostPlaces`` or fewer than none.
  init?(places: Int) {
    guard 0...Self.mostPlaces ~= places else { return nil }
    self.places = places
    factor = Powers.tenAsDouble[places]
    divisor = Powers.ten[places]
    shift = UInt64(63 - divisor.leadingZeroBitCount)
    reciprocal = places == 0 ? 0 : divisor.dividingFullWidth((high: 1 << shift, low: 0)).quotient + 1
  }

  /// `magnitude · 10^places` rounded to a whole number, below 2^51, and whether nothing was rounded off but what the
  /// product itself lost; nil where it is as large or larger, and where the product is halfway between two numbers.
  ///
  /// The rounding is that of the exact value. With P the product rounded to a double, r the whole number nearest to it
  /// and |P − r| ≠ ½: the halves beside r are doubles (all are below 2^51), and rounding to doubles keeps order, so the
  /// exact product lies on the same side of each of them as P does, and r is nearest to it too. Only where P is a half
  /// itself may the exact product lie on either side. Adding 2^52 leaves a double no bits below one: the sum is rounded
  /// as wanted and its low bits are the number. `magnitude` must not be negative; infinite and NaN give nil.
  @inline(__always)
  func quick(_ magnitude: Double) -> (scaled: UInt64, isWhole: Bool)? {
    let product = magnitude * factor
    let sum = product + 0x1p52
    let distance = (product - (sum - 0x1p52)).magnitude
    guard product < 0x1p51, distance.bitPattern != (0.5).bitPattern else { return nil }
    return (sum.bitPattern & 0xF_FFFF_FFFF_FFFF, distance == 0)
  }

  /// Units and decimals of a number below 2^51.
  ///
  /// For n < 2^51 and D = 10^places the product n · ⌈2^s/D⌉ / 2^s with s = 64 + ⌊log2 D⌋ has the quotient as its whole
  /// part: the reciprocal is too large by less than one, which adds less than n / 2^s < 1/D.
  @inline(__always)
  func split(_ scaled: UInt64) -> (whole: UInt64, fraction: UInt64) {
    if places == 0 { return (scaled, 0) }
    let whole = scaled.multipliedFullWidth(by: reciprocal).high &>> shift
    return (whole, scaled &- whole &* divisor)
  }
}
