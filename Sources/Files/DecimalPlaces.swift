import Foundation

/// Decimals that the numbers of a field are rounded to.
struct DecimalPlaces {
  /// 10 to the power of the decimals; 1 for none, nil for numbers that are not rounded.
  private let power: Double?

  /// `decimals` of nil leave numbers as they are; more than 15 count as 15.
  init(_ decimals: Int?) {
    power = decimals.map { pow(10, Double(min(max($0, 0), 15))) }
  }

  /// The nearest double to the value with so many decimals; halves away from zero. Values so large that they have
  /// no such decimals pass unchanged.
  @inline(__always)
  func rounded(_ value: Double) -> Double {
    guard let power else { return value }
    if power == 1 { return value.rounded() }
    let scaled = value * power
    return abs(scaled) < 9e15 ? scaled.rounded() / power : value
  }
}
