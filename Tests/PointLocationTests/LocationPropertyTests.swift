import Geometry
import TestSupport
import Testing

@testable import PointLocation

/// What holds for any polygons and points.
@Suite struct LocationPropertyTests {
  private let tiling = Tiling(columns: 17, rows: 13, side: 900, origin: SIMD2(500_125, 6_500_400), seed: 3)

  private func places(_ count: Int, seed: UInt64) -> [SIMD2<Double>] {
    var random = SeededRandom(seed)
    let size = SIMD2(Double(tiling.columns), Double(tiling.rows)) * tiling.side
    return (0..<count).map { _ in
      tiling.origin
        + SIMD2(Double.random(in: 0...1, using: &random), Double.random(in: 0...1, using: &random)) * size
    }
  }

  @Test(arguments: [31.25, 250, 2000])
  func placesOnSharedBordersAreInAllTilesThere(side: Double) throws {
    let locator = try PointLocator(tiling.polygons, side: side, threads: 1)
    let found = try locator.all(tiling.borderPlaces.map(\.place))
    #expect(found == tiling.borderPlaces.map(\.tiles))
  }

  @Test func everyPlaceIsInATile() throws {
    let found = try PointLocator(tiling.polygons, threads: 2).locate(
      x: places(50_000, seed: 4).map(\.x), y: places(50_000, seed: 4).map(\.y), threads: 2)
    #expect(found.first.allSatisfy { $0 >= 0 })
    #expect(found.more.count < 5)
  }

  @Test func threadsSplitsAndOrderChangeNothing() throws {
    let points = places(70_000, seed: 5) + tiling.borderPlaces.map(\.place)
    let x = points.map(\.x)
    let y = points.map(\.y)
    let locator = try PointLocator(tiling.polygons + tiling.polygons.reversed(), threads: 1)
    let whole = try locator.locate(x: x, y: y, threads: 1)
    for threads in [2, 3, 8] {
      let other = try PointLocator(tiling.polygons + tiling.polygons.reversed(), threads: threads)
        .locate(x: x, y: y, threads: threads)
      #expect(other.first == whole.first)
      #expect(other.more.map(\.point) == whole.more.map(\.point))
      #expect(other.more.map(\.polygon) == whole.more.map(\.polygon))
      #expect(other.lists == whole.lists)
    }
    #expect(zip(whole.more, whole.more.dropFirst()).allSatisfy { ($0.point, $0.polygon) < ($1.point, $1.polygon) })
    let lists = whole.lists
    var order = Array(points.indices)
    var random = SeededRandom(6)
    order.shuffle(using: &random)
    #expect(try locator.all(order.map { points[$0] }) == order.map { lists[$0] })
    let parts = try stride(from: 0, to: points.count, by: 9_999).flatMap { start in
      try locator.all(Array(points[start..<min(points.count, start + 9_999)]))
    }
    #expect(parts == lists)
  }

  @Test func movingAllMovesTheAnswer() throws {
    // By amounts that are exact for multiples of 1/64 m.
    let points = tiling.borderPlaces.map(\.place)
    let wanted = try PointLocator(tiling.polygons, threads: 1).all(points)
    for move in [SIMD2(250.0, -500), SIMD2(-500_125, -6_500_400), SIMD2(33.25, 7.5), SIMD2(-4e6, -9e6)] {
      let moved = tiling.polygons.map { $0.mapped { ($0 + move.x, $1 + move.y) } }
      #expect(try PointLocator(moved, threads: 1).all(points.map { $0 + move }) == wanted)
    }
  }

  @Test func directionAndStartOfRingsChangeNothing() throws {
    let points = places(5_000, seed: 9) + tiling.borderPlaces.map(\.place)
    let wanted = try PointLocator(tiling.polygons, threads: 1).all(points)
    func rebuilt(_ change: ([(Double, Double)]) -> [(Double, Double)]) -> [MultiPolygon] {
      tiling.polygons.map { polygon in
        MultiPolygon([change(polygon.vertices(ofRing: 0).dropLast().map { (polygon.x[$0], polygon.y[$0]) })])
      }
    }
    #expect(try PointLocator(rebuilt { $0.reversed() }, threads: 1).all(points) == wanted)
    #expect(try PointLocator(rebuilt { Array($0[3...] + $0[..<3]) }, threads: 1).all(points) == wanted)
    #expect(try PointLocator(rebuilt { ring in ring.flatMap { [$0, $0] } }, threads: 1).all(points) == wanted)
  }

  @Test func theRimsOfTheWindow() throws {
    // The lattice ends where the tiling does; its corners and rims lie on the outermost lines.
    let square = MultiPolygon(minX: 500_000, minY: 6_500_000, maxX: 508_000, maxY: 6_508_000)
    let locator = try PointLocator([square], side: 250, threads: 1)
    let along = stride(from: 0.0, through: 8_000, by: 125).map { $0 }
    let rims = along.flatMap { step in
      [
        SIMD2(500_000 + step, 6_500_000), SIMD2(500_000 + step, 6_508_000), SIMD2(500_000, 6_500_000 + step),
        SIMD2(508_000, 6_500_000 + step),
      ]
    }
    #expect(try locator.all(rims) == rims.map { _ in [0] })
    let centre = SIMD2(504_000.0, 6_504_000.0)
    let outside = rims.map { centre + ($0 - centre) * 1.000001 }
    #expect(try locator.all(outside) == rims.map { _ in [] })
    let far = rims.map { centre + ($0 - centre) * 1000 }
    #expect(try locator.all(far) == rims.map { _ in [] })
  }
}
