/// Random numbers that follow from a seed, the same on every machine, so that a failing case can be run again
/// (SplitMix64: Steele, Lea and Flood, 2014).
package struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  package init(_ seed: some BinaryInteger) { state = UInt64(truncatingIfNeeded: seed) }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A multiple of 2⁻⁵³ in 0..<1.
  package mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A whole number in 0..<count.
  package mutating func below(_ count: Int) -> Int { Int(next() % UInt64(count)) }

  package mutating func within(_ range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &self) }

  /// True once in `n` times.
  package mutating func once(in n: Int) -> Bool { below(n) == 0 }
}
