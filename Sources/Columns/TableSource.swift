/// A column that a computation wants from a source, and as what.
public struct ColumnRequest: Sendable, Hashable {
  /// Numbers or text.
  public enum Kind: Sendable, Hashable, BitwiseCopyable {
    case number
    case text
    /// Codes of 13 digits: numbers where a source finds nothing else in the column, and gives numbers faster than texts; else
    /// texts. Who asks for it must take either.
    case code
  }

  /// The column's exact name in the source.
  public var name: String
  /// What to read it as.
  public var kind: Kind

  /// The column `name`, read as `kind`.
  public init(_ name: String, _ kind: Kind) {
    (self.name, self.kind) = (name, kind)
  }
}

/// A file's table, read column by column: a CSV file, a GeoPackage layer, a sheet.
///
/// Nothing but names and counts is read before ``read(_:)``, so a dry run costs little, and columns that nobody
/// asks for are never parsed.
public protocol TableSource {
  /// The file as the user named it, for messages.
  var name: String { get }
  /// Column names in file order.
  var columnNames: [String] { get }
  /// Rows, the header not counted.
  var rowCount: Int { get }
  /// The columns asked for, in the order asked for, each of ``rowCount`` rows.
  ///
  /// Throws ``Failure`` (bad data) with file, row, field, value and what was expected for text in a number column,
  /// and for a name that the source does not have.
  func read(_ requests: [ColumnRequest]) throws -> [Column]
  /// A row as messages name it: `row 12` (a line of the file) or `feature 7`.
  func place(ofRow row: Int) -> String
}
