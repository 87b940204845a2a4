/// The pages last met of each row and column modulo 128: most often the one that is asked for. Sweden in pages of 16 km is
/// smaller than that.
///
/// Squares are told by row and column, both plus 2³¹; a page has 64 × 64 of them.
struct RecentPages {
  private static let sideBits: UInt64 = 7
  private static let count = 1 << (2 * sideBits)

  /// What is kept of a page: the upper bits of its row and column, 19 each, and its place, 26. The bits below say where it
  /// is kept. All bits of what is not yet met are set, which are those of no square on Earth.
  private let pages: UnsafeMutablePointer<UInt64>
  private static let keyBits: UInt64 = 19
  private static let placeBits: UInt64 = 26

  init() {
    pages = .allocate(capacity: Self.count)
    pages.initialize(repeating: .max, count: Self.count)
  }

  /// Gives the memory back; nothing may be asked for afterwards.
  func deallocate() { pages.deallocate() }

  /// The place of a square's page, if it was the last that was kept there.
  @inline(__always)
  func place(row: UInt64, column: UInt64) -> Int? {
    let kept = pages[Self.slot(row, column)]
    return kept &>> Self.placeBits == Self.key(row, column) ? Int(kept & (1 << Self.placeBits - 1)) : nil
  }

  /// Keeps the place of a square's page.
  func keep(_ place: Int, row: UInt64, column: UInt64) {
    pages[Self.slot(row, column)] = Self.key(row, column) << Self.placeBits | UInt64(place)
  }

  @inline(__always)
  private static func slot(_ row: UInt64, _ column: UInt64) -> Int {
    let mask: UInt64 = 1 << sideBits - 1
    let (row, column) = (row &>> UInt64(SquarePages.sideBits), column &>> UInt64(SquarePages.sideBits))
    return Int((row & mask) &<< sideBits | (column & mask))
  }

  @inline(__always)
  private static func key(_ row: UInt64, _ column: UInt64) -> UInt64 {
    let lower = UInt64(SquarePages.sideBits) + sideBits
    return (row &>> lower) &<< keyBits | (column &>> lower)
  }
}
