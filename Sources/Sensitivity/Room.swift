/// Storage that is used again, for entries that are written before they are read.
struct Room<Entry: BitwiseCopyable>: ~Copyable {
  private(set) var base: UnsafeMutablePointer<Entry>
  private var capacity: Int

  /// No storage yet.
  init() {
    base = .allocate(capacity: 1)
    capacity = 1
  }

  deinit { base.deallocate() }

  /// Makes room for so many entries; of those that were there the first `keeping` stay.
  mutating func reserve(_ count: Int, keeping: Int = 0) {
    if count <= capacity { return }
    let new = UnsafeMutablePointer<Entry>.allocate(capacity: max(count, 2 * keeping))
    new.update(from: base, count: min(keeping, capacity))
    base.deallocate()
    (base, capacity) = (new, max(count, 2 * keeping))
  }
}
