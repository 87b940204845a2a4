import Areas
import Geometry
import Grid
import Overlay
import Suggestions
import Testing
import Topology

/// What choices of cells have in common with assessed areas.
@Suite struct AgreementTests {
  /// Four cells of 250 m in a row with 10, 20, 30 and 40 people; area A covers the first and half of the second, B the last.
  private func world() throws -> (layer: UnitLayer, assessed: AssessedUnits) {
    let cells = (0..<4).map { Cell(size: 250, e: 674_000 + Int32(250 * $0), n: 6_580_000) }
    let layer = try UnitLayer(lattice: CellLattice(cells), population: [10, 20, 30, 40])
    func area(_ id: String, _ areaClass: AreaClass, _ west: Double, _ east: Double) -> Area {
      Area(
        id: id, name: "", areaClass: areaClass,
        polygon: MultiPolygon(minX: west, minY: 6_580_000, maxX: east, maxY: 6_580_250))
    }
    let set = AreaSet([
      area("A", .utsatt, 674_000, 674_375), area("B", .risk, 674_750, 675_000), area("C", .risk, 700_000, 700_100),
    ])
    let partition = try ExclusivePartition(
      set, pairs: [],
      operations: ExclusivePartition.Operations(
        sharedArea: { try TopologyContext().intersectionArea($0, $1) },
        difference: { try TopologyContext().difference($0, $1) }),
      threads: 1)
    let cuts = try AreaOverlay.cut(layer, by: set, partition: partition, method: .area, threads: 1)
    return (layer, AssessedUnits(layer, set: set, cuts: cuts))
  }

  @Test func recallAndPrecision() throws {
    let (_, assessed) = try world()
    // Classes: risk (B, and C without cells), then utsatt (A).
    #expect(assessed.areasWithUnits == [1, 1])
    let all = assessed.everything
    #expect(all.populationInside == [40, 20] && all.areasFound == [1, 1])
    let found = assessed.agreement(of: [1, 2])
    let recall = found.recall(against: all, areas: assessed.areasWithUnits)
    #expect(recall.areas == 0.5)
    #expect(recall.population == 10.0 / 60)
    #expect(recall.ground == 0.5 / 2.5)
    #expect(found.populationPrecision == 10.0 / 50 && found.groundPrecision == 0.25)
    let risk = found.recall(of: 0, against: all, areas: assessed.areasWithUnits)
    #expect(risk.areas == 0 && risk.population == 0)
    #expect(assessed.areas(reaching: [0, 1, 3]) == [0, 1] && assessed.groundShare(of: [0, 1]) == 0.75)
    #expect(assessed.agreement(of: [Int]()).populationPrecision.isNaN)
  }

  @Test func drawsFollowTheSeedAlone() throws {
    let (layer, _) = try world()
    let chance = ChanceAgreement(layer)
    #expect(chance.inhabitedCount == 4 && chance.densest(2) == [2, 3] && chance.densest(9) == [0, 1, 2, 3])
    func people(_ seed: UInt64, threads: Int) throws -> ChanceAgreement.Range {
      try chance.random(2, draws: 4000, seed: seed, threads: threads) { units in
        [units.reduce(0) { $0 + layer.population[$1] }]
      }[0]
    }
    let one = try people(7, threads: 1)
    #expect(try people(7, threads: 2) == one)
    #expect(try people(8, threads: 1) != one)
    // Two of four: 50 people on average, standard deviation √(2 · 125 · 2/3) = 12.9.
    #expect(abs(one.mean - 50) < 4 * 12.91 / 4000.0.squareRoot())
    #expect(one.low == 30 && one.high == 70)
  }
}
