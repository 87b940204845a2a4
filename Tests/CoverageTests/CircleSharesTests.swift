import Coverage
import Core
import Geometry
import TestSupport
import Testing

@Suite struct CircleSharesTests {
  private func shares(_ circles: [(Double, Double, Double)], _ polygons: [MultiPolygon], threads: Int = 2) throws
    -> CircleShares
  {
    try CircleShares(
      x: circles.map(\.0), y: circles.map(\.1), radii: circles.map(\.2), polygons: polygons, threads: threads)
  }

  @Test func handSized() throws {
    let west = MultiPolygon(minX: 0, minY: 0, maxX: 4000, maxY: 4000)
    let east = MultiPolygon(minX: 4000, minY: 0, maxX: 8000, maxY: 4000)
    let within = MultiPolygon(minX: 1000, minY: 1000, maxX: 3000, maxY: 3000)
    let result = try shares(
      [
        (2000, 2000, 500),  // inside two nested areas
        (4000, 2000, 500),  // on the border of two neighbours
        (4000, 4000, 500),  // on a corner of both
        (-500, 2000, 500),  // touches from outside
        (500, 2000, 500),  // touches from inside; 500 m from the nested one
        (100_000, 0, 500),  // far away
        (2000, 2000, 500),  // the first one again
        (2000, 2000, 250),  // and with another radius
      ], [west, east, within])
    #expect(result.count == 8)
    #expect(result.offsets == [0, 2, 4, 6, 6, 7, 7, 9, 11])
    #expect(result.polygons == [0, 2, 0, 1, 0, 1, 0, 0, 2, 0, 2])
    #expect(result.shares == [1, 1, 0.5, 0.5, 0.25, 0.25, 1, 1, 1, 1, 1])
    #expect(result.entries(ofCircle: 2) == 4..<6)
  }

  @Test func nothingGivesNothing() throws {
    #expect(try shares([], []).offsets == [0])
    #expect(try shares([(0, 0, 1)], []).offsets == [0, 0])
    #expect(try shares([], [MultiPolygon(minX: 0, minY: 0, maxX: 1, maxY: 1)]).offsets == [0])
    let empty = try shares([(0, 0, 1)], [MultiPolygon(), MultiPolygon([[(0, 0), (.nan, 1), (1, 1)]])])
    #expect(empty.shares.isEmpty)
  }

  @Test func theBorderOfAnAreaSeenFromBothSides() throws {
    // A ring-shaped area: the circle in its hole touches it, or is a millimetre too large.
    let ring = MultiPolygon([
      [(673_000, 6_580_000), (675_000, 6_580_000), (675_000, 6_582_000), (673_000, 6_582_000)],
      [(673_500, 6_580_500), (674_500, 6_580_500), (674_500, 6_581_500), (673_500, 6_581_500)],
    ])
    let result = try shares([(674_000, 6_581_000, 500), (674_000, 6_581_000, 500.001)], [ring])
    #expect(result.offsets == [0, 0, 1])
    #expect(result.shares[0] > 0 && result.shares[0] < 1e-8)
  }

  @Test func aRadiusThatIsNoneIsRefused() throws {
    for radius in [0, -1, Double.nan, .infinity] {
      let failure = #expect(throws: Failure.self) { try self.shares([(0, 0, 500), (0, 0, radius)], []) }
      #expect(failure?.kind == .usage && failure?.place == "circle 2")
    }
    let failure = #expect(throws: Failure.self) { try self.shares([(.nan, 0, 500)], []) }
    #expect(failure?.kind == .badData)
    #expect(throws: Failure.self) { try CircleShares(x: [0], y: [], radii: [1], polygons: [], threads: 1) }
  }

  /// Against the kernel for every pair, on worlds with areas of very different size and circles of 1 m to 100 km.
  @Test func theIndexLosesNothing() throws {
    var random = SeededRandom(20_250_314)
    for world in 0..<3 {
      var polygons = (0..<60).map { i in
        let (dx, dy) = ((random.unit() - 0.5) * 60_000, (random.unit() - 0.5) * 60_000)
        return RandomPolygons.any(&random, i).mapped { ($0 + dx, $1 + dy) }
      }
      polygons.append(RandomPolygons.star(&random, radius: 80_000, vertices: 3000, hasHole: true))
      polygons.append(MultiPolygon())
      var circles = (0..<200).map { _ in
        let radius: Double = [1, 50, 500, 5000, 100_000][Int.random(in: 0..<5, using: &random)]
        return (
          RandomPolygons.centreE + (random.unit() - 0.5) * 150_000,
          RandomPolygons.centreN + (random.unit() - 0.5) * 150_000, radius
        )
      }
      // Centres on vertices, and some circles twice.
      for polygon in polygons where polygon.vertexCount > 0 { circles.append((polygon.x[0], polygon.y[0], 500)) }
      circles += circles.prefix(40)
      let result = try shares(circles, polygons)
      let overlaps = polygons.map { CircleOverlap($0) }
      var offsets = [0]
      var found: [Int32] = []
      var expected: [Double] = []
      for (x, y, radius) in circles {
        for (number, overlap) in overlaps.enumerated() {
          let share = overlap.share(x: x, y: y, radius: radius)
          if share > 0 {
            found.append(Int32(number))
            expected.append(share)
          }
        }
        offsets.append(found.count)
      }
      #expect(result.offsets == offsets)
      #expect(result.polygons == found)
      #expect(result.shares == expected)
      #expect(found.count > 200, "world \(world) must have something to find")
      for threads in [1, 3, 8] { #expect(try shares(circles, polygons, threads: threads) == result) }
      let prepared = try CirclePolygons(polygons, threads: 1)
      let again = try CircleShares(
        x: circles.map(\.0), y: circles.map(\.1), radii: circles.map(\.2), polygons: prepared, threads: 2)
      #expect(again == result)
    }
  }

  /// Neighbours that tile the ground share out every circle wholly, whatever their borders.
  @Test func tilesShareOutTheWholeCircle() throws {
    var random = SeededRandom(99)
    let count = 12
    let mesh = (0...count).map { row in
      (0...count).map { column in
        (
          674_000 + 700 * (Double(column) + 0.6 * random.unit()),
          6_580_000 + 700 * (Double(row) + 0.6 * random.unit())
        )
      }
    }
    var tiles: [MultiPolygon] = []
    for row in 0..<count {
      for column in 0..<count {
        let ring = [mesh[row][column], mesh[row][column + 1], mesh[row + 1][column + 1], mesh[row + 1][column]]
        tiles.append(MultiPolygon([(row + column) % 2 == 0 ? ring : ring.reversed()]))
      }
    }
    let circles = (0..<400).map { _ in (676_000 + 4000 * random.unit(), 6_582_000 + 4000 * random.unit(), 500.0) }
    let result = try shares(circles, tiles)
    for circle in 0..<result.count {
      let total = result.entries(ofCircle: circle).reduce(0) { $0 + result.shares[$1] }
      #expect(abs(total - 1) <= 1e-13)
    }
  }
}
