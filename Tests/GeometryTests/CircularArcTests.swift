import Foundation
import Geometry
import TestSupport
import Testing

@Suite struct CircularArcTests {
  /// Twice the signed area between the chords through the places and the first place.
  private func doubledArea(_ places: [CircularArc.Place]) -> Double {
    let origin = places[0]
    return zip(places, places.dropFirst()).reduce(0) { sum, edge in
      sum + (edge.0.x - origin.x) * (edge.1.y - origin.y) - (edge.1.x - origin.x) * (edge.0.y - origin.y)
    }
  }

  /// A quarter, a half, three quarters and nearly all of the unit circle, both ways round: the segment between chord and arc.
  @Test(arguments: [0.25, 0.5, 0.75, 0.999, 1e-3], [1.0, -1.0])
  func enclosesWhatTheArcDoes(part: Double, side: Double) throws {
    let angle = 2 * Double.pi * part
    let end = (x: cos(angle), y: side * sin(angle))
    let arc = try #require(
      CircularArc(from: (1, 0), through: (cos(angle / 2), side * sin(angle / 2)), to: end))
    let area = doubledArea([(1, 0)] + arc.inner + [end])
    let expected = side * (angle - sin(angle))
    #expect(abs(area - expected) < 1e-13)
    // Nothing is farther from the circle than a ten-millionth of its radius.
    for place in arc.inner { #expect(abs((place.x * place.x + place.y * place.y).squareRoot() - 1) < 1e-7) }
  }

  @Test func wholeCircle() throws {
    let start = (x: 674_032.5, y: 6_580_822.25)
    let circle = try #require(CircularArc(from: start, through: (start.x + 1000, start.y), to: start))
    #expect(abs(doubledArea([start] + circle.inner + [start]) / (2 * .pi * 250_000) - 1) < 1e-13)
  }

  /// Neighbours go along a common arc in both directions.
  @Test func theSamePlacesFromBothEnds() throws {
    var dice = SeededRandom(5)
    for _ in 0..<200 {
      let places = (0..<3).map { _ in (x: dice.within(0...5000) + 6e5, y: dice.within(0...5000) + 6.5e6) }
      let forth = try #require(CircularArc(from: places[0], through: places[1], to: places[2])).inner
      let back = try #require(CircularArc(from: places[2], through: places[1], to: places[0])).inner
      #expect(zip(forth, back.reversed()).allSatisfy { $0 == $1 } && forth.count == back.count)
    }
  }

  @Test func pointsOnALineAreNoArc() {
    #expect(CircularArc(from: (0, 0), through: (1, 1), to: (2, 2)) == nil)
    #expect(CircularArc(from: (1, 1), through: (1, 1), to: (1, 1)) == nil)
    #expect(CircularArc(from: (0, 0), through: (.nan, 1), to: (2, 0)) == nil)
  }
}
