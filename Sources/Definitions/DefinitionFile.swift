import Core
import Foundation
import Livsvillkor
import Reports

/// A definition by the name of a built-in one or by the path of a file.
public enum DefinitionFile {
  /// The built-in definition of that name, or that in the YAML file at that path.
  ///
  /// A word without `/` and `.` is a name; with them it is a path. Throws ``Failure``: usage for an unknown name, no
  /// input for a file that cannot be read, bad data for what is wrong in it.
  public static func definition(_ nameOrPath: String) throws -> Definition {
    if BuiltInDefinitions.names.contains(nameOrPath) { return try BuiltInDefinitions.definition(named: nameOrPath) }
    let isWord = !nameOrPath.contains("/") && !nameOrPath.contains(".")
    if isWord && !FileManager.default.fileExists(atPath: nameOrPath) {
      return try BuiltInDefinitions.definition(named: nameOrPath)
    }
    var definition = try DefinitionReader.definition(yaml: InputFile.text(nameOrPath), file: nameOrPath)
    // What was made of a built-in one is no longer the project's own, whatever it is called.
    if let builtIn = try? BuiltInDefinitions.definition(named: definition.name), builtIn != definition {
      definition.name += " (changed)"
    }
    return definition
  }
}
