import Dispatch
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
    let results = Slots<Result<T, any Error>>(count: count)
    let next = Atomic<Int>(0)
    let failed = Atomic<Int>(Int.max)
    DispatchQueue.concurrentPerform(iterations: min(threads, count)) { _ in
      while true {
        let item = next.wrappingAdd(1, ordering: .relaxed).oldValue
        // Items are handed out in order, so all below a failed one are taken already.
        if item >= count || item > failed.load(ordering: .relaxed) { return }
        do {
          results.put(.success(try transform(item)), at: item)
        } catch {
          results.put(.failure(error), at: item)
          failed.min(item, ordering: .relaxed)
        }
      }
    }
    return try results.takeAll(until: failed.load(ordering: .relaxed))
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

/// One place per item, each written by exactly one worker.
private final class Slots<T>: @unchecked Sendable {
  private let storage: UnsafeMutableBufferPointer<T?>

  init(count: Int) {
    storage = .allocate(capacity: count)
    storage.initialize(repeating: nil)
  }

  deinit {
    storage.deinitialize()
    storage.deallocate()
  }

  /// Safe without a lock: an atomic counter hands each item to one worker, and the loop's end is a barrier.
  func put(_ value: T, at item: Int) { storage[item] = value }

  func takeAll<U>(until failed: Int) throws -> [U] where T == Result<U, any Error> {
    if failed < storage.count, case .failure(let error)? = storage[failed] { throw error }
    return try storage.compactMap { try $0?.get() }
  }
}
