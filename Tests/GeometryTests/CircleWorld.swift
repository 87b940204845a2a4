import Geometry

/// A small seeded generator (SplitMix64, Steele, Lea and Flood, 2014), so that a failing case can be run again.
struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func within(_ range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &self) }
}

typealias Ring = [(Double, Double)]

/// A circle among random shapes, at coordinates as they are in Sweden.
struct CircleWorld {
  var random: Seeded
  var x = 674_321.1
  var y = 6_580_987.3
  var radius = 500.0

  init(_ seed: UInt64) { random = Seeded(seed) }

  /// A new place, and a radius of 1 m to 100 km.
  mutating func move() {
    x = random.within(280_000...900_000)
    y = random.within(6_150_000...7_600_000)
    radius = [1.0, 37.7, 500, 12_345.678, 100_000][Int.random(in: 0..<5, using: &random)]
  }

  /// A star around a point at most one radius away from the centre, with a reach of 0.1 to 10 radii.
  mutating func star(vertices: Int) -> Ring {
    let (e, n) = (x + random.within(-1...1) * radius, y + random.within(-1...1) * radius)
    let reach = radius * [0.1, 0.5, 1, 1.5, 3, 10][Int.random(in: 0..<6, using: &random)]
    return star(at: e, n, reach: reach, vertices: vertices, low: 0.3)
  }

  mutating func star(at e: Double, _ n: Double, reach: Double, vertices: Int, low: Double) -> Ring {
    (0..<vertices).map { i in
      let (c, s) = Self.direction((Double(i) + random.within(0...0.8)) / Double(vertices))
      let r = reach * random.within(low...1)
      return (e + r * c, n + r * s)
    }
  }

  func share(_ polygon: MultiPolygon) -> Double { CircleOverlap(polygon).share(x: x, y: y, radius: radius) }

  /// A unit vector from a turn in 0..<1 by a rational parametrisation of the circle.
  static func direction(_ turn: Double) -> (Double, Double) {
    let t = turn * 4 - (turn * 4).rounded(.down)
    let (c, s) = ((1 - t * t) / (1 + t * t), 2 * t / (1 + t * t))
    return [(c, s), (-s, c), (-c, -s), (s, -c)][Int(turn * 4) % 4]
  }
}
