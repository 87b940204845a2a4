import Geometry
import TestSupport
import Testing

@Suite struct PlanarAreaTests {
  /// Coordinates in whole millimetres: twice the area is a whole number of square millimetres, exact in 128 bits.
  @Test func areasFarFromTheOriginAreExact() {
    var random = SeededRandom(6_500_000)
    for _ in 0..<500 {
      let count = Int.random(in: 3...400, using: &random)
      let reach = [Int64](arrayLiteral: 1000, 1_000_000, 300_000_000)[Int(random.next() % 3)]
      let ring: [(Int64, Int64)] = (0..<count).map { _ in
        (
          674_000_000 + Int64.random(in: -reach...reach, using: &random),
          6_580_000_000 + Int64.random(in: -reach...reach, using: &random)
        )
      }
      // Multiples of 2⁻¹⁰ m instead of millimetres, so that they are exact as doubles too.
      let polygon = MultiPolygon([ring.map { (Double($0.0) / 1024, Double($0.1) / 1024) }])
      var twice: Int128 = 0
      for i in ring.indices {
        let (a, b) = (ring[i], ring[(i + 1) % count])
        twice += Int128(a.0) * Int128(b.1) - Int128(b.0) * Int128(a.1)
      }
      let exact = Double(twice) / (2 * 1024 * 1024)
      let area = polygon.signedArea(ofRing: 0)
      let reversed = MultiPolygon([ring.reversed().map { (Double($0.0) / 1024, Double($0.1) / 1024) }])
      // Each product and difference of products is rounded once: relative to the ring's own extent. Within a kilometre
      // nothing is rounded.
      let extent = 2 * Double(reach) / 1024
      let bound = reach <= 1_000_000 ? 0 : 0x1p-52 * extent * extent * Double(count)
      #expect(abs(area - exact) <= bound)
      #expect(polygon.planarArea == abs(area))
      #expect(abs(reversed.planarArea - abs(exact)) <= bound)
    }
  }

  @Test func holesAreTakenAwayWhateverTheirDirection() {
    let outer = [(0.0, 0.0), (10, 0), (10, 10), (0, 10)]
    let hole = [(2.0, 2.0), (4, 2), (4, 4), (2, 4)]
    for rings in [
      [outer, hole], [outer, hole.reversed()], [outer.reversed(), hole], [outer.reversed(), hole.reversed()],
    ] {
      #expect(MultiPolygon(rings).planarArea == 96)
    }
    var parts = MultiPolygon([outer, hole])
    parts.addPart([[(20, 0), (21, 0), (20, 1)]])
    #expect(parts.planarArea == 96.5)
  }

  @Test func ringsThatEncloseNothingHaveNoArea() {
    #expect(MultiPolygon().planarArea == 0)
    #expect(MultiPolygon([[(5, 5)]]).planarArea == 0)
    #expect(MultiPolygon([[(5, 5), (9, 9)]]).planarArea == 0)
    #expect(MultiPolygon([[(5, 5), (9, 9), (5, 5), (9, 9)]]).planarArea == 0)
  }
}
