import Core
import Incidents
import Reports

/// Groups of event categories, from a YAML file:
///
///     groups:
///       vald:
///         categories: [Skottlossning, "Mord/dråp, försök"]
///       ingripandebrott:
///         categories: [Narkotikabrott, Vapenlagen]
///         activity_driven: true
public enum CategoryFile {
  /// The groups in the file, in its order.
  ///
  /// Throws ``Failure``: no input for a file that cannot be read, bad data (file, line, key) for text that is no YAML, keys
  /// that are unknown, missing or stand twice, and a category in two groups.
  public static func groups(_ path: String) throws -> CategoryGroups {
    let text = try InputFile.text(path)
    return try groups(yaml: text, file: path)
  }

  /// The groups in a text.
  static func groups(yaml: String, file: String) throws -> CategoryGroups {
    let document = try YAMLValue.document(
      yaml, file: file,
      orEmpty: Failure(
        .badData, "the file is empty", file: file, expected: "groups: with a list of categories for each name"))
    let top = try YAMLEntries(document, keys: ["groups"])
    let groups = try YAMLEntries(top.required("groups", of: document)).entries.map { name, value in
      let entries = try YAMLEntries(value, keys: ["categories", "activity_driven"])
      return CategoryGroups.Group(
        name: name,
        categories: try entries.required("categories", of: value).list(expected: "a list of categories").map {
          try $0.text(expected: "a category")
        },
        isActivityDriven: try entries["activity_driven"]?.flag() ?? false)
    }
    if groups.isEmpty { throw Failure(.badData, "there are no groups", file: file, expected: "at least one") }
    do {
      return try CategoryGroups(groups)
    } catch var failure as Failure {
      failure.file = file
      throw failure
    }
  }
}
