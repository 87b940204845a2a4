import Core
import Livsvillkor

/// Reads a definition from YAML.
public enum DefinitionReader {
  /// Keys at the top of a definition.
  static let keys = [
    "name", "population", "min_population", "groups", "variables", "weights", "counts", "normalisation", "clip",
    "winsorise", "aggregation", "missing", "classes", "reference", "left_out",
  ]

  /// The definition that the text holds, validated.
  ///
  /// Throws ``Failure`` (bad data) with `file`, line, key, value and what was expected for text that is no YAML, keys
  /// that are unknown or stand twice, values of the wrong kind, and a definition that contradicts itself.
  public static func definition(yaml: String, file: String) throws -> Definition {
    let document = try YAMLValue.document(
      yaml, file: file,
      orEmpty: Failure(.badData, "the definition is empty", file: file, hint: "see --print-definition for an example")
    )
    let top = try YAMLEntries(document, keys: keys)
    var definition = Definition(
      name: try top.required("name", of: document).text(),
      groups: try GroupReader.groups(top, of: document), variables: try VariableReader.variables(top, of: document),
      population: try VariableReader.sums(top.required("population", of: document)))
    try GroupReader.applyWeights(top["weights"], to: &definition)
    try RuleReader.apply(top, to: &definition)
    if let counts = top["counts"] {
      definition.counts = try YAMLEntries(counts, keys: Definition.countNames).entries.map {
        Definition.Count($0.key, columns: try VariableReader.columns($0.value))
      }
    }
    if let leftOut = top["left_out"] {
      definition.leftOut = try YAMLEntries(leftOut).entries.map {
        Definition.LeftOut($0.key, reason: try $0.value.text(expected: "the reason"))
      }
    }
    do {
      try definition.validate()
    } catch var failure as Failure {
      failure.file = failure.file ?? file
      throw failure
    }
    return definition
  }
}
