import Core

/// A shuffle of `0 ..< count` that needs no memory: any place can be asked for what stands there, and back.
///
/// A Feistel network over the next power of two (M. Luby, C. Rackoff, How to construct pseudorandom permutations, 1988)
/// with halves that may differ by a bit; numbers beyond the range are sent on until they fall into it (cycle walking, J.
/// Black, P. Rogaway, Ciphers with arbitrary finite domains, 2002), at most once more on average.
struct IndexPermutation: Sendable {
  private let count: UInt64
  private let lowBits: UInt64
  private let lowMask: UInt64
  private let highMask: UInt64
  private let keys: (UInt64, UInt64, UInt64, UInt64)

  /// - Parameter count: 1 to 2⁶².
  init(count: Int, seed: UInt64) {
    self.count = UInt64(max(1, count))
    let bits = UInt64(max(2, 64 - (self.count - 1).leadingZeroBitCount))
    lowBits = bits / 2
    lowMask = 1 << lowBits - 1
    highMask = 1 << (bits - lowBits) - 1
    let random = CounterRandom(seed: seed, stream: RandomStream.eventOrder)
    keys = (random.bits(0), random.bits(1), random.bits(2), random.bits(3))
  }

  /// What stands at `place`, which must be below the count.
  @inline(__always)
  func callAsFunction(_ place: Int) -> Int {
    walk(from: place) { low, high in
      low ^= SplitMix.mix(high &+ keys.0) & lowMask
      high ^= SplitMix.mix(low &+ keys.1) & highMask
      low ^= SplitMix.mix(high &+ keys.2) & lowMask
      high ^= SplitMix.mix(low &+ keys.3) & highMask
    }
  }

  /// The place where `value` stands: the rounds backwards, each of which undoes itself.
  @inline(__always)
  func place(of value: Int) -> Int {
    walk(from: value) { low, high in
      high ^= SplitMix.mix(low &+ keys.3) & highMask
      low ^= SplitMix.mix(high &+ keys.2) & lowMask
      high ^= SplitMix.mix(low &+ keys.1) & highMask
      low ^= SplitMix.mix(high &+ keys.0) & lowMask
    }
  }

  /// Applies the rounds to both halves until the number is below the count.
  @inline(__always)
  private func walk(from start: Int, _ rounds: (inout UInt64, inout UInt64) -> Void) -> Int {
    var value = UInt64(start)
    repeat {
      var (low, high) = (value & lowMask, value >> lowBits)
      rounds(&low, &high)
      value = high << lowBits | low
    } while value >= count
    return Int(value)
  }
}
