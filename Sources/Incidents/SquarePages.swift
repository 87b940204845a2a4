import Parallel

/// Pages of counts that are found by their row and column, in memory that is not moved when there are more of them.
///
/// A count takes one byte, so that those of a whole country stay near the processor; see ``SquareTable`` for larger ones.
/// Written by one owner at a time.
final class SquarePages: @unchecked Sendable {
  /// Squares a page.
  static let squares = 1 << squareBits
  private static let squareBits = 12
  /// Pages that are allocated together: 8 MB.
  private static let slabPages = 1 << slabBits
  private static let slabBits = 11
  /// The memory of recent pages holds the pages of an area of so many by so many; Sweden in pages of 16 km is smaller.
  private static let recentSide: Int32 = 1 << recentBits
  private static let recentBits: Int32 = 7

  /// A page: its row, its column and its place, 18, 18 and 28 bits. The lowest bits of row and column say where it is kept.
  private typealias Recent = UInt64
  private static let placeBits: UInt64 = 28

  private var slabs: [UnsafeMutablePointer<UInt8>] = []
  private var keys: [SIMD2<Int32>] = []
  private var places: [SIMD2<Int32>: Int] = [:]
  /// The page last met of each place modulo ``recentSide``: most often the one that is asked for. All bits of what is not
  /// yet met are set: so many pages there cannot be.
  private let recent: UnsafeMutablePointer<Recent>
  private static let recentCount = Int(recentSide * recentSide)

  init() {
    recent = .allocate(capacity: Self.recentCount)
    recent.initialize(repeating: .max, count: Self.recentCount)
  }

  init(copying other: SquarePages) {
    recent = .allocate(capacity: Self.recentCount)
    recent.initialize(repeating: .max, count: Self.recentCount)
    // In the same order, so that places mean the same.
    for (place, key) in other.keys.enumerated() {
      counts(ofPage: self.place(row: key.x, column: key.y)).update(
        from: other.counts(ofPage: place), count: Self.squares)
    }
  }

  deinit {
    recent.deallocate()
    for slab in slabs { slab.deallocate() }
  }

  /// The place of a page among all; a new one has no events. Rows and columns are within ± 2²⁴.
  @inline(__always)
  func place(row: Int32, column: Int32) -> Int {
    let mask = Self.recentSide - 1
    let slot = recent + Int((row & mask) << Self.recentBits | (column & mask))
    let (high, low) = (row >> Self.recentBits, column >> Self.recentBits)
    let key = UInt64(UInt32(bitPattern: high) & 0x3_FFFF) << 18 | UInt64(UInt32(bitPattern: low) & 0x3_FFFF)
    if slot.pointee >> Self.placeBits == key {
      let place = Int(slot.pointee & (1 << Self.placeBits - 1))
      if place < keys.count { return place }
    }
    let place = find(SIMD2(row, column))
    slot.pointee = key << Self.placeBits | UInt64(place)
    return place
  }

  /// The counts of a page, row by row from the south-west.
  func counts(ofPage place: Int) -> UnsafeMutablePointer<UInt8> { count(ofSquare: place << Self.squareBits) }

  /// The count of a square: its page's place · ``squares`` + its place on the page.
  @inline(__always)
  func count(ofSquare square: Int) -> UnsafeMutablePointer<UInt8> {
    let bits = Self.slabBits + Self.squareBits
    return slabs[square >> bits] + (square & (1 << bits - 1))
  }

  @inline(never)
  private func find(_ key: SIMD2<Int32>) -> Int {
    if let known = places[key] { return known }
    let place = keys.count
    if place >> Self.slabBits == slabs.count {
      let slab = UnsafeMutablePointer<UInt8>.allocate(capacity: Self.slabPages * Self.squares)
      LargePages.advise(slab, bytes: Self.slabPages * Self.squares)
      slab.initialize(repeating: 0, count: Self.slabPages * Self.squares)
      slabs.append(slab)
    }
    keys.append(key)
    places[key] = place
    return place
  }

  /// All pages, from south to north and then from west to east.
  var inOrder: [(row: Int32, column: Int32, place: Int)] {
    places.sorted { ($0.key.x, $0.key.y) < ($1.key.x, $1.key.y) }.map { ($0.key.x, $0.key.y, $0.value) }
  }
}
