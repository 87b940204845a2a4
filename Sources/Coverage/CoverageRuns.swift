import Core

/// How much of each lattice square one polygon covers, as runs along rows.
///
/// A run is `starts[i] ..< ends[i]` in row `rows[i]`, every square of it covered by the same fraction. Squares that a
/// border crosses are runs of length one; the interior between two borders is one run of fraction 1, so a large
/// polygon costs memory for its border, not for its area. Runs ascend by (row, start) and never overlap; squares in no
/// run have fraction 0.
public struct CoverageRuns: Sendable, Equatable {
  /// Side of the lattice squares, metres. Square (row, column) has its south-west corner at
  /// (column · size, row · size).
  public let size: Int
  /// Row of each run: floor(northing / size).
  public private(set) var rows: [Int32] = []
  /// First column of each run: floor(easting / size).
  public private(set) var starts: [Int32] = []
  /// One past the last column of each run.
  public private(set) var ends: [Int32] = []
  /// Covered part of each square of the run, in (0, 1].
  public private(set) var fractions: [Double] = []

  /// No square covered, on squares of `size` metres.
  public init(size: Int) { self.size = size }

  /// Runs made of whole columns of equal length; nil where they do not ascend, overlap, are empty, or have a fraction that is none.
  package init?(size: Int, rows: [Int32], starts: [Int32], ends: [Int32], fractions: [Double]) {
    self.size = size
    (self.rows, self.starts, self.ends, self.fractions) = (rows, starts, ends, fractions)
    guard starts.count == count, ends.count == count, fractions.count == count else { return nil }
    for i in rows.indices {
      guard starts[i] < ends[i], fractions[i] > 0, fractions[i] <= 1 else { return nil }
      if i > 0, (rows[i - 1], ends[i - 1]) > (rows[i], starts[i]) { return nil }
    }
  }

  /// Number of runs.
  public var count: Int { rows.count }

  /// Number of squares.
  package var squareCount: Int { zip(starts, ends).reduce(0) { $0 + Int($1.1) - Int($1.0) } }

  /// Covered area, square metres: the sum of fraction × square.
  public var areaSquareMetres: Double {
    let square = Double(size) * Double(size)
    var total = 0.0
    for i in rows.indices { total += fractions[i] * Double(ends[i] - starts[i]) }
    return total * square
  }

  /// The fraction of one square; 0 where nothing is covered.
  public func fraction(row: Int, column: Int) -> Double {
    let run = rows.indices.partitionPoint { (Int(rows[$0]), Int(ends[$0])) > (row, column) }
    guard run < rows.count, Int(rows[run]) == row, Int(starts[run]) <= column else { return 0 }
    return fractions[run]
  }

  /// Calls `body` with the runs of some rows, in order; the row is counted from the first of those.
  @inline(__always)
  func forEachRun(
    in range: Range<Int32>, _ body: (_ row: Int, _ start: Int32, _ end: Int32, _ fraction: Double) -> Void
  ) {
    rows.withUnsafeBufferPointer { rows in
      starts.withUnsafeBufferPointer { starts in
        ends.withUnsafeBufferPointer { ends in
          fractions.withUnsafeBufferPointer { fractions in
            var run = rows.indices.partitionPoint { rows[$0] >= range.lowerBound }
            while run < rows.count, rows[run] < range.upperBound {
              body(Int(rows[run] - range.lowerBound), starts[run], ends[run], fractions[run])
              run += 1
            }
          }
        }
      }
    }
  }

  /// These runs in no more memory than they need.
  func packed() -> CoverageRuns {
    func copy<T>(_ column: [T]) -> [T] { column.withUnsafeBufferPointer { Array($0) } }
    var result = CoverageRuns(size: size)
    (result.rows, result.starts, result.ends) = (copy(rows), copy(starts), copy(ends))
    result.fractions = copy(fractions)
    return result
  }

  /// Removes all runs but keeps their memory.
  mutating func removeAll() {
    rows.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    fractions.removeAll(keepingCapacity: true)
  }

  /// Appends a run behind all others; joins it with the last one where it continues that at the same fraction.
  public mutating func append(row: Int32, start: Int32, end: Int32, fraction: Double) {
    if let last = rows.indices.last, rows[last] == row, ends[last] == start, fractions[last] == fraction {
      ends[last] = end
      return
    }
    rows.append(row)
    starts.append(start)
    ends.append(end)
    fractions.append(fraction)
  }
}
