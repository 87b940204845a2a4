import Areas
import Geometry
import TestSupport
import Testing
import Topology

/// Overlaps and gaps of outlines.
@Suite struct AreaGroundCheckTests {
  private func check(_ polygons: [MultiPolygon], threads: Int = 1) -> AreaGroundCheck {
    AreaGroundCheck(
      polygons,
      operations: AreaGroundCheck.Operations(
        sharedArea: { try TopologyContext().intersectionArea($0, $1) },
        intersection: { try TopologyContext().intersection($0, $1) },
        difference: { try TopologyContext().difference($0, $1) }, union: { try TopologyContext().unionAll($0) },
        enclosed: { try TopologyContext().enclosed($0) },
        closed: { try TopologyContext().closed($0, width: $1) },
        grown: { try TopologyContext().buffer($0, distance: $1, segmentsPerQuadrant: 2) }), threads: threads)
  }

  private func box(_ minX: Double, _ minY: Double, _ maxX: Double, _ maxY: Double) -> MultiPolygon {
    MultiPolygon(minX: minX + 600_000, minY: minY + 6_600_000, maxX: maxX + 600_000, maxY: maxY + 6_600_000)
  }

  @Test func aSlitBetweenTwoAreas() throws {
    let areas = [box(0, 0, 100, 100), box(100.5, 0, 200, 100), box(300, 0, 400, 100)]
    let gaps = try check(areas).gaps(narrowerThan: 1, suspects: [])
    #expect(gaps.count == 1)
    #expect(gaps.first?.area == 1 && gaps.first?.other == 0 && gaps.first?.kind == .gap)
    #expect(abs((gaps.first?.areaSquareMetres ?? 0) - 50) < 1e-6)
    #expect(try check(areas).gaps(narrowerThan: 0.49, suspects: []).isEmpty)
  }

  @Test func whatIsNoGap() throws {
    // Areas that touch, also at a corner and with a step; a bay of one area; an inlet of one area narrower than the width.
    let step = MultiPolygon([
      [(0, 0), (50, 0), (50, 40), (49.6, 40), (49.6, 10), (49.2, 10), (49.2, 40), (0, 40)].map {
        ($0.0 + 600_000, $0.1 + 6_600_000)
      }
    ])
    #expect(
      try check([step, box(50, 0, 100, 60), box(100, 60, 140, 90)]).gaps(narrowerThan: 1, suspects: []).isEmpty)
    // A wedge between two areas is open ground if it opens widely; only the tip of a sharp one is a gap.
    func wedge(_ mouth: Double) -> [MultiPolygon] {
      let left = [(0.0, 0.0), (100, 0), (100 - mouth, 100), (0, 100)].map { ($0.0 + 600_000, $0.1 + 6_600_000) }
      return [MultiPolygon([left]), box(100, 0, 200, 100)]
    }
    #expect(try check(wedge(30)).gaps(narrowerThan: 1, suspects: []).isEmpty)
    let tip = try check(wedge(10)).gaps(narrowerThan: 1, suspects: [])
    #expect(tip.count == 1 && (tip.first?.areaSquareMetres ?? 0) < 10.05 / 2)
  }

  @Test func overlapsNestsAndTwins() throws {
    let areas = [box(0, 0, 100, 100), box(90, 0, 200, 100), box(10, 10, 20, 20), box(90, 0, 200, 100)]
    let found = try check(areas).overlaps(among: [(0, 1), (0, 2), (1, 2), (1, 3)])
    #expect(found.map(\.kind) == [.overlap, .overlap, .duplicateGeometry])
    #expect(found.map(\.areaSquareMetres) == [1000, 100, 11_000])
    #expect(found.map(\.detail) == ["", "one lies within the other", "the two outlines are the same"])
  }

  /// Boxes in a grid, slits of random width between them: each slit narrower than the limit is found with its area.
  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func slitsOfAGrid(seed: UInt64) throws {
    var random = SeededRandom(seed)
    // Centimetres, so that sums are exact enough.
    let widths = (0..<6).map { _ in Double(Int.random(in: 1...200, using: &random)) / 100 }
    var areas: [MultiPolygon] = []
    var x = 0.0
    for width in widths {
      areas.append(box(x, 0, x + 30, 50))
      x += 30 + width
    }
    areas.append(box(x, 0, x + 30, 50))
    areas.shuffle(using: &random)
    let gaps = try check(areas, threads: 2).gaps(narrowerThan: 1, suspects: [])
    let expected = widths.filter { $0 < 1 }.map { $0 * 50 }.sorted()
    let found = gaps.map(\.areaSquareMetres).sorted()
    #expect(found.count == expected.count)
    for (a, b) in zip(found, expected) { #expect(abs(a - b) < 1e-5) }
    #expect(try check(areas, threads: 1).gaps(narrowerThan: 1, suspects: []) == gaps)
  }
}
