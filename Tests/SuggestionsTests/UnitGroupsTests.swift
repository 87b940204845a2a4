import Geometry
import Grid
import Overlay
import Suggestions
import TestSupport
import Testing
import Topology

/// Groups of cells and zones against squares that are looked at one by one, and their polygons against GEOS.
@Suite struct UnitGroupsTests {
  private func groups(
    _ layer: UnitLayer, _ isChosen: [Bool], _ contiguity: Contiguity = .queen, bridge: Int = 0
  ) throws -> UnitGroups {
    try UnitGroups(of: layer, where: isChosen, contiguity: contiguity, bridge: bridge, threads: 1) {
      try TopologyContext().unionAll($0)
    }
  }

  /// Cells of 250 m at columns and rows from (674000, 6580000).
  private func layer(_ places: [(Int, Int)]) throws -> UnitLayer {
    let cells = places.map { Cell(size: 250, e: 674_000 + Int32(250 * $0.0), n: 6_580_000 + Int32(250 * $0.1)) }
    return try UnitLayer(lattice: CellLattice(cells.sorted()), population: cells.map { _ in 1 })
  }

  private func all(_ layer: UnitLayer) -> [Bool] { [Bool](repeating: true, count: layer.units.count) }

  @Test func cornersJoinForQueensOnlyAndArePartsOfOneValidPolygon() throws {
    let layer = try layer([(0, 0), (1, 1)])
    let queen = try groups(layer, all(layer))
    #expect(queen.group == [0, 0] && queen.count == 1)
    #expect(queen.polygons[0].partEnds.count == 2 && queen.polygons[0].planarArea == 125_000)
    #expect(try TopologyContext().validity(of: queen.polygons[0]) == nil)
    #expect(try groups(layer, all(layer), .rook).group == [0, 1])
  }

  @Test func gapsOfOneCellAreBridgedButNotFilled() throws {
    let layer = try layer([(0, 0), (2, 0), (5, 0), (5, 2), (7, 4), (10, 10)])
    // In canonical order: row 0, row 2, row 4, row 10.
    #expect(try groups(layer, all(layer)).group == [0, 1, 2, 3, 4, 5])
    let queen = try groups(layer, all(layer), bridge: 1)
    #expect(queen.group == [0, 0, 1, 1, 1, 2])
    #expect(queen.polygons.map(\.planarArea) == [125_000, 187_500, 62_500])
    #expect(try groups(layer, all(layer), .rook, bridge: 1).group == [0, 0, 1, 1, 2, 3])
  }

  @Test func holesThatTouchInCornersStayHoles() throws {
    // A block of 5 × 4 with holes that touch each other and one that touches the border in a corner.
    let holes = [(1, 1), (2, 2), (4, 3)]
    let places = (0..<20).map { ($0 % 5, $0 / 5) }.filter { place in !holes.contains { $0 == place } }
    let layer = try layer(places)
    let groups = try groups(layer, all(layer), .rook)
    #expect(groups.count == 1)
    let polygon = try #require(groups.polygons.first)
    #expect(polygon.partEnds == [3] && polygon.planarArea == 17 * 62_500)
    #expect(try TopologyContext().validity(of: polygon) == nil)
    // The outer ring runs counter-clockwise and has corners where it turns, nowhere else.
    #expect(polygon.vertices(ofRing: 0).count == 7)
  }

  @Test(arguments: 1...40) func asSquaresOneByOne(seed: Int) throws {
    var random = SeededRandom(seed)
    let side = 12
    var cells: [Cell] = []
    for block in 0..<9 {
      let (e, n) = (Int32(674_000 + 1000 * (block % 3)), Int32(6_580_000 + 1000 * (block / 3)))
      if random.unit() < 0.6 { cells.append(Cell(size: 1000, e: e, n: n)) }
      let share = [0, 0.3, 0.6, 1][random.below(4)]
      for fine in 0..<16 where random.unit() < share {
        cells.append(Cell(size: 250, e: e + Int32(250 * (fine % 4)), n: n + Int32(250 * (fine / 4))))
      }
    }
    cells.sort()
    guard !cells.isEmpty else { return }
    let layer = try UnitLayer(lattice: try CellLattice(cells), population: cells.map { _ in 1 })
    let isChosen = cells.indices.map { layer.groundSquareMetres[$0] > 0 && random.unit() < 0.6 }
    let contiguity = Contiguity.allCases[random.below(2)]
    let found = try groups(layer, isChosen, contiguity)

    // Who owns each square: the smallest cell on it.
    func owner(_ column: Int, _ row: Int) -> Int? {
      let (e, n) = (Int32(674_000 + 250 * column), Int32(6_580_000 + 250 * row))
      return cells.indices.filter {
        cells[$0].e <= e && e < cells[$0].e + cells[$0].size && cells[$0].n <= n && n < cells[$0].n + cells[$0].size
      }.min { cells[$0].size < cells[$1].size }
    }
    let owners = (0..<side * side).map { owner($0 % side, $0 / side).flatMap { isChosen[$0] ? $0 : nil } }
    var label = cells.indices.map { $0 }
    var hasChanged = true
    while hasChanged {
      hasChanged = false
      for square in owners.indices {
        guard let own = owners[square] else { continue }
        for (right, up) in [(1, 0), (0, 1), (1, 1), (-1, 1)] where contiguity == .queen || right * up == 0 {
          let (column, row) = (square % side + right, square / side + up)
          guard (0..<side).contains(column), row < side, let other = owners[row * side + column] else { continue }
          if label[own] != label[other] {
            label[own] = min(label[own], label[other])
            label[other] = label[own]
            hasChanged = true
          }
        }
      }
    }
    for (a, group) in found.group.enumerated() {
      #expect((group >= 0) == isChosen[a])
      for b in 0..<a where group >= 0 && found.group[b] >= 0 {
        #expect((group == found.group[b]) == (label[a] == label[b]), "cells \(b) and \(a)")
      }
    }
    let context = try TopologyContext()
    for (group, polygon) in found.polygons.enumerated() {
      let squares = owners.indices.filter { owners[$0].map { Int(found.group[$0]) } == group }
      let boxes = squares.map { square -> MultiPolygon in
        let (x, y) = (674_000 + 250 * Double(square % side), 6_580_000 + 250 * Double(square / side))
        return MultiPolygon(minX: x, minY: y, maxX: x + 250, maxY: y + 250)
      }
      #expect(try context.validity(of: polygon) == nil)
      #expect(polygon.planarArea == 62_500 * Double(squares.count))
      let union = try context.unionAll(boxes)
      #expect(try context.difference(union, polygon).isEmpty && context.difference(polygon, union).isEmpty)
    }
  }

  @Test func zonesByBordersAndCorners() throws {
    func box(_ x: Double, _ y: Double) -> MultiPolygon { MultiPolygon(minX: x, minY: y, maxX: x + 1, maxY: y + 1) }
    let layer = try UnitLayer(
      zones: [box(0, 0), box(5, 5), box(1, 0), box(2, 1), box(9, 9)], population: [1, 1, 1, 1, 1], threads: 1)
    let isChosen = [true, true, true, true, false]
    let rook = try groups(layer, isChosen, .rook)
    #expect(rook.group == [0, 1, 0, 2, -1])
    #expect(rook.polygons.map(\.planarArea) == [2, 1, 1])
    #expect(try groups(layer, isChosen, .queen).group == [0, 1, 0, 0, -1])
  }
}
