import Core

/// What a statistics office would publish of a cell: whole numbers of people with small errors, and shares of them.
///
/// A true share x of a denominator D (whole persons or households) becomes the count x·D, rounded, then gets an error of
/// at most ±3 that never exceeds a sixth of the count. Published shares are noisy count / D. The counts of the young
/// are rounded up or down at random, so that sums keep their mean. An error of ±3 on any count, however small, would
/// drown every share of a few households, and no true values could then give the published ones the national
/// correlations.
struct CellMeasure: Sendable {
  /// A null among ``write(_:population:size:e:n:to:start:)``'s whole numbers.
  static let null = Int32.min
  /// Decimals of income (1,000 SEK) and of shares; counts have none.
  static func decimals(_ variable: Variable) -> Int {
    variable == .inkomst ? 1 : (variable.isCount ? 0 : 4)
  }
  /// Ten to the power of ``decimals(_:)``.
  static func scale(_ variable: Int) -> Double {
    variable == 0 ? 10 : (variable >= Variable.unga0Till15.rawValue ? 1 : 10_000)
  }

  private let random: CounterRandom
  private let nullShare: Double

  /// - Parameter nullShare: the share of cells that lack one variable.
  init(seed: UInt64, nullShare: Double) {
    random = CounterRandom(seed: seed, stream: RandomStream.measures)
    self.nullShare = nullShare
  }

  /// Measures a cell: `truth[start...]` holds its eight true values (shares for the young), `result[start...]` gets the
  /// published ones as whole numbers of 10^-``decimals(_:)``, ``null`` where a value is missing.
  func write(
    _ truth: [Double], population: Int32, size: Int32, e: Int32, n: Int32, to result: inout [Int32], start: Int
  ) {
    let word = SplitMix.mix(random.bits(Int(e), Int(n)) &+ UInt64(UInt32(bitPattern: size)))
    for variable in Variable.allCases {
      let v = variable.rawValue
      let bits = SplitMix.mix(word &+ UInt64(v + 1) &* SplitMix.gamma)
      if variable == .inkomst {
        result[start] = Int32((min(2000, max(20, truth[start])) * 10).rounded())
        continue
      }
      let whole = max(1, (Double(population) * variable.denominatorShare).rounded())
      // Shares round to the nearest person: at random, the rounding of a dozen households would outweigh all else.
      let threshold = variable.isCount ? Double(bits >> 40) * 0x1p-24 : 0.5
      let count = min(whole, Self.noisyCount(truth[start + v] * whole, roundingFrom: threshold, bits))
      result[start + v] = Int32(variable.isCount ? count : (count / whole * 10_000).rounded())
    }
    let lot = SplitMix.mix(word)
    if CounterRandom.unit(lot) < nullShare {
      // The lower bits are free: unit() takes the upper 53.
      result[start + Int(lot & 7)] = Self.null
    }
  }

  /// The whole number below `expected` + `threshold`, with its error: half rounds to the nearest, a uniform number in
  /// [0, 1) at random.
  @inline(__always)
  static func noisyCount(_ expected: Double, roundingFrom threshold: Double, _ bits: UInt64) -> Double {
    let count = (max(0, expected) + threshold).rounded(.down)
    // 0: 60 %, ±1: 24 %, ±2: 12 %, ±3: 4 %.
    let lot = Int(((bits & 0xFFFF) * 100) >> 16)
    let size: Double = lot < 60 ? 0 : (lot < 84 ? 1 : (lot < 96 ? 2 : 3))
    let error = min(size, (count / 6).rounded(.down))
    return bits & 0x10000 == 0 ? count + error : count - error
  }
}
