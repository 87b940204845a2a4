import Foundation

/// Step 4 of the index for all levels: from the variables' scores to those of the groups and the index.
package struct ScoreCombination: Sendable {
  private let groups: [(members: [Int], mean: ScoreMean)]
  private let index: ScoreMean
  private let variables: [Int]
  /// Scores that a unit must have at least, where the rule for missing values says so.
  private let least: Int?

  /// The definition's combination. Its variables' scores stand at these places of the columns that it is given; nil: in the
  /// definition's own order.
  package init(_ definition: Definition, places: [Int]? = nil) {
    let skipsNull = definition.missing != .refuse
    let variables = places ?? Array(definition.variables.indices)
    groups = definition.groups.map { group in
      let members = definition.members(of: group)
      return (
        members.map { variables[$0] },
        ScoreMean(
          weights: members.map { definition.variables[$0].weight }, aggregation: group.aggregation,
          skipsNull: skipsNull)
      )
    }
    self.variables = variables
    index = ScoreMean(
      weights: definition.groups.map(\.weight), aggregation: definition.indexAggregation, skipsNull: skipsNull)
    least = if case .atLeast(let least) = definition.missing { least } else { nil }
  }

  /// Groups of variables.
  package var groupCount: Int { groups.count }

  /// Whether some mean is a geometric one.
  package var isGeometric: Bool {
    index.aggregation == .geometric || groups.contains { $0.mean.aggregation == .geometric }
  }

  /// The weight of each place in the index as far as its order goes: in the mean of the scores, or of their logarithms; nil where means
  /// are not all of one kind, or skip what is missing.
  package var coefficients: [(place: Int, weight: Double)]? {
    guard !index.skipsNull, groups.allSatisfy({ $0.mean.aggregation == index.aggregation }) else { return nil }
    func shares(_ weights: [Double]) -> [Double] {
      let total = weights.reduce(0, +)
      return weights.map { total > 0 ? $0 / total : .nan }
    }
    return zip(groups, shares(index.weights)).flatMap { group, share in
      zip(group.members, shares(group.mean.weights)).map { ($0, share * $1) }
    }
  }

  /// Combines the scores of some rows.
  ///
  /// - Parameters:
  ///   - scores: a column per place, with an entry for each row of `index`.
  ///   - logarithms: of the same scores, where they are at hand; empty where they are not.
  ///   - groupScores: a column per group, as long as `index`.
  ///   - index: gets the index.
  ///   - isOrder: only the order of the units by index matters: means may be left as logarithms.
  package func combine(
    _ scores: [UnsafePointer<Double>], logarithms: [UnsafePointer<Double>] = [],
    groupScores: [UnsafeMutableBufferPointer<Double>], index result: UnsafeMutableBufferPointer<Double>,
    isOrder: Bool = false
  ) {
    var columns: [ScoreMean.Column] = []
    for (group, target) in zip(groups, groupScores) {
      let isGeometric = group.mean.aggregation == .geometric
      let hasLogarithms = isGeometric && !logarithms.isEmpty
      group.mean.mean(
        of: group.members.map {
          ScoreMean.Column(scores: hasLogarithms ? logarithms[$0] : scores[$0], areLogarithms: hasLogarithms)
        }, into: target)
      if isGeometric, index.aggregation == .arithmetic { Self.raise(target) }
      guard let base = target.baseAddress else { return }
      columns.append(
        ScoreMean.Column(
          scores: UnsafePointer(base), areLogarithms: isGeometric && index.aggregation == .geometric))
    }
    index.mean(of: columns, into: result)
    if index.aggregation == .geometric, !isOrder {
      Self.raise(result)
      for (group, target) in zip(groups, groupScores) where group.mean.aggregation == .geometric {
        Self.raise(target)
      }
    }
    guard let least else { return }
    for place in 0..<result.count where variables.count(where: { !scores[$0][place].isNaN }) < least {
      result[place] = .nan
    }
  }

  private static func raise(_ means: UnsafeMutableBufferPointer<Double>) {
    for place in 0..<means.count { means[place] = exp(means[place]) }
  }

  /// Calls `body` with where the columns are.
  package static func withPointers<Result>(
    _ columns: [[Double]], _ body: ([UnsafePointer<Double>]) throws -> Result
  ) rethrows -> Result {
    func open(_ found: [UnsafePointer<Double>]) throws -> Result {
      if found.count == columns.count { return try body(found) }
      return try columns[found.count].withUnsafeBufferPointer { column in
        guard let base = column.baseAddress else { return try body([]) }
        return try open(found + [base])
      }
    }
    return try open([])
  }
}
