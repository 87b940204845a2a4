import Dispatch
import Synchronization

extension Parallel {
  /// Lets the calling thread make items one after the other, as from a file, and transforms them on up to `threads` workers
  /// meanwhile; gives the results in the order of the items.
  ///
  /// The calling thread is one of the workers: it transforms an item of its own when the others have enough to do, and
  /// helps with the rest when it has made the last one. So few items wait at a time, and a single thread makes and
  /// transforms them in turn. An error of `make` is thrown before any of `transform`; of those the first by item order.
  ///
  /// - Parameters:
  ///   - threads: workers; the result does not depend on them.
  ///   - make: calls the function that it gets with each item.
  ///   - transform: what is made of an item.
  public static func feed<Item: Sendable, T: Sendable>(
    threads: Int, make: (_ hand: (Item) -> Void) throws -> Void, transform: @Sendable (Item) throws -> T
  ) throws -> [T] {
    let basket = Basket<Item, T>(places: 2 * threads)
    let workers = DispatchGroup()
    return try withoutActuallyEscaping(transform) { transform in
      // Nothing of `transform` may run after this function has returned, thrown or not.
      defer { workers.wait() }
      for _ in 0..<Workers.room(for: threads - 1) {
        Workers.start(in: workers) {
          while let (place, item) = basket.take() { basket.put(Result { try transform(item) }, at: place) }
        }
      }
      do {
        try make { item in
          let place = basket.open()
          if threads > 1, basket.offer(item, at: place) { return }
          basket.put(Result { try transform(item) }, at: place)
        }
      } catch {
        basket.close(dropping: true)
        throw error
      }
      basket.close(dropping: false)
      while let (place, item) = basket.take() { basket.put(Result { try transform(item) }, at: place) }
      workers.wait()
      return try basket.results()
    }
  }
}

/// Items that wait for a worker, and what was made of the others.
private final class Basket<Item: Sendable, T: Sendable>: Sendable {
  private struct State {
    var waiting: [(place: Int, item: Item)] = []
    var results: [Result<T, any Error>?] = []
  }

  private let state = Mutex(State())
  private let places: Int
  /// Raised for each item that waits, and once for all when no more will come.
  private let filled = DispatchSemaphore(value: 0)

  init(places: Int) { self.places = places }

  /// The place of the next item.
  func open() -> Int {
    state.withLock { state in
      state.results.append(nil)
      return state.results.count - 1
    }
  }

  /// Lays an item down for the other workers; false when enough wait already.
  func offer(_ item: Item, at place: Int) -> Bool {
    let hasRoom = state.withLock { state in
      if state.waiting.count >= places { return false }
      state.waiting.append((place, item))
      return true
    }
    if hasRoom { filled.signal() }
    return hasRoom
  }

  /// An item to work on, the longest waiting one; nil when there will be none.
  func take() -> (place: Int, item: Item)? {
    filled.wait()
    let taken = state.withLock { $0.waiting.isEmpty ? nil : $0.waiting.removeFirst() }
    // The end: the other workers wait at the same semaphore and must wake up too.
    if taken == nil { filled.signal() }
    return taken
  }

  func put(_ result: Result<T, any Error>, at place: Int) { state.withLock { $0.results[place] = result } }

  /// No more items will come; those that wait may be dropped.
  func close(dropping: Bool) {
    if dropping { state.withLock { $0.waiting = [] } }
    filled.signal()
  }

  func results() throws -> [T] { try state.withLock { $0.results }.compactMap { try $0?.get() } }
}
