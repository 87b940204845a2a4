import Geometry
import TestSupport
import Testing

@testable import PointLocation

/// Against whole numbers, edge by edge.
@Suite struct PlainComparisonTests {
  /// Rings of any shape, also ones that cross themselves: even-odd has an answer for all.
  private func random(_ random: inout SeededRandom, unit: Double, step: Int, reach: Int) -> Plain {
    func place() -> SIMD2<Int> {
      SIMD2(Int.random(in: -reach...reach, using: &random), Int.random(in: -reach...reach, using: &random))
        &* SIMD2(repeating: step)
    }
    let rings = (0..<Int.random(in: 1...3, using: &random)).map { _ in
      (0..<Int.random(in: 2...9, using: &random)).map { _ in place() }
    }
    return Plain(rings: rings, unit: unit)
  }

  private func points(_ shapes: [Plain], _ random: inout SeededRandom, step: Int, reach: Int) -> [SIMD2<Int>] {
    var points = shapes.flatMap { $0.rings.flatMap { $0 } }
    for shape in shapes {
      for ring in shape.rings {
        for i in ring.indices {
          // Middles of edges, mostly whole.
          let sum = ring[i] &+ ring[(i + 1) % ring.count]
          points.append(SIMD2(sum.x / 2, sum.y / 2))
        }
      }
    }
    for _ in 0..<100 {
      let high = (reach + 1) * step
      points.append(SIMD2(Int.random(in: -high...high, using: &random), Int.random(in: -high...high, using: &random)))
      points.append(
        SIMD2(Int.random(in: -reach...reach, using: &random), Int.random(in: -reach...reach, using: &random))
          &* SIMD2(repeating: step))
    }
    return points
  }

  /// Corners, lattice lines and edges that coincide in every way: all coordinates are few multiples of half a cell.
  @Test(arguments: [62.5, 125.0, 250, 1000])
  func onTheLatticeItself(side: Double) throws {
    var generator = SeededRandom(7)
    for round in 0..<250 {
      let shapes = (0..<3).map { _ in random(&generator, unit: 62.5, step: 1, reach: 8) }
      try compare(shapes, points(shapes, &generator, step: 1, reach: 8), side: side, round)
    }
  }

  /// Steps that are no cell's, in the size of Swedish coordinates and with 20 binary places.
  @Test(arguments: [62.5, 250.0])
  func offTheLattice(side: Double) throws {
    var generator = SeededRandom(8)
    for round in 0..<150 {
      let step = Int.random(in: 1...40_000_000, using: &generator)
      var shapes = (0..<2).map { _ in random(&generator, unit: 0x1p-20, step: step, reach: 20) }
      var places = points(shapes, &generator, step: step, reach: 20)
      let away = SIMD2(674_321 << 20 + 12_345, 6_580_987 << 20 + 777)
      for i in shapes.indices { shapes[i].rings = shapes[i].rings.map { $0.map { $0 &+ away } } }
      for i in places.indices { places[i] &+= away }
      try compare(shapes, places, side: side, round)
    }
  }

  /// Star-shaped rings of many vertices with a hole, larger and smaller than a cell.
  @Test func starsWithHoles() throws {
    var generator = SeededRandom(9)
    for round in 0..<60 {
      let radius = [200, 3000, 40_000].randomElement(using: &generator) ?? 200
      func ring(_ low: Double, _ high: Double) -> [SIMD2<Int>] {
        let count = Int.random(in: 3...90, using: &generator)
        let radii = low * Double(radius)...high * Double(radius)
        return generator.star(around: (0, 0), radius: radii, corners: count, jitter: 0).map {
          SIMD2(Int($0), Int($1))
        }
      }
      let star = Plain(rings: [ring(0.5, 1), ring(0.1, 0.35)], unit: 0.125)
      var places = star.rings.flatMap { $0 }
      for _ in 0..<300 {
        places.append(
          SIMD2(
            Int.random(in: -radius...radius, using: &generator), Int.random(in: -radius...radius, using: &generator)))
      }
      try compare([star], places, side: nil, round)
      try compare([star], places, side: 250, round)
    }
  }

  private func compare(_ shapes: [Plain], _ points: [SIMD2<Int>], side: Double?, _ round: Int) throws {
    let unit = shapes[0].unit
    let locator = try PointLocator(shapes.map(\.polygon), side: side, threads: 1)
    let found = try locator.all(points.map { SIMD2(Double($0.x) * unit, Double($0.y) * unit) })
    for (point, answer) in zip(points, found) {
      let wanted = shapes.indices.filter { shapes[$0].covers(point) }.map { Int32($0) }
      #expect(answer == wanted, "round \(round), \(point), \(shapes)")
    }
  }
}
