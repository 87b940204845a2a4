/// A column of `count` entries, written in place by up to `threads` workers.
///
/// `body` gets a range of rows and the storage of exactly those rows (its first entry is the range's first row), and
/// must write every entry. Nothing is copied or joined afterwards, which matters at seven million rows a column.
/// An error in one block is thrown on, the first by row order.
package func filledColumn<T: BitwiseCopyable & Sendable>(
  count: Int, threads: Int, _ body: @Sendable (Range<Int>, UnsafeMutableBufferPointer<T>) throws -> Void
) throws -> [T] {
  try sharedColumn(count) { whole in
    _ = try Parallel.blocks(of: count, threads: threads) { range in
      try body(range, UnsafeMutableBufferPointer(start: whole.base + range.lowerBound, count: range.count))
    }
  }
}

/// A column of `count` entries, written in place by up to `threads` workers, cut where the caller says: `cuts` are ranges one
/// after the other that make up `0..<count`.
///
/// `body` gets the number of a range among them, the range, and the storage of exactly its rows, of which it must write every
/// entry. An error in one range is thrown on, the first by order.
package func filledColumn<T: BitwiseCopyable & Sendable>(
  count: Int, cuts: [Range<Int>], threads: Int,
  _ body: @Sendable (Int, Range<Int>, UnsafeMutableBufferPointer<T>) throws -> Void
) throws -> [T] {
  precondition(cuts.reduce(0) { $0 == $1.lowerBound ? $1.upperBound : -1 } == count, "the cuts do not join")
  return try sharedColumn(count) { whole in
    _ = try Parallel.map(count: cuts.count, threads: threads) { place in
      let range = cuts[place]
      try body(place, range, UnsafeMutableBufferPointer(start: whole.base + range.lowerBound, count: range.count))
    }
  }
}

/// Several columns of `count` entries, written in place block by block; see ``filledColumn(count:threads:_:)``.
///
/// `body` gets a range of at most `block` rows and each column's storage of exactly those rows.
package func filledColumns(
  _ columns: Int, count: Int, block: Int = 65_536, threads: Int,
  _ body: @Sendable (Range<Int>, [UnsafeMutableBufferPointer<Double>]) throws -> Void
) throws -> [[Double]] {
  var made: [[Double]] = []
  /// Arrays are open for writing inside a closure only, so the columns open one inside the other.
  func open(_ bases: [SharedStorage<Double>]) throws {
    if bases.count == columns {
      _ = try Parallel.blocks(of: count, block: block, threads: threads) { range in
        try body(
          range, bases.map { UnsafeMutableBufferPointer(start: $0.base + range.lowerBound, count: range.count) })
      }
      return
    }
    let column = try [Double](unsafeUninitializedCapacity: max(1, count)) { storage, initialized in
      if let base = storage.baseAddress { try open(bases + [SharedStorage(base: base)]) }
      initialized = count
    }
    made.append(column)
  }
  if columns > 0 { try open([]) }
  return made.reversed()
}

/// A column of `count` entries that are `value` but where `body` writes others.
///
/// `body` gets a range of `0 ..< items` and the storage of the whole column; no two ranges may write the same entry.
package func scatteredColumn<T: BitwiseCopyable & Sendable>(
  count: Int, filling value: T, items: Int, threads: Int,
  _ body: @Sendable (Range<Int>, UnsafeMutableBufferPointer<T>) throws -> Void
) throws -> [T] {
  try sharedColumn(count) { whole in
    _ = try Parallel.blocks(of: count, threads: threads) { range in
      (whole.base + range.lowerBound).initialize(repeating: value, count: range.count)
    }
    _ = try Parallel.blocks(of: items, threads: threads) { range in
      try body(range, UnsafeMutableBufferPointer(start: whole.base, count: count))
    }
  }
}

/// A column of `count` entries in large pages, all of which `fill` writes; it is not called for none.
private func sharedColumn<T: BitwiseCopyable>(_ count: Int, _ fill: (SharedStorage<T>) throws -> Void) rethrows -> [T]
{
  try [T](unsafeUninitializedCapacity: count) { storage, initialized in
    guard let base = storage.baseAddress else { return }
    try fill(SharedStorage(base: base))
    initialized = count
  }
}

/// Storage that workers share; safe because each writes its own block only and the loop's end is a barrier.
private struct SharedStorage<T>: @unchecked Sendable {
  let base: UnsafeMutablePointer<T>
}
