import Core

/// SCB's noise on counts: whole numbers from −``most`` to ``most``, all equally likely, from a hash of a seed, a unit and a variable.
///
/// The same seed gives the same unit and variable the same noise in each run, whatever else the run does.
package struct CountNoise: Sendable {
  /// The largest noise.
  package let most: Int
  private let seed: UInt32

  /// The noise of a seed.
  package init(most: Int, seed: UInt32) { (self.most, self.seed) = (most, seed) }

  /// What a unit is hashed by: FNV-1a (64 bits) of its name's bytes.
  package static func key(_ name: some Sequence<UInt8>) -> UInt64 {
    name.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }

  /// What the noise of a variable is hashed by.
  package func key(ofVariable name: String) -> UInt64 {
    SplitMix.mix(UInt64(seed) &* SplitMix.gamma ^ Self.key(name.utf8))
  }

  /// Two draws for a unit and a variable by their keys: of the count, and of what it is a part of.
  @inline(__always)
  package func draws(unit: UInt64, variable: UInt64) -> (Double, Double) {
    let word = SplitMix.mix(unit ^ variable)
    let span = UInt64(2 &* most &+ 1)
    let (high, low) = (((word >> 32) &* span) >> 32, ((word & 0xFFFF_FFFF) &* span) >> 32)
    return (Double(Int64(high) &- Int64(most)), Double(Int64(low) &- Int64(most)))
  }

  /// The first of ``draws(unit:variable:)`` alone.
  @inline(__always)
  func draw(unit: UInt64, variable: UInt64) -> Double {
    let high = ((SplitMix.mix(unit ^ variable) >> 32) &* UInt64(2 &* most &+ 1)) >> 32
    return Double(Int32(truncatingIfNeeded: high) &- Int32(truncatingIfNeeded: most))
  }
}
