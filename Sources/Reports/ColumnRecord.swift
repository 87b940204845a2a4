import Core

/// A column of an input and what it was taken for, as `run.columns` of the statistics says it.
package struct ColumnRecord: Sendable, Hashable {
  /// The file as the user named it.
  package var file: String
  /// What the column serves as.
  package var role: String
  /// The column's heading, as `ShownHeading` gives it.
  package private(set) var column: String
  /// Unit of its values; empty where there is none.
  package var unit: String

  /// A column of that file in that role.
  package init(file: String, role: String, column: String, unit: String) {
    (self.file, self.role, self.column, self.unit) = (file, role, ShownHeading.of(column), unit)
  }

  /// As JSON: `file`, `role`, `column`, `unit`.
  package var tree: JSONTree {
    .members([
      "file": .string(file), "role": .string(role), "column": .string(column),
      "unit": unit.isEmpty ? .null : .string(unit),
    ])
  }

  /// As a dry run shows it: `  population: Folkmängd (people)`.
  package func line(_ language: Language) -> String {
    "  \(role): \(column)" + (unit.isEmpty ? "" : " (\(language.told(unit)))")
  }
}
