import Coverage
import Geometry
import Testing
import Topology

@Suite struct SharedGroundTests {
  private func pairs(_ polygons: [MultiPolygon], size: Int = 250) throws -> [[Int]] {
    try SharedGround.suspects(among: polygons, size: size, threads: 2).map { [$0.0, $0.1] }
  }

  private func box(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> MultiPolygon {
    MultiPolygon(minX: x, minY: y, maxX: x + width, maxY: y + height)
  }

  @Test func neighboursThatShareEveryVertexAreCleared() throws {
    // Three by three boxes off the lattice: inside, every border stands twice.
    var tiles: [MultiPolygon] = []
    for row in 0..<3 {
      for column in 0..<3 { tiles.append(box(130 + 500 * Double(column), 70 + 500 * Double(row), 500, 500)) }
    }
    let found = try pairs(tiles)
    // What is left meets the outer border of the tiling; the middle tile meets only corners of squares of its own.
    #expect(!found.contains([4, 0]) && found.allSatisfy { $0[0] < $0[1] })
    #expect(try found.allSatisfy { try TopologyContext().intersectionArea(tiles[$0[0]], tiles[$0[1]]) == 0 })
    #expect(found.count < 20)
  }

  @Test func oneInsideTheOtherAndTheSameTwice() throws {
    #expect(try pairs([box(0, 0, 5000, 5000), box(2000, 2000, 300, 300)]) == [[0, 1]])
    #expect(try pairs([box(10, 10, 800, 800), box(10, 10, 800, 800)]) == [[0, 1]])
    #expect(try pairs([box(0, 0, 500, 500), box(0, 0, 500, 500)]) == [[0, 1]])
    #expect(try pairs([box(0, 0, 5000, 5000), box(0, 0, 1000, 1000)]) == [[0, 1]])
  }

  @Test func farApartIsNoSuspicion() throws {
    #expect(try pairs([box(0, 0, 400, 400), box(10_000, 0, 400, 400), box(0, 90_000, 400, 400)]).isEmpty)
    #expect(try pairs([]).isEmpty)
    #expect(try pairs([MultiPolygon()]).isEmpty)
  }

  @Test func noPairThatSharesGroundIsMissed() throws {
    let topology = try TopologyContext()
    for seed in 0..<20 {
      var random = Seeded(UInt64(1000 + seed))
      let polygons = (0..<14).map { RandomPolygons.any(&random, $0 + seed) }
      let found = Set(try pairs(polygons, size: [250, 100, 1000][seed % 3]))
      for a in 0..<polygons.count {
        for b in a + 1..<polygons.count {
          let area = try topology.intersectionArea(polygons[a], polygons[b])
          #expect(area <= 1e-6 || found.contains([a, b]), "seed \(seed), \(a) and \(b) share \(area) m²")
        }
      }
    }
  }
}
