/// Texts of numbers that a column has had, to be copied when the same number comes again.
///
/// Shares of small counts and the counts themselves are a few hundred different numbers; copying one costs a quarter of
/// writing it. A number that falls on the place of another takes it over. Where fewer than half of a tile's numbers were
/// there, the column goes without for some tiles.
struct NumberMemo: ~Copyable {
  /// A number and its text of at most 16 bytes.
  struct Entry: BitwiseCopyable {
    var text: SIMD16<UInt8>
    var bits: UInt64
    var count: Int
  }

  /// Places of a column; a power of two.
  private static let size = 512
  /// Tiles that a column goes without.
  private static let pause = 31

  private let columns: Int
  /// Made when a column first wants them.
  private var entries: [UnsafeMutablePointer<Entry>?]
  private var pauses: [Int]

  init(columns: Int) {
    self.columns = columns
    entries = Array(repeating: nil, count: columns)
    pauses = Array(repeating: 0, count: columns)
  }

  deinit { for table in entries { table?.deallocate() } }

  /// The column's places, or nil where it is to go without.
  mutating func table(ofColumn column: Int) -> UnsafeMutablePointer<Entry>? {
    guard column >= 0, column < columns else { return nil }
    if pauses[column] > 0 {
      pauses[column] -= 1
      return nil
    }
    if let table = entries[column] { return table }
    let table = UnsafeMutablePointer<Entry>.allocate(capacity: Self.size)
    // NaN is never looked for.
    table.initialize(repeating: Entry(text: .zero, bits: Double.nan.bitPattern, count: 0), count: Self.size)
    entries[column] = table
    return table
  }

  /// Notes how many of so many numbers were there.
  mutating func note(hits: Int, of count: Int, column: Int) {
    if 2 * hits < count { pauses[column] = Self.pause }
  }

  /// The place of a number: the upper bits of a product, which all bits of the number reach.
  @inline(__always)
  static func place(_ bits: UInt64) -> Int {
    Int(truncatingIfNeeded: (bits &* 0x9E37_79B9_7F4A_7C15) &>> UInt64(64 - 9))
  }
}
