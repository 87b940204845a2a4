import Core

/// Random fields over the map, mean 0 and variance 1 at each point, alike at near points.
///
/// Value noise: a number at each corner of a turned square lattice, blended between the four corners around a point
/// with smoothstep weights. The blend is divided by the root of its squared weights' sum, so that the variance is 1
/// everywhere and not only at the corners.
struct SmoothField: Sendable {
  private let random: CounterRandom
  private let wavesPerMetre: Double

  /// The field number `stream` of a seed, whose lattice has sides of `wavelength` metres.
  init(seed: UInt64, stream: UInt64, wavelength: Double) {
    random = CounterRandom(seed: seed, stream: stream)
    wavesPerMetre = 1 / wavelength
  }

  /// The four corners around a point, as random words, and their weights.
  private struct Stencil {
    var words: (UInt64, UInt64, UInt64, UInt64)
    var weights: (Double, Double, Double, Double)
  }

  @inline(__always)
  private func stencil(_ x: Double, _ y: Double) -> Stencil {
    // Turned by the angle of a 3-4-5 triangle, so that the lattice does not follow the cells.
    let u = (0.8 * x - 0.6 * y) * wavesPerMetre
    let v = (0.6 * x + 0.8 * y) * wavesPerMetre
    let (column, row) = (u.rounded(.down), v.rounded(.down))
    let (s, t) = (u - column, v - row)
    let (a, b) = (s * s * (3 - 2 * s), t * t * (3 - 2 * t))
    let (i, j) = (Int(column), Int(row))
    let scale = 1 / ((a * a + (1 - a) * (1 - a)) * (b * b + (1 - b) * (1 - b))).squareRoot()
    return Stencil(
      words: (random.bits(i, j), random.bits(i + 1, j), random.bits(i, j + 1), random.bits(i + 1, j + 1)),
      weights: ((1 - a) * (1 - b) * scale, a * (1 - b) * scale, (1 - a) * b * scale, a * b * scale))
  }

  /// The field at a point (metres).
  func value(_ x: Double, _ y: Double) -> Double {
    let corners = stencil(x, y)
    return corners.weights.0 * CounterRandom.bell(corners.words.0)
      + corners.weights.1 * CounterRandom.bell(corners.words.1)
      + corners.weights.2 * CounterRandom.bell(corners.words.2)
      + corners.weights.3 * CounterRandom.bell(corners.words.3)
  }

  /// Adds `factor` times the values of as many independent fields as there are variables to `latent[start...]`.
  func add(_ factor: Double, at x: Double, _ y: Double, to latent: inout [Double], start: Int) {
    let corners = stencil(x, y)
    for variable in 0..<Variable.count {
      let salt = UInt64(variable) &* SplitMix.gamma
      let sum =
        corners.weights.0 * CounterRandom.bell(SplitMix.mix(corners.words.0 &+ salt))
        + corners.weights.1 * CounterRandom.bell(SplitMix.mix(corners.words.1 &+ salt))
        + corners.weights.2 * CounterRandom.bell(SplitMix.mix(corners.words.2 &+ salt))
        + corners.weights.3 * CounterRandom.bell(SplitMix.mix(corners.words.3 &+ salt))
      latent[start + variable] += factor * sum
    }
  }
}

/// The raw, uncorrelated fields behind the eight variables: regions, districts, blocks, and each cell for itself.
struct LatentFields: Sendable {
  /// Lattice sides (metres) in a national world and each scale's share of the variance; what is left to 1 is the
  /// cell's own.
  static let scales: [(wavelength: Double, variance: Double)] = [(16_000, 0.22), (4_000, 0.36), (1_300, 0.30)]
  /// How much shorter the waves are in a window, where a few towns must show all there is in a country.
  static let windowFactor = 0.5

  private let fields: [(field: SmoothField, factor: Double)]
  private let own: CounterRandom
  private let ownFactor: Double

  init(world: SyntheticWorld) {
    let seed = world.seed
    let factor = world.extent == .sweden ? 1 : Self.windowFactor
    fields = Self.scales.enumerated().map { at, scale in
      let stream = RandomStream.fields + UInt64(at)
      let field = SmoothField(seed: seed, stream: stream, wavelength: scale.wavelength * factor)
      return (field, scale.variance.squareRoot())
    }
    own = CounterRandom(seed: seed, stream: RandomStream.fields + UInt64(Self.scales.count))
    ownFactor = (1 - Self.scales.reduce(0) { $0 + $1.variance }).squareRoot()
  }

  /// Writes a cell's eight values to `latent[start ..< start + 8]`.
  func write(size: Int32, e: Int32, n: Int32, to latent: inout [Double], start: Int) {
    let half = Double(size) / 2
    let (x, y) = (Double(e) + half, Double(n) + half)
    let word = SplitMix.mix(own.bits(Int(e), Int(n)) &+ UInt64(UInt32(bitPattern: size)))
    for variable in 0..<Variable.count {
      let bits = SplitMix.mix(word &+ UInt64(variable) &* SplitMix.gamma)
      latent[start + variable] = ownFactor * CounterRandom.bell(bits)
    }
    for (field, factor) in fields { field.add(factor, at: x, y, to: &latent, start: start) }
  }
}
