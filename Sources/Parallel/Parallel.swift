import Synchronization

/// Data-parallel loops whose result does not depend on the number of threads.
///
/// The work is cut into items (or blocks) by its size alone; workers take the next item when they are free, and
/// results come back in item order. Whoever sums over blocks therefore adds in the same order for 1 and N threads.
public enum Parallel {
  /// The number of threads a computation may use: all of the machine's logical processors.
  public static var availableThreads: Int { max(1, ProcessInfoBridge.processors) }

  /// `transform(0) … transform(count − 1)`, in that order, computed by up to `threads` workers.
  ///
  /// The first error by item order is thrown; items after it may not have been computed.
  public static func map<T: Sendable>(
    count: Int, threads: Int, _ transform: @Sendable (Int) throws -> T
  ) throws -> [T] {
    if count <= 0 { return [] }
    if threads <= 1 || count == 1 { return try (0..<count).map(transform) }
    let results = Slots<T>(count: count)
    let next = Atomic<Int>(0)
    let failed = Atomic<Int>(Int.max)
    let failure = Mutex<(item: Int, error: any Error)?>(nil)
    Workers.all(min(threads, count)) {
      while true {
        let item = next.wrappingAdd(1, ordering: .relaxed).oldValue
        // Items are handed out in order, so all below a failed one are taken already.
        if item >= count || item > failed.load(ordering: .relaxed) { return }
        do {
          results.put(try transform(item), at: item)
        } catch {
          failed.min(item, ordering: .relaxed)
          failure.withLock { if item < $0?.item ?? .max { $0 = (item, error) } }
        }
      }
    }
    if let (_, error) = failure.withLock({ $0 }) { throw error }
    return results.takeAll()
  }

  /// Calls `body` for consecutive ranges of at most `block` of `0..<count` and returns what it gives, in order.
  ///
  /// Block borders depend on `count` and `block` only, never on `threads`.
  public static func blocks<T: Sendable>(
    of count: Int, block: Int = 65_536, threads: Int, _ body: @Sendable (Range<Int>) throws -> T
  ) throws -> [T] {
    let size = max(1, block)
    return try map(count: (count + size - 1) / size, threads: threads) { index in
      try body(index * size..<min(count, (index + 1) * size))
    }
  }
}
