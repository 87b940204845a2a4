import Foundation
import Geometry
import Testing

@testable import Projections

/// Areas measured in the plane against PROJ's geodesic ones.
@Suite struct PlaneAreaTests {
  /// A star with edges of about that length, anywhere in Sweden's window.
  private func star(_ random: inout SeededGenerator, edge: Double, corners: Int) -> MultiPolygon {
    let radius = edge * Double(corners) / 6
    let e = Double.random(in: 266_000 + radius...920_000 - radius, using: &random)
    let n = Double.random(in: 6_132_000 + radius...7_680_000 - radius, using: &random)
    func ring(_ scale: Double) -> [(Double, Double)] {
      (0..<corners).map { i in
        let r = radius * scale * Double.random(in: 0.9...1, using: &random)
        let angle = 2 * Double.pi * Double(i) / Double(corners)
        return (e + r * cos(angle), n + r * sin(angle))
      }
    }
    return MultiPolygon([ring(1), ring(0.3).reversed()])
  }

  @Test func starsOfAnySize() throws {
    let meter = try AreaMeter(for: try #require(CoordinateSystem.sweref99TM))
    let plane = PlaneArea.shared
    var random = SeededGenerator(seed: 17)
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
    let fitted = try PlaneArea.fittedCoefficients()
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
}
