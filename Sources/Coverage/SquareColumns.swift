import Core

/// One row's squares by their column: what borders leave in each, and the last span in each.
struct SquareColumns {
  /// The widest rows whose columns each have a place: 16 000 km in squares of 250 m.
  private static let widest = 1 << 16

  private var first: Int32 = 0
  /// The columns that have a place, ascending; where rows are wider, those in which there is something.
  private var named: [Int32] = []
  /// Whether rows are too wide for a place of each column, so that ``name(_:_:)`` has to be called.
  private(set) var isWide = false
  private var signatures: [UInt64] = []
  /// The last span pushed in each column, −1 for none.
  private var heads: [Int32] = []
  /// A bit for each column in which there is something.
  private var bits: [UInt64] = []

  /// Makes room for the columns of `reach`, all empty.
  mutating func prepare(for reach: Range<Int32>) {
    first = reach.lowerBound
    let count = Int(reach.upperBound) - Int(reach.lowerBound)
    isWide = count > Self.widest
    if !isWide { makePlaces(count) }
  }

  /// Gives each column of a wide row in which something will be entered a place.
  mutating func name(_ columns: [Int32]) {
    named = Array(Set(columns)).sorted()
    makePlaces(named.count)
  }

  private mutating func makePlaces(_ count: Int) {
    if signatures.count < count {
      signatures = [UInt64](repeating: 0, count: count)
      heads = [Int32](repeating: -1, count: count)
      bits = [UInt64](repeating: 0, count: count / 64 + 1)
    }
  }

  @inline(__always)
  private func place(of column: Int32) -> Int { isWide ? namedPlace(of: column) : Int(column &- first) }

  private func namedPlace(of column: Int32) -> Int {
    named.indices.dropLast().partitionPoint { named[$0] >= column }
  }

  /// Adds a border's signature to its square's.
  @inline(__always)
  mutating func add(_ square: SquareSearch.Square) {
    let place = place(of: square.column)
    signatures[place] &+= square.signature
    bits[place >> 6] |= 1 << UInt64(place & 63)
  }

  /// Makes a span the last one of its square; gives the one before.
  @inline(__always)
  mutating func push(_ span: Int32, at column: Int32) -> Int32 {
    let place = place(of: column)
    let before = heads[place]
    heads[place] = span
    bits[place >> 6] |= 1 << UInt64(place & 63)
    return before
  }

  /// Calls `body` with the columns in which there is something, ascending, with their signature and last span, and empties
  /// them.
  @inline(__always)
  mutating func drain(_ body: (_ column: Int32, _ signature: UInt64, _ last: Int32) -> Void) {
    for word in bits.indices where bits[word] != 0 {
      var rest = bits[word]
      bits[word] = 0
      while rest != 0 {
        let place = word << 6 | rest.trailingZeroBitCount
        rest &= rest &- 1
        let (signature, last) = (signatures[place], heads[place])
        (signatures[place], heads[place]) = (0, -1)
        body(isWide ? named[place] : first &+ Int32(truncatingIfNeeded: place), signature, last)
      }
    }
  }
}

/// Entries of some rows, those of each row together.
struct RowLists<Entry> {
  private var ends: [Int] = []
  private var next: [Int] = []
  private var entries: [Entry] = []

  /// Forgets all, for so many rows; then the entries of each are counted.
  mutating func begin(rows: Int) {
    ends.removeAll(keepingCapacity: true)
    ends.append(contentsOf: repeatElement(0, count: rows + 1))
  }

  /// So many entries more will come in a row.
  @inline(__always)
  mutating func expect(_ count: Int, inRow row: Int) { ends[row + 1] += count }

  /// Makes room for what was counted; `filler` stands there until entries come.
  mutating func allocate(_ filler: Entry) {
    for row in 1..<ends.count { ends[row] += ends[row - 1] }
    next.removeAll(keepingCapacity: true)
    next.append(contentsOf: ends)
    let total = ends[ends.count - 1]
    if entries.count < total { entries.append(contentsOf: repeatElement(filler, count: total - entries.count)) }
  }

  @inline(__always)
  mutating func add(_ entry: Entry, toRow row: Int) {
    entries[next[row]] = entry
    next[row] += 1
  }

  func count(ofRow row: Int) -> Int { ends[row + 1] - ends[row] }

  /// Calls `body` with a row's entries.
  mutating func withRow(_ row: Int, _ body: (inout UnsafeMutableBufferPointer<Entry>) -> Void) {
    let range = ends[row]..<ends[row + 1]
    entries.withUnsafeMutableBufferPointer { entries in
      var own = UnsafeMutableBufferPointer(rebasing: entries[range])
      body(&own)
    }
  }
}
