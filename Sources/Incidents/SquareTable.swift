import Parallel

/// Events by square of the lattice, in pages of 64 × 64 squares: the whole country in squares of 250 m takes some 20 MB,
/// however many events there are.
struct SquareTable: Sendable {
  /// Places whose squares are worked out together.
  private static let group = 256
  /// Beyond this, places are on no Earth, and would not fit a square's number; metres.
  private static let farthest = 1e9

  /// Events counted.
  private(set) var events = 0
  private var pages = SquarePages()

  /// Squares with events.
  var squares: Int { settled.occupied }

  /// Counts the events of a batch; those that lie on no Earth are passed over.
  ///
  /// - Parameters:
  ///   - x: eastings, metres.
  ///   - y: northings, as many.
  ///   - side: side of the squares, metres; at least 1.
  mutating func add(x: [Double], y: [Double], side: Double) {
    guard Self.areNear(x), Self.areNear(y) else {
      let near = x.indices.filter { abs(x[$0]) < Self.farthest && abs(y[$0]) < Self.farthest }
      add(x: near.map { x[$0] }, y: near.map { y[$0] }, side: side)
      return
    }
    makeUnique()
    events += x.count
    let pages = pages
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 2 * Self.group) { numbers in
      let rows = UnsafeMutableBufferPointer(rebasing: numbers[..<Self.group])
      let columns = UnsafeMutableBufferPointer(rebasing: numbers[Self.group...])
      for start in stride(from: 0, to: x.count, by: Self.group) {
        let range = start..<min(start + Self.group, x.count)
        Self.number(x, range, side, into: columns)
        Self.number(y, range, side, into: rows)
        for i in 0..<range.count { pages.add(row: rows[i], column: columns[i]) }
      }
    }
  }

  /// Adds events of a square that were counted elsewhere; false, and nothing is added, where it is on no Earth.
  mutating func add(row: Int32, column: Int32, count: Int, side: Double) -> Bool {
    guard abs(Double(row)) * side < Self.farthest, abs(Double(column)) * side < Self.farthest else { return false }
    makeUnique()
    events += count
    func number(_ value: Int32) -> UInt64 { UInt64(Int64(value) + 1 << 31) }
    pages.add(row: number(row), column: number(column), count: count)
    return true
  }

  /// Whether no number is far from all Earth, or no number at all.
  private static func areNear(_ values: [Double]) -> Bool {
    // Magnitudes compare like the bits that they are made of; NaN is above all. One that is too large leaves a sign.
    let most = Int64(farthest.bitPattern) - 1
    var left: Int64 = 0
    for value in values { left |= most &- Int64(bitPattern: value.bitPattern & UInt64(Int64.max)) }
    return left >= 0
  }

  /// The lattice's rows or columns of some places, plus 2³¹. Written so that the processor does several at once, which has
  /// no instruction for the next lower whole number: added to 2⁵² and more, a number is rounded to the nearest whole one.
  private static func number(
    _ values: [Double], _ range: Range<Int>, _ side: Double, into numbers: UnsafeMutableBufferPointer<UInt64>
  ) {
    let rounding: Double = 0x1.8p52
    let shifted: Double = 0x1p52 + 0x1p31
    values.withUnsafeBufferPointer { values in
      for place in 0..<range.count {
        let quotient = values[range.lowerBound &+ place] / side
        let nearest = (quotient + rounding) - rounding
        let lower = nearest - (nearest > quotient ? 1 : 0)
        numbers[place] = (lower + shifted).bitPattern & 0xFFFF_FFFF
      }
    }
  }

  /// Counts what waits to be counted together. Without it that is done each time that something is asked for.
  mutating func settle(threads: Int) throws {
    makeUnique()
    try pages.settle(threads: threads)
  }

  private mutating func makeUnique() {
    if !isKnownUniquelyReferenced(&pages) { pages = SquarePages(copying: pages) }
  }

  /// The pages in which no event waits.
  private var settled: SquarePages { pages.hasWaiting ? SquarePages(copying: pages) : pages }

  /// Calls `body` with each square that has events, page by page, from south to north and from west to east within a page.
  @inline(__always)
  func forEach(_ body: (_ row: Int32, _ column: Int32, _ count: Int) -> Void) {
    let pages = settled
    for (row, column, page) in pages.inOrder {
      let counts = pages.counts(ofPage: page)
      for square in 0..<SquarePages.squares where counts[square] > 0 {
        let up = Int32(square >> SquarePages.sideBits)
        let right = Int32(square & (1 << SquarePages.sideBits - 1))
        body(row + up, column + right, pages.count(counts[square], page: page, square: square))
      }
    }
    withExtendedLifetime(pages) {}
  }

  /// How many squares have so many events, for each number that occurs.
  func squaresByCount(threads: Int) throws -> [Int: Int] {
    let pages = settled
    let places = pages.inOrder.map(\.place)
    let parts = try Parallel.blocks(of: places.count, block: 256, threads: threads) { range in
      var small = [Int](repeating: 0, count: 8 * Self.small)
      var large: [Int: Int] = [:]
      for page in places[range] { Self.count(pages, page, &small, &large) }
      for (place, squares) in small.enumerated() where squares > 0 && place % Self.small > 0 {
        large[place % Self.small, default: 0] += squares
      }
      return large
    }
    return parts.reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) }
  }

  /// Numbers that a byte holds.
  private static let small = 256

  /// Adds the squares of a page by their counts: there are few different ones, and most are small. Those are counted apart
  /// for each of eight neighbours, since adding to the same number again has to wait.
  private static func count(_ pages: SquarePages, _ page: Int, _ small: inout [Int], _ large: inout [Int: Int]) {
    let counts = pages.counts(ofPage: page)
    small.withUnsafeMutableBufferPointer { small in
      for first in stride(from: 0, to: SquarePages.squares, by: 8) {
        var eight = UnsafeRawPointer(counts + first).loadUnaligned(as: UInt64.self)
        // Most squares have no events.
        if eight == 0 { continue }
        if eight & 0x8080_8080_8080_8080 == 0 {
          for lane in 0..<8 {
            small[lane &* Self.small &+ Int(eight & 0xFF)] &+= 1
            eight &>>= 8
          }
          continue
        }
        for square in first..<first + 8 {
          let byte = counts[square]
          if byte < SquarePages.carry {
            small[Int(byte)] &+= 1
          } else {
            large[pages.count(byte, page: page, square: square), default: 0] += 1
          }
        }
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
