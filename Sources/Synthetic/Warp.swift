/// A smooth shift of the whole map that turns straight lines into wavy ones and cannot fold it.
///
/// The shift is a sum of plane sine waves, five a component. A wave of amplitude a and length λ has a gradient of at
/// most 2πa/λ, here ``steepness`` each, so either component's gradient stays below 5 · 0.07 and the shift's operator
/// norm below G = 5 · 0.07 · √2 < 0.5: the map point ↦ point + shift is injective, and shortens no distance to less
/// than half.
///
/// Borders are polylines between warped points, not warped lines. They do not cross either: two borders that start at
/// one corner stay in cones of half-angle arcsin G < 30° around perpendicular or opposite directions, and borders that
/// do not touch are at least a rectangle's shorter side D apart, while interpolation between points h apart adds at
/// most 2·G·h to their shift's difference. That is safe for h < D/2 · (1 − G)/G, which ``ZoneOptions`` sees to by its
/// least number of vertices.
struct Warp: Sendable {
  /// The greatest gradient of one wave.
  static let steepness = 0.07
  /// Wave lengths, metres.
  static let lengths = [60_000.0, 13_000, 3_000, 700, 160]
  /// No point moves further than this in either component, metres.
  static let greatestShift = 900.0

  private struct Wave {
    var amplitude: Double
    var perMetreX: Double
    var perMetreY: Double
    var phase: Double
  }

  private let waves: [Wave]
  private let originX: Double
  private let originY: Double

  init(seed: UInt64, originX: Double, originY: Double) {
    var random = RandomSequence(seed: seed, stream: RandomStream.warp)
    (self.originX, self.originY) = (originX, originY)
    waves = (0..<2 * Self.lengths.count).map { at in
      let length = Self.lengths[at / 2]
      let turn = random.unit()
      return Wave(
        amplitude: Self.steepness * length / (2 * Double.pi), perMetreX: PortableMath.cosine(turns: turn) / length,
        perMetreY: PortableMath.sine(turns: turn) / length, phase: random.unit())
    }
  }

  /// Where a point goes, rounded to centimetres; all in metres.
  func callAsFunction(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
    let (u, v) = (x - originX, y - originY)
    var (dx, dy) = (0.0, 0.0)
    for at in stride(from: 0, to: waves.count, by: 2) {
      dx += shift(waves[at], u, v)
      dy += shift(waves[at + 1], u, v)
    }
    return (PortableMath.centimetres(x + dx), PortableMath.centimetres(y + dy))
  }

  private func shift(_ wave: Wave, _ u: Double, _ v: Double) -> Double {
    wave.amplitude * PortableMath.sine(turns: wave.perMetreX * u + wave.perMetreY * v + wave.phase)
  }
}
