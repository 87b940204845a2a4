import Geometry
import TestSupport
import Testing
import Topology

@testable import Coverage

/// Polygon × polygon shares: by eye, as properties, and against GEOS, which cuts where this sums.
@Suite struct ZonesTests {
  private func square(_ e: Double, _ n: Double, _ side: Double) -> MultiPolygon {
    MultiPolygon(minX: e, minY: n, maxX: e + side, maxY: n + side)
  }

  private func shared(_ a: MultiPolygon, _ b: MultiPolygon, whole: Double? = nil) -> SharedArea.Measure {
    var kernel = SharedArea()
    return kernel.measure(BorderBlocks(a), BorderBlocks(b), whole: whole ?? b.planarArea)
  }

  @Test func partsThatCanBeSeen() throws {
    // Four squares of 100 m side by side, and one far away.
    let zones = try Zones((0..<4).map { square(Double($0) * 100, 0, 100) } + [square(5000, 0, 100)], threads: 1)
    #expect(zones.squareMetres == [10_000, 10_000, 10_000, 10_000, 10_000])
    // From the middle of the first to the end of the third, the upper half.
    var found = zones.parts(in: MultiPolygon(minX: 50, minY: 50, maxX: 300, maxY: 900))
    #expect(found.zones == [0, 1, 2])
    #expect(found.parts == [0.25, 0.5, 0.5])
    // A triangle: half of each square that the diagonal cuts.
    found = zones.parts(in: MultiPolygon([[(0, 0), (100, 0), (100, 100)]]))
    #expect(found.zones == [0])
    #expect(found.parts == [0.5])
    // One that covers the second wholly, with a hole over a quarter of the third; the others only touch it.
    found = zones.parts(
      in: MultiPolygon([[(100, 0), (300, 0), (300, 100), (100, 100)], [(200, 0), (250, 0), (250, 50), (200, 50)]]))
    #expect(found.zones == [1, 2])
    #expect(found.parts == [1, 0.75])
    // Nothing near, nothing at all.
    #expect(zones.parts(in: square(9000, 9000, 10)).zones.isEmpty)
    #expect(zones.parts(in: MultiPolygon()).zones.isEmpty)
  }

  @Test func aZoneInAHoleOrInAnotherPartIsNoSpecialCase() throws {
    let ring = MultiPolygon([
      [(0, 0), (1000, 0), (1000, 1000), (0, 1000)], [(400, 400), (600, 400), (600, 600), (400, 600)],
    ])
    #expect(shared(ring, square(450, 450, 100)).squareMetres == 0)
    #expect(shared(ring, square(350, 350, 100)).squareMetres == 7500)
    #expect(shared(ring, ring).squareMetres == 960_000)
    var island = ring
    island.append(square(450, 450, 100))
    #expect(shared(island, ring).squareMetres == 960_000)
    #expect(shared(island, square(400, 400, 200)).squareMetres == 10_000)
  }

  @Test func emptyZonesHaveNoGround() throws {
    let flat = MultiPolygon([[(0, 0), (10, 0), (20, 0)]])
    let zones = try Zones([MultiPolygon(), flat, square(0, 0, 10)], threads: 1)
    #expect(zones.squareMetres == [0, 0, 100])
    #expect(zones.parts(in: square(-5, -5, 10)).zones == [2])
    #expect(try Zones([], threads: 1).parts(in: square(0, 0, 1)).zones.isEmpty)
  }

  /// GEOS rounds the corners of what it cuts to doubles, 2⁻³⁰ m apart; see ``GEOSComparisonTests``.
  @Test func areasAreThoseOfGEOSsIntersections() throws {
    let topology = try TopologyContext()
    var random = SeededRandom(1507)
    var meeting = 0
    var worst = 0.0
    for i in 0..<2000 {
      let (a, b) = (RandomPolygons.any(&random, i), RandomPolygons.any(&random, i / 7))
      let piece = try topology.intersection(a, b)
      let own = shared(a, b)
      let bound = 1e-9 * piece.borderLength + own.error + 1e-9
      worst = max(worst, abs(own.squareMetres - piece.planarArea) / bound)
      if piece.planarArea > 0 { meeting += 1 }
    }
    #expect(worst <= 1)
    #expect(meeting > 500)
  }

  @Test func directionStartAndOrderChangeNoBit() throws {
    var random = SeededRandom(42)
    for i in 0..<300 {
      let (a, b) = (RandomPolygons.any(&random, i), RandomPolygons.any(&random, i / 3))
      let turned = a.rebuilt { $0.reversed() }
      let begun = b.rebuilt { Array($0[($0.count / 3)...] + $0[..<($0.count / 3)]) }
      let plain = shared(a, b)
      #expect(shared(turned, b) == plain)
      // The area of a ring alone depends on where it begins, in its last digit.
      #expect(shared(a, begun, whole: b.planarArea) == plain)
      #expect(abs(shared(b, a).squareMetres - plain.squareMetres) <= plain.error + 1e-14 * a.planarArea)
    }
  }

