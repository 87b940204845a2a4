#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Step 4 of the index: weighted means of score columns, row by row.
struct ScoreMean: Sendable {
  /// One a column.
  let weights: [Double]
  let aggregation: Aggregation
  /// Whether a row that lacks a score gets the mean of those it has; otherwise it gets none.
  let skipsNull: Bool

  /// The mean of each row; NaN for a row without any score.
  ///
  /// `columns` hold one entry a row each; `means` gets as many.
  func mean(of columns: [[Double]], into means: UnsafeMutableBufferPointer<Double>) {
    // Column by column, so that the loops read straight ahead.
    var sums = [Double](repeating: 0, count: means.count)
    var totals = [Double](repeating: 0, count: means.count)
    for (column, weight) in zip(columns, weights) {
      for place in sums.indices {
        let score = column[place]
        if skipsNull && score.isNaN { continue }
        sums[place] += weight * (aggregation == .geometric ? log(score) : score)
        totals[place] += weight
      }
    }
    for place in sums.indices {
      let mean = sums[place] / totals[place]
      means[place] = totals[place] > 0 ? (aggregation == .geometric ? exp(mean) : mean) : .nan
    }
  }
}
