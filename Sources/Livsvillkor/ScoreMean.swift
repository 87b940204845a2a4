import Foundation

/// Step 4 of the index: weighted means of score columns, row by row.
struct ScoreMean: Sendable {
  /// Scores of some rows, or their logarithms.
  struct Column {
    let scores: UnsafePointer<Double>
    var areLogarithms = false
  }

  /// One a column.
  let weights: [Double]
  let aggregation: Aggregation
  /// Whether a row that lacks a score gets the mean of those it has; otherwise it gets none.
  let skipsNull: Bool

  /// The arithmetic mean of each row, or the logarithm of its geometric mean; NaN for a row without any score.
  ///
  /// `columns` hold one entry a row each; `means` gets as many. Logarithms serve geometric means only.
  func mean(of columns: [Column], into means: UnsafeMutableBufferPointer<Double>) {
    if skipsNull { return meanOfThose(columns, into: means) }
    let total = weights.reduce(0, +)
    // Column by column, so that the loops read straight ahead.
    for place in 0..<means.count { means[place] = 0 }
    for (column, weight) in zip(columns, weights) {
      let scores = column.scores
      if aggregation == .geometric, !column.areLogarithms {
        for place in 0..<means.count { means[place] += weight * log(scores[place]) }
      } else {
        for place in 0..<means.count { means[place] += weight * scores[place] }
      }
    }
    for place in 0..<means.count { means[place] = total > 0 ? means[place] / total : .nan }
  }

  private func meanOfThose(_ columns: [Column], into means: UnsafeMutableBufferPointer<Double>) {
    var totals = [Double](repeating: 0, count: means.count)
    for place in 0..<means.count { means[place] = 0 }
    for (column, weight) in zip(columns, weights) {
      for place in totals.indices {
        let score = column.scores[place]
        if score.isNaN { continue }
        means[place] += weight * (aggregation == .geometric && !column.areLogarithms ? log(score) : score)
        totals[place] += weight
      }
    }
    for place in totals.indices { means[place] = totals[place] > 0 ? means[place] / totals[place] : .nan }
  }
}