  /// Tiles of crooked borders, every vertex shared: a polygon's parts in them sum to its area, a tile's parts in tiles to 1.
  @Test(arguments: [1, 2, 3])
  func partsInATilingSumToTheWhole(seed: UInt64) throws {
    var random = SeededRandom(seed)
    let tiles = Self.tiling(&random, side: 18, metres: 700)
    let zones = try Zones(tiles, threads: 2)
    #expect(try zones.overlaps(among: Array(tiles.indices), least: 1e-3, threads: 2).isEmpty)
    for i in 0..<40 {
      let area = RandomPolygons.any(&random, i)
      let found = zones.parts(in: area)
      let sum = zip(found.zones, found.parts).reduce(0) { $0 + $1.1 * zones.squareMetres[Int($1.0)] }
      #expect(abs(sum - area.planarArea) <= 1e-9 * area.planarArea + 1e-6)
      #expect(zip(found.zones, found.zones.dropFirst()).allSatisfy { $0 < $1 })
      #expect(found.parts.allSatisfy { $0 > 0 && $0 <= 1 })
    }
    for (i, tile) in tiles.enumerated() {
      // Neighbours share a border and no ground.
      let found = zones.parts(in: tile)
      #expect(found.zones == [Int32(i)])
      #expect(found.parts == [1])
    }
    // Another tiling's parts of each zone sum to 1.
    let others = Self.tiling(&random, side: 21, metres: 600).map { $0.mapped { ($0 - 150, $1 - 150) } }
    var sums = [Double](repeating: 0, count: zones.count)
    for other in others {
      let found = zones.parts(in: other)
      for (zone, part) in zip(found.zones, found.parts) { sums[Int(zone)] += part }
    }
    // Those at the border stick out of the other tiling, or it does not reach them.
    let inner = (0..<18 * 18).filter { (1...16).contains($0 / 18) && (1...16).contains($0 % 18) }
    #expect(inner.allSatisfy { abs(sums[$0] - 1) <= 1e-12 })
    #expect(sums.allSatisfy { $0 <= 1 + 1e-12 })
  }

  @Test func zonesThatAreSquaresHaveTheKernelsFractions() throws {
    var random = SeededRandom(99)
    for i in 0..<30 {
      let area = RandomPolygons.any(&random, i)
      let runs = ExactCoverage.runs(of: area, size: 250)
      let box = try #require(area.bounds)
      var places: [(row: Int, column: Int)] = []
      for row in Int((box.minY / 250).rounded(.down)) - 1...Int((box.maxY / 250).rounded(.down)) + 1 {
        for column in Int((box.minX / 250).rounded(.down)) - 1...Int((box.maxX / 250).rounded(.down)) + 1 {
          places.append((row, column))
        }
      }
      let zones = try Zones(places.map { square(Double($0.column) * 250, Double($0.row) * 250, 250) }, threads: 1)
      let found = zones.parts(in: area)
      let parts = Dictionary(uniqueKeysWithValues: zip(found.zones.map(Int.init), found.parts))
      for (zone, place) in places.enumerated() {
        let fraction = runs.fraction(row: place.row, column: place.column)
        #expect(abs((parts[zone] ?? 0) - fraction) <= 2e-13)
      }
    }
  }

  @Test func overlapsAreFoundWithTheirSize() throws {
    let zones = try Zones([square(0, 0, 1000), square(900, 0, 1000), square(1900, 0, 10)], threads: 1)
    #expect(
      try zones.overlaps(among: [0, 1, 2], least: 1e-3, threads: 1) == [
        Zones.Overlap(first: 0, second: 1, squareMetres: 100_000)
      ])
  }

  /// Few pairs are measured one by one, of many those that their borders leave: what overlaps is the same.
  @Test func fewZonesOverlapAsManyDo() throws {
    var random = SeededRandom(7)
    let zones = try Zones((0..<40).map { RandomPolygons.any(&random, $0) }, threads: 2)
    let all = try zones.overlaps(among: Array(0..<40), least: 1, threads: 2)
    #expect(all.count > 80)
    for few in [[0, 1, 2], [3, 17, 39], [5, 6], [11, 12, 13, 14]] {
      let among = all.filter { few.contains($0.first) && few.contains($0.second) }
      #expect(try zones.overlaps(among: few, least: 1, threads: 1) == among)
    }
  }

  /// `side` × `side` tiles whose corners and border vertices are moved at random, the same for both sides of a border.
  private static func tiling(_ random: inout SeededRandom, side: Int, metres: Double) -> [MultiPolygon] {
    let steps = 6
    let (originE, originN) = (RandomPolygons.centreE - 6300, RandomPolygons.centreN - 6300)
    var moves: [Int: (Double, Double)] = [:]
    func vertex(_ column: Int, _ row: Int) -> (Double, Double) {
      let key = row * 100_000 + column
      if moves[key] == nil {
        let most = metres / Double(steps) / 3
        moves[key] = (most * (random.unit() - 0.5), most * (random.unit() - 0.5))
      }
      let move = moves[key] ?? (0, 0)
      let step = metres / Double(steps)
      return (originE + Double(column) * step + move.0, originN + Double(row) * step + move.1)
    }
    var tiles: [MultiPolygon] = []
    for row in 0..<side {
      for column in 0..<side {
        let (c, r) = (column * steps, row * steps)
        let ring =
          (0..<steps).map { vertex(c + $0, r) } + (0..<steps).map { vertex(c + steps, r + $0) }
          + (0..<steps).map { vertex(c + steps - $0, r + steps) } + (0..<steps).map { vertex(c, r + steps - $0) }
        tiles.append(MultiPolygon([ring]))
      }
    }
    return tiles
  }
}
