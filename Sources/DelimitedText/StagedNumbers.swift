/// The numbers of some rows, on their way into the columns.
///
/// Columns of one length begin at the same place of their pages, so that the entries of one row compete for the same few
/// places of a processor's nearest cache, and a row that is written into a dozen columns throws out its own neighbours. Here
/// the columns' parts stand apart, and go over many rows at a time.
struct StagedNumbers: ~Copyable {
  /// Rows that are held.
  static let rows = 64
  /// Entries from one column's part to the next: one cache line more than its rows.
  static let stride = rows + 8

  private let columns: [UnsafeMutablePointer<Double>]
  private let storage: UnsafeMutablePointer<Double>
  /// The first row that is held, and how many are.
  private(set) var first: Int
  private(set) var count = 0

  /// Rows from `first` on, for these columns.
  init(_ columns: [UnsafeMutablePointer<Double>], first: Int) {
    (self.columns, self.first) = (columns, first)
    storage = .allocate(capacity: max(1, columns.count * Self.stride))
    storage.initialize(repeating: .nan, count: max(1, columns.count * Self.stride))
  }

  deinit { storage.deallocate() }

  /// Where a column's entry of the row that is being read goes.
  @inline(__always)
  subscript(column: Int) -> Double {
    get { storage[column &* Self.stride &+ count] }
    nonmutating set { storage[column &* Self.stride &+ count] = newValue }
  }

  /// The entries of the rows that are held; a column's stand ``stride`` entries behind those of the one before it.
  var base: UnsafeMutablePointer<Double> { storage }

  /// Makes the row that is being read null in all columns.
  func makeNull() { for column in columns.indices { self[column] = .nan } }

  /// The row is complete.
  @inline(__always)
  mutating func advance() {
    count &+= 1
    if count == Self.rows { flush() }
  }

  /// Moves the rows that are complete into the columns.
  mutating func flush() {
    for (place, column) in columns.enumerated() {
      (column + first).initialize(from: storage + place * Self.stride, count: count)
    }
    first += count
    count = 0
  }
}
