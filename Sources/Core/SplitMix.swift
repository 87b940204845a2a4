/// SplitMix64 (G. Steele, D. Lea, C. Flood, Fast splittable pseudorandom number generators, OOPSLA 2014): its step and its
/// output function, of which random numbers by counter and fingerprints are made.
package enum SplitMix {
  /// The golden ratio's odd 64-bit step.
  @inlinable @inline(__always)
  package static var gamma: UInt64 { 0x9E37_79B9_7F4A_7C15 }

  /// The output function, a bijection of 64-bit words.
  @inlinable @inline(__always)
  package static func mix(_ word: UInt64) -> UInt64 {
    var z = word
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
