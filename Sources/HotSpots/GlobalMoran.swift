import Foundation
import Statistics

/// Moran's I of a whole layer, with row-standardised weights: how much neighbours are alike, and whether chance does as much.
///
/// Moments under randomisation: A. D. Cliff & J. K. Ord, Spatial Processes, 1981, equations 1.37 and 1.39. Units without
/// neighbours have no weight, but count in the mean, the spread and n, as in esda.
package struct GlobalMoran: Sendable, Equatable {
  /// Moran's I; nil where no unit has a neighbour.
  package let i: Double?
  /// What is expected without any pattern: −1/(n − 1).
  package let expected: Double
  /// I less what is expected, in standard deviations; nil where there are fewer than four values, or where I could be no other.
  package let z: Double?
  /// Two-sided normal p of ``z``.
  package var p: Double? { z.map(Tails.normal(beyond:)) }

  init(_ values: CentredValues, _ neighbours: Neighbours, sums: [Double]) {
    let n = Double(values.count)
    expected = -1 / (n - 1)
    var (s0, s1, s2, product) = (0.0, 0.0, 0.0, 0.0)
    for unit in 0..<values.count {
      let degree = neighbours.degree(unit)
      if degree == 0 { continue }
      s0 += 1
      product += values.deviations[unit] * sums[unit] / Double(degree)
      let own = 1 / Double(degree)
      var column = 0.0
      for index in neighbours.starts[unit]..<neighbours.starts[unit + 1] {
        let theirs = 1 / Double(neighbours.degree(Int(neighbours.others[index])))
        s1 += (own + theirs) * (own + theirs) / 2
        column += theirs
      }
      s2 += (1 + column) * (1 + column)
    }
    guard s0 > 0 else {
      (i, z) = (nil, nil)
      return
    }
    let i = n / s0 * product / values.squares
    self.i = i
    let kurtosis = n * values.fourthPowers / (values.squares * values.squares)
    let first = n * ((n * n - 3 * n + 3) * s1 - n * s2 + 3 * s0 * s0)
    let second = kurtosis * ((n * n - n) * s1 - 2 * n * s2 + 6 * s0 * s0)
    let variance = (first - second) / ((n - 1) * (n - 2) * (n - 3) * s0 * s0) - expected * expected
    z = n > 3 && variance > 1e-14 ? (i - expected) / variance.squareRoot() : nil
  }
}
