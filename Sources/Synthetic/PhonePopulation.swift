import Core

/// The phones of a synthetic period: who they are, and how many of the events are theirs.
///
/// Activity is nearly log-normal: a few phones have many events, most have few. Events lie phone by phone in slots
/// `0 ..< events`; a phone's slots are consecutive.
struct PhonePopulation: Sendable {
  /// The spread of a phone's activity, as the deviation of its logarithm.
  static let spread = 0.9

  /// Identifiers, eight hexadecimal digits each; ascending, no two alike.
  let identifiers: [UInt32]
  /// Where each phone's slots start, and the end of the last.
  let firstSlot: [Int]
  /// For equal shares of the slots, a phone that is not behind those which have slots there.
  private let guide: [Int32]
  private let sharesPerSlot: Double

  init(count: Int, events: Int, seed: UInt64) {
    let random = CounterRandom(seed: seed, stream: RandomStream.phones)
    // A bijection of 32-bit words (sums, odd factors, shifted xors), so that no two are alike.
    let offset = UInt32(truncatingIfNeeded: random.bits(UInt64.max))
    identifiers = (0..<count).map { phone in
      var x = UInt32(truncatingIfNeeded: phone) &+ offset
      x = (x ^ x >> 16) &* 0x7FEB_352D
      x = (x ^ x >> 15) &* 0x846C_A68B
      return x ^ x >> 16
    }.sorted()
    var weights = [0.0]
    weights.reserveCapacity(count + 1)
    var sum = 0.0
    for phone in 0..<count {
      // Never 0, so that there is always somebody.
      sum += PortableMath.nearlyExponential(Self.spread * CounterRandom.bell(random.bits(UInt64(phone)))) + 1e-9
      weights.append(sum)
    }
    var first = weights.map { min(events, Int(Double(events) * ($0 / sum))) }
    first[count] = events
    firstSlot = first
    let sharesPerSlot = Double(count) / Double(max(1, events))
    self.sharesPerSlot = sharesPerSlot
    var guide: [Int32] = []
    guide.reserveCapacity(count)
    var phone = 0
    for share in 0..<count {
      while phone < count - 1, Int(Double(max(0, first[phone + 1] - 1)) * sharesPerSlot) < share { phone += 1 }
      guide.append(Int32(phone))
    }
    self.guide = guide
  }

  /// The phone whose event has that slot.
  @inline(__always)
  func phone(ofSlot slot: Int) -> Int {
    let share = min(guide.count - 1, Int(Double(slot) * sharesPerSlot))
    return firstSlot.withUnsafeBufferPointer { first in
      var phone = Int(guide[share])
      while first[phone + 1] <= slot { phone += 1 }
      return phone
    }
  }
}
