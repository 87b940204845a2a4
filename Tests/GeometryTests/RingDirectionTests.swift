import Foundation
import Testing

@testable import Geometry

/// Which way rings run, against the sign of the compensated area.
@Suite struct RingDirectionTests {
  @Test func squareAndItsOpposite() {
    let ring = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0)]
    #expect(MultiPolygon([ring]).isCounterClockwise(ring: 0))
    #expect(!MultiPolygon([ring.reversed()]).isCounterClockwise(ring: 0))
    #expect(MultiPolygon([ring, [(1, 1), (1, 2), (2, 2)]]).interiorIsLeft == [true, true])
    #expect(MultiPolygon([ring, [(1, 1), (2, 2), (1, 2)]]).interiorIsLeft == [true, false])
  }

  @Test func signOfTheAreaForAnyNumberOfCorners() {
    for corners in 3...40 {
      for shrink in [1, 1e-3, 1e-9, 1e-13] {
        // Ever flatter, far from the origin: the flattest are all rounding.
        let ring = (0..<corners).map { i in
          let angle = 2 * Double.pi * Double(i) / Double(corners)
          return (600_000 + 100 * cos(angle), 6_500_000 + 100 * shrink * sin(angle) + 30 * cos(angle))
        }
        for polygon in [MultiPolygon([ring]), MultiPolygon([ring.reversed()])] {
          #expect(
            polygon.isCounterClockwise(ring: 0) == (polygon.signedArea(ofRing: 0) >= 0), "\(corners), \(shrink)")
        }
        if shrink >= 1e-3 { #expect(MultiPolygon([ring]).isCounterClockwise(ring: 0)) }
      }
    }
  }
}
