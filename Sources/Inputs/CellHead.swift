import Columns
import Core
import Files
import Grid

extension CellInput {
  /// Makes sure that the first cell's code says the cell's side where no column does: only INSPIRE codes do. For a dry run; a
  /// run finds it out by itself.
  ///
  /// - Throws: ``Failure`` (bad data) for a code that does not.
  package static func checkHead(_ path: String, _ layout: CellColumns, options: InputOptions) throws {
    guard case .inCode = layout.size, case .code(let column) = layout.corner, path != "-",
      let first = try firstText(of: column, in: InputFile(path), options: options),
      let reading = try? RutaCode.read(Array(first.utf8)), reading.size == nil
    else { return }
    throw Failure(
      .badData, "nothing tells the size of the cells", file: path, field: column, value: first,
      expected: "a size column, an INSPIRE code, or --cell-size")
  }

  private static func firstText(of column: String, in file: InputFile, options: InputOptions) throws -> String? {
    if file.isText {
      let stream = try file.stream(options.text, threads: 1)
      guard stream.columnNames.contains(column) else { return nil }
      return try stream.firstRows([stream.column(named: column)]) { $0.rowCount > 0 ? $0.texts(0)[0] : nil } ?? nil
    }
    let layer = try file.layer(options)
    guard layer.columnNames.contains(column) else { return nil }
    return try layer.firstRows([ColumnRequest(column, .code)]).first.flatMap { column in
      if case .texts(let texts) = column, texts.count > 0 { texts[0] } else { nil }
    }
  }
}
