import Parallel

/// Events by square of the lattice, in pages of 64 × 64 squares: an event costs one look at memory, and the whole country in squares of
/// 250 m some 64 MB, however many events there are.
struct SquareTable: Sendable {
  private static let pageBits: Int32 = 6
  private static let pageSide: Int32 = 1 << pageBits

  /// Points a group.
  private static let group = 128

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
    withUnsafeTemporaryAllocation(of: UnsafeMutablePointer<UInt32>.self, capacity: Self.group) { places in
      for start in stride(from: 0, to: x.count, by: Self.group) {
        var count = 0
        for i in start..<min(start + Self.group, x.count) {
          // Others would not fit a square's number.
          guard abs(x[i]) < 1e9, abs(y[i]) < 1e9 else { continue }
          let (row, column) = (Self.floor(y[i] / side), Self.floor(x[i] / side))
          let page = pages.page(row: row >> Self.pageBits, column: column >> Self.pageBits)
          let mask = Self.pageSide - 1
          places[count] = page + Int((row & mask) << Self.pageBits | (column & mask))
          count += 1
        }
        // Each count is somewhere else in memory. Without a branch on what is there, many are waited for together.
        var fresh = 0
        for i in 0..<count {
          let before = places[i].pointee
          fresh &+= before == 0 ? 1 : 0
          // A square's count stops at four thousand million.
          places[i].pointee = before &+ (before == .max ? 0 : 1)
        }
        events += count
        squares += fresh
      }
    }
  }

  /// The largest whole number that is not more, for magnitudes below 2³¹; the standard one is a call on old processors.
  @inline(__always)
  private static func floor(_ value: Double) -> Int32 {
    let whole = Int32(value)
    return Double(whole) > value ? whole &- 1 : whole
  }

  /// Calls `body` with each square that has events, page by page, from south to north and from west to east within a page.
  @inline(__always)
  func forEach(_ body: (_ row: Int32, _ column: Int32, _ count: UInt32) -> Void) {
    for (row, column, counts) in pages.inOrder {
      for place in 0..<Int32(SquarePages.squares) where counts[Int(place)] > 0 {
        let (up, right) = (place >> Self.pageBits, place & (Self.pageSide - 1))
        body(row << Self.pageBits + up, column << Self.pageBits + right, counts[Int(place)])
      }
    }
  }

  /// How many squares have so many events, for each number that occurs.
  func squaresByCount(threads: Int) throws -> [Int: Int] {
    let pages = pages.inOrder
    nonisolated(unsafe) let counts = pages.map(\.counts)
    let parts = try withExtendedLifetime(self.pages) {
      try Parallel.blocks(of: counts.count, block: 64, threads: threads) { range in
        // There are few different counts, and most are small.
        var small = [Int](repeating: 0, count: 256)
        var large: [Int: Int] = [:]
        for page in range {
          for count in counts[page] where count > 0 {
            if count < 256 { small[Int(count)] += 1 } else { large[Int(count), default: 0] += 1 }
          }
        }
        for (count, squares) in small.enumerated() where squares > 0 { large[count] = squares }
        return large
      }
    }
    return parts.reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) }
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
