/// Numbers phones 0, 1, 2 … in the order in which they come.
///
/// Open addressing over the keys' lower bits: the upper eight are the same for all phones of a partition.
struct PhoneDictionary: Sendable {
  /// The phones by number.
  private(set) var keys: [PhoneKey] = []
  // Number + 1 of the phone at each slot, 0 for none; a power of two long and at most half full.
  private var slots: [UInt32] = []

  /// Bytes of memory.
  var footprint: Int { keys.capacity * MemoryLayout<PhoneKey>.stride + slots.capacity * MemoryLayout<UInt32>.stride }

  /// The phone's number; a new one when it has none. The caller keeps it below 2³¹.
  @inline(__always)
  mutating func number(of key: PhoneKey) -> UInt32 {
    if 2 * keys.count >= slots.count { grow() }
    let mask = slots.count &- 1
    var slot = Int(truncatingIfNeeded: key.low) & mask
    while true {
      let found = slots[slot]
      if found == 0 { break }
      if keys[Int(found) &- 1] == key { return found &- 1 }
      slot = (slot &+ 1) & mask
    }
    keys.append(key)
    slots[slot] = UInt32(keys.count)
    return UInt32(keys.count) &- 1
  }

  /// Events that are read ahead for.
  static let group = 64

  /// Reads what the numbers of up to ``group`` phones will be looked for in. Gives bits of all of it.
  ///
  /// With many phones neither slots nor keys are in a cache, and a search waits for the one to find the other. Read without a
  /// branch on what is not there yet, those of many phones are waited for together.
  @inline(__always)
  func readAhead(_ records: UnsafeBufferPointer<EventRecord>) -> UInt64 {
    if keys.isEmpty { return 0 }
    return withUnsafeTemporaryAllocation(of: UInt32.self, capacity: Self.group) { numbers in
      let count = min(records.count, Self.group)
      return slots.withUnsafeBufferPointer { slots in
        keys.withUnsafeBufferPointer { keys in
          let mask = slots.count &- 1
          for i in 0..<count { numbers[i] = slots[Int(truncatingIfNeeded: records[i].phone.low) & mask] }
          var bits: UInt64 = 0
          // Of an empty slot the first key stands in.
          for i in 0..<count { bits |= keys[Int(max(numbers[i], 1)) &- 1].low }
          return bits
        }
      }
    }
  }

  @inline(never)
  private mutating func grow() {
    let size = max(16, slots.count * 2)
    var new = [UInt32](repeating: 0, count: size)
    for (number, key) in keys.enumerated() {
      var slot = Int(truncatingIfNeeded: key.low) & (size - 1)
      while new[slot] != 0 { slot = (slot + 1) & (size - 1) }
      new[slot] = UInt32(number) + 1
    }
    slots = new
  }
}
