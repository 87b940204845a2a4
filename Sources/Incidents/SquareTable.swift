/// Events by square of the lattice, in pages of 64 × 64 squares: an event costs one look at memory, and the whole country in squares of
/// 250 m some 64 MB, however many events there are.
struct SquareTable: Sendable {
  private static let pageBits: Int32 = 6
  private static let pageSide: Int32 = 1 << pageBits

  /// Events counted.
  private(set) var events = 0
  /// Squares with events.
  private(set) var squares = 0
  private var pages = SquarePages()

  /// Counts the events of a batch; those that lie on no Earth are passed over.
  ///
  /// - Parameters:
  ///   - x: eastings, metres.
  ///   - y: northings, as many.
  ///   - side: side of the squares, metres.
  mutating func add(x: [Double], y: [Double], side: Double) {
    if !isKnownUniquelyReferenced(&pages) { pages = SquarePages(copying: pages) }
    var (counted, fresh) = (0, 0)
    for (x, y) in zip(x, y) {
      // Others would not fit a square's number.
      guard abs(x) < 1e9, abs(y) < 1e9 else { continue }
      let column = Int32((x / side).rounded(.down))
      let row = Int32((y / side).rounded(.down))
      let page = pages.page(row: row >> Self.pageBits, column: column >> Self.pageBits)
      let mask = Self.pageSide - 1
      let square = page + Int((row & mask) << Self.pageBits | (column & mask))
      let before = square.pointee
      counted += 1
      if before == 0 { fresh += 1 }
      // A square's count stops at four thousand million.
      square.pointee = before == .max ? before : before + 1
    }
    events += counted
    squares += fresh
  }

  /// Calls `body` with each square that has events, page by page, from south to north and from west to east within a page.
  func forEach(_ body: (_ row: Int32, _ column: Int32, _ count: UInt32) -> Void) {
    for (row, column, counts) in pages.inOrder {
      for place in 0..<Int32(SquarePages.squares) where counts[Int(place)] > 0 {
        let (up, right) = (place >> Self.pageBits, place & (Self.pageSide - 1))
        body(row << Self.pageBits + up, column << Self.pageBits + right, counts[Int(place)])
      }
    }
  }
}

extension SquareTable: Equatable {
  /// Equal counts in equal squares, whatever the order in which they came.
  static func == (a: SquareTable, b: SquareTable) -> Bool {
    func squares(_ table: SquareTable) -> [SIMD4<Int64>] {
      var all: [SIMD4<Int64>] = []
      table.forEach { all.append(SIMD4(Int64($0), Int64($1), Int64($2), 0)) }
      return all
    }
    return a.events == b.events && squares(a) == squares(b)
  }
}
