import Dispatch
import Synchronization

extension Parallel {
  /// Makes items `0 ..< count` on up to `threads` workers and hands them to `consume` in item order, on the calling
  /// thread, while later items are being made.
  ///
  /// At most `4 · threads` items are made and not yet consumed, so a long output never lies in memory. The first
  /// error by item order ends the stream, whichever side it comes from; no item is consumed after it.
  public static func stream<T: Sendable>(
    count: Int, threads: Int, _ produce: @Sendable (Int) throws -> T, consume: (T) throws -> Void
  ) throws {
    if threads <= 1 || count <= 1 {
      for item in 0..<max(0, count) { try consume(produce(item)) }
      return
    }
    let belt = Belt<T>(places: 4 * threads)
    let workers = DispatchGroup()
    try withoutActuallyEscaping(produce) { produce in
      // Nothing of `produce` may run after this function has returned, thrown or not.
      defer {
        belt.stop()
        workers.wait()
      }
      for _ in 0..<max(1, Workers.room(for: min(threads, count))) {
        Workers.start(in: workers) {
          while let item = belt.next(below: count) {
            belt.put(Result { try produce(item) }, at: item)
          }
        }
      }
      for item in 0..<count { try consume(belt.take(item).get()) }
    }
  }
}

extension Parallel {
  /// Makes items `0, 1, 2 …` on up to `threads` workers until one of them is nil, and hands those before it to `consume` in
  /// item order, on the calling thread, while later items are being made.
  ///
  /// For a source whose end shows when it is reached: behind it `produce` is called for a few more items, and must give nil
  /// for them as well. What holds for a stream of known length holds for this one.
  public static func stream<T: Sendable>(
    threads: Int, _ produce: @Sendable (Int) throws -> T?, consume: (T) throws -> Void
  ) throws {
    do {
      try stream(count: .max, threads: threads, produce) { made in
        guard let made else { throw EndOfStream() }
        try consume(made)
      }
    } catch is EndOfStream {}
  }

  private struct EndOfStream: Error {}
}

/// A ring of places between workers and the consumer; item `i` uses place `i mod places`.
private final class Belt<T: Sendable>: Sendable {
  private let storage: Mutex<[Result<T, any Error>?]>
  private let filled: [DispatchSemaphore]
  private let free: DispatchSemaphore
  private let upcoming = Atomic<Int>(0)
  private let stopped = Atomic<Bool>(false)

  init(places: Int) {
    storage = Mutex(Array(repeating: nil, count: places))
    filled = (0..<places).map { _ in DispatchSemaphore(value: 0) }
    // Semaphores must not be freed below the value they were made with, so they start at zero and are raised.
    free = DispatchSemaphore(value: 0)
    for _ in 0..<places { free.signal() }
  }

  /// The next item to make, when there is a free place for it; nil when there is none left or the stream stopped.
  func next(below count: Int) -> Int? {
    free.wait()
    let item = stopped.load(ordering: .acquiring) ? count : upcoming.wrappingAdd(1, ordering: .relaxed).oldValue
    if item < count { return item }
    // The other workers wait at the same semaphore and must wake up too.
    free.signal()
    return nil
  }

  func put(_ result: sending Result<T, any Error>, at item: Int) {
    storage.withLock { $0[item % $0.count] = result }
    filled[item % filled.count].signal()
  }

  /// Waits for an item and frees its place.
  func take(_ item: Int) -> Result<T, any Error> {
    filled[item % filled.count].wait()
    let result = storage.withLock { places in
      let result = places[item % places.count]
      places[item % places.count] = nil
      return result
    }
    free.signal()
    return result ?? .failure(CancellationError())
  }

  func stop() {
    stopped.store(true, ordering: .releasing)
    free.signal()
  }
}
