import Geometry
import TestSupport
import Testing

/// Properties that hold for every circle and polygon, on seeded random ones.
@Suite struct CircleOverlapTests {
  private func share(_ polygon: MultiPolygon, _ x: Double, _ y: Double, _ radius: Double) -> Double {
    CircleOverlap(polygon).share(x: x, y: y, radius: radius)
  }

  @Test func aCircleHalfInsideIsHalf() {
    // Upright and level edges through the centre: to the last bit.
    let east = MultiPolygon(minX: 500_000, minY: 6_000_000, maxX: 600_000, maxY: 7_000_000)
    #expect(share(east, 500_000, 6_500_000, 500) == 0.5)
    #expect(share(east, 600_000, 6_500_000, 500) == 0.5)
    #expect(share(east, 550_000, 7_000_000, 500) == 0.5)
    #expect(share(east, 500_000, 6_000_000, 500) == 0.25)
    // Any direction in whole metres, so that the centre lies on the edge exactly.
    var random = SeededRandom(1)
    for _ in 0..<500 {
      let (a, b) = (Int.random(in: -900...900, using: &random), Int.random(in: -900...900, using: &random))
      if a == 0 && b == 0 { continue }
      let (u, v) = (Double(a), Double(b))
      let half = MultiPolygon([
        [
          (674_000 - 700 * u, 6_580_000 - 700 * v), (674_000 + 600 * u, 6_580_000 + 600 * v),
          (674_000 + 500 * (u - v), 6_580_000 + 500 * (v + u)), (674_000 - 500 * (u + v), 6_580_000 - 500 * (v - u)),
        ]
      ])
      #expect(abs(share(half, 674_000, 6_580_000, 300) - 0.5) <= 1e-15)
    }
  }

  @Test func disjointPiecesSumToTheirUnion() {
    var world = CircleWorld(2)
    for _ in 0..<60 {
      world.move()
      // A mesh of quadrilaterals with shared, jittered vertices, two radii to every side of the centre.
      let count = Int.random(in: 2...7, using: &world.random)
      let step = 4 * world.radius / Double(count)
      let mesh = (0...count).map { row in
        (0...count).map { column in
          (
            world.x - 2 * world.radius + step * (Double(column) + world.random.within(-0.3...0.3)),
            world.y - 2 * world.radius + step * (Double(row) + world.random.within(-0.3...0.3))
          )
        }
      }
      var sum = 0.0
      for row in 0..<count {
        for column in 0..<count {
          sum += world.share(
            MultiPolygon([
              [mesh[row][column], mesh[row][column + 1], mesh[row + 1][column + 1], mesh[row + 1][column]]
            ]))
        }
      }
      let outline =
        mesh[0] + (1...count).map { mesh[$0][count] } + mesh[count].dropLast().reversed()
        + (1..<count).reversed().map { mesh[$0][0] }
      #expect(abs(sum - world.share(MultiPolygon([outline]))) <= 1e-12)
      #expect(abs(sum - 1) <= 0.2)
    }
  }

  @Test func aHoleTakesAwayWhatItWouldCover() {
    var world = CircleWorld(3)
    for _ in 0..<300 {
      world.move()
      let r = world.radius
      let (e, n) = (world.x + world.random.within(-1...1) * r, world.y + world.random.within(-1...1) * r)
      let outer = world.random.star(around: (e, n), radius: 2.1 * r...3 * r, corners: 17)
      let hole = world.random.star(around: (e, n), radius: 0.6 * r...1.5 * r, corners: 9)
      let whole = world.share(MultiPolygon([outer]))
      let pierced = world.share(MultiPolygon([outer, hole]))
      #expect(abs(pierced + world.share(MultiPolygon([hole])) - whole) <= 1e-13)
      #expect(abs(pierced - world.share(MultiPolygon([outer, hole.reversed()]))) <= 1e-13)
    }
  }

  @Test func startVertexDirectionAndRepeatedPointsDoNotMatter() {
    var world = CircleWorld(4)
    for _ in 0..<400 {
      world.move()
      let ring = world.star(vertices: Int.random(in: 3...40, using: &world.random))
      let share = world.share(MultiPolygon([ring]))
      let shift = Int.random(in: 0..<ring.count, using: &world.random)
      #expect(abs(world.share(MultiPolygon([Array(ring[shift...] + ring[..<shift])])) - share) <= 1e-13)
      #expect(abs(world.share(MultiPolygon([ring.reversed()])) - share) <= 1e-13)
      #expect(world.share(MultiPolygon([ring.flatMap { [$0, $0, $0] }])) == share)
    }
  }

