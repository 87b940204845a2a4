import Foundation
import Geometry
import TestSupport
import Testing

@testable import Projections

/// Areas measured in the plane against PROJ's geodesic ones.
@Suite struct PlaneAreaTests {
  /// A star with edges of about that length, anywhere in Sweden's window.
  private func star(_ random: inout SeededRandom, edge: Double, corners: Int) -> MultiPolygon {
    let radius = edge * Double(corners) / 6
    let e = Double.random(in: 266_000 + radius...920_000 - radius, using: &random)
    let n = Double.random(in: 6_132_000 + radius...7_680_000 - radius, using: &random)
    func ring(_ scale: Double) -> [(Double, Double)] {
      random.star(around: (e, n), radius: 0.9 * scale * radius...scale * radius, corners: corners, jitter: 0)
    }
    return MultiPolygon([ring(1), ring(0.3).reversed()])
  }

  @Test func starsOfAnySize() throws {
    let meter = try AreaMeter(for: try #require(CoordinateSystem.sweref99TM))
    let plane = PlaneArea.shared
    var random = SeededRandom(17)
    var measured = 0
    for round in 0..<300 {
      let edge = [20.0, 200, 1000, 3500][round % 4]
      let polygon = star(&random, edge: edge, corners: Int.random(in: 6...60, using: &random))
      let geodesic = try meter.squareKilometresInDegrees(of: polygon)
      guard let area = plane.squareKilometres(of: polygon) else { continue }
      measured += 1
      #expect(abs(area - geodesic) < 1e-7 + 1e-9 * geodesic, "edges of \(edge) m: \(area) and \(geodesic) km²")
      #expect(try meter.squareKilometres(of: polygon) == area)
    }
    #expect(measured > 200)
  }

  @Test func whatIsWrittenDownIsTheFit() throws {
    let fitted = try PlaneFit.coefficients()
    #expect(PlaneArea.shared.coefficients.count == fitted.count)
    // The first row's constant is half a per cent; PROJ's versions differ in the last digits.
    for (written, fit) in zip(PlaneArea.shared.coefficients, fitted) { #expect(abs(written - fit) < 1e-12) }
  }

  @Test func whatThePlaneCannotMeasureGoesThroughDegrees() throws {
    let plane = PlaneArea.shared
    let meter = try AreaMeter(for: try #require(CoordinateSystem.sweref99TM))
    for polygon in [
      MultiPolygon(minX: 500_000, minY: 6_500_000, maxX: 505_001, maxY: 6_500_100),
      MultiPolygon(minX: 40_000, minY: 6_500_000, maxX: 41_000, maxY: 6_501_000),
      MultiPolygon(minX: 500_000, minY: 5_000_000, maxX: 501_000, maxY: 5_001_000),
    ] {
      #expect(plane.squareKilometres(of: polygon) == nil)
      #expect(try meter.squareKilometres(of: polygon) == meter.squareKilometresInDegrees(of: polygon))
    }
    #expect(try meter.squareKilometres(of: MultiPolygon()) == 0)
  }

  @Test func edgesInPairsAddUpAsOneByOne() throws {
    let plane = PlaneArea.shared
    let meter = try AreaMeter(for: try #require(CoordinateSystem.sweref99TM))
    let integral = BorderIntegral(coefficients: plane.coefficients)
    var random = SeededRandom(29)
    for corners in 3...70 {
      let polygon = star(&random, edge: 300, corners: corners)
      for ring in polygon.ringEnds.indices {
        let vertices = polygon.vertices(ofRing: ring)
        #expect(integral.sum(ofRing: vertices, polygon) == oneByOne(vertices, polygon), "\(corners) corners")
      }
      let ground = try meter.ground(of: polygon)
      #expect(ground.planarSquareMetres == polygon.planarArea)
      #expect(try ground.ellipsoidalKm2 == meter.squareKilometres(of: polygon))
    }
    // Level edges add nothing, and a long edge is found wherever it is.
    let level = MultiPolygon(minX: 300_000, minY: 6_500_000, maxX: 300_100, maxY: 6_500_100)
    #expect(integral.sum(ofRing: 0..<5, level) == oneByOne(0..<5, level))
    for place in 0..<20 {
      var long = star(&random, edge: 100, corners: 20)
      #expect(integral.sum(ofRing: long.vertices(ofRing: 0), long) != nil)
      long.x[place] += 6_000
      #expect(integral.sum(ofRing: long.vertices(ofRing: 0), long) == nil, "vertex \(place)")
    }
  }

  /// The integral along a ring, edge by edge, as the formula says.
  private func oneByOne(_ ring: Range<Int>, _ polygon: MultiPolygon) -> Double {
    let c = PlaneArea.shared.coefficients
    var sum = 0.0
    for i in ring.dropFirst() {
      let (x, y) = (polygon.x[i - 1], polygon.y[i - 1])
      let (dx, dy) = (polygon.x[i] - x, polygon.y[i] - y)
      if dy == 0 { continue }
      var (total, slope) = (0.0, 0.0)
      for gauss in [0.5 - 0.28867513459481287, 0.5 + 0.28867513459481287] {
        let e = gauss * dx + (x - 500_000)
        let t = (gauss * dy + (y - 6_900_000)) / 1_000_000
        let s = e * e / (450_000 * 450_000)
        var (power, part) = (e, 0.0)
        for row in 0..<4 {
          let value = c[6 * row..<6 * row + 6].dropFirst().reduce(c[6 * row]) { $0 * t + $1 }
          if row == 0 { slope += e * value }
          power *= s
          part += power * value / Double(2 * row + 3)
        }
        total += part
      }
      sum += dy * total / 2
      sum += (dx * dx + dy * dy) * dy * (-slope / 2 / (450_000 * 450_000)) / 12
    }
    return sum
  }
}
