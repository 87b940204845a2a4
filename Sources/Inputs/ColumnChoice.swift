import Core

/// Finds a column by the name given on the command line, or by its usual names.
package struct ColumnChoice {
  /// The table's columns.
  package let names: [String]
  /// The table, for messages.
  package let file: String

  /// The columns of a table called `file` in messages.
  package init(names: [String], file: String) {
    self.names = names
    self.file = file
  }

  /// The column called `given`, which must exist.
  package func named(_ given: String, flag: String) throws -> String {
    if let found = names.first(where: { $0 == given })
      ?? names.first(where: { $0.lowercased() == given.lowercased() })
    {
      return found
    }
    throw Failure(
      .usage, "\(flag): there is no such column", file: file, field: given,
      hint: Suggestion.hint(for: given, among: names))
  }

  /// The first of the usual names that the table has, whole or cut to ten characters by a DBF file.
  package func usual(_ known: [String]) -> String? {
    for wanted in known {
      if let found = names.first(where: { $0.lowercased() == wanted }) { return found }
      if wanted.utf8.count > 10, let cut = names.first(where: { $0.lowercased() == wanted.prefix(10) }) { return cut }
    }
    return nil
  }

  /// The one given, or a usual one; nil when none is given and none is there.
  package func optional(_ given: String?, flag: String, _ known: [String]) throws -> String? {
    try given.map { try named($0, flag: flag) } ?? usual(known)
  }

  /// The one given, or a usual one, or an error that says what was looked for.
  package func required(_ given: String?, flag: String, _ known: [String], what: String) throws -> String {
    if let found = try optional(given, flag: flag, known) { return found }
    throw Failure(
      .badData, "no column holds the \(what)", file: file, expected: known.prefix(4).joined(separator: ", "),
      hint: "name it with \(flag); columns there: \(names.prefix(12).joined(separator: ", "))")
  }
}
