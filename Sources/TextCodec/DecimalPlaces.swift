import Foundation

/// Decimals that the numbers of a field are rounded to.
package struct DecimalPlaces {
  /// 10 to the power of the decimals; 1 for none, nil for numbers that are not rounded.
  @usableFromInline let power: Double?

  /// `decimals` of nil leave numbers as they are; more than 15 count as 15.
  package init(_ decimals: Int?) {
    power = decimals.map { pow(10, Double(min(max($0, 0), 15))) }
  }

  /// The nearest double to the value with so many decimals; halves away from zero. Values so large that they have
  /// no such decimals pass unchanged.
  @inlinable
  package func rounded(_ value: Double) -> Double {
    guard let power else { return value }
    if power == 1 { return value.rounded() }
    let scaled = value * power
    return abs(scaled) < 9e15 ? scaled.rounded() / power : value
  }

  /// Rounds many values at once, as ``rounded(_:)`` does one.
  ///
  /// A double between 2^52 and 2^53 has no fraction, so that adding 2^52 and taking it away again rounds to the nearest
  /// whole number, halves to the even one; a half that went down is put right. Unlike the library's function, that takes
  /// several values at the same time.
  package func round(_ values: UnsafeMutableBufferPointer<Double>) {
    guard let power else { return }
    let whole = 0x1p52
    for i in values.indices {
      let value = values[i]
      let scaled = value * power
      let size = scaled.magnitude
      var rounded = (size + whole) - whole
      rounded += size - rounded == 0.5 ? 1 : 0
      let signed = Double(bitPattern: rounded.bitPattern | (scaled.bitPattern & (1 << 63)))
      let result = (size < whole ? signed : scaled) / power
      values[i] = size < 9e15 ? result : value
    }
  }
}
