import Parallel

/// Pages of counts that are found by their row and column, in memory that is not moved when there are more of them.
///
/// Written by one owner at a time, see ``SquareTable``.
final class SquarePages: @unchecked Sendable {
  /// Squares a page.
  static let squares = 4096
  /// Pages that are allocated together: 8 MB.
  private static let together = 512
  /// The memory of recent pages holds the pages of an area of so many by so many; Sweden in pages of 16 km is smaller.
  private static let recentSide: Int32 = 128

  private struct Recent {
    var row: Int32
    var column: Int32
    var start: UnsafeMutablePointer<UInt32>
  }

  private var slabs: [UnsafeMutablePointer<UInt32>] = []
  private var used = SquarePages.together
  private var starts: [SIMD2<Int32>: UnsafeMutablePointer<UInt32>] = [:]
  /// The page last met of each place modulo ``recentSide``: most often the one that is asked for.
  private let recent: UnsafeMutablePointer<Recent?>
  private static let recentCount = Int(recentSide * recentSide)

  init() {
    recent = .allocate(capacity: Self.recentCount)
    recent.initialize(repeating: nil, count: Self.recentCount)
  }

  init(copying other: SquarePages) {
    recent = .allocate(capacity: Self.recentCount)
    recent.initialize(repeating: nil, count: Self.recentCount)
    for (key, counts) in other.starts {
      page(row: key.x, column: key.y).update(from: counts, count: Self.squares)
    }
  }

  deinit {
    recent.deinitialize(count: Self.recentCount)
    recent.deallocate()
    for slab in slabs { slab.deallocate() }
  }

  /// The counts of a page, row by row from the south-west; a new one has no events.
  @inline(__always)
  func page(row: Int32, column: Int32) -> UnsafeMutablePointer<UInt32> {
    let mask = Self.recentSide - 1
    let place = recent + Int((row & mask) * Self.recentSide + (column & mask))
    if let known = place.pointee, known.row == row, known.column == column { return known.start }
    let start = find(SIMD2(row, column))
    place.pointee = Recent(row: row, column: column, start: start)
    return start
  }

  @inline(never)
  private func find(_ key: SIMD2<Int32>) -> UnsafeMutablePointer<UInt32> {
    if let known = starts[key] { return known }
    if used == Self.together {
      let slab = UnsafeMutablePointer<UInt32>.allocate(capacity: Self.together * Self.squares)
      LargePages.advise(slab, bytes: Self.together * Self.squares * 4)
      slab.initialize(repeating: 0, count: Self.together * Self.squares)
      slabs.append(slab)
      used = 0
    }
    let start = slabs[slabs.count - 1] + used * Self.squares
    used += 1
    starts[key] = start
    return start
  }

  /// All pages, from south to north and then from west to east.
  var inOrder: [(row: Int32, column: Int32, counts: UnsafeBufferPointer<UInt32>)] {
    starts.sorted { ($0.key.x, $0.key.y) < ($1.key.x, $1.key.y) }.map {
      ($0.key.x, $0.key.y, UnsafeBufferPointer(start: $0.value, count: Self.squares))
    }
  }
}
