import Parallel

/// A column of `count` entries, written in place by up to `threads` workers.
///
/// `body` gets a range of rows and the storage of exactly those rows (its first entry is the range's first row), and
/// must write every entry. Nothing is copied or joined afterwards, which matters at seven million rows a column.
/// An error in one block is thrown on, the first by row order.
package func filledColumn<T: BitwiseCopyable & Sendable>(
  count: Int, threads: Int, _ body: @Sendable (Range<Int>, UnsafeMutableBufferPointer<T>) throws -> Void
) throws -> [T] {
  try [T](unsafeUninitializedCapacity: count) { storage, initialized in
    guard let base = storage.baseAddress else { return }
    let whole = SharedStorage(base: base)
    _ = try Parallel.blocks(of: count, threads: threads) { range in
      try body(range, UnsafeMutableBufferPointer(start: whole.base + range.lowerBound, count: range.count))
    }
    initialized = count
  }
}

/// Storage that workers share; safe because each writes its own block only and the loop's end is a barrier.
private struct SharedStorage<T>: @unchecked Sendable {
  let base: UnsafeMutablePointer<T>
}
