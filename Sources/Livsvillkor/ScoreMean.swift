import Foundation

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
    if aggregation == .arithmetic, !skipsNull { return plainMean(of: columns, into: means) }
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

  /// Sums and a division: a null makes the sum and the mean NaN. The terms are added in the same order as above.
  private func plainMean(of columns: [[Double]], into means: UnsafeMutableBufferPointer<Double>) {
    let total = weights.reduce(0, +)
    for place in means.indices { means[place] = 0 }
    for (column, weight) in zip(columns, weights) {
      column.withUnsafeBufferPointer { column in
        guard column.count >= means.count else { return }
        for place in 0..<means.count { means[place] += weight * column[place] }
      }
    }
    for place in 0..<means.count { means[place] = total > 0 ? means[place] / total : .nan }
  }
}
