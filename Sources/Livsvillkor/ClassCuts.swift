import Core
import Statistics

/// Step 6 of the index: class bounds as index values.
struct ClassCuts {
  /// Bounds on the index, one fewer than the classes.
  var bounds: [Double]
  /// What a reader must know of how they were found.
  var notes: [String] = []

  /// The bounds that the rule gives over the indexed units. A bound that `resolution` does not tell from an index is that
  /// index.
  init(
    _ rule: ClassRule, distribution: WeightedDistribution, index: [Double], weights: [Double], resolution: Resolution,
    threads: Int
  ) throws {
    switch rule.method {
    case .quantile:
      bounds = ClassBreaks.values(of: distribution, atPercentiles: ClassBreaks.equalShares(count: rule.count))
    case .manual:
      bounds =
        rule.scale == .index
        ? Self.settled(rule.bounds, distribution, resolution)
        : ClassBreaks.values(of: distribution, atPercentiles: rule.bounds)
    case .standardDeviation:
      try Self.refuseConstant(distribution, rule)
      let moments = try WeightedMoments(values: index, weights: weights, threads: threads)
      bounds = Self.settled(
        ClassBreaks.standardDeviations(moments, count: rule.count), distribution, resolution)
    case .equal:
      try Self.refuseConstant(distribution, rule)
      let equal = ClassBreaks.equalIntervals(
        from: distribution.values.first ?? 0, to: distribution.values.last ?? 0, count: rule.count)
      bounds = Self.settled(equal, distribution, resolution)
    case .jenks:
      guard let breaks = JenksBreaks(distribution, count: rule.count) else {
        throw Self.tooFew(distribution, rule)
      }
      bounds = breaks.bounds
      if let bins = breaks.bins {
        notes.append(
          "jenks: the \(distribution.values.count) different index values were gathered into \(bins) bins of equal "
            + "width, and the breaks are the optimum over the bins")
      }
    }
  }

  private static func settled(
    _ bounds: [Double], _ distribution: WeightedDistribution, _ resolution: Resolution
  ) -> [Double] {
    bounds.map { resolution.match(of: $0, in: distribution.values) ?? $0 }
  }

  private static func refuseConstant(_ distribution: WeightedDistribution, _ rule: ClassRule) throws {
    if distribution.values.count < 2 { throw tooFew(distribution, rule) }
  }

  private static func tooFew(_ distribution: WeightedDistribution, _ rule: ClassRule) -> Failure {
    Failure(
      .badData, "the index has too few different values for these classes", field: "classes.\(rule.method.rawValue)",
      value: "\(distribution.values.count)", expected: "at least \(rule.method == .jenks ? rule.count : 2)",
      hint: "use fewer classes or the method quantile")
  }
}
