import Core

/// Random numbers by place instead of by turn: the number at a counter needs none of those before it.
///
/// It is SplitMix64 read at any position: output i of the generator with state `key` is mix(key + (i + 1) · gamma), of
/// ``SplitMix``. Each cell, town and lattice point has its own counter, so the same numbers come out on any platform and in
/// any order of computing.
struct CounterRandom: Sendable, Equatable {
  /// The generator's starting state.
  let key: UInt64

  /// The stream number `stream` of a seed; different streams are independent.
  init(seed: UInt64, stream: UInt64) {
    key = SplitMix.mix(SplitMix.mix(seed &+ SplitMix.gamma) ^ (stream &* 0xD1B5_4A32_D192_ED03))
  }

  /// 64 random bits at a counter.
  @inline(__always)
  func bits(_ counter: UInt64) -> UInt64 { SplitMix.mix(key &+ (counter &+ 1) &* SplitMix.gamma) }

  /// 64 random bits at a pair of whole numbers; only their lower 32 bits count.
  @inline(__always)
  func bits(_ i: Int, _ j: Int) -> UInt64 {
    bits(UInt64(UInt32(truncatingIfNeeded: i)) << 32 | UInt64(UInt32(truncatingIfNeeded: j)))
  }

  /// A number in [0, 1) at a counter.
  func unit(_ counter: UInt64) -> Double { Self.unit(bits(counter)) }

  /// The upper 53 bits as a number in [0, 1).
  @inline(__always)
  static func unit(_ bits: UInt64) -> Double { Double(bits >> 11) * 0x1p-53 }

  /// A nearly normal number (mean 0, variance 1, within ±3.47): the sum of four 16-bit uniform ones.
  ///
  /// Sums and products only, no logarithm or cosine: those differ in the last bit from one C library to the next.
  @inline(__always)
  static func bell(_ bits: UInt64) -> Double {
    let sum = (bits & 0xFFFF) + (bits >> 16 & 0xFFFF) + (bits >> 32 & 0xFFFF) + (bits >> 48)
    // Each term's variance is (65536² − 1)/12, so the sum's deviation is 65536/√3.
    return (Double(sum) - 131_070) * (1.7320508075688772 / 65_536)
  }
}

/// The numbers of one stream, one after the other.
struct RandomSequence {
  private let source: CounterRandom
  private var counter: UInt64 = 0

  init(seed: UInt64, stream: UInt64) { source = CounterRandom(seed: seed, stream: stream) }

  /// The next 64 random bits.
  mutating func bits() -> UInt64 {
    counter += 1
    return source.bits(counter)
  }

  /// The next number in [0, 1).
  mutating func unit() -> Double { CounterRandom.unit(bits()) }

  /// The next number in [low, high).
  mutating func uniform(_ low: Double, _ high: Double) -> Double { low + (high - low) * unit() }

  /// The next whole number in 0..<bound; 0 for a bound below 1.
  mutating func below(_ bound: Int) -> Int {
    bound < 1 ? 0 : Int(bits().multipliedFullWidth(by: UInt64(bound)).high)
  }
}

/// The streams of a world's seed; a new use takes a new number, so that it changes nothing of what was there.
enum RandomStream {
  static let towns: UInt64 = 1
  static let names: UInt64 = 2
  static let settlement: UInt64 = 3
  static let habitation: UInt64 = 5
  static let people: UInt64 = 6
  static let absence: UInt64 = 7
  static let measures: UInt64 = 8
  static let areas: UInt64 = 9
  static let warp: UInt64 = 10
  static let fields: UInt64 = 16
  static let stations: UInt64 = 200
  static let phones: UInt64 = 210
  static let eventOrder: UInt64 = 220
  static let eventTimes: UInt64 = 230
  static let eventPlaces: UInt64 = 231
  static let pointTimes: UInt64 = 240
  static let pointPlaces: UInt64 = 241
  static let assessments: UInt64 = 250
}
