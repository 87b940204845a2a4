import Livsvillkor

/// Reads the rules of the computation; what is not there keeps its default.
enum RuleReader {
  static func apply(_ top: YAMLEntries, to definition: inout Definition) throws {
    if let value = top["min_population"] { definition.minimumPopulation = try value.number() }
    if let value = top["normalisation"] { definition.normalisation = try value.choice(Normalisation.self) }
    // Only z-scores are clipped, so the default clip is theirs alone.
    if definition.normalisation != .zscore { definition.clip = nil }
    if let value = top["clip"] { definition.clip = try limits(value, expected: "[lower, upper] or none") }
    if let value = top["winsorise"] {
      definition.winsorise = try limits(value, expected: "[lower, upper] as percentiles, or none")
    }
    if let value = top["aggregation"] {
      let levels = try YAMLEntries(value, keys: ["groups", "index"])
      if let index = levels["index"] { definition.indexAggregation = try index.choice(Aggregation.self) }
    }
    if let value = top["missing"] { definition.missing = try missing(value) }
    if let value = top["classes"] { definition.classes = try classes(value) }
    if let value = top["reference"] { definition.reference = try reference(value) }
  }

  private static func limits(_ value: YAMLValue, expected: String) throws -> Limits? {
    if !value.isList, try value.text(expected: expected) == "none" { return nil }
    let (lower, upper) = try value.pair(expected: expected)
    return Limits(lower, upper)
  }

  private enum MissingWord: String, CaseIterable {
    case refuse
    case available
  }

  private static func missing(_ value: YAMLValue) throws -> MissingRule {
    if value.isMapping {
      let entries = try YAMLEntries(value, keys: ["at_least"])
      return .atLeast(try entries.required("at_least", of: value).integer())
    }
    switch try value.choice(MissingWord.self) {
    case .refuse: return .refuse
    case .available: return .available
    }
  }

  private static func classes(_ value: YAMLValue) throws -> ClassRule {
    let entries = try YAMLEntries(value, keys: ["method", "count", "bounds", "on"])
    let method = try entries.required("method", of: value).choice(ClassRule.Method.self)
    let count = try entries["count"]?.integer()
    guard method == .manual else {
      if let unused = entries["bounds"] ?? entries["on"] {
        throw unused.failure("this key is of no use with the method \(method.rawValue)", expected: "method: manual")
      }
      return ClassRule(method, count: count ?? 5)
    }
    let bounds = try entries.required("bounds", of: value).list().map { try $0.number() }
    var rule = ClassRule(manual: bounds, on: try entries["on"]?.choice(ClassRule.Scale.self) ?? .index)
    if let count { rule.count = count }
    return rule
  }

  private static func reference(_ value: YAMLValue) throws -> ReferenceChoice {
    if value.isMapping {
      return .file(try YAMLEntries(value, keys: ["file"]).required("file", of: value).text(expected: "a file's path"))
    }
    if try value.text() != "this_table" { throw value.failure(expected: "this_table or {file: PATH}") }
    return .thisTable
  }
}
