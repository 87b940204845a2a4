import Columns
import Core

/// A table that fits on the screen: named columns, rows counted from 1.
struct MemoryTable: TableSource {
  let name = "table.csv"
  let contents: [(name: String, column: Column)]

  init(_ contents: KeyValuePairs<String, Column>) { self.contents = contents.map { ($0.key, $0.value) } }

  var columnNames: [String] { contents.map(\.name) }
  var rowCount: Int { contents.first?.column.count ?? 0 }

  func read(_ requests: [ColumnRequest]) throws -> [Column] {
    try requests.map { request in
      guard let found = contents.first(where: { $0.name == request.name }) else {
        throw Failure(.badData, "no such column", file: name, field: request.name)
      }
      return found.column
    }
  }

  func place(ofRow row: Int) -> String { "row \(row + 1)" }
}

extension Column {
  static func texts(_ strings: String...) -> Column { .texts(TextColumn(strings)) }
  static func numbers(_ values: Double...) -> Column { .numbers(NumberColumn(values)) }
}
