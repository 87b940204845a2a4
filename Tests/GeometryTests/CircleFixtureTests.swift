import Foundation
import Geometry
import Testing

/// Against areas computed with 60 digits by another method; `scripts/circle_fixture` makes the table.
@Suite struct CircleFixtureTests {
  private struct Case {
    var name: String
    var x: Double
    var y: Double
    var radius: Double
    var area: Double
    var polygon: MultiPolygon
  }

  private static func cases() throws -> [Case] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("circle_overlap_fixture.csv")
    let text = try String(contentsOf: file, encoding: .utf8)
    return try text.split(separator: "\n").dropFirst().map { line in
      let fields = line.split(separator: ";").map(String.init)
      try #require(fields.count == 6)
      var polygon = MultiPolygon()
      for part in fields[5].split(separator: "#") {
        polygon.addPart(
          try part.split(separator: "|").map { ring in
            let numbers = try ring.split(separator: " ").map { try #require(Double($0)) }
            return stride(from: 0, to: numbers.count, by: 2).map { (numbers[$0], numbers[$0 + 1]) }
          })
      }
      return Case(
        name: fields[0], x: try #require(Double(fields[1])), y: try #require(Double(fields[2])),
        radius: try #require(Double(fields[3])), area: try #require(Double(fields[4])), polygon: polygon)
    }
  }

  @Test func everyAreaIsRightTo1e12OfTheCircle() throws {
    let cases = try Self.cases()
    #expect(cases.count > 250)
    var largest = (error: 0.0, name: "")
    for one in cases {
      let circle = Double.pi * one.radius * one.radius
      let area = CircleOverlap(one.polygon).area(x: one.x, y: one.y, radius: one.radius)
      let error = abs(area - one.area) / circle
      #expect(error <= 1e-12, "\(one.name): \(area) instead of \(one.area)")
      if error > largest.error { largest = (error, one.name) }
    }
    print("circle overlap: largest error \(largest.error) of the circle, \(largest.name)")
  }

  /// What the header of the table says by eye must come out as it is written there, to the last bit.
  @Test func wholeNumbersOfCirclesAreExact() throws {
    let expected = [
      "whole circle in a box": 1.0, "far away": 0, "half": 0.5, "quarter, centre on a vertex": 0.25,
      "half through the diagonal": 0.5, "tangent from outside": 0, "tangent from inside": 1,
      "square around, four tangents": 1, "vertex touches from outside": 0, "hole around the circle": 0,
      "spike that ends inside": 0,
    ]
    var seen = 0
    for one in try Self.cases() {
      guard let share = expected[one.name] else { continue }
      seen += 1
      #expect(CircleOverlap(one.polygon).share(x: one.x, y: one.y, radius: one.radius) == share, "\(one.name)")
    }
    #expect(seen == expected.count)
  }
}
