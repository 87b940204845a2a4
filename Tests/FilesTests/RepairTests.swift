import Geometry
import TestSupport
import Testing

@testable import Topology

/// What a repair takes for the ground that was meant.
@Suite struct RepairTests {
  private func repaired(_ rings: [[(Double, Double)]]) throws -> Double {
    var polygon = MultiPolygon()
    polygon.addPart(rings)
    let topology = try TopologyContext()
    let result = try topology.repaired(polygon)
    #expect(try topology.validityByGEOS(of: result) == nil)
    return result.planarArea
  }

  @Test func theShellAsSecondRing() throws {
    let area = try repaired([
      [(30, 30), (30, 40), (40, 40), (40, 30)], [(0, 0), (100, 0), (100, 100), (0, 100)],
    ])
    #expect(area == 10_000 - 100)
  }

  @Test func aBowTieKeepsBothWings() throws {
    #expect(try repaired([[(0, 0), (10, 10), (10, 0), (0, 10)]]) == 50)
  }

  @Test func whatOneMethodCannotMendAnotherDoes() throws {
    let area = try repaired([
      [(100, 200), (200, 0), (100, 200), (100, 0), (0, 300), (200, 0)]
    ])
    #expect(area == 10_000)
  }

  @Test func whatComesOutIsValid() throws {
    let area = try repaired([
      [(100, 0), (300, 200), (300, 100), (200, 100), (300, 200), (100, 300), (0, -100), (0, 200)]
    ])
    #expect(area > 0)
  }

  @Test func randomStarsCrossingThemselves() throws {
    var random = SeededRandom(16)
    for _ in 0..<200 {
      let ring = (0..<9).map { _ in
        (Double(Int.random(in: 0...5, using: &random)), Double(Int.random(in: 0...5, using: &random)))
      }
      #expect(try repaired([ring]) >= 0)
    }
  }
}
