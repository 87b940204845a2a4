import Core

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
    if bound < 1 { return 0 }
    counter += 1
    return source.below(bound, counter)
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
