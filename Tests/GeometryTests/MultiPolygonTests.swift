import Geometry
import Testing

@Suite struct MultiPolygonTests {
  @Test func openRingsAreClosedAndClosedOnesLeftAlone() {
    let open = MultiPolygon([[(0, 0), (1, 0), (0, 1)]])
    let closed = MultiPolygon([[(0, 0), (1, 0), (0, 1), (0, 0)]])
    #expect(open == closed)
    #expect(open.vertexCount == 4 && open.ringEnds == [4] && open.partEnds == [1])
    #expect(open.x == [0, 1, 0, 0] && open.y == [0, 0, 1, 0])
  }

  @Test func partsAndRingsKeepTheirPlaces() {
    var shape = MultiPolygon([[(0, 0), (9, 0), (9, 9)], [(5, 1), (6, 1), (6, 2)]])
    shape.addPart([[(20, 0), (29, 0), (29, 9)]])
    #expect(shape.rings(ofPart: 0) == 0..<2)
    #expect(shape.rings(ofPart: 1) == 2..<3)
    #expect(shape.vertices(ofRing: 1) == 4..<8)
    var twice = shape
    twice.append(shape)
    #expect(twice.partEnds == [2, 3, 5, 6] && twice.ringEnds == [4, 8, 12, 16, 20, 24])
    #expect(twice.planarArea == 2 * shape.planarArea)
    var other = MultiPolygon()
    other.append(shape)
    #expect(other == shape)
  }

  @Test func ringsWithoutVerticesVanish() {
    var shape = MultiPolygon()
    shape.endRing()
    #expect(shape.isEmpty && shape.bounds == nil)
    shape.removeAll()
    shape.addVertex(1, 2)
    shape.endRing()
    #expect(!shape.isEmpty && shape.rings(ofPart: 0) == 0..<1)
  }

  @Test func aPartWithoutAnOuterRingDoesNotMakeAHoleOne() {
    let shape = MultiPolygon([[], [(0, 0), (1, 0), (0, 1)]])
    #expect(shape.planarArea == 0)
  }

  @Test func scratchGeometriesAreFilledAgain() {
    var scratch = MultiPolygon(minX: 0, minY: 0, maxX: 5, maxY: 5)
    scratch.removeAll()
    #expect(scratch == MultiPolygon())
    scratch.addPart([[(0, 0), (1, 0), (0, 1)]])
    #expect(scratch == MultiPolygon([[(0, 0), (1, 0), (0, 1)]]))
  }

  @Test func bounds() {
    let shape = MultiPolygon([[(3, -1), (7, 2), (4, 8)]])
    #expect(shape.bounds == BoundingBox(minX: 3, minY: -1, maxX: 7, maxY: 8))
    #expect(shape.isFinite)
    #expect(!MultiPolygon([[(3, -1), (.nan, 2), (4, 8)]]).isFinite)
    #expect(!MultiPolygon([[(3, -1), (1, 2), (4, -.infinity)]]).isFinite)
    let box = BoundingBox(minX: 0, minY: 0, maxX: 2, maxY: 2)
    #expect(box.meets(BoundingBox(minX: 2, minY: 2, maxX: 3, maxY: 3)))
    #expect(!box.meets(BoundingBox(minX: 2.1, minY: 0, maxX: 3, maxY: 3)))
    #expect(
      box.union(BoundingBox(minX: -1, minY: 1, maxX: 1, maxY: 5))
        == BoundingBox(minX: -1, minY: 0, maxX: 2, maxY: 5))
  }

  @Test func aMovedShapeKeepsItsStructure() {
    let shape = MultiPolygon([[(0, 0), (9, 0), (9, 9)], [(5, 1), (6, 1), (6, 2)]])
    let moved = shape.mapped { ($0 + 10, -$1) }
    #expect(moved.ringEnds == shape.ringEnds && moved.partEnds == shape.partEnds)
    #expect(moved.x.first == 10 && moved.y[2] == -9)
  }
}
