import Geometry
import Testing

@testable import Grid

@Suite struct CellLatticeTests {
  @Test func aCoarseCellOwnsWhatItsFineCellsLeave() throws {
    // One 1000 m cell with two 250 m cells in it, and a 250 m cell of the same corner.
    let cells = [
      Cell(size: 250, e: 0, n: 0), Cell(size: 1000, e: 0, n: 0), Cell(size: 250, e: 500, n: 250),
    ].sorted()
    let lattice = try CellLattice(cells)
    #expect(lattice.unit == 250)
    let coarse = try #require(cells.firstIndex { $0.size == 1000 })
    #expect(lattice.ownedUnits[coarse] == 14)
    #expect(lattice.ownedAreaSquareMetres(coarse) == 14 * 62_500)
    let shape = try #require(lattice.remainder(coarse))
    #expect(shape.planarArea == 14 * 62_500)
    #expect(shape.partEnds.count == 1)
    #expect(shape.ringEnds.count == 2)
    for i in cells.indices where cells[i].size == 250 {
      #expect(lattice.ownedUnits[i] == 1)
      #expect(lattice.remainder(i) == nil)
    }
  }

  @Test func ownersOfARowAscendAndDoNotOverlap() throws {
    let cells = [Cell(size: 250, e: 250, n: 0), Cell(size: 1000, e: 0, n: 0), Cell(size: 1000, e: 1000, n: 0)]
      .sorted()
    let lattice = try CellLattice(cells)
    var seen: [String] = []
    lattice.forEachSegment(row: 0, columns: 0..<8) { seen.append("\(cells[$0].size):\($1)-\($2)") }
    #expect(seen == ["1000:0-1", "250:1-2", "1000:2-4", "1000:4-8"])
    seen = []
    lattice.forEachSegment(row: 0, columns: 1..<3) { seen.append("\(cells[$0].size):\($1)-\($2)") }
    #expect(seen == ["250:1-2", "1000:2-3"])
    lattice.forEachSegment(row: 9, columns: 0..<8) { _, _, _ in Issue.record("nothing lies in row 9") }
    lattice.forEachSegment(row: -1, columns: 0..<8) { _, _, _ in Issue.record("nothing lies in row -1") }
  }

  @Test func sizesThatDoNotNestShareTheirDivisor() throws {
    // 200 m and 250 m: unit 50 m; the 200 m cell straddles two 250 m cells.
    let cells = [Cell(size: 200, e: 200, n: 0), Cell(size: 250, e: 0, n: 0), Cell(size: 250, e: 250, n: 0)].sorted()
    let lattice = try CellLattice(cells)
    #expect(lattice.unit == 50)
    let owned = Dictionary(uniqueKeysWithValues: zip(cells, lattice.ownedUnits))
    #expect(owned[Cell(size: 200, e: 200, n: 0)] == 16)
    #expect(owned[Cell(size: 250, e: 0, n: 0)] == 21)
    #expect(owned[Cell(size: 250, e: 250, n: 0)] == 13)
    #expect(throws: (any Error).self) { try CellLattice([Cell(size: 1, e: 0, n: 0), Cell(size: 2000, e: 0, n: 0)]) }
  }

  /// Every mask of a 3 × 3 block: area, validity of the rings' directions, and no vertex twice in a ring.
  @Test func everyRemainderOfThreeByThreeIsAProperPolygon() {
    for mask in 1..<512 {
      let isOwned = (0..<9).map { mask >> $0 & 1 == 1 }
      let shape = RemainderOutline.polygon(isOwned: isOwned, n: 3, originE: 0, originN: 0, unit: 1)
      #expect(shape.planarArea == Double(isOwned.filter { $0 }.count), "mask \(mask)")
      for part in shape.partEnds.indices {
        let rings = shape.rings(ofPart: part)
        for ring in rings {
          #expect((shape.signedArea(ofRing: ring) > 0) == (ring == rings.lowerBound), "mask \(mask)")
          let vertices = shape.vertices(ofRing: ring).dropLast().map { [shape.x[$0], shape.y[$0]] }
          #expect(Set(vertices).count == vertices.count, "mask \(mask)")
        }
      }
    }
  }

  @Test func squaresThatTouchInACornerArePartsOfTheirOwn() {
    let shape = RemainderOutline.polygon(
      isOwned: [true, false, false, true], n: 2, originE: 0, originN: 0, unit: 250)
    #expect(shape.partEnds.count == 2)
    let holes = RemainderOutline.polygon(
      isOwned: (0..<16).map { $0 != 5 && $0 != 10 }, n: 4, originE: 0, originN: 0, unit: 250)
    #expect(holes.partEnds.count == 1)
    #expect(holes.ringEnds.count == 3)
  }
}
