import Columns
import Core

/// Which columns of a table name its cells, and how each was understood.
///
/// Names are matched ignoring case, whole or cut to ten characters by a DBF file.
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
    /// The same for all rows: given with `--cell-size`, or part of the code column's name (`Ruta250`).
    case fixed(Int32)
    /// Only in the codes themselves (INSPIRE).
    case inCode
  }

  /// Where the corner is.
  public var corner: Corner
  /// Where the side is.
  public var size: Size

  /// Code columns, best first; the number is the side that the name states.
  private static let codeNames: [(String, Int32?)] = [
    ("ruta", nil), ("rutid_sw", nil), ("rutid", nil), ("rutid_scb", nil), ("rut_id", nil), ("ruta250", 250),
    ("ruta_250", 250), ("ruta1000", 1000), ("ruta_1000", 1000), ("ruta1km", 1000), ("ruta500", 500), ("ruta100", 100),
    ("rutid_inspire", nil), ("inspire_id", nil), ("grd_id", nil),
  ]
  private static let coordinateNames = [("ruta_x", "ruta_y"), ("rut_x", "rut_y"), ("ruta_e", "ruta_n"), ("e", "n")]
  private static let sizeNames = ["size_m", "rutstorl", "astrutstor", "rutstorlek", "ruta_storlek", "cell_size"]

  /// Finds the columns.
  ///
  /// - Parameters:
  ///   - names: the table's columns.
  ///   - file: the table, for messages.
  ///   - cellSize: the side given on the command line, used where the table has no column for it.
  /// - Returns: nil when no column names a cell.
  /// - Throws: ``Failure`` (bad data) when the corner is there but nothing tells the side; (usage) when `cellSize`
  ///   contradicts the column's name.
  public static func find(in names: [String], file: String, cellSize: Int32?) throws -> CellColumns? {
    func named(_ wanted: String) -> String? {
      let cut = wanted.prefix(10)
      return names.first { $0.lowercased() == wanted } ?? names.first { $0.lowercased() == cut && cut != wanted }
    }
    let sizeColumn = sizeNames.lazy.compactMap(named).first
    func side(stated: Int32?, of column: String, isCode: Bool) throws -> Size {
      if let sizeColumn { return .column(sizeColumn) }
      if let stated, let cellSize, stated != cellSize {
        throw Failure(
          .usage, "--cell-size \(cellSize) contradicts the column, whose name says \(stated) m", file: file,
          field: column)
      }
      if let fixed = cellSize ?? stated { return .fixed(fixed) }
      if isCode { return .inCode }
      throw Failure(
        .badData, "nothing tells the size of the cells", file: file,
        expected: "a column \(sizeNames.prefix(3).joined(separator: ", "))", hint: "or give --cell-size 250")
    }
    for (name, stated) in codeNames {
      if let column = named(name) {
        return CellColumns(corner: .code(column), size: try side(stated: stated, of: column, isCode: true))
      }
    }
    for (first, second) in coordinateNames {
      if let a = named(first), let b = named(second) {
        return CellColumns(
          corner: .coordinates(first: a, second: b), size: try side(stated: nil, of: a, isCode: false))
      }
    }
    return nil
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

  /// The names that would have been found, for a message.
  public static var knownNames: String {
    "\(codeNames.map(\.0).prefix(6).joined(separator: ", ")), rutid_inspire, or the pair ruta_x/ruta_y"
  }
}
