import Synchronization

/// Storage that is used again by whoever needs it next.
/// An item is in one pair of hands at a time: in the pool, or with the worker that took it.
final class Pool<Item: AnyObject & Sendable>: Sendable {
  private let items = Mutex<[Item]>([])

  /// One that was put back, or a new one.
  func take(or make: () -> Item) -> Item {
    items.withLock { $0.popLast() } ?? make()
  }

  func put(_ item: Item) {
    items.withLock { $0.append(item) }
  }
}
