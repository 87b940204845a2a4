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
