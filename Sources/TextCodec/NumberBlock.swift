/// The numbers of some rows of a table, row by row, copied out of its columns.
///
/// Writing goes row by row, columns are stored one by one: a copy of a block costs little, and the row loop then
/// reads one run of memory instead of many arrays.
package struct NumberBlock: ~Copyable {
  private let base: UnsafeMutablePointer<Double>
  private let width: Int
  private let first: Int

  /// The rows `rows` of these columns; each must have them.
  package init(_ columns: [[Double]], rows: Range<Int>) {
    let columnCount = columns.count
    width = columnCount
    first = rows.lowerBound
    base = .allocate(capacity: max(1, columnCount * rows.count))
    for (column, values) in columns.enumerated() {
      values[rows].withUnsafeBufferPointer { source in
        for row in source.indices { (base + row * columnCount + column).initialize(to: source[row]) }
      }
    }
  }

  deinit { base.deallocate() }

  /// The value of row `row` (counted as in the table) in column `column` of those given.
  package subscript(row: Int, column: Int) -> Double {
    assert(column < width && row >= first)
    return base[(row - first) * width + column]
  }
}
