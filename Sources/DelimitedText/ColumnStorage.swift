/// Where values go: storage that all workers share, each writing its own rows only.
struct ColumnStorage: @unchecked Sendable {
  /// One value a row and number column.
  var numbers: [UnsafeMutablePointer<Double>] = []
  /// One end a row and text column, counted from the first text byte of the row's chunk.
  var ends: [UnsafeMutablePointer<Int>] = []

  /// Makes that many columns of `rows` entries, lets `fill` write every entry, and returns them.
  ///
  /// The columns are never copied, and their memory is first touched by the workers that fill it.
  static func filled<T>(
    rows: Int, numbers: Int, texts: Int, _ fill: (ColumnStorage) throws -> T
  ) throws -> (numbers: [[Double]], ends: [[Int]], result: T) {
    var frame = Frame<T>()
    try frame.grow(rows, numbers, texts, ColumnStorage(), fill)
    guard let result = frame.result else { throw CancellationError() }
    return (frame.numbers.reversed(), frame.ends.reversed(), result)
  }

  /// Arrays are open for writing inside a closure only, so the columns open one inside the other.
  private struct Frame<T> {
    var numbers: [[Double]] = []
    var ends: [[Int]] = []
    var result: T?

    mutating func grow(
      _ rows: Int, _ numberCount: Int, _ textCount: Int, _ storage: ColumnStorage,
      _ fill: (ColumnStorage) throws -> T
    ) throws {
      var outer = storage
      if numberCount > 0 {
        let column = try [Double](unsafeUninitializedCapacity: max(1, rows)) { buffer, count in
          if let base = buffer.baseAddress { outer.numbers.append(base) }
          try grow(rows, numberCount - 1, textCount, outer, fill)
          count = rows
        }
        numbers.append(column)
      } else if textCount > 0 {
        let column = try [Int](unsafeUninitializedCapacity: max(1, rows)) { buffer, count in
          if let base = buffer.baseAddress { outer.ends.append(base) }
          try grow(rows, 0, textCount - 1, outer, fill)
          count = rows
        }
        ends.append(column)
      } else {
        result = try fill(storage)
      }
    }
  }
}
