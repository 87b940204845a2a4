import Columns
import Core
import Parallel

/// A table's rows brought into canonical order, each cell once.
///
/// Deliveries repeat rows. A repetition that says the same is dropped and counted; one that contradicts is an error,
/// for nobody can tell which is right.
public struct CellOrder: Sendable {
  /// The cells, ascending strictly.
  public let cells: [Cell]
  /// The place of each cell in the columns.
  public let rows: RowNumbers
  /// Rows that repeated an earlier one.
  public let repeatedRowCount: Int

  /// Sorts the rows of a table.
  ///
  /// - Parameters:
  ///   - cells: one a row.
  ///   - rows: the source's row of each, for the message.
  ///   - columns: the columns that repeated rows must agree in.
  ///   - names: their names, for the message.
  ///   - source: the table, for the message.
  ///   - threads: workers.
  /// - Throws: ``Failure`` (bad data) naming both rows, the field and the values, where a cell stands twice with
  ///   different values.
  public init(
    cells: [Cell], rows: RowNumbers, columns: [Column], names: [String], source: any TableSource, threads: Int = 1
  ) throws {
    let ascend = try Parallel.blocks(of: max(0, cells.count - 1), threads: threads) { range in
      range.allSatisfy { cells[$0] < cells[$0 + 1] }
    }
    if ascend.allSatisfy({ $0 }) {
      self.cells = cells
      self.rows = RowNumbers(all: cells.count)
      repeatedRowCount = 0
      return
    }
    let order = cells.indices.sorted { (cells[$0], $0) < (cells[$1], $1) }
    var unique: [Int] = []
    unique.reserveCapacity(order.count)
    for row in order {
      guard let last = unique.last, cells[last] == cells[row] else {
        unique.append(row)
        continue
      }
      for (column, name) in zip(columns, names) {
        if let (first, second) = Self.difference(column, last, row) {
          throw Failure(
            .badData, "the cell stands here and in \(source.place(ofRow: rows[last])) with different values",
            file: source.name,
            place: source.place(ofRow: rows[row]), field: name, value: second, expected: "\"\(first)\", as there")
        }
      }
    }
    self.cells = unique.map { cells[$0] }
    self.rows = RowNumbers(unique)
    repeatedRowCount = order.count - unique.count
  }

  private static func difference(_ column: Column, _ a: Int, _ b: Int) -> (String, String)? {
    switch column {
    case .numbers(let numbers):
      // Null and suppressed differ too: else the order of the rows would decide which of the two comes out.
      let (x, y) = (numbers.values[a], numbers.values[b])
      let isSame = x == y || (x.isNaN && y.isNaN && numbers.isSuppressed(a) == numbers.isSuppressed(b))
      return isSame ? nil : (shown(numbers, a), shown(numbers, b))
    case .texts(let texts):
      return texts[a] == texts[b] ? nil : (texts[a], texts[b])
    }
  }

  private static func shown(_ numbers: NumberColumn, _ row: Int) -> String {
    let value = numbers.values[row]
    return value.isNaN ? (numbers.isSuppressed(row) ? "suppressed" : "empty") : "\(value)"
  }
}
