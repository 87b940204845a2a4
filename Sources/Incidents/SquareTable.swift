/// Events by square of the lattice, in pages of 64 × 64 squares: an event costs one look at memory, and the whole country in squares of
/// 250 m some 64 MB, however many events there are.
struct SquareTable: Sendable {
  private static let pageBits: Int32 = 6
  private static let pageSquares = 1 << Int(2 * pageBits)

  /// Where each page starts in `counts`, by the page's row and column.
  private var pages: [UInt64: Int] = [:]
  private var counts: [UInt32] = []
  // The last page looked up.
  private var lastKey: UInt64 = .max
  private var lastStart = 0

  /// Counts an event in a square. A square's count stops at four thousand million.
  mutating func add(row: Int32, column: Int32) {
    let key =
      UInt64(UInt32(bitPattern: row >> Self.pageBits)) << 32 | UInt64(UInt32(bitPattern: column >> Self.pageBits))
    if key != lastKey {
      lastStart = start(of: key)
      lastKey = key
    }
    let mask: Int32 = (1 << Self.pageBits) - 1
    let place = lastStart + Int((row & mask) << Self.pageBits | (column & mask))
    if counts[place] < UInt32.max { counts[place] += 1 }
  }

  private mutating func start(of key: UInt64) -> Int {
    if let known = pages[key] { return known }
    let start = counts.count
    counts.append(contentsOf: repeatElement(0, count: Self.pageSquares))
    pages[key] = start
    return start
  }

  /// Squares with events, from south to north and from west to east within a page.
  var entries: [(row: Int32, column: Int32, count: Int)] {
    var found: [(row: Int32, column: Int32, count: Int)] = []
    for (key, start) in pages.sorted(by: { $0.key < $1.key }) {
      let row = Int32(bitPattern: UInt32(truncatingIfNeeded: key >> 32)) << Self.pageBits
      let column = Int32(bitPattern: UInt32(truncatingIfNeeded: key)) << Self.pageBits
      for place in 0..<Self.pageSquares where counts[start + place] > 0 {
        let (up, right) = (Int32(place) >> Self.pageBits, Int32(place) & ((1 << Self.pageBits) - 1))
        found.append((row + up, column + right, Int(counts[start + place])))
      }
    }
    return found
  }
}

extension SquareTable: Equatable {
  /// Equal counts in equal squares, whatever the order in which they came.
  static func == (a: SquareTable, b: SquareTable) -> Bool { a.entries.elementsEqual(b.entries, by: ==) }
}
