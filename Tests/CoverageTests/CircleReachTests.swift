import Geometry
import TestSupport
import Testing

@testable import Coverage

/// The map of centres against boxes one by one: it may keep a centre that is not needed, and must not lose one that is.
@Suite struct CircleReachTests {
  /// How many of all centres the map keeps.
  private func kept(_ centres: [(x: Double, y: Double)], _ boxes: [BoundingBox?], radius: Double) -> Int {
    let reach = CircleReach(of: boxes, radius: radius)
    let found = reach.centres(centres.map(\.x), centres.map(\.y), 0..<centres.count)
    let isFound = Set(found)
    #expect(found == found.sorted() && isFound.count == found.count)
    for (i, centre) in centres.enumerated() where !isFound.contains(i) {
      let circle = BoundingBox(
        minX: centre.x - radius, minY: centre.y - radius, maxX: centre.x + radius, maxY: centre.y + radius)
      #expect(boxes.allSatisfy { $0?.meets(circle) != true }, "centre \(centre) of radius \(radius)")
    }
    return found.count
  }

  @Test func nothingIsLost() {
    var dice = SeededRandom(31)
    for size in [1.0, 1e-3, 1e6, 1e12] {
      for radius in [0.1, 1, 37.7].map({ $0 * size }) {
        let boxes: [BoundingBox?] = (0..<40).map { i in
          let (x, y) = (dice.unit() * 1000 * size, dice.unit() * 3000 * size)
          if i % 13 == 0 { return nil }
          // Some are points, some as large as all.
          let width = i % 7 == 0 ? 0 : i % 11 == 0 ? 3000 * size : dice.unit() * 20 * size
          return BoundingBox(minX: x, minY: y, maxX: x + width, maxY: y + width)
        }
        // Anywhere, and where a circle just touches a box or just does not.
        var centres = (0..<2000).map { _ in
          (x: (dice.unit() * 1400 - 200) * size, y: (dice.unit() * 4000 - 500) * size)
        }
        for case let box? in boxes {
          for x in [box.minX - radius, (box.minX - radius).nextDown, (box.minX - radius).nextUp, box.maxX + radius] {
            centres.append((x, box.minY - radius))
            centres.append((x.nextUp, (box.maxY + radius).nextUp))
            centres.append((x.nextDown, (box.maxY + radius).nextDown))
          }
        }
        _ = kept(centres, boxes, radius: radius)
      }
    }
  }

  @Test func mostAreLeftOut() {
    var dice = SeededRandom(32)
    let boxes: [BoundingBox?] = (0..<200).map { _ in
      let (x, y) = (dice.unit() * 600_000, dice.unit() * 1_400_000)
      return BoundingBox(minX: x, minY: y, maxX: x + 1000, maxY: y + 1000)
    }
    let centres = (0..<20_000).map { _ in (x: dice.unit() * 600_000, y: dice.unit() * 1_400_000) }
    // Squares of 1.2 × 2.7 km: a box that is widened to 2 km reaches into some five of 262,144.
    #expect(kept(centres, boxes, radius: 500) < 200)
  }

  @Test func limits() {
    let one = BoundingBox(minX: 0, minY: 0, maxX: 0, maxY: 0)
    #expect(kept([(0, 0), (5, 5)], [], radius: 1) == 0)
    #expect(kept([(0, 0), (5, 5)], [nil], radius: 1) == 0)
    #expect(kept([(0, 0), (1, 1), (9, 9)], [one], radius: 1) >= 2)
    #expect(kept([(0, 0), (1e300, -1e300)], [one, nil], radius: 1e308) == 2)
    // Boxes that fill everything, many times.
    let all = BoundingBox(minX: 0, minY: 0, maxX: 1e6, maxY: 1e6)
    #expect(kept([(5, 5)], [BoundingBox?](repeating: all, count: 1000), radius: 1) == 1)
    #expect(CircleReach(of: [one], radius: 1).centres([0, 0, 0], [0, 0, 0], 1..<2) == [1])
  }
}
