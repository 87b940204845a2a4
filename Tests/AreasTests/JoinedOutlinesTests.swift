import Geometry
import TestSupport
import Testing
import Topology

@testable import Areas

/// Unions along common edges are those that GEOS finds by looking for crossings.
@Suite struct JoinedOutlinesTests {
  private var operations: AreaGroundCheck.Operations {
    AreaGroundCheck.Operations(
      sharedArea: { try TopologyContext().intersectionArea($0, $1) },
      intersection: { try TopologyContext().intersection($0, $1) },
      difference: { try TopologyContext().difference($0, $1) }, union: { try TopologyContext().unionAll($0) },
      enclosed: { try TopologyContext().enclosed($0) },
      closed: { try TopologyContext().closed($0, width: $1) },
      grown: { try TopologyContext().buffer($0, distance: $1, segmentsPerQuadrant: 2) })
  }

  /// A tiling of crooked quadrilaterals, some of them missing, some with windings turned round.
  private func tiling(_ dice: inout SeededRandom, side: Int) -> [MultiPolygon] {
    let corners = (0...side).map { row in
      (0...side).map { column in
        (
          600_000 + 100 * Double(column) + dice.within(-20...20),
          6_600_000 + 100 * Double(row) + dice.within(-20...20)
        )
      }
    }
    var tiles: [MultiPolygon] = []
    for row in 0..<side {
      for column in 0..<side where !dice.once(in: 6) {
        let ring = [
          corners[row][column], corners[row][column + 1], corners[row + 1][column + 1], corners[row + 1][column],
        ]
        tiles.append(MultiPolygon([dice.once(in: 3) ? ring.reversed() : ring]))
      }
    }
    return tiles
  }

  private func expectSame(_ a: MultiPolygon, _ b: MultiPolygon) throws {
    let topology = try TopologyContext()
    #expect(abs(a.planarArea - b.planarArea) < 1e-6)
    #expect(try topology.difference(a, b).planarArea < 1e-6)
    #expect(try topology.difference(b, a).planarArea < 1e-6)
  }

  @Test(arguments: 1...8) func tilings(seed: Int) throws {
    var dice = SeededRandom(seed)
    var tiles = tiling(&dice, side: 7)
    var suspects: [(Int, Int)] = []
    if seed > 4 {
      // One that grew over its neighbours.
      let grown = try TopologyContext().buffer(tiles[11], distance: 9, segmentsPerQuadrant: 2)
      tiles[11] = grown
      suspects = tiles.indices.filter { $0 != 11 }.map { (min($0, 11), max($0, 11)) }
    }
    for threads in [1, 3] {
      let joined = try JoinedOutlines(tiles, suspects: suspects, threads: threads)
        .union(of: Array(tiles.indices), operations)
      try expectSame(joined, TopologyContext().unionAll(tiles))
    }
    // Nothing but the outer border and the holes is left.
    let free = try FreeEdges(tiles, without: { _ in false }, threads: 2).edges.values.reduce(0) { $0 + $1.count }
    #expect(free < tiles.reduce(0) { $0 + $1.vertexCount - 1 })
  }

  /// Neighbours whose common border has vertices that only one of them has.
  @Test func bordersWithOtherVertices() throws {
    let tiles = (0..<12).map { place -> MultiPolygon in
      let (x, y) = (600_000 + 100 * Double(place % 4), 6_600_000 + 100 * Double(place / 4))
      let extra = place % 2 == 0 ? [(x + 37, y)] : []
      return MultiPolygon([[(x, y)] + extra + [(x + 100, y), (x + 100, y + 100), (x, y + 100)]])
    }
    let joined = try JoinedOutlines(tiles, suspects: [], threads: 1).union(of: Array(tiles.indices), operations)
    try expectSame(joined, TopologyContext().unionAll(tiles))
  }

  /// Slits in a larger tiling are found as among a few areas.
  @Test(arguments: 1...4) func gapsOfATiling(seed: Int) throws {
    var dice = SeededRandom(seed)
    var tiles = tiling(&dice, side: 6)
    let shrunk = dice.below(tiles.count)
    tiles[shrunk] = try TopologyContext().buffer(tiles[shrunk], distance: -0.3, segmentsPerQuadrant: 2)
    let gaps = try AreaGroundCheck(tiles, operations: operations, threads: 2).gaps(narrowerThan: 1, suspects: [])
    #expect(!gaps.isEmpty)
    // Of a gap among several areas the first two are named.
    #expect(gaps.allSatisfy { $0.area == shrunk || $0.other == shrunk || $0.detail.hasPrefix("between") })
    let plain = try TopologyContext().unionAll(tiles)
    let filled = try TopologyContext().difference(try TopologyContext().closed(plain, width: 1), plain)
    #expect(abs(gaps.reduce(0) { $0 + $1.areaSquareMetres } - filled.planarArea) < 1)
  }
}
