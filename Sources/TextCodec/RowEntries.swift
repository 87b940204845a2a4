/// Which rows of a tile have an entry in each column, and how many delimiters follow it before the row's next one.
///
/// Nulls then cost nothing when rows are written: an entry brings the delimiters of the nulls behind it.
struct RowEntries: ~Copyable {
  /// Rows that a tile may have: a row's number fits in a byte.
  static let mostRows = 256

  private let columns: Int
  private let capacity: Int
  /// A column's rows that have an entry, ascending.
  private let rows: UnsafeMutablePointer<UInt8>
  /// The delimiters behind each of those.
  private let gaps: UnsafeMutablePointer<UInt32>
  private let counts: UnsafeMutablePointer<Int>
  /// The column of each row's next entry, from the right.
  private let next: UnsafeMutablePointer<UInt32>
  /// All rows.
  private let all: UnsafeMutablePointer<UInt8>

  /// Room for so many columns and rows, at most ``mostRows``.
  init(columns: Int, capacity: Int) {
    self.columns = max(1, columns)
    self.capacity = min(capacity, Self.mostRows)
    rows = .allocate(capacity: self.columns * self.capacity)
    gaps = .allocate(capacity: self.columns * self.capacity)
    counts = .allocate(capacity: self.columns)
    counts.initialize(repeating: 0, count: self.columns)
    next = .allocate(capacity: self.capacity)
    all = .allocate(capacity: self.capacity)
    for row in 0..<self.capacity { all[row] = UInt8(truncatingIfNeeded: row) }
  }

  deinit {
    rows.deallocate()
    gaps.deallocate()
    counts.deallocate()
    next.deallocate()
    all.deallocate()
  }

  /// How many rows have an entry in a column.
  @inline(__always)
  func count(_ column: Int) -> Int { counts[column] }

  /// The rows with an entry, ascending.
  @inline(__always)
  func rows(_ column: Int) -> UnsafePointer<UInt8> { UnsafePointer(rows + column * capacity) }

  /// The delimiters behind each of the entries of ``rows(_:)``; known after ``measure(rows:)``.
  @inline(__always)
  func gaps(_ column: Int) -> UnsafePointer<UInt32> { UnsafePointer(gaps + column * capacity) }

  /// Delimiters before a row's first entry; known after ``measure(rows:)``.
  @inline(__always)
  func lead(row: Int) -> Int { Int(next[row]) }

  /// The rows of a column whose number is not NaN have an entry.
  func list(_ values: UnsafePointer<Double>, rows rowCount: Int, column: Int) {
    if !Self.hasNulls(values, rowCount) { return listAll(rows: rowCount, column: column) }
    let rows = rows + column * capacity
    let infinity = Double.infinity.bitPattern
    var (row, count) = (0, 0)
    while row < rowCount {
      rows[count] = UInt8(truncatingIfNeeded: row)
      // Without a branch, as `isNaN` would have: nulls come without order. The magnitude of a NaN is above that of infinity.
      let isNull = (infinity &- (values[row].bitPattern & Int64.max.magnitude)) &>> 63
      count &+= Int(truncatingIfNeeded: isNull ^ 1)
      row &+= 1
    }
    counts[column] = count
  }

  /// All rows of a column have an entry; it may be an empty text.
  func listAll(rows rowCount: Int, column: Int) {
    (rows + column * capacity).update(from: all, count: rowCount)
    counts[column] = rowCount
  }

  /// Whether any of the numbers is NaN.
  private static func hasNulls(_ values: UnsafePointer<Double>, _ count: Int) -> Bool {
    typealias Pair = SIMD2<Double>
    let raw = UnsafeRawPointer(values)
    // A sum with a NaN is NaN, and zero times a finite number is zero: infinity counts as null here, which costs time only.
    var (first, second) = (Pair.zero, Pair.zero)
    var place = 0
    while place &+ 4 <= count {
      first += raw.loadUnaligned(fromByteOffset: 8 &* place, as: Pair.self) * 0
      second += raw.loadUnaligned(fromByteOffset: 8 &* place &+ 16, as: Pair.self) * 0
      place &+= 4
    }
    var sum = (first + second).sum()
    while place < count {
      sum += values[place] * 0
      place &+= 1
    }
    return sum.isNaN
  }

  /// Finds how many delimiters follow each entry, once all columns are listed.
  func measure(rows rowCount: Int) {
    let last = UInt32(truncatingIfNeeded: columns &- 1)
    for row in 0..<rowCount { next[row] = last }
    var column = columns
    while column > 0 {
      column &-= 1
      let (count, number) = (counts[column], UInt32(truncatingIfNeeded: column))
      let (rows, gaps) = (rows + column &* capacity, gaps + column &* capacity)
      var place = 0
      if count == rowCount {
        while place < count {
          gaps[place] = next[place] &- number
          next[place] = number
          place &+= 1
        }
      } else {
        while place < count {
          let row = Int(rows[place])
          gaps[place] = next[row] &- number
          next[row] = number
          place &+= 1
        }
      }
    }
  }
}
