import Core
import Geometry
import TestSupport
import Testing

@testable import Topology

@Suite struct TopologyTests {
  private let square = MultiPolygon(minX: 0, minY: 0, maxX: 4, maxY: 4)
  private let bowTie = MultiPolygon([[(0, 0), (2, 2), (2, 0), (0, 2)]])

  @Test func conversionKeepsStructureAndBits() throws {
    let topology = try TopologyContext()
    var polygon = MultiPolygon([
      [(0.1, 0.2), (10, 0), (10, 10), (0, 10)], [(2, 2), (2, 4.3), (4, 4), (4, 2)], [(6, 6), (6, 7), (7, 7), (7, 6)],
    ])
    polygon.addPart([[(20, 20), (21, 20), (21, 21)]])
    let handle = try topology.geometry(of: polygon)
    #expect(try topology.multiPolygon(from: handle) == polygon)
    let none = try topology.geometry(of: MultiPolygon())
    #expect(try topology.multiPolygon(from: none).isEmpty)
  }

  @Test func validity() throws {
    let topology = try TopologyContext()
    #expect(try topology.validity(of: square) == nil)
    #expect(try topology.validity(of: MultiPolygon()) == nil)
    #expect(try topology.validity(of: bowTie) == PolygonFault(reason: "Self-intersection", x: 1, y: 1))
    let hole = MultiPolygon([
      [(0, 0), (4, 0), (4, 4), (0, 4)], [(10, 10), (11, 10), (11, 11), (10, 11)],
    ])
    #expect(try topology.validity(of: hole)?.reason == "Hole lies outside shell")
    let line = try topology.validity(of: MultiPolygon([[(1, 2), (3, 4)]]))
    #expect(line == PolygonFault(reason: "Ring with fewer than three corners", x: 1, y: 2))
    let nan = try topology.validity(of: MultiPolygon([[(1, 2), (.nan, 4), (5, 5)]]))
    #expect(nan?.reason == "Coordinate is not a finite number")
    let infinite = try topology.validity(of: MultiPolygon([[(1, 2), (.infinity, 4), (5, 5)]]))
    #expect(infinite?.reason == "Coordinate is not a finite number")
  }

  @Test func repair() throws {
    let topology = try TopologyContext()
    let wings = try topology.repaired(bowTie)
    #expect(try topology.validity(of: wings) == nil)
    #expect(wings.partEnds.count == 2 && abs(wings.planarArea - 2) < 1e-12)
    // A part folded onto itself encloses nothing; the rest stays.
    var mixed = square
    mixed.addPart([[(10, 10), (12, 10)]])
    #expect(try topology.repaired(mixed).planarArea == 16)
    #expect(try topology.repaired(MultiPolygon([[(0, 0), (1, 1), (2, 2)]])).isEmpty)
    #expect(throws: Failure.self) { _ = try topology.repaired(MultiPolygon([[(0, 0), (.nan, 1), (2, 2)]])) }
    // Overlapping parts are joined.
    var overlapping = square
    overlapping.append(MultiPolygon(minX: 2, minY: 0, maxX: 6, maxY: 4))
    #expect(try topology.repaired(overlapping).planarArea == 24)
  }

  @Test func setOperations() throws {
    let topology = try TopologyContext()
    let other = MultiPolygon(minX: 2, minY: 1, maxX: 6, maxY: 3)
    #expect(try topology.intersection(square, other).planarArea == 4)
    #expect(try topology.intersectionArea(square, other) == 4)
    #expect(try topology.difference(square, other).planarArea == 12)
    #expect(try topology.union(square, other).planarArea == 20)
    // Neighbours share a border only: nothing areal.
    let neighbour = MultiPolygon(minX: 4, minY: 0, maxX: 8, maxY: 4)
    #expect(try topology.intersection(square, neighbour).isEmpty)
    #expect(try topology.intersectionArea(square, neighbour) == 0)
    #expect(try topology.intersectionArea(square, MultiPolygon(minX: 40, minY: 0, maxX: 41, maxY: 1)) == 0)
    // An area in the middle leaves a hole.
    let ring = try topology.difference(square, MultiPolygon(minX: 1, minY: 1, maxX: 2, maxY: 2))
    #expect(ring.ringEnds.count == 2 && ring.partEnds.count == 1 && ring.planarArea == 15)
  }

