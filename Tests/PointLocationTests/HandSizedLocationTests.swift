import Core
import Geometry
import Testing

@testable import PointLocation

/// Cases that can be checked on paper.
@Suite struct HandSizedLocationTests {
  /// A square of 1 km with a square hole of 200 m in its middle.
  private let square = MultiPolygon([
    [(0, 0), (1000, 0), (1000, 1000), (0, 1000)], [(400, 400), (600, 400), (600, 600), (400, 600)],
  ])

  private func found(_ polygons: [MultiPolygon], _ points: [(Double, Double)], side: Double? = nil) throws
    -> [[Int32]]
  {
    try PointLocator(polygons, side: side, threads: 1).all(points.map { SIMD2($0.0, $0.1) })
  }

  @Test(arguments: [nil, 62.5, 125, 250, 500, 4000])
  func aSquareWithAHole(side: Double?) throws {
    let inside = [(100.0, 100.0), (999, 999), (500, 399), (300, 500)]
    let borders = [(0.0, 0.0), (1000, 1000), (1000, 0), (500, 0), (0, 250), (1000, 312.5), (250, 1000), (750, 0)]
    let holeBorders = [(400.0, 400.0), (600, 600), (500, 400), (600, 500), (400, 437.5), (600, 400)]
    let outside = [(500.0, 500.0), (401, 401), (-1, 0), (1000.001, 500), (500, 1001), (0, -0.001), (2000, 500)]
    #expect(try found([square], inside, side: side) == inside.map { _ in [0] })
    #expect(try found([square], borders, side: side) == borders.map { _ in [0] })
    #expect(try found([square], holeBorders, side: side) == holeBorders.map { _ in [0] })
    #expect(try found([square], outside, side: side) == outside.map { _ in [] })
  }

  @Test func theNeighbouringDoublesOfABorderAreNotTheBorder() throws {
    let triangle = MultiPolygon([[(0.1, 0.1), (700.3, 300.7), (0.1, 900.9)]])
    let locator = try PointLocator([triangle], threads: 1)
    let (e, n) = (700.3, 300.7)
    let border = 0.1
    let west: [SIMD2<Double>] = [border.nextDown, border, border.nextUp].map { SIMD2($0, 333.3) }
    #expect(try locator.all(west) == [[], [0], [0]])
    let corner: [SIMD2<Double>] = [SIMD2(e, n), SIMD2(e.nextUp, n), SIMD2(e, n.nextUp)]
    #expect(try locator.all(corner) == [[0], [], []])
  }

  @Test func overlapsNestsAndCopiesAreAllFound() throws {
    let small = MultiPolygon(minX: 400, minY: 400, maxX: 600, maxY: 600)
    let points = [(500.0, 500.0), (400, 500), (100, 100), (450, 450)]
    #expect(try found([square, small, square], points) == [[1], [0, 1, 2], [0, 2], [1]])
    // Three large squares: most cells lie in all of them, with no border near.
    let large = (0..<3).map { i in
      MultiPolygon(minX: Double(-10_000 * i), minY: 0, maxX: 50_000, maxY: 50_000)
    }
    #expect(
      try found(large, [(25_000, 25_000), (-5000, 100), (-15_000, 49_999), (0, 0)], side: 250) == [
        [0, 1, 2], [1, 2], [2], [0, 1, 2],
      ])
  }

  @Test func partsOfOnePolygon() throws {
    var parts = MultiPolygon([[(0, 0), (100, 0), (100, 100), (0, 100)]])
    parts.addPart([[(100, 100), (200, 100), (200, 200), (100, 200)]])
    parts.addPart([[(5000, 0), (5100, 0), (5100, 100)]])
    #expect(
      try found([parts], [(50, 50), (150, 150), (100, 100), (150, 50), (5099, 1), (5001, 99)])
        == [[0], [0], [0], [], [0], []])
  }

  @Test func whatIsNoPlaceIsNowhere() throws {
    let bad = [(Double.nan, 500.0), (500, .nan), (.infinity, 0), (0, -.infinity), (1e300, 1e300), (-1e18, 0)]
    #expect(try found([square], bad) == bad.map { _ in [] })
  }

  @Test func nothingIsInNothing() throws {
    #expect(try found([], [(0, 0)]) == [[]])
    #expect(try found([MultiPolygon(), square, MultiPolygon()], [(100, 100), (0, 0)]) == [[1], [1]])
    #expect(try PointLocator([MultiPolygon()], threads: 1).polygonCount == 1)
    #expect(try PointLocator([square], threads: 2).locate(x: [], y: [], threads: 2).first.isEmpty)
    // A polygon without an extent is its border.
    #expect(try found([MultiPolygon([[(7, 7), (7, 7)]])], [(7, 7), (7, 8)]) == [[0], []])
  }

  @Test func coordinatesThatAreNoneAreRefused() {
    for bad in [Double.nan, .infinity, 1e16] {
      let polygon = MultiPolygon([[(0, 0), (1, 0), (bad, 1)]])
      #expect {
        _ = try PointLocator([square, polygon], threads: 1)
      } throws: {
        ($0 as? Failure)?.kind == .badData && ($0 as? Failure)?.place == "polygon 2"
      }
    }
    #expect(throws: Failure.self) { try PointLocator([square], threads: 1).locate(x: [0], y: [], threads: 1) }
  }

  @Test func smallAreasFarApartTakeLittleMemory() throws {
    let corners: [SIMD2<Double>] = [SIMD2(280_000, 6_140_000), SIMD2(900_000, 7_600_000)]
    let areas = corners.map { corner in
      let ring = (0..<60).map { i -> (Double, Double) in
        let step = SIMD2(Double(i * 13 % 60) * 20, Double(i) * 30)
        return (corner.x + step.x, corner.y + step.y)
      }
      return MultiPolygon([ring])
    }
    let locator = try PointLocator(areas, threads: 1)
    #expect(locator.index.bytes < 4_000_000)
    #expect(try locator.all(corners) == [[0], [1]])
  }
}
