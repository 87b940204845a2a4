import Columns

/// A source column as a definition names it.
///
/// Deliveries name the same column differently (years, DBF names cut to ten bytes), so a reference may hold several
/// names, and the same name may stand in several tables (`Totalt`), so it may say which table is meant by a column
/// that stands beside it there.
public struct ColumnReference: Sendable, Equatable, Hashable {
  /// Names to look for, the preferred first; at least one, none empty.
  public var names: [String]
  /// A column that the same table must also have; nil looks in all tables.
  public var beside: String?

  /// A reference to the first of these names that is found.
  public init(_ names: [String], beside: String? = nil) {
    (self.names, self.beside) = (names, beside)
  }

  /// A reference to one name.
  public init(_ name: String) { self.init([name]) }

  /// The reference in words: `Totalt` or `Eftergymn2 or Eftergymn (beside Gymnasial)`.
  public var description: String {
    names.joined(separator: " or ") + (beside.map { " (beside \($0))" } ?? "")
  }
}

/// How a reference's name met a column's.
enum NameMatch: Int, CaseIterable, Sendable {
  /// Byte for byte.
  case exact
  /// Alike but for case.
  case ignoringCase
  /// Another spelling, see `Heading`.
  case spelling
  /// The column is what DBF leaves of the name.
  case truncated

  /// Whether the column's name is the wanted one at this level of laxness.
  func holds(_ wanted: String, _ column: String) -> Bool {
    switch self {
    case .exact: wanted == column
    case .ignoringCase: wanted.lowercased() == column.lowercased()
    case .spelling: Heading.isSpelling(column, of: wanted)
    case .truncated: Heading.isCut(column, of: wanted)
    }
  }
}
