import Geometry
import TestSupport

typealias Ring = [(Double, Double)]

/// A circle among random shapes, at coordinates as they are in Sweden.
struct CircleWorld {
  var random: SeededRandom
  var x = 674_321.1
  var y = 6_580_987.3
  var radius = 500.0

  init(_ seed: UInt64) { random = SeededRandom(seed) }

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
    return random.star(around: (e, n), radius: 0.3 * reach...reach, corners: vertices)
  }

  func share(_ polygon: MultiPolygon) -> Double { CircleOverlap(polygon).share(x: x, y: y, radius: radius) }
}
