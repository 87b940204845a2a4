/// What a reference's numbers depend on: two definitions with the same fingerprint may share a reference.
///
/// Each variable's measure is part of it, see ``MeasureRecord``: another year's table may name its columns differently where the
/// definition gives both names. `min_population` is not: the reference's means stay what they were.
public struct Fingerprint: Sendable, Equatable, Codable {
  /// A group's part.
  struct Group: Sendable, Equatable, Codable {
    var name: String
    var weight: Double
    var aggregation: Aggregation
  }

  /// A variable's part.
  struct Variable: Sendable, Equatable, Codable {
    var name: String
    var group: String
    var worse: Definition.Worse
    var weight: Double
    var per: String
    /// What it measures; nil in references that earlier versions made.
    var measure: MeasureRecord?
  }

  var groups: [Group]
  var variables: [Variable]
  var normalisation: Normalisation
  var clip: [Double]?
  var winsorise: [Double]?
  var indexAggregation: Aggregation
  var missing: String
  var classes: String

  private enum CodingKeys: String, CodingKey {
    case groups, variables, normalisation, clip, winsorise
    case indexAggregation = "index_aggregation"
    case missing, classes
  }

  /// The definition's fingerprint, groups and variables by name.
  public init(_ definition: Definition) {
    groups = definition.groups.map { Group(name: $0.name, weight: $0.weight, aggregation: $0.aggregation) }
      .sorted { $0.name < $1.name }
    variables = definition.variables.map { variable in
      Variable(
        name: variable.name, group: variable.group, worse: variable.worse, weight: variable.weight,
        per: variable.perArea ? "area" : "unit",
        measure: variable.measures.first.map { MeasureRecord($0, of: variable) })
    }.sorted { $0.name < $1.name }
    normalisation = definition.normalisation
    clip = definition.clip.map { [$0.lower, $0.upper] }
    winsorise = definition.winsorise.map { [$0.lower, $0.upper] }
    indexAggregation = definition.indexAggregation
    missing =
      switch definition.missing {
      case .refuse: "refuse"
      case .available: "available"
      case .atLeast(let count): "at least \(count)"
      }
    let rule = definition.classes
    classes =
      rule.method == .manual
      ? "manual on \(rule.scale.rawValue): \(rule.bounds.map { "\($0)" }.joined(separator: ", "))"
      : "\(rule.method.rawValue), \(rule.count)"
  }

  /// What differs, in words, this one's value first; empty when the two are alike.
  public func differences(from other: Fingerprint) -> [String] {
    var list = [String]()
    func compare(_ what: String, _ mine: String, _ theirs: String) {
      if mine != theirs { list.append("\(what) is \(mine), in the reference \(theirs)") }
    }
    let names = variables.map(\.name)
    let otherNames = other.variables.map(\.name)
    let extra = names.filter { !otherNames.contains($0) }
    let lacking = otherNames.filter { !names.contains($0) }
    if !extra.isEmpty { list.append("the reference lacks \(extra.joined(separator: ", "))") }
    if !lacking.isEmpty { list.append("the reference also has \(lacking.joined(separator: ", "))") }
    for mine in variables {
      guard let theirs = other.variables.first(where: { $0.name == mine.name }) else { continue }
      compare("the group of \(mine.name)", mine.group, theirs.group)
      compare("the worse end of \(mine.name)", mine.worse.rawValue, theirs.worse.rawValue)
      compare("the weight of \(mine.name)", "\(mine.weight)", "\(theirs.weight)")
      compare("\"per\" of \(mine.name)", mine.per, theirs.per)
      if let own = mine.measure, let other = theirs.measure, !own.isSame(as: other) {
        list.append("\(mine.name) is \(own.words), in the reference \(other.words)")
      }
    }
    for mine in groups {
      guard let theirs = other.groups.first(where: { $0.name == mine.name }) else { continue }
      compare("the weight of \(mine.name)", "\(mine.weight)", "\(theirs.weight)")
      compare("the aggregation of \(mine.name)", mine.aggregation.rawValue, theirs.aggregation.rawValue)
    }
    func words(_ limits: [Double]?) -> String { limits.map { "\($0)" } ?? "none" }
    compare("normalisation", normalisation.rawValue, other.normalisation.rawValue)
    compare("clip", words(clip), words(other.clip))
    compare("winsorise", words(winsorise), words(other.winsorise))
    compare("the index's aggregation", indexAggregation.rawValue, other.indexAggregation.rawValue)
    compare("the rule for missing values", missing, other.missing)
    compare("the class rule", classes, other.classes)
    return list
  }
}
