/// What stands in a square of a row.
protocol InColumn {
  /// The square's column.
  var column: Int32 { get }
}

extension UnsafeMutableBufferPointer where Element: InColumn {
  /// Sorts some entries, those of one row, by column. Rows hold a handful of squares; only long ones are worth the library's
  /// sort. Equal columns may come in any order, their sums are exact.
  @inline(__always)
  func sortByColumn(_ range: Range<Int>) {
    if range.count > 24 {
      var own = UnsafeMutableBufferPointer(rebasing: self[range])
      own.sort { $0.column < $1.column }
      return
    }
    for i in range.dropFirst() {
      let entry = self[i]
      var j = i
      while j > range.lowerBound, self[j - 1].column > entry.column {
        self[j] = self[j - 1]
        j -= 1
      }
      self[j] = entry
    }
  }
}
