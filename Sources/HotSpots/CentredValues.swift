import Core

/// Values less their mean, divided by the greatest deviation: everything computed from them here is the same for any offset and
/// scale, and no square overflows.
package struct CentredValues: Sendable {
  /// The deviations, in −1 … 1.
  let deviations: [Double]
  /// The sum of their squares, > 0.
  let squares: Double
  /// The sum of their fourth powers.
  let fourthPowers: Double
  /// What rounding may have done to one of them.
  let resolution: Double

  /// The same of `values`, which are finite; nil where they are all the same as far as rounding can tell, or fewer than two.
  package init?(_ values: [Double]) {
    guard let least = values.min(), let largest = values.max() else { return nil }
    let size = max(abs(least), abs(largest))
    guard largest - least > 8 * .ulpOfOne * size, (largest - least).isFinite else { return nil }
    // From the middle, so that sums of huge values do not overflow.
    let middle = least / 2 + largest / 2
    var sum = CompensatedSum()
    for value in values { sum.add((value - middle) / Double(values.count)) }
    let mean = middle + sum.value
    let scale = max(largest - mean, mean - least)
    deviations = values.map { ($0 - mean) / scale }
    var (squares, fourthPowers) = (CompensatedSum(), CompensatedSum())
    for deviation in deviations {
      squares.add(deviation * deviation)
      fourthPowers.add(deviation * deviation * deviation * deviation)
    }
    (self.squares, self.fourthPowers) = (squares.value, fourthPowers.value)
    resolution = 2 * Double.ulpOfOne * (size / scale + 1)
  }

  /// Number of values.
  var count: Int { deviations.count }

  /// What rounding may have done to a sum of `terms` deviations. Sums that differ by less are taken for equal: 0.1 + 0.5 and
  /// 0.2 + 0.4 are, and no hot spot comes of the last digit.
  func resolution(ofSum terms: Int) -> Double {
    let terms = Double(terms + 2)
    return terms * resolution + terms * terms * Double.ulpOfOne
  }
}
