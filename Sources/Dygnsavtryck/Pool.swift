import Synchronization

/// Values that workers borrow one at a time: as many come into being as there are workers at once.
final class Pool<Value: Sendable>: Sendable {
  private let idle = Mutex<[Value]>([])
  private let make: @Sendable () -> Value

  init(_ make: @escaping @Sendable () -> Value) { self.make = make }

  /// Calls `body` with a value that nobody else has; it goes back whether or not `body` throws.
  func borrow<T>(_ body: (inout Value) throws -> T) rethrows -> T {
    // Popped, not copied, so that its arrays have one owner and change in place.
    var value = idle.withLock { $0.popLast() } ?? make()
    defer { idle.withLock { [value] in $0.append(value) } }
    return try body(&value)
  }

  /// All values, while nobody borrows any.
  func all() -> [Value] { idle.withLock { $0 } }
}
