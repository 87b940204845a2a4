import Parallel

/// Pages of counts that are found by their row and column, in memory that is not moved when there are more of them.
///
/// A count takes one byte, so that those of a whole country stay near the processor; what goes beyond is kept aside. Events
/// come from all over the country, each to memory that is far away, so they first wait in bins of 16 neighbouring pages:
/// when a bin is full, thousands are counted in 64 kB that are fetched once. Written by one owner at a time.
final class SquarePages: @unchecked Sendable {
  /// Squares a page.
  static let squares = 1 << squareBits
  /// Squares a side of a page: 64.
  static let sideBits = 6
  private static let squareBits = 2 * sideBits
  /// Squares a bin, whose numbers take two bytes.
  private static let binBits = 16
  /// Events that wait in a bin at most.
  private static let room = 1 << roomBits
  private static let roomBits = 13
  /// Squares that are allocated together: 8 MB.
  private static let slabBits = 23
  private static let slabBins = 1 << (slabBits - binBits)
  /// What a count goes back by when a byte holds no more; it stays above zero, which means that there were no events.
  static let carry = 128

  private struct Slab {
    var counts: UnsafeMutablePointer<UInt8>
    /// The events that wait: the lowest bits of their squares' numbers, bin by bin.
    var waiting: UnsafeMutablePointer<UInt16>
    /// How many wait in each bin.
    var waits: UnsafeMutablePointer<Int>
  }

  private var slabs: [Slab] = []
  /// Row and column of each page, squares' ones (plus 2³¹) divided by 64.
  private var keys: [SIMD2<UInt64>] = []
  private var places: [SIMD2<UInt64>: Int] = [:]
  private var recent = RecentPages()
  /// Squares with events that were counted.
  private(set) var occupied = 0
  /// How often the counts of squares with many events went back.
  private var carries: [Int: Int] = [:]

  init() {}

  /// A copy in which no event waits.
  init(copying other: SquarePages) {
    // In the same order, so that numbers of squares mean the same.
    for (place, key) in other.keys.enumerated() {
      counts(ofPage: find(key)).update(from: other.counts(ofPage: place), count: Self.squares)
    }
    (occupied, carries) = (other.occupied, other.carries)
    for (slab, others) in zip(slabs, other.slabs) {
      slab.waits.update(from: others.waits, count: Self.slabBins)
      slab.waiting.update(from: others.waiting, count: Self.slabBins << Self.roomBits)
    }
    for bin in 0..<slabs.count * Self.slabBins { settle(bin: bin) }
  }

  deinit {
    recent.deallocate()
    for slab in slabs {
      slab.counts.deallocate()
      slab.waiting.deallocate()
      slab.waits.deallocate()
    }
  }

  /// Adds an event to a square. Row and column are its place in the lattice plus 2³¹; more than 2²² away from the rims.
  @inline(__always)
  func add(row: UInt64, column: UInt64) {
    let page = recent.place(row: row, column: column) ?? find(row: row, column: column)
    let mask: UInt64 = 1 << UInt64(Self.sideBits) - 1
    let onPage = Int((row & mask) &<< UInt64(Self.sideBits) | (column & mask))
    let square = page &<< Self.squareBits | onPage
    let slab = slabs[square &>> Self.slabBits]
    let bin = square &>> Self.binBits & (Self.slabBins - 1)
    let before = slab.waits[bin]
    slab.waiting[bin &<< Self.roomBits &+ before] = UInt16(truncatingIfNeeded: square)
    slab.waits[bin] = before &+ 1
    if before &+ 1 == Self.room { settle(bin: square &>> Self.binBits) }
  }

  /// Adds several events to a square at once, told as ``add(row:column:)`` is told it.
  func add(row: UInt64, column: UInt64, count: Int) {
    guard count > 0 else { return }
    let page = find(SIMD2(row, column) &>> UInt64(Self.sideBits))
    let mask: UInt64 = 1 << UInt64(Self.sideBits) - 1
    let square = Int((row & mask) << UInt64(Self.sideBits) | (column & mask))
    let counts = counts(ofPage: page)
    let before = self.count(counts[square], page: page, square: square)
    let sum = before + count
    if before == 0 { occupied += 1 }
    // Below 256 a byte holds all of it; else it goes back as often as leaves it between 128 and 255.
    let back = sum < 256 ? 0 : sum / Self.carry - 1
    counts[square] = UInt8(sum - back * Self.carry)
    if back > 0 { carries[page << Self.squareBits + square] = back }
  }

