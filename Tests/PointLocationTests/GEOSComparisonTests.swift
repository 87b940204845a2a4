import Files
import Foundation
import Geometry
import PointLocation
import TestSupport
import Testing
import Topology

private let realFiles = ["areas/UO2021.shp", "dalarna/deso_2025_dalarna_raw.geojson"]

/// Against GEOS' `covers`, near the borders of real areas.
@Suite(.enabled(if: realFiles.allSatisfy { RealData.has($0) }, "real data absent"))
struct GEOSComparisonTests {
  @Test(arguments: realFiles)
  func placesNearRealBorders(file: String) throws {
    let polygons = try VectorLayer(path: RealData.path(file), geometry: .polygons).readGeometries().compactMap { $0 }
    let topology = try TopologyContext()
    let valid = try polygons.map { try topology.validity(of: $0) == nil ? $0 : topology.repaired($0) }
    let locator = try PointLocator(valid, threads: 2)
    var random = SeededRandom(11)
    let corners = valid.reduce(0) { $0 + $1.vertexCount }
    var points: [SIMD2<Double>] = []
    for polygon in valid {
      // Of the 10⁵ places each polygon gets as many as its part of all vertices.
      for _ in 0..<max(1, 100_000 * polygon.vertexCount / corners) {
        let i = Int.random(in: 0..<polygon.vertexCount - 1, using: &random)
        let (a, b) = (SIMD2(polygon.x[i], polygon.y[i]), SIMD2(polygon.x[i + 1], polygon.y[i + 1]))
        let away: Double = [0.0, 0, 1e-9, 1e-3, 1, 60].randomElement(using: &random) ?? 0
        let stepX = Double.random(in: -away...away, using: &random)
        let stepY = Double.random(in: -away...away, using: &random)
        points.append(a + (b - a) * Double.random(in: 0...1, using: &random) + SIMD2(stepX, stepY))
        if i % 10 == 0 { points.append(a) }
      }
    }
    let found = try locator.all(points, threads: 2)
    var wanted = [[Int32]](repeating: [], count: points.count)
    for (number, polygon) in valid.enumerated() {
      guard let box = polygon.bounds else { continue }
      let near = points.indices.filter { i in
        let p = points[i]
        return p.x >= box.minX && p.x <= box.maxX && p.y >= box.minY && p.y <= box.maxY
      }
      let covered = try topology.covers(polygon, xs: near.map { points[$0].x }, ys: near.map { points[$0].y })
      for (i, isCovered) in zip(near, covered) where isCovered { wanted[i].append(Int32(number)) }
    }
    let different = points.indices.filter { found[$0] != wanted[$0] }
    #expect(points.count >= 90_000)
    #expect(different.isEmpty, "\(different.prefix(5).map { (points[$0], found[$0], wanted[$0]) })")
  }
}
