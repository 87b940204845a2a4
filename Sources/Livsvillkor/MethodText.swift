extension Definition {
  /// How the index is made under this definition, in English: every rule as it is, none that is not. `isFixed`: whether means,
  /// spreads and class bounds are those of an earlier run.
  public func method(isFixed: Bool) -> [String] {
    let source = isFixed ? "of the reference" : "of the units that count"
    return [
      DefaultNotice.text(for: self, inSwedish: false),
      "Units with at least \(Self.number(minimumPopulation)) people count.\(valueText(source)) Scores: \(scoreText(source)).",
      "Group score = \(groupText); index = weighted \(indexAggregation.rawValue) mean of the group scores. \(weightText)"
        + " \(missingText)",
      "Percentile = share of the indexed population\(isFixed ? " of the reference" : "") with a lower index plus half of those with the same.",
      "Classes, 1 best – \(classes.count) worst: \(classText(isFixed)).",
      "SCB adds noise to small counts: parts need not sum to totals.",
    ]
  }

  private func valueText(_ source: String) -> String {
    guard let winsorise else { return "" }
    return
      " Values are limited to the \(Self.number(winsorise.lower)) and \(Self.number(winsorise.upper)) percentiles, weighted by"
      + " population, \(source)."
  }

  private func scoreText(_ source: String) -> String {
    let text =
      switch normalisation {
      case .zscore:
        "z = ±(x − mean) / standard deviation, both weighted by population, \(source), + is worse, "
          + (clip.map { "limited to \(Self.number($0.lower)) … \(Self.number($0.upper))" } ?? "not limited")
      case .percentile:
        "percentile rank of x, 0–100, weighted by population, \(source), high is worse"
      case .minmax: "(x − minimum) / (maximum − minimum), 0–1, \(source), high is worse"
      case .rank: "percentile rank of x, 0–100, every unit counting as one, \(source), high is worse"
      }
    return text + (variables.contains { $0.worse == .low } ? ", turned round where low is worse" : "")
  }

  private var groupText: String {
    let geometric = groups.filter { $0.aggregation == .geometric }.map(\.name)
    if geometric.isEmpty { return "weighted arithmetic mean of its scores" }
    if geometric.count == groups.count { return "weighted geometric mean of its scores" }
    return "weighted arithmetic mean of its scores, geometric in \(geometric.joined(separator: ", "))"
  }

  private var weightText: String {
    let weights = groups.map { ($0.name, $0.weight) } + variables.map { ($0.name, $0.weight) }
    let others = weights.filter { $0.1 != 1 }.map { "\($0.0) \(Self.number($0.1))" }
    return others.isEmpty ? "All weights are 1." : "Weights other than 1: \(others.joined(separator: ", "))."
  }

  private var missingText: String {
    switch missing {
    case .refuse: "A unit that lacks a variable has no index."
    case .available: "A unit that lacks variables has the index of the others."
    case .atLeast(let count):
      "A unit that lacks variables has the index of the others, if these are at least \(count)."
    }
  }

  private func classText(_ isFixed: Bool) -> String {
    let rule = classes
    let cuts =
      switch rule.method {
      case .quantile:
        "equal population by percentile, cut at "
          + (1..<rule.count).map { Self.number(100 * Double($0) / Double(rule.count)) }.joined(separator: ", ")
      case .standardDeviation:
        "cuts one standard deviation of the index apart, weighted by population, about its mean"
      case .jenks: "natural breaks of the index (Fisher–Jenks), weighted by population"
      case .equal: "equal widths of the index"
      case .manual:
        "cuts of the \(rule.scale.rawValue) at \(rule.bounds.map(Self.number).joined(separator: ", "))"
      }
    return cuts + (isFixed ? ", as index values of the reference" : "") + "; a value on a cut is in the higher class"
  }

  /// The shortest text of at most two decimals.
  private static func number(_ value: Double) -> String {
    let hundredths = (value * 100).rounded()
    if hundredths.truncatingRemainder(dividingBy: 100) == 0, abs(value) < 1e15 { return "\(Int(hundredths / 100))" }
    return abs(value) < 1e13 ? "\(hundredths / 100)" : "\(value)"
  }
}
