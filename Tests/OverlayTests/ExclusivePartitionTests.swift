import Areas
import Geometry
import Testing
import Topology

@Suite struct ExclusivePartitionTests {
  @Test(arguments: 100...115)
  func piecesAreDisjointAndSumToTheUnion(seed: UInt64) throws {
    let world = try RandomWorld(seed: seed, areas: 15)
    let set = AreaSet(world.areas)
    let partition = try ExclusivePartition.cutting(set)
    let topology = try TopologyContext()
    let union = try topology.unionAll(set.areas.map(\.polygon)).planarArea
    let sum = partition.pieces.reduce(0) { $0 + $1.planarArea }
    #expect(abs(sum - union) <= 1e-9 * union)
    for i in partition.pieces.indices {
      for j in 0..<i {
        // Cut borders have rounded corners: a nanometre along some kilometres.
        #expect(try topology.intersectionArea(partition.pieces[i], partition.pieces[j]) <= 1e-5)
      }
      #expect(try topology.difference(partition.pieces[i], set.areas[i].polygon).planarArea <= 1e-5)
    }
  }

  @Test func overlapsAreListedWithTheirSizeAndThoseThatTouchAreNot() throws {
    func area(_ id: String, _ areaClass: AreaClass?, _ minX: Double, _ maxX: Double) -> Area {
      Area(id: id, name: "", areaClass: areaClass, polygon: MultiPolygon(minX: minX, minY: 0, maxX: maxX, maxY: 100))
    }
    let set = AreaSet([
      area("none", nil, 0, 100), area("uo", .utsatt, 50, 150), area("suo", .sarskiltUtsatt, 140, 200),
      area("uo2", .utsatt, 60, 90), area("beside", .risk, 200, 300),
    ])
    let partition = try ExclusivePartition.cutting(set)
    // By (first, second): the more severe first, of one class the earlier.
    #expect(
      partition.overlaps == [
        AreaOverlap(first: 1, second: 0, areaSquareMetres: 5000),
        AreaOverlap(first: 1, second: 3, areaSquareMetres: 3000),
        AreaOverlap(first: 2, second: 1, areaSquareMetres: 1000),
        AreaOverlap(first: 3, second: 0, areaSquareMetres: 3000),
      ])
    #expect(partition.isCut == [true, true, false, true, false])
    // uo2 lies within uo, which comes before it: it keeps nothing.
    #expect(partition.pieces.map(\.planarArea) == [5000, 9000, 6000, 0, 10_000])
  }
}
