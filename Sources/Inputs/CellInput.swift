import Reports
import Columns
import Core
import Grid
import Parallel

/// Cells from one or several tables, joined on (size, E, N), in canonical order.
package struct CellInput {
  /// The cells of all tables.
  package let lattice: CellLattice
  /// For each table, the columns asked for, one entry a cell (null where the table lacks the cell).
  package let columns: [[Column]]
  /// Rows read from each table.
  package let rowCounts: [Int]
  /// Coarse cells that are wholly covered by finer ones: they own no ground, and count nowhere.
  package let buried: [Int]

  /// What one table gave.
  private struct Part {
    var order: CellOrder
    var columns: [Column]
  }

  /// Reads and joins.
  ///
  /// - Parameters:
  ///   - tables: opened tables.
  ///   - requests: for each table, the columns wanted besides those that name the cells.
  ///   - options: how the inputs are to be taken.
  ///   - listsSquares: see `CellLattice`.
  ///   - journal: gets notes on axis order, repeated rows, cells that only some tables have.
  package init(
    tables: [InputTable], requests: [[ColumnRequest]], options: InputOptions, listsSquares: Bool = true,
    journal: Journal
  ) throws {
    var parts: [Part] = []
    var counts: [Int] = []
    for (table, wanted) in zip(tables, requests) {
      let part = try Self.part(table, wanted, options: options, journal: journal)
      parts.append(part)
      counts.append(part.order.cells.count + part.order.repeatedRowCount)
    }
    let cells = Self.union(parts.map(\.order.cells))
    guard !cells.isEmpty else {
      throw Failure(
        .badData, "the table has no rows", file: tables.first?.source.name, expected: "at least one cell",
        hint: options.filter.map { "\(options.filterFlag) was: \($0)" })
    }
    lattice = try Failure.naming(tables.map(\.source.name)) {
      try CellLattice(cells, threads: tables.first?.threads ?? 1, listsSquares: listsSquares)
    }
    columns = parts.map { Self.spread($0, over: cells) }
    rowCounts = counts
    for (table, part) in zip(tables, parts) where part.order.cells.count < cells.count {
      journal.note("\(table.source.name): lacks \(cells.count - part.order.cells.count) of \(cells.count) cells")
    }
    let owned = lattice.ownedUnits
    buried = try Parallel.blocks(of: owned.count, threads: tables.first?.threads ?? 1) { cells in
      cells.filter { owned[$0] == 0 }
    }.flatMap { $0 }
    if !buried.isEmpty {
      journal.note(
        "\(buried.count) coarse cells are wholly covered by finer ones: they own no ground and count nowhere")
    }
  }

  /// What a cell is called in messages.
  package func name(_ cell: Int) -> String {
    let cell = lattice.cells[cell]
    return "cell \(cell.code) (\(cell.size) m)"
  }

  /// Where a table's cells are named, or an error that says what was looked for.
  package static func layout(of table: InputTable, options: InputOptions, journal: Journal) throws -> CellColumns {
    try CellLayout.find(RoleFinder(table, journal: journal), cellSize: options.cellSize)
  }

  /// The same of a text's headings.
  package static func layout(
    ofColumns names: [String], file: String, options: InputOptions, journal: Journal
  ) throws -> CellColumns {
    try CellLayout.find(
      RoleFinder(names, file: file, options: options, journal: journal), cellSize: options.cellSize)
  }

  private static func part(
    _ table: InputTable, _ wanted: [ColumnRequest], options: InputOptions, journal: Journal
  ) throws -> Part {
    let layout = try layout(of: table, options: options, journal: journal)
    if let given = options.cellSize, case .column(let field) = layout.size {
      journal.note("\(table.source.name): --cell-size \(given) is not used, the column \(field) tells the sizes")
    }
    let keys = layout.requests
    var rows = try table.read(keys + wanted, journal: journal)
    let reader = try CellReader(
      columns: Array(rows.columns.prefix(keys.count)), layout: layout, source: table.source, rows: rows.rows,
      skipsBadRows: options.badRows == .skip, threads: table.threads)
    reader.notes.forEach(journal.note)
    InputTable.report(reader.refused, file: table.source.name, journal: journal)
    if let kept = reader.kept {
      rows.columns = rows.columns.map { $0.gathered(kept) }
      rows.rows = RowNumbers(kept.map { rows.rows[$0] })
    }
    try GeometryCheck.compare(reader.cells, rows: rows.rows, table: table, journal: journal)
    let values = Array(rows.columns.dropFirst(keys.count))
    let order = try CellOrder(
      cells: reader.cells, rows: rows.rows, columns: values, names: wanted.map(\.name), source: table.source,
      threads: table.threads)
    if order.repeatedRowCount > 0 {
      journal.note(
        "\(table.source.name): \(order.repeatedRowCount) rows repeat a cell with the same values; left out")
    }
    return Part(order: order, columns: values)
  }

  /// The sorted union of sorted lists.
  private static func union(_ lists: [[Cell]]) -> [Cell] {
    guard var result = lists.first else { return [] }
    for list in lists.dropFirst() where list != result {
      var merged: [Cell] = []
      merged.reserveCapacity(max(result.count, list.count))
      var (i, j) = (0, 0)
      while i < result.count || j < list.count {
        if j == list.count || (i < result.count && result[i] < list[j]) {
          merged.append(result[i])
          i += 1
        } else {
          if i < result.count, result[i] == list[j] { i += 1 }
          merged.append(list[j])
          j += 1
        }
      }
      result = merged
    }
    return result
  }

  /// A part's columns with one entry a cell of the union.
  private static func spread(_ part: Part, over cells: [Cell]) -> [Column] {
    if part.order.cells.count == cells.count {
      let isInOrder = part.order.rows.areAll || part.order.rows.elementsEqual(0..<cells.count)
      let count = part.columns.first?.count ?? 0
      return isInOrder && count == cells.count
        ? part.columns : part.columns.map { $0.gathered(Array(part.order.rows)) }
    }
    var places = [Int](repeating: -1, count: cells.count)
    var next = 0
    for (i, cell) in cells.enumerated() where next < part.order.cells.count && part.order.cells[next] == cell {
      places[i] = part.order.rows[next]
      next += 1
    }
    return part.columns.map { $0.gathered(orNull: places) }
  }
}
