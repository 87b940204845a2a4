import Geometry
import TestSupport
import Testing
import Topology

@testable import PointLocation

/// Which polygons may share ground, as the index of their borders tells.
@Suite struct SuspectTests {
  private let tiling = Tiling(columns: 9, rows: 7, side: 900, origin: SIMD2(500_125, 6_500_400), seed: 12)

  private func pairs(_ polygons: [MultiPolygon], side: Double? = nil, threads: Int = 1) throws -> [[Int]] {
    try PointLocator(polygons, side: side, threads: threads).suspects.map { [$0.0, $0.1] }
  }

  private func reversed(_ polygon: MultiPolygon) -> MultiPolygon {
    MultiPolygon([zip(polygon.x, polygon.y).reversed().map { ($0, $1) }])
  }

  /// Pairs with a tile that has neighbours all around: where a border ends at the rim, nobody is on the other side of the
  /// rim, and some tiles there stay suspected.
  private func inner(_ pairs: [[Int]]) -> [[Int]] {
    pairs.filter { pair in
      pair.contains { tile in
        let (row, column) = (tile / tiling.columns, tile % tiling.columns)
        return (1..<tiling.rows - 1).contains(row) && (1..<tiling.columns - 1).contains(column)
      }
    }
  }

  @Test(arguments: [31.25, 250]) func tilesThatOnlyTouchAreClear(side: Double) throws {
    let found = try pairs(tiling.polygons, side: side, threads: 2)
    #expect(inner(found).isEmpty)
    // Of the borders that end at the rim few stay: where the corner of the cell does not tell on which side of the rim it is.
    #expect(found.count < (2 * (tiling.columns - 1) + 2 * (tiling.rows - 1)) / 4)
  }

  /// Tiles of which one vertex was moved: at a coast, where no neighbour's border cancels, as elsewhere, what shares ground is
  /// suspected.
  @Test func movedVerticesAreNoticed() throws {
    let topology = try TopologyContext()
    var random = SeededRandom(14)
    var sharing = 0
    for round in 0..<600 {
      let tiling = Tiling(columns: 3, rows: 2, side: 300, origin: SIMD2(500_125, 6_500_400), seed: UInt64(round))
      var tiles = tiling.polygons
      if round % 5 != 0 {
        let moved = Int.random(in: tiles.indices, using: &random)
        var ring: [(Double, Double)] = zip(tiles[moved].x, tiles[moved].y).map { ($0, $1) }
        let vertex = Int.random(in: 1..<ring.count - 1, using: &random)
        let reach = [0.25, 4.0, 40.0].randomElement(using: &random) ?? 4.0
        ring[vertex].0 += Double.random(in: -reach...reach, using: &random)
        ring[vertex].1 += Double.random(in: -reach...reach, using: &random)
        tiles[moved] = MultiPolygon([ring])
      }
      let suspects = Set(try pairs(tiles, side: [31.25, 125, 500].randomElement(using: &random)))
      for i in tiles.indices {
        for j in tiles.indices where i < j {
          guard try topology.intersection(tiles[i], tiles[j]).planarArea > 0 else { continue }
          sharing += 1
          #expect(suspects.contains([i, j]), "round \(round): \(i) and \(j)")
        }
      }
    }
    #expect(sharing > 200)
  }

  /// Files wind their rings as they like.
  @Test func windingDoesNotMatter() throws {
    let mixed = tiling.polygons.enumerated().map { $0.offset % 3 == 0 ? reversed($0.element) : $0.element }
    #expect(try pairs(mixed, side: 250) == pairs(tiling.polygons, side: 250))
    let square = MultiPolygon(minX: 0, minY: 0, maxX: 900, maxY: 900)
    #expect(try pairs([square, reversed(square)]) == [[0, 1]])
  }

  @Test(arguments: [62.5, 125]) func squaresByHand(side: Double) throws {
    let square = MultiPolygon(minX: 0, minY: 0, maxX: 1000, maxY: 1000)
    let across = MultiPolygon(minX: 990, minY: 400, maxX: 1400, maxY: 600)
    let inside = MultiPolygon(minX: 300, minY: 300, maxX: 301, maxY: 301)
    let apart = MultiPolygon(minX: 3000, minY: 0, maxX: 3001, maxY: 1)
    #expect(try pairs([square, across, apart], side: side) == [[0, 1]])
    #expect(try pairs([inside, apart, square], side: side) == [[0, 2]])
    #expect(try pairs([apart, square, inside, square], side: side) == [[1, 2], [1, 3], [2, 3]])
    // In a hole of another one, which it fills; then the other has a piece in it.
    var holed = MultiPolygon([
      [(0, 0), (1000, 0), (1000, 1000), (0, 1000)], [(250, 250), (500, 250), (500, 500), (250, 500)],
    ])
    let filling = MultiPolygon(minX: 250, minY: 250, maxX: 500, maxY: 500)
    #expect(try pairs([holed, filling], side: side).isEmpty)
    holed.append(MultiPolygon(minX: 300, minY: 300, maxX: 310, maxY: 310))
    #expect(try pairs([holed, filling], side: side) == [[0, 1]])
  }

  /// Whatever GEOS finds to share ground is suspected.
  @Test func everyRealPairIsThere() throws {
    let topology = try TopologyContext()
    var random = SeededRandom(13)
    for round in 0..<40 {
      let stars = (0..<12).map { _ in
        let middle = SIMD2(Double.random(in: 0...4000, using: &random), Double.random(in: 0...4000, using: &random))
        let corners = Int.random(in: 3...40, using: &random)
        return MultiPolygon([
          (0..<corners).map { corner in
            let angle = 2 * Double.pi * Double(corner) / Double(corners)
            let reach = Double.random(in: 50...900, using: &random)
            return (middle.x + reach * cosine(angle), middle.y + reach * cosine(angle - Double.pi / 2))
          }
        ])
      }
      let found = Set(try pairs(stars, side: [31.25, 125, 500].randomElement(using: &random)))
      var sharing = 0
      for i in stars.indices {
        for j in stars.indices where i < j {
          if try topology.intersection(stars[i], stars[j]).isEmpty { continue }
          sharing += 1
          #expect(found.contains([i, j]), "round \(round): \(i) and \(j)")
        }
      }
      #expect(sharing > 0)
    }
  }

  /// Enough of a cosine for a star.
  private func cosine(_ angle: Double) -> Double {
    var (sum, term) = (1.0, 1.0)
    for k in 1...20 {
      term *= -angle * angle / Double((2 * k - 1) * 2 * k)
      sum += term
    }
    return sum
  }
}
