import Core
import Livsvillkor

/// The definitions that come with the project.
public enum BuiltInDefinitions {
  /// Their names, the default first.
  public static let names = DefaultNotice.builtInNames

  /// The definition's YAML with its comments; nil for a name that is not built in.
  public static func text(named name: String) -> String? {
    switch name {
    case "livsvillkor": livsvillkorYAML
    case "scb": scbYAML
    case "deso": desoYAML
    default: nil
    }
  }

  /// The definition of that name. Throws ``Failure`` (usage) for a name that is not built in.
  public static func definition(named name: String) throws -> Definition {
    guard let text = text(named: name) else {
      throw Failure(
        .usage, "no such built-in definition", value: name, hint: Suggestion.hint(for: name, among: names))
    }
    return try DefinitionReader.definition(yaml: text, file: "built-in \(name)")
  }
}