  /// Counts the events that wait, in the bins of several threads at once.
  func settle(threads: Int) throws {
    let parts = try Parallel.blocks(of: slabs.count * Self.slabBins, block: 16, threads: threads) { bins in
      bins.map { settledBin($0) }
    }
    for part in parts { for bin in part { take(bin) } }
  }

  /// Whether any event waits.
  var hasWaiting: Bool {
    slabs.contains { slab in (0..<Self.slabBins).contains { slab.waits[$0] > 0 } }
  }

  /// What became of a bin's events: squares that had none before, and squares whose counts went back.
  private typealias Settled = (fresh: Int, back: [Int])

  @inline(never)
  private func settle(bin: Int) { take(settledBin(bin)) }

  private func take(_ settled: Settled) {
    occupied += settled.fresh
    for square in settled.back { carries[square, default: 0] += 1 }
  }

  /// Counts the events that wait in a bin; writes to nothing else.
  private func settledBin(_ bin: Int) -> Settled {
    let slab = slabs[bin / Self.slabBins]
    let place = bin % Self.slabBins
    let counts = slab.counts + place << Self.binBits
    let waiting = slab.waiting + place << Self.roomBits
    var settled: Settled = (0, [])
    for i in 0..<slab.waits[place] {
      let square = Int(waiting[i])
      let before = counts[square]
      settled.fresh &+= before == 0 ? 1 : 0
      counts[square] = before &+ 1
      if before == .max {
        counts[square] = UInt8(1 + Int(before) - Self.carry)
        settled.back.append(bin << Self.binBits + square)
      }
    }
    slab.waits[place] = 0
    return settled
  }

  @inline(never)
  private func find(row: UInt64, column: UInt64) -> Int {
    let place = find(SIMD2(row, column) &>> UInt64(Self.sideBits))
    recent.keep(place, row: row, column: column)
    return place
  }

  /// The place of a page among all; a new one has no events.
  private func find(_ key: SIMD2<UInt64>) -> Int {
    if let known = places[key] { return known }
    let place = keys.count
    if (place << Self.squareBits) >> Self.slabBits == slabs.count { enlarge() }
    keys.append(key)
    places[key] = place
    return place
  }

  private func enlarge() {
    let count = 1 << Self.slabBits
    let slab = Slab(
      counts: .allocate(capacity: count), waiting: .allocate(capacity: Self.slabBins << Self.roomBits),
      waits: .allocate(capacity: Self.slabBins))
    slab.counts.initialize(repeating: 0, count: count)
    slab.waits.initialize(repeating: 0, count: Self.slabBins)
    slabs.append(slab)
  }

  /// The counts of a page, row by row from the south-west, less what they went back by.
  func counts(ofPage place: Int) -> UnsafeMutablePointer<UInt8> {
    let square = place << Self.squareBits
    return slabs[square >> Self.slabBits].counts + square & (1 << Self.slabBits - 1)
  }

  /// The events of a square: what its byte says, and what it went back by.
  func count(_ byte: UInt8, page: Int, square: Int) -> Int {
    if byte < Self.carry { return Int(byte) }
    return Int(byte) + Self.carry * (carries[page << Self.squareBits + square] ?? 0)
  }

  /// All pages, from south to north and then from west to east: their first square, and their place.
  var inOrder: [(row: Int32, column: Int32, place: Int)] {
    func first(_ number: UInt64) -> Int32 {
      Int32(truncatingIfNeeded: Int64(number << UInt64(Self.sideBits)) - (1 << 31))
    }
    return places.sorted { ($0.key.x, $0.key.y) < ($1.key.x, $1.key.y) }.map {
      (first($0.key.x), first($0.key.y), $0.value)
    }
  }
}
