import Core

/// The correlation of two columns over the rows that both have, about the means of these rows: exact where sums about other
/// origins would lose their digits.
struct PairMoments {
  /// −1 … 1; NaN where one of the two does not vary.
  let correlation: Double

  /// Two passes in the order of the rows; for the few pairs of columns that need them.
  init(_ first: [Double], _ second: [Double], rows: WeightedRows) {
    var means = (w: CompensatedSum(), x: CompensatedSum(), y: CompensatedSum())
    var (xRange, yRange) = (ValueRange(), ValueRange())
    Self.forEachRow(first, second, rows) { x, y, weight in
      xRange.add(x)
      yRange.add(y)
      means.w.add(weight)
      // Differences to the first values, so that the means lose nothing to a far origin.
      means.x.add(weight * (x - xRange.first))
      means.y.add(weight * (y - yRange.first))
    }
    let total = means.w.value
    guard total > 0, !xRange.isConstant, !yRange.isConstant else {
      correlation = .nan
      return
    }
    let (xMean, yMean) = (means.x.value / total, means.y.value / total)
    let (xSpan, ySpan) = (xRange.largest - xRange.smallest, yRange.largest - yRange.smallest)
    var sums = (
      x: CompensatedSum(), y: CompensatedSum(), xx: CompensatedSum(), yy: CompensatedSum(), xy: CompensatedSum()
    )
    Self.forEachRow(first, second, rows) { x, y, weight in
      // In units of the range, so that no square is too large or too small.
      let (dx, dy) = ((x - xRange.first - xMean) / xSpan, (y - yRange.first - yMean) / ySpan)
      sums.x.add(weight * dx)
      sums.y.add(weight * dy)
      sums.xx.add(weight * dx * dx)
      sums.yy.add(weight * dy * dy)
      sums.xy.add(weight * dx * dy)
    }
    let (x, y) = (sums.x.value / total, sums.y.value / total)
    let (xx, yy) = (sums.xx.value / total - x * x, sums.yy.value / total - y * y)
    correlation = min(1, max(-1, (sums.xy.value / total - x * y) / (xx.squareRoot() * yy.squareRoot())))
  }

  /// Calls `body` with both values and the weight of each row that has them.
  private static func forEachRow(
    _ first: [Double], _ second: [Double], _ rows: WeightedRows, _ body: (Double, Double, Double) -> Void
  ) {
    for block in rows.blocks {
      for (row, weight) in zip(block.rows, block.weights) {
        let (x, y) = (first[Int(row)], second[Int(row)])
        if !x.isNaN, !y.isNaN { body(x, y, weight) }
      }
    }
  }
}

/// The first, the smallest and the largest of some values.
package struct ValueRange: Sendable {
  /// NaN before any value.
  private(set) var first = Double.nan
  private(set) var smallest = Double.infinity
  private(set) var largest = -Double.infinity

  mutating func add(_ value: Double) {
    if first.isNaN { first = value }
    smallest = min(smallest, value)
    largest = max(largest, value)
  }

  /// Whether the values are one value but for rounding: they differ by at most 8 units in the last place.
  var isConstant: Bool { Self.isConstant(smallest, largest) }

  /// Whether values from `smallest` to `largest` are one value but for rounding.
  package static func isConstant(_ smallest: Double, _ largest: Double) -> Bool {
    !(largest - smallest > 8 * max(abs(smallest), abs(largest)).ulp)
  }
}