  @Test func invalidInputIsReportedNotCrashedOn() throws {
    let topology = try TopologyContext()
    #expect(throws: Failure.self) {
      _ = try topology.intersection(square, MultiPolygon([[(0, 0), (.infinity, 1), (2, 2)]]))
    }
    // Again and again: whatever the failing calls own is released exactly once.
    for _ in 0..<200 {
      _ = try? topology.unionAll([square, MultiPolygon([[(0, 0), (.nan, 1), (2, 2)]])])
      _ = try? topology.intersection(bowTie, square)
    }
    #expect(try topology.union(square, square).planarArea == 16)
  }

  @Test func unionOfMany() throws {
    let topology = try TopologyContext()
    #expect(try topology.unionAll([]).isEmpty)
    #expect(try topology.unionAll([MultiPolygon()]).isEmpty)
    // A chequerboard and its complement make the whole board.
    var squares: [MultiPolygon] = []
    for i in 0..<20 {
      for j in 0..<20 {
        squares.append(MultiPolygon(minX: Double(i), minY: Double(j), maxX: Double(i + 1), maxY: Double(j + 1)))
      }
    }
    let board = try topology.unionAll(squares)
    #expect(board.planarArea == 400 && board.partEnds.count == 1 && board.ringEnds.count == 1)
  }

  @Test func bufferOfASquare() throws {
    let topology = try TopologyContext()
    let grown = try topology.buffer(square, distance: 1, segmentsPerQuadrant: 64)
    // 4 × 4, four strips of 4 × 1, and a disc of radius 1.
    #expect(abs(grown.planarArea - (32 + Double.pi)) < 1e-3)
    #expect(try topology.buffer(square, distance: -1).planarArea == 4)
    #expect(try topology.buffer(square, distance: -3).isEmpty)
    #expect(throws: Failure.self) { _ = try topology.buffer(square, distance: .nan) }
  }

  @Test func coveredPoints() throws {
    let topology = try TopologyContext()
    let xs = [2.0, 0, 4, 4.0001, -1]
    let ys = [2.0, 0, 2, 2, 2]
    #expect(try topology.covers(square, xs: xs, ys: ys) == [true, true, true, false, false])
    #expect(try topology.covers(square, x: 4, y: 4))
    #expect(throws: Failure.self) { _ = try topology.covers(square, x: .nan, y: 4) }
    #expect(throws: Failure.self) { _ = try topology.covers(square, xs: [1, 2], ys: [1]) }
  }

  @Test func intersectionAreasOfRandomSquares() throws {
    let topology = try TopologyContext()
    var generator = SeededRandom(3)
    for _ in 0..<200 {
      let (ax, ay, bx, by) = (
        Double.random(in: 300_000...300_400, using: &generator),
        Double.random(in: 6_500_000...6_500_400, using: &generator),
        Double.random(in: 300_000...300_400, using: &generator),
        Double.random(in: 6_500_000...6_500_400, using: &generator)
      )
      let a = MultiPolygon(minX: ax, minY: ay, maxX: ax + 250, maxY: ay + 250)
      let b = MultiPolygon(minX: bx, minY: by, maxX: bx + 250, maxY: by + 250)
      let width = max(0, min(ax, bx) + 250 - max(ax, bx))
      let height = max(0, min(ay, by) + 250 - max(ay, by))
      let shared = try topology.intersectionArea(a, b)
      #expect(abs(shared - width * height) < 1e-5)
      #expect(abs(try topology.union(a, b).planarArea + shared - 2 * 62_500) < 1e-5)
    }
    #expect(TopologyContext.version.split(separator: ".").count == 3)
  }
}
