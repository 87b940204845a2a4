import Core
import Livsvillkor

/// Reads `groups:` and `weights:`.
enum GroupReader {
  /// Groups from a list of names, or from names with settings of their own.
  static func groups(_ top: YAMLEntries, of document: YAMLValue) throws -> [Definition.Group] {
    let level = try top["aggregation"].map { try YAMLEntries($0, keys: ["groups", "index"]) }
    let aggregation = try level?["groups"]?.choice(Aggregation.self) ?? .arithmetic
    let value = try top.required("groups", of: document)
    if !value.isMapping {
      return try value.list(expected: "a list of names").map {
        Definition.Group(try $0.text(expected: "a name"), aggregation: aggregation)
      }
    }
    return try YAMLEntries(value).entries.map { name, settings in
      if settings.isNull { return Definition.Group(name, aggregation: aggregation) }
      let own = try YAMLEntries(settings, keys: ["aggregation"])
      return Definition.Group(name, aggregation: try own["aggregation"]?.choice(Aggregation.self) ?? aggregation)
    }
  }

  /// Weights by the name of a variable or a group; those not named stay 1.
  static func applyWeights(_ value: YAMLValue?, to definition: inout Definition) throws {
    guard let value else { return }
    for (name, entry) in try YAMLEntries(value).entries {
      let weight = try entry.number()
      let variables = definition.variables.indices.filter { definition.variables[$0].name == name }
      let groups = definition.groups.indices.filter { definition.groups[$0].name == name }
      for place in variables { definition.variables[place].weight = weight }
      for place in groups { definition.groups[place].weight = weight }
      if variables.isEmpty && groups.isEmpty {
        throw Failure(
          .badData, "a weight for something that is neither a variable nor a group", file: entry.file,
          place: entry.place, field: entry.path,
          hint: Suggestion.hint(
            for: name, among: definition.variables.map(\.name) + definition.groups.map(\.name)))
      }
    }
  }
}
