import Parallel
import Columns
import Core
import Statistics

/// Step 3 of the index: a variable's numbers and its scores.
package struct Normaliser: Sendable {
  private let definition: Definition
  private let variable: Definition.Variable
  private let threads: Int

  /// Of a variable of the definition.
  package init(definition: Definition, variable: Definition.Variable, threads: Int) {
    (self.definition, self.variable, self.threads) = (definition, variable, threads)
  }

  /// A variable's numbers, and its scores where finding the numbers gave them as well.
  package struct Measured {
    package var reference: VariableReference
    /// Percentile ranks of this table's units, exact for any number of units.
    package var percentiles: [Double]?
  }

  /// The numbers that this table's units give. `moments` are those of `values`.
  package func measure(_ values: [Double], weights: [Double], moments plain: WeightedMoments) throws -> Measured {
    var values = values
    var moments = plain
    var limits: Limits?
    if let percentiles = definition.winsorise {
      let counted = try counted(values, weights)
      let distribution = WeightedDistribution(values: counted, weights: weights)
      let found = Limits(
        distribution.quantile(percentiles.lower / 100), distribution.quantile(percentiles.upper / 100))
      values = try limited(values, found)
      moments = try WeightedMoments(values: values, weights: weights, threads: threads)
      limits = found
    }
    if !(moments.standardDeviation > 0) {
      throw Failure(
        .badData, "the variable is constant over the units that count, so it has no spread to measure against",
        field: variable.name, value: "\(moments.mean)", expected: "at least two different values",
        hint: "leave it out with --drop \(variable.name)")
    }
    guard definition.normalisation == .percentile || definition.normalisation == .rank else {
      return Measured(reference: VariableReference(moments: moments, limits: limits, ranks: nil))
    }
    let rankWeights = definition.normalisation == .rank ? weights.map { $0.isNaN ? .nan : 1 } : weights
    let (percentiles, distribution, _) = try Ranking.percentiles(
      of: try counted(values, weights), weights: rankWeights, resolution: .lastPlaces, threads: threads)
    return Measured(
      reference: VariableReference(moments: moments, limits: limits, ranks: RankTable(distribution)),
      percentiles: percentiles)
  }

  /// The score of a value by its percentile rank.
  package func score(percentile: Double) -> Double { variable.worse == .low ? 100 - percentile : percentile }

  /// How large a rounding of the values, whose extremes are those of `moments`, the scores may hold: in units of 2⁻⁵², the
  /// largest value beside what it is measured against.
  package func magnification(_ measured: Measured, moments: WeightedMoments) -> Double {
    let numbers = measured.reference
    let largest = max(abs(moments.minimum), abs(moments.maximum), abs(numbers.mu))
    return switch definition.normalisation {
    case .zscore: 1 + largest / numbers.sigma
    case .minmax: 1 + largest / (numbers.maximum - numbers.minimum)
    case .percentile, .rank: 100
    }
  }

  /// Scores of the units that count, + being worse; NaN for the others and where the value is null. They are made when they
  /// are wanted: to keep them would take as much memory as the table.
  package func scores(_ values: [Double], weights: [Double], measured: Measured) -> DerivedColumn {
    let numbers = measured.reference
    let low = variable.worse == .low
    let limits = numbers.valueLimits
    let clip = definition.clip ?? Limits(-.infinity, .infinity)
    let (mu, sigma) = (numbers.mu, low ? -numbers.sigma : numbers.sigma)
    let (minimum, span) = (numbers.minimum, numbers.maximum - numbers.minimum)
    let ranks = measured.percentiles
    /// The score of each row that counts and has a value, from the value within its limits.
    func column(_ score: @escaping @Sendable (Double, Int) -> Double) -> DerivedColumn {
      DerivedColumn(
        count: values.count,
        .numbers { rows in
          [Double](unsafeUninitializedCapacity: rows.count) { scores, count in
            for row in rows {
              let isNull = weights[row].isNaN || values[row].isNaN
              scores[row - rows.lowerBound] =
                isNull ? .nan : score(limits?.limited(values[row]) ?? values[row], row)
            }
            count = rows.count
          }
        })
    }
    switch definition.normalisation {
    case .zscore:
      if limits != nil { return column { value, _ in clip.limited((value - mu) / sigma) } }
      return Self.zScores(values, weights: weights, mu: mu, sigma: sigma, clip: clip)
    case .minmax:
      return column { value, _ in
        let share = Limits(0, 1).limited((value - minimum) / span)
        return low ? 1 - share : share
      }
    case .percentile, .rank:
      return column { value, row in
        score(percentile: ranks?[row] ?? numbers.ranks?.percentile(of: value, .lastPlaces) ?? .nan)
      }
    }
  }

  /// The scores (value − μ)/σ within `clip`, for all rows alike: a division more costs less than a branch that cannot be
  /// foretold, and the loop takes several rows at a time.
  private static func zScores(
    _ values: [Double], weights: [Double], mu: Double, sigma: Double, clip: Limits
  ) -> DerivedColumn {
    DerivedColumn(
      count: values.count,
      .numbers { rows in
        [Double](unsafeUninitializedCapacity: rows.count) { scores, count in
          count = rows.count
          values.withUnsafeBufferPointer { values in
            weights.withUnsafeBufferPointer { weights in
              let wanted = UnsafeBufferPointer(rebasing: values[rows])
              let weights = UnsafeBufferPointer(rebasing: weights[rows])
              for place in 0..<rows.count {
                // NaN stays NaN in each step.
                let score = clip.limited((wanted[place] - mu) / sigma)
                scores[place] = weights[place].isNaN ? .nan : score
              }
            }
          }
        }
      })
  }

  /// The values with NaN for units that do not count.
  private func counted(_ values: [Double], _ weights: [Double]) throws -> [Double] {
    try filledColumn(count: values.count, threads: threads) { range, result in
      for row in range { result[row - range.lowerBound] = weights[row].isNaN ? .nan : values[row] }
    }
  }

  private func limited(_ values: [Double], _ limits: Limits) throws -> [Double] {
    try filledColumn(count: values.count, threads: threads) { range, result in
      for row in range { result[row - range.lowerBound] = limits.limited(values[row]) }
    }
  }
}
