import Parallel
import Core

/// Weighted mean and standard deviation of a column, NaN being null.
///
/// An entry counts when its value is not NaN and its weight is above zero. The divisor of the variance is the sum of
/// the weights (the units are the whole population, not a sample of one).
public struct WeightedMoments: Sendable, Equatable {
  /// Entries that count.
  public var count = 0
  /// Sum of their weights.
  public var weight = 0.0
  /// Σwx/Σw; NaN when no entry counts.
  public var mean = Double.nan
  /// sqrt(Σw(x − mean)²/Σw); exactly zero when all values are equal but for rounding; NaN when no entry counts.
  public var standardDeviation = Double.nan
  /// The smallest value; NaN when no entry counts.
  public var minimum = Double.nan
  /// The largest value; NaN when no entry counts.
  public var maximum = Double.nan

  /// The moments of no entry at all.
  public init() {}

  /// Two passes over blocks of fixed size, compensated sums joined in block order: the error does not grow with
  /// the number of rows, and the result does not depend on the number of threads.
  ///
  /// The second pass also corrects the mean (Chan, Golub and LeVeque, Algorithms for computing the sample variance,
  /// The American Statistician 37, 1983, formula 1.7). `weights` has as many entries as `values`.
  public init(values: [Double], weights: [Double], threads: Int) throws {
    try self.init(values: values, rows: try WeightedRows(weights, threads: threads), threads: threads)
  }

  /// The moments over the rows that have weight, given as ``WeightedRows``, in two passes; the result does not depend on
  /// `threads`.
  package init(values: [Double], rows: WeightedRows, threads: Int) throws {
    let first = try Parallel.blocks(of: values.count, block: Self.blockSize, threads: threads) { range in
      var part = FirstPass()
      for block in rows.blocks(of: range) {
        for (row, weight) in zip(block.rows, block.weights) {
          let value = values[Int(row)]
          if !value.isNaN { part.add(value, weight) }
        }
      }
      return part
    }
    var all = FirstPass()
    for part in first { all.add(part) }
    if all.count == 0 { return }
    count = all.count
    weight = all.weight.value
    minimum = all.minimum
    maximum = all.maximum
    // A constant column gives a spread of some ulps through rounding (0.1 · w summed over w); the range says so.
    if ValueRange.isConstant(minimum, maximum) {
      mean = minimum
      standardDeviation = 0
      return
    }
    let rough = all.product.value / weight
    let second = try Parallel.blocks(of: values.count, block: Self.blockSize, threads: threads) { range in
      var part = SecondPass()
      for block in rows.blocks(of: range) {
        for (row, weight) in zip(block.rows, block.weights) {
          let value = values[Int(row)]
          if value.isNaN { continue }
          let distance = value - rough
          part.deviation.add(weight * distance)
          part.square.add(weight * distance * distance)
        }
      }
      return part
    }
    var deviation = CompensatedSum()
    var square = CompensatedSum()
    for part in second {
      deviation.add(part.deviation)
      square.add(part.square)
    }
    let shift = deviation.value / weight
    mean = rough + shift
    standardDeviation = max(0, square.value / weight - shift * shift).squareRoot()
  }

  /// Rows that are summed before sums are joined.
  private static let blockSize = 8 * WeightedRows.blockSize
}

/// What the first pass gathers.
private struct FirstPass: Sendable {
  var count = 0
  var weight = CompensatedSum()
  var product = CompensatedSum()
  var minimum = Double.infinity
  var maximum = -Double.infinity

  mutating func add(_ value: Double, _ entryWeight: Double) {
    count += 1
    weight.add(entryWeight)
    product.add(entryWeight * value)
    minimum = min(minimum, value)
    maximum = max(maximum, value)
  }

  mutating func add(_ other: FirstPass) {
    count += other.count
    weight.add(other.weight)
    product.add(other.product)
    minimum = min(minimum, other.minimum)
    maximum = max(maximum, other.maximum)
  }
}

/// What the second pass gathers: Σw(x − m) and Σw(x − m)².
private struct SecondPass: Sendable {
  var deviation = CompensatedSum()
  var square = CompensatedSum()
}
