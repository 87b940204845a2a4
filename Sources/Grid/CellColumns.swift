import Columns

/// Which columns of a table name its cells, and how each was understood.
public struct CellColumns: Sendable, Equatable {
  /// How the corner is given.
  public enum Corner: Sendable, Equatable {
    /// One column of codes, either family.
    case code(String)
    /// Two columns of metres; which is which is told by their range, see ``CellReader``.
    case coordinates(first: String, second: String)
  }

  /// How the side is given.
  public enum Size: Sendable, Equatable {
    /// A column, metres.
    case column(String)
    /// One side for all rows, metres: given with `--cell-size`, or part of the code column's name (`Ruta250`).
    case fixed(Int32)
    /// Only in the codes themselves (INSPIRE).
    case inCode
  }

  /// Where the corner is.
  public var corner: Corner
  /// Where the side is.
  public var size: Size

  /// Columns that name the cells so.
  public init(corner: Corner, size: Size) {
    (self.corner, self.size) = (corner, size)
  }

  /// What ``CellReader`` needs from the table, corner first.
  public var requests: [ColumnRequest] {
    var result: [ColumnRequest] = []
    switch corner {
    case .code(let name): result.append(ColumnRequest(name, .code))
    case .coordinates(let first, let second):
      result += [ColumnRequest(first, .number), ColumnRequest(second, .number)]
    }
    if case .column(let name) = size { result.append(ColumnRequest(name, .number)) }
    return result
  }
}