  /// The rows of edges run along the northing, so this also compares two different choices of edges.
  @Test func swappingTheAxesAndMirroringDoNotMatter() {
    var world = CircleWorld(5)
    for i in 0..<200 {
      world.move()
      let polygon = MultiPolygon([world.star(vertices: i % 10 == 0 ? 700 : 30)])
      let share = world.share(polygon)
      let swapped = CircleOverlap(polygon.mapped { ($1, $0) }).share(x: world.y, y: world.x, radius: world.radius)
      let mirrored = CircleOverlap(polygon.mapped { (-$0, $1) }).share(x: -world.x, y: world.y, radius: world.radius)
      #expect(abs(swapped - share) <= 1e-13)
      #expect(abs(mirrored - share) <= 1e-13)
    }
  }

  @Test func translationDoesNotMatter() {
    var world = CircleWorld(6)
    func rounded(_ value: Double) -> Double { (value * 0x1p20).rounded() * 0x1p-20 }
    for _ in 0..<300 {
      world.move()
      // Multiples of 2⁻²⁰ m stay exact when moved by whole metres.
      (world.x, world.y) = (rounded(world.x), rounded(world.y))
      let polygon = MultiPolygon([world.star(vertices: 20)]).mapped { (rounded($0), rounded($1)) }
      let moved = CircleOverlap(polygon.mapped { ($0 - 674_000, $1 - 6_580_000) })
      #expect(
        abs(moved.share(x: world.x - 674_000, y: world.y - 6_580_000, radius: world.radius) - world.share(polygon))
          <= 1e-13)
    }
  }

  @Test func theAreaGrowsWithTheRadius() {
    var world = CircleWorld(7)
    for _ in 0..<100 {
      world.move()
      let overlap = CircleOverlap(MultiPolygon([world.star(vertices: 25)]))
      var (before, radius) = (0.0, world.radius / 8)
      while radius < world.radius * 16 {
        let area = overlap.area(x: world.x, y: world.y, radius: radius)
        #expect(area >= before - 1e-13 * Double.pi * radius * radius)
        (before, radius) = (area, radius * 1.07)
      }
    }
  }

  /// Clipping with a regular polygon of 1,024 corners that has the circle's area: slow and plain.
  @Test func agreesWithAFinePolygonInsteadOfTheCircle() {
    var world = CircleWorld(8)
    let corners = 1024
    for _ in 0..<80 {
      world.move()
      let ring = world.star(vertices: Int.random(in: 3...30, using: &world.random))
      var clipped = ring.map { ($0.0 - world.x, $0.1 - world.y) }
      let directions = (0...corners).map { unitVector(turn: Double($0 % corners) / Double(corners)) }
      for (a, b) in zip(directions, directions.dropFirst()) {
        clipped = Self.clip(
          clipped, (a.x * world.radius, a.y * world.radius), (b.x * world.radius, b.y * world.radius))
      }
      let expected =
        clipped.isEmpty ? 0 : MultiPolygon([clipped]).planarArea / (Double.pi * world.radius * world.radius)
      #expect(abs(world.share(MultiPolygon([ring])) - expected) <= 2e-5)
    }
  }

  /// What lies left of the line from a to b (Sutherland and Hodgman, 1974).
  private static func clip(_ ring: Ring, _ a: (Double, Double), _ b: (Double, Double)) -> Ring {
    func side(_ p: (Double, Double)) -> Double { (b.0 - a.0) * (p.1 - a.1) - (b.1 - a.1) * (p.0 - a.0) }
    var result: Ring = []
    guard var previous = ring.last else { return [] }
    for point in ring {
      let (s, t) = (side(previous), side(point))
      if (s < 0) != (t < 0) {
        let f = s / (s - t)
        result.append((previous.0 + f * (point.0 - previous.0), previous.1 + f * (point.1 - previous.1)))
      }
      if t >= 0 { result.append(point) }
      previous = point
    }
    return result
  }

  @Test func whatIsNoCircleOrNoPolygonSharesNothing() {
    let box = MultiPolygon(minX: -10, minY: -10, maxX: 10, maxY: 10)
    for radius in [0, -1, Double.nan, .infinity, -.infinity] { #expect(share(box, 0, 0, radius) == 0) }
    #expect(share(box, .nan, 0, 1) == 0)
    #expect(share(box, 0, .infinity, 1) == 0)
    #expect(share(MultiPolygon(), 0, 0, 1) == 0)
    #expect(CircleOverlap(MultiPolygon()).bounds == nil)
    for bad in [Double.nan, .infinity, -.greatestFiniteMagnitude] {
      #expect(share(MultiPolygon([[(0, 0), (bad, 0), (0, 9)]]), 0, 0, 1) == 0)
    }
    // A point, a line, and a level line: no area.
    #expect(share(MultiPolygon([[(0, 0), (0, 0)]]), 0, 0, 1) == 0)
    #expect(share(MultiPolygon([[(-5, -5), (5, 5)]]), 0, 0, 1) == 0)
    #expect(share(MultiPolygon([[(-5, 0), (5, 0), (2, 0)]]), 0, 0, 1) == 0)
  }
}
