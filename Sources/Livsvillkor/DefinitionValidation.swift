import Core

extension Definition {
  /// Throws ``Failure`` (bad data), naming the key at fault, when the definition contradicts itself.
  public func validate() throws {
    try validateNames()
    for group in groups { try Self.validate(weight: group.weight, of: group.name) }
    for variable in variables { try validate(variable) }
    for group in groups where members(of: group).isEmpty {
      throw failure("a group without variables", "groups", group.name, "at least one variable with this group")
    }
    if population.isEmpty || population.contains(where: { $0.isEmpty }) { throw noColumns("population") }
    for count in counts where count.columns.isEmpty { throw noColumns("counts.\(count.name)") }
    for reference in population.flatMap({ $0 }) + counts.flatMap(\.columns) { try validate(reference) }
    if !(minimumPopulation >= 0 && minimumPopulation.isFinite) {
      throw failure("not a number of people", "min_population", "\(minimumPopulation)", "0 or more")
    }
    try validateScores()
    try validateClasses()
  }

  private func validateNames() throws {
    if groups.isEmpty { throw failure("the definition has no groups", "groups") }
    if variables.isEmpty { throw failure("the definition has no variables", "variables") }
    var taken: Set = [
      "ruta", "size_m", "population", "index", "percentile", "class", "status", "population_z", "geometry",
    ]
    taken.formUnion(Self.countNames)
    for name in groups.map(\.name) + variables.map(\.name) + variables.map({ $0.name + "_z" }) {
      let allowed = name.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || "0123456789_-.".unicodeScalars.contains($0)
      }
      if name.isEmpty || !allowed {
        throw failure("not a name", "groups, variables", name, "letters, digits and _ - .")
      }
      if !taken.insert(name).inserted {
        throw failure(
          "a name is used twice, or is that of another output field", "groups, variables", name, "a name of its own")
      }
    }
    var out: Set<String> = []
    for item in leftOut {
      if variables.contains(where: { $0.name == item.variable }) {
        throw failure("a variable is both used and left out", "left_out", item.variable)
      }
      if !out.insert(item.variable).inserted { throw failure("left out twice", "left_out", item.variable) }
    }
    var counted: Set<String> = []
    for count in counts {
      if !Self.countNames.contains(count.name) {
        throw failure(
          "unknown count", "counts", count.name, Self.countNames.joined(separator: " or "),
          hint: Suggestion.hint(for: count.name, among: Self.countNames))
      }
      if !counted.insert(count.name).inserted { throw failure("counted twice", "counts", count.name) }
    }
  }

  private func validate(_ variable: Variable) throws {
    let key = "variables.\(variable.name)"
    let known = groups.map(\.name)
    if !known.contains(variable.group) {
      throw failure(
        "unknown group", "\(key).group", variable.group, "one of the groups",
        hint: Suggestion.hint(for: variable.group, among: known))
    }
    try Self.validate(weight: variable.weight, of: variable.name)
    if variable.measures.isEmpty { throw noColumns(key) }
    for measure in variable.measures {
      switch measure {
      case .value(let columns): if columns.isEmpty { throw noColumns("\(key).value") }
      case .ratio(let numerator, let denominator):
        if numerator.isEmpty { throw noColumns("\(key).numerator") }
        if denominator.isEmpty { throw noColumns("\(key).denominator") }
        if variable.perArea {
          throw failure("a ratio has no density", "\(key).per", "area", "per: area only with value:")
        }
      }
      for reference in measure.columns { try validate(reference) }
    }
  }

  private func validate(_ reference: ColumnReference) throws {
    if reference.names.isEmpty || reference.names.contains("") || reference.beside == "" {
      throw failure("an empty column name", "numerator, denominator, value, population, counts")
    }
  }

  /// Throws unless the weight is above zero.
  static func validate(weight: Double, of name: String) throws {
    if !(weight > 0 && weight.isFinite) {
      throw Failure(
        .badData, "not a weight", field: "weights.\(name)", value: "\(weight)", expected: "a number above 0",
        hint: "to leave a variable out, use --drop \(name)")
    }
  }

  private func validateScores() throws {
    if let clip {
      if normalisation != .zscore {
        throw failure("clip is of no use with this normalisation", "clip", normalisation.rawValue, "zscore")
      }
      if !(clip.lower < clip.upper && clip.lower.isFinite && clip.upper.isFinite) {
        throw failure("clip's limits are out of order", "clip", "[\(clip.lower), \(clip.upper)]", "lower < upper")
      }
    }
    if let winsorise, !(winsorise.lower >= 0 && winsorise.lower < winsorise.upper && winsorise.upper <= 100) {
      throw failure(
        "winsorise's limits are out of order", "winsorise", "[\(winsorise.lower), \(winsorise.upper)]",
        "percentiles, 0 ≤ lower < upper ≤ 100")
    }
    let geometric = indexAggregation == .geometric || groups.contains { $0.aggregation == .geometric }
    if geometric && normalisation == .zscore {
      throw failure(
        "a geometric mean needs scores that are never negative", "aggregation", "geometric",
        "normalisation: percentile, minmax or rank")
    }
    if case .atLeast(let least) = missing, !(1...variables.count).contains(least) {
      throw failure(
        "not a number of variables", "missing.at_least", "\(least)",
        "1 to \(variables.count), the variables there are")
    }
  }

  private func validateClasses() throws {
    if !(2...255).contains(classes.count) {
      throw failure("not a number of classes", "classes.count", "\(classes.count)", "2 to 255")
    }
    if classes.method != .manual {
      if !classes.bounds.isEmpty {
        throw failure("bounds are of no use with this method", "classes.bounds", classes.method.rawValue, "manual")
      }
      return
    }
    let bounds = classes.bounds
    if bounds.count != classes.count - 1 {
      throw failure(
        "not as many bounds as the classes need", "classes.bounds", "\(bounds.count)", "\(classes.count - 1)")
    }
    if !bounds.allSatisfy(\.isFinite) || !zip(bounds, bounds.dropFirst()).allSatisfy({ $0 < $1 }) {
      throw failure("bounds are out of order", "classes.bounds", "\(bounds)", "ascending numbers")
    }
    if classes.scale == .percentile, !bounds.allSatisfy({ $0 > 0 && $0 <= 100 }) {
      throw failure("a bound is no percentile", "classes.bounds", "\(bounds)", "above 0, at most 100")
    }
  }

  private func failure(
    _ message: String, _ key: String, _ value: String? = nil, _ expected: String? = nil, hint: String? = nil
  ) -> Failure {
    Failure(
      .badData, "definition \"\(name)\": \(message)", field: key, value: value, expected: expected, hint: hint)
  }

  private func noColumns(_ key: String) -> Failure {
    failure("no columns are named", key, nil, "a list of column names")
  }
}
