/// Places for what several workers make, each filled at most once and by one worker only.
///
/// Values are moved in and out: counting references to thousands of arrays that another thread has made takes longer than
/// everything else that is done with them.
package final class Slots<T: Sendable>: @unchecked Sendable {
  // Safe without a lock as long as no two workers have the same place and the loop that fills them has ended before anything
  // is taken out: both are promised by the callers.
  private let storage: UnsafeMutableBufferPointer<T?>

  /// So many empty places.
  package init(count: Int) {
    storage = .allocate(capacity: count)
    storage.initialize(repeating: nil)
  }

  deinit {
    storage.deinitialize()
    storage.deallocate()
  }

  /// Fills a place.
  package func put(_ value: consuming sending T, at place: Int) { storage[place] = consume value }

  /// Calls `body` with all values in the order of their places, and keeps none; empty places are skipped.
  package func moveAll(_ body: (consuming T) -> Void) {
    for place in storage.indices { if let value = storage[place].take() { body(value) } }
  }

  /// Takes all values out, in the order of their places; empty ones are skipped.
  package func takeAll() -> [T] {
    [T](unsafeUninitializedCapacity: storage.count) { values, count in
      moveAll {
        values.initializeElement(at: count, to: $0)
        count += 1
      }
    }
  }
}
