import Parallel

/// Events by square of the lattice, in pages of 64 × 64 squares: an event costs one look at memory, and the whole country in squares of
/// 250 m some 16 MB, however many events there are.
struct SquareTable: Sendable {
  private static let pageBits: Int32 = 6
  private static let pageSide: Int32 = 1 << pageBits

  /// Points a group.
  private static let group = 128
  /// What a count goes back by when a byte holds no more; it stays above zero, which means that there were no events.
  private static let carry = 128

  /// Events counted.
  private(set) var events = 0
  /// Squares with events.
  private(set) var squares = 0
  private var pages = SquarePages()
  /// How often the counts of squares with many events went back, by page and square.
  private var carries: [Int: Int] = [:]

  /// Counts the events of a batch; those that lie on no Earth are passed over.
  ///
  /// - Parameters:
  ///   - x: eastings, metres.
  ///   - y: northings, as many.
  ///   - side: side of the squares, metres; at least 1.
  mutating func add(x: [Double], y: [Double], side: Double) {
    if !isKnownUniquelyReferenced(&pages) { pages = SquarePages(copying: pages) }
    let pages = pages
    withUnsafeTemporaryAllocation(of: Int.self, capacity: Self.group) { places in
      for start in stride(from: 0, to: x.count, by: Self.group) {
        var count = 0
        for i in start..<min(start + Self.group, x.count) {
          // Others would not fit a square's number.
          guard abs(x[i]) < 1e9, abs(y[i]) < 1e9 else { continue }
          let (row, column) = (Self.floor(y[i] / side), Self.floor(x[i] / side))
          let page = pages.place(row: row >> Self.pageBits, column: column >> Self.pageBits)
          let mask = Self.pageSide - 1
          places[count] = page * SquarePages.squares + Int((row & mask) << Self.pageBits | (column & mask))
          count += 1
        }
        // Each count is somewhere else in memory. Without a branch on what is there, many are waited for together.
        var fresh = 0
        for i in 0..<count {
          let square = pages.count(ofSquare: places[i])
          let before = square.pointee
          fresh &+= before == 0 ? 1 : 0
          square.pointee = before &+ 1
          if before == .max {
            square.pointee = UInt8(1 + Int(before) - Self.carry)
            carries[places[i], default: 0] += 1
          }
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

  /// The events of a square: what its byte says, and what it went back by.
  private func count(_ byte: UInt8, page: Int, square: Int) -> Int {
    if byte < Self.carry { return Int(byte) }
    return Int(byte) + Self.carry * (carries[page * SquarePages.squares + square] ?? 0)
  }

  /// Calls `body` with each square that has events, page by page, from south to north and from west to east within a page.
  @inline(__always)
  func forEach(_ body: (_ row: Int32, _ column: Int32, _ count: Int) -> Void) {
    for (row, column, page) in pages.inOrder {
      let counts = pages.counts(ofPage: page)
      for square in 0..<SquarePages.squares where counts[square] > 0 {
        let (up, right) = (Int32(square) >> Self.pageBits, Int32(square) & (Self.pageSide - 1))
        body(
          row << Self.pageBits + up, column << Self.pageBits + right,
          count(counts[square], page: page, square: square))
      }
    }
  }

  /// How many squares have so many events, for each number that occurs.
  func squaresByCount(threads: Int) throws -> [Int: Int] {
    let places = pages.inOrder.map(\.place)
    let parts = try Parallel.blocks(of: places.count, block: 256, threads: threads) { range in
      // There are few different counts, and most are small.
      var small = [Int](repeating: 0, count: Self.carry)
      var large: [Int: Int] = [:]
      for page in places[range] {
        let counts = pages.counts(ofPage: page)
        for first in stride(from: 0, to: SquarePages.squares, by: 8) {
          // Most squares have none.
          let eight = UnsafeRawPointer(counts + first).loadUnaligned(as: UInt64.self)
          if eight == 0 { continue }
          for square in first..<first + 8 where counts[square] > 0 {
            let count = count(counts[square], page: page, square: square)
            if count < Self.carry { small[count] += 1 } else { large[count, default: 0] += 1 }
          }
        }
      }
      for (count, squares) in small.enumerated() where squares > 0 { large[count] = squares }
      return large
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
