import Coverage
import Geometry
import Grid
import TestSupport
import Testing

@testable import HotSpots

@Suite struct NeighbourTests {
  /// Cells of three sizes: who owns which square of 250 m, square by square, tells who touches whom.
  @Test func cellsOfMixedSizesTouchByTheirTrueShapes() throws {
    var random = SeededRandom(17)
    for world in 0..<40 {
      var cells: Set<Cell> = []
      for _ in 0..<(5 + world) {
        let size = [250, 500, 1000][random.below(world % 3 + 1)]
        let (e, n) = (random.below(3000 / size) * size, random.below(3000 / size) * size)
        cells.insert(Cell(size: Int32(size), e: Int32(500_000 + e), n: Int32(6_500_000 + n)))
      }
      let sorted = cells.sorted()
      for listsSquares in [true, false] {
        let lattice = try CellLattice(sorted, threads: 2, listsSquares: listsSquares)
        for corners in [false, true] {
          #expect(try lattice.contacts(corners: corners, threads: 2) == slowContacts(sorted, corners: corners))
        }
      }
    }
  }

  private func slowContacts(_ cells: [Cell], corners: Bool) -> [UInt64] {
    var owners: [[Int]] = Array(repeating: Array(repeating: -1, count: 14), count: 14)
    for (place, cell) in cells.enumerated().sorted(by: { $0.element.size > $1.element.size }) {
      for row in 0..<Int(cell.size) / 250 {
        for column in 0..<Int(cell.size) / 250 {
          owners[(Int(cell.n) - 6_500_000) / 250 + row + 1][(Int(cell.e) - 500_000) / 250 + column + 1] = place
        }
      }
    }
    var pairs: Set<UInt64> = []
    for row in 1..<13 {
      for column in 1..<13 where owners[row][column] >= 0 {
        for (up, right) in [(0, 1), (1, 0), (1, 1), (1, -1)] where corners || up * right == 0 {
          let (a, b) = (owners[row][column], owners[row + up][column + right])
          if b >= 0, a != b { pairs.insert(UInt64(min(a, b)) << 32 | UInt64(max(a, b))) }
        }
      }
    }
    return pairs.sorted()
  }

  @Test func theMiddleOfARemainder() throws {
    // The south-west quarter of a cell of 500 m is a cell of its own: the middle of the other three.
    let lattice = try CellLattice([
      Cell(size: 250, e: 500_000, n: 6_500_000), Cell(size: 500, e: 500_000, n: 6_500_000),
    ])
    #expect(lattice.centre(0) == (500_125, 6_500_125))
    let middle = lattice.centre(1)
    #expect(abs(middle.e - (500_000 + 875.0 / 3)) < 1e-6 && abs(middle.n - (6_500_000 + 875.0 / 3)) < 1e-6)
  }

  @Test func pointsWithinADistance() throws {
    var random = SeededRandom(23)
    for world in 0..<20 {
      let count = 1 + random.below(200)
      // Whole steps of 250 m have many pairs at exactly the distance.
      let step = world % 2 == 0 ? 250.0 : 137.31
      let x = (0..<count).map { _ in 500_000 + Double(random.below(20)) * step }
      let y = (0..<count).map { _ in 6_500_000 + Double(random.below(20)) * step }
      let metres = [250, 1000, 1250.5, 100_000][world % 4]
      let neighbours = try Neighbours(x: x, y: y, within: metres, threads: 3)
      for unit in x.indices {
        let found = neighbours.others[neighbours.starts[unit]..<neighbours.starts[unit + 1]].map(Int.init).sorted()
        let expected = x.indices.filter { other in
          let (dx, dy) = (x[other] - x[unit], y[other] - y[unit])
          return other != unit && dx * dx + dy * dy <= metres * metres
        }
        #expect(found == expected)
      }
    }
  }

  @Test func zonesTouchInBordersAndPoints() throws {
    // A beside B; C on top of both, with no vertex where they meet; D in a corner of C; E apart; F a hole's filling in E.
    let zones = try Zones(
      [
        MultiPolygon(minX: 0, minY: 0, maxX: 100, maxY: 100), MultiPolygon(minX: 100, minY: 0, maxX: 200, maxY: 100),
        MultiPolygon(minX: 0, minY: 100, maxX: 200, maxY: 150),
        MultiPolygon(minX: 200, minY: 150, maxX: 300, maxY: 250),
        MultiPolygon([
          [(1000, 0), (1300, 0), (1300, 300), (1000, 300)], [(1100, 100), (1100, 200), (1200, 200), (1200, 100)],
        ]),
        MultiPolygon(minX: 1100, minY: 100, maxX: 1200, maxY: 200),
      ], threads: 1)
    func pair(_ a: UInt64, _ b: UInt64) -> UInt64 { a << 32 | b }
    let borders = [pair(0, 1), pair(0, 2), pair(1, 2), pair(4, 5)]
    #expect(try zones.contacts(corners: false, threads: 2) == borders)
    #expect(try zones.contacts(corners: true, threads: 2) == (borders + [pair(2, 3)]).sorted())
    let centre = try #require(zones.centre(0))
    #expect(abs(centre.e - 50) < 1e-9 && abs(centre.n - 50) < 1e-9)
    let ring = try #require(zones.centre(4))
    #expect(abs(ring.e - 1150) < 1e-9 && abs(ring.n - 150) < 1e-9)
  }
}
