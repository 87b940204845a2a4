import Columns
import Core
import Grid

/// Finds where a table's cells are named.
enum CellLayout {
  /// The columns of corner and side.
  ///
  /// - Parameter cellSize: the side given on the command line, metres; used where the table has no column for it.
  /// - Throws: ``Failure`` (bad data) when no column names the cells, or nothing tells their side; (usage) when `cellSize`
  ///   contradicts the code column's heading.
  static func find(_ finder: RoleFinder, cellSize: Int32?) throws -> CellColumns {
    typealias Cells = RoleCatalogue.Cells
    if let column = try finder.find(Cells.ruta) {
      let stated = Cells.codes.first { $0.sideMetres != nil && Heading.isSpelling(column, of: $0.heading) }?
        .sideMetres
      return CellColumns(
        corner: .code(column), size: try size(finder, column, stated: stated, isCode: true, cellSize))
    }
    for (first, second) in Cells.corners {
      guard let (a, b) = try finder.findPair(first, second) else { continue }
      return CellColumns(
        corner: .coordinates(first: a, second: b), size: try size(finder, a, stated: nil, isCode: false, cellSize))
    }
    try finder.journal.fail(
      Failure(
        .badData, "no column names the cells", file: finder.file,
        expected: Cells.ruta.headings.prefix(4).joined(separator: ", ")
          + ", rutid_inspire, or the pair ruta_x/ruta_y",
        hint: "\(finder.there); for zones give --key FIELD"))
    return CellColumns(corner: .code(Cells.ruta.name), size: .inCode)
  }

  private static func size(
    _ finder: RoleFinder, _ corner: String, stated: Int32?, isCode: Bool, _ cellSize: Int32?
  ) throws -> CellColumns.Size {
    if let column = try finder.find(RoleCatalogue.Cells.size) { return .column(column) }
    if let stated, let cellSize, stated != cellSize {
      throw Failure(
        .usage, "--cell-size \(cellSize) contradicts the column, whose name says \(stated) m", file: finder.file,
        field: corner)
    }
    if let fixed = cellSize ?? stated { return .fixed(fixed) }
    if isCode { return .inCode }
    throw Failure(
      .badData, "nothing tells the size of the cells", file: finder.file,
      expected: "a column " + RoleCatalogue.Cells.size.headings.prefix(3).joined(separator: ", "),
      hint: "or give --cell-size 250")
  }
}
