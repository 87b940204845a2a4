import Geometry

/// Where one polygon's border runs on the lattice: the squares that it crosses, by row and column, with the border's signature in
/// each (``EdgeSignature``).
struct BorderTrace: Sendable {
  /// Row of the first entry of `rowStarts`.
  private var firstRow: Int32
  /// Where each row begins in `columns`, and the end of the last one.
  private var rowStarts: [Int32]
  private var columns: [Int32]
  private var signatures: [UInt64]

  /// The rows that the border runs through; empty for a polygon without any.
  var rows: Range<Int32> { firstRow..<firstRow + Int32(max(0, rowStarts.count - 1)) }

  /// The columns that the border runs through; empty for a polygon without any.
  var columnReach: Range<Int32> {
    guard var first = columns.first else { return 0..<0 }
    var last = first
    for column in columns { (first, last) = (min(first, column), max(last, column)) }
    return first..<last + 1
  }

  /// Calls `body` with those of some rows that the border runs through and the number of its squares there; the row is
  /// counted from the first of the range.
  @inline(__always)
  func forEachRow(in range: Range<Int32>, _ body: (_ row: Int, _ squares: Int) -> Void) {
    let own = rows.clamped(to: range)
    for row in own {
      let place = Int(row - firstRow)
      body(Int(row - range.lowerBound), Int(rowStarts[place + 1] - rowStarts[place]))
    }
  }

  /// Calls `body` with the squares of some rows, ascending within each, and their signatures; the row is counted from the
  /// first of the range.
  @inline(__always)
  func forEachSquare(in range: Range<Int32>, _ body: (_ row: Int, _ column: Int32, _ signature: UInt64) -> Void) {
    let own = rows.clamped(to: range)
    columns.withUnsafeBufferPointer { columns in
      signatures.withUnsafeBufferPointer { signatures in
        for row in own {
          let place = Int(row - firstRow)
          for i in Int(rowStarts[place])..<Int(rowStarts[place + 1]) {
            body(Int(row - range.lowerBound), columns[i], signatures[i])
          }
        }
      }
    }
  }
}

extension BorderTrace {
  /// No square, of a polygon whose southernmost row is that.
  init(firstRow: Int32 = 0) {
    (self.firstRow, rowStarts, columns, signatures) = (firstRow, [0], [], [])
  }

  /// Forgets all squares but keeps their memory, for a polygon whose southernmost row is that.
  mutating func begin(firstRow: Int32) {
    self.firstRow = firstRow
    rowStarts.removeAll(keepingCapacity: true)
    rowStarts.append(0)
    columns.removeAll(keepingCapacity: true)
    signatures.removeAll(keepingCapacity: true)
  }

  /// Appends a square to the row being built, behind all others.
  @inline(__always)
  mutating func append(column: Int32, _ signature: UInt64) {
    columns.append(column)
    signatures.append(signature)
  }

  /// Ends the row being built; the next one lies north of it.
  mutating func endRow() { rowStarts.append(Int32(columns.count)) }

  /// The same in no more memory than it needs.
  func packed() -> BorderTrace {
    func copy<T>(_ column: [T]) -> [T] { column.withUnsafeBufferPointer { Array($0) } }
    var result = BorderTrace(firstRow: firstRow)
    (result.rowStarts, result.columns, result.signatures) = (copy(rowStarts), copy(columns), copy(signatures))
    return result
  }
}
