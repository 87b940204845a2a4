/// The numbers of some rows of a table, row by row, copied out of its columns.
///
/// Writing goes row by row, columns are stored one by one: a copy of a block costs little, and the row loop then
/// reads one run of memory instead of many arrays.
package struct NumberBlock: ~Copyable {
  @usableFromInline let base: UnsafeMutablePointer<Double>
  @usableFromInline let width: Int
  @usableFromInline let first: Int

  /// These columns' entries for the rows `rows`, in order; each must have as many.
  package init(_ columns: [ArraySlice<Double>], rows: Range<Int>) {
    let columnCount = columns.count
    width = columnCount
    first = rows.lowerBound
    base = .allocate(capacity: max(1, columnCount * rows.count))
    for (column, values) in columns.enumerated() {
      values.withUnsafeBufferPointer { source in
        for row in 0..<rows.count { (base + row * columnCount + column).initialize(to: source[row]) }
      }
    }
  }

  deinit { base.deallocate() }

  /// The value of row `row` (counted as in the table) in column `column` of those given.
  @inlinable @inline(__always)
  package subscript(row: Int, column: Int) -> Double {
    assert(column < width && row >= first)
    return base[(row - first) * width + column]
  }
}
