/// Random numbers by place instead of by turn: the number at a counter needs none of those before it.
///
/// It is SplitMix64 read at any position: output i of the generator with state `key` is mix(key + (i + 1) · gamma), of
/// ``SplitMix``. Each cell, town and lattice point has its own counter, so the same numbers come out on any platform and in
/// any order of computing.
package struct CounterRandom: Sendable, Equatable {
  /// The generator's starting state.
  @usableFromInline let key: UInt64

  /// The generator that starts in this state.
  @inlinable
  package init(key: UInt64) { self.key = key }

  /// The stream number `stream` of a seed; different streams are independent.
  @inlinable
  package init(seed: UInt64, stream: UInt64) {
    key = SplitMix.mix(SplitMix.mix(seed &+ SplitMix.gamma) ^ (stream &* 0xD1B5_4A32_D192_ED03))
  }

  /// 64 random bits at a counter.
  @inlinable @inline(__always)
  package func bits(_ counter: UInt64) -> UInt64 { SplitMix.mix(key &+ (counter &+ 1) &* SplitMix.gamma) }

  /// 64 random bits at a pair of whole numbers; only their lower 32 bits count.
  @inlinable @inline(__always)
  package func bits(_ i: Int, _ j: Int) -> UInt64 {
    bits(UInt64(UInt32(truncatingIfNeeded: i)) << 32 | UInt64(UInt32(truncatingIfNeeded: j)))
  }

  /// A whole number in 0 ..< bound at a counter, bound > 0: the upper half of a product of 128 bits, uniform to one part in 2⁶⁴ / bound.
  @inlinable @inline(__always)
  package func below(_ bound: Int, _ counter: UInt64) -> Int {
    Int(truncatingIfNeeded: bits(counter).multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// A number in [0, 1) at a counter.
  @inlinable
  package func unit(_ counter: UInt64) -> Double { Self.unit(bits(counter)) }

  /// The upper 53 bits as a number in [0, 1).
  @inlinable @inline(__always)
  package static func unit(_ bits: UInt64) -> Double { Double(bits >> 11) * 0x1p-53 }

  /// A nearly normal number (mean 0, variance 1, within ±3.47): the sum of four 16-bit uniform ones.
  ///
  /// Sums and products only, no logarithm or cosine: those differ in the last bit from one C library to the next.
  @inlinable @inline(__always)
  package static func bell(_ bits: UInt64) -> Double {
    let sum = (bits & 0xFFFF) + (bits >> 16 & 0xFFFF) + (bits >> 32 & 0xFFFF) + (bits >> 48)
    // Each term's variance is (65536² − 1)/12, so the sum's deviation is 65536/√3.
    return (Double(sum) - 131_070) * (1.7320508075688772 / 65_536)
  }
}
