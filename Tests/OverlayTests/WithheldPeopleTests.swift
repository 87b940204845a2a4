import Areas
import Geometry
import Grid
import Testing
import Topology

@testable import Overlay

/// Small numbers of people in areas: what is null, and what is not.
@Suite struct WithheldPeopleTests {
  /// Cells in a row from west to east, areas by the metres at which they begin and end.
  private func overlay(
    _ people: [Double], classes: [Double] = [], children: [Double] = [], youth: [Double] = [],
    _ areas: [(AreaClass?, Double, Double)], minimum: Int = 5
  ) throws -> AreaOverlay {
    let cells = people.indices.map { Cell(size: 250, e: Int32($0) * 250, n: 0) }
    var layer = try UnitLayer(lattice: try CellLattice(cells), population: people)
    layer.classes = classes
    layer.index = classes
    (layer.children, layer.youth) = (children, youth)
    let set = AreaSet(
      areas.enumerated().map { number, area in
        Area(
          id: "\(number)", name: "", areaClass: area.0,
          polygon: MultiPolygon(minX: area.1, minY: 0, maxX: area.2, maxY: 250))
      })
    let partition = try ExclusivePartition.cutting(set)
    let cuts = try AreaOverlay.cut(layer, by: set, partition: partition, method: .area, threads: 1)
    var overlay = try AreaOverlay(layer, set: set, cuts: cuts, redClass: 5, threads: 1)
    try overlay.withhold(
      below: minimum, layer, set: set, cuts: cuts, overlaps: partition.overlaps, redClass: 5,
      intersection: { try TopologyContext().intersection($0, $1) })
    return overlay
  }

  private func shown(_ value: Double) -> Double? { value.isNaN ? nil : value }

  /// 3 people in an area; the other of its class hides them, so that the class and the rest stay.
  @Test func theOtherAreaOfTheClassIsCover() throws {
    let overlay = try overlay([3, 40, 30, 100], [(.utsatt, 0, 250), (.utsatt, 250, 500), (.risk, 500, 750)])
    #expect(overlay.areas.map { shown($0.population) } == [nil, nil, 30])
    #expect(overlay.areas.map(\.withheld) == [[.fewPeople], [.wouldReveal], []])
    #expect(overlay.classes.map { shown($0.population) } == [30, 43])
    #expect(overlay.total.population == 73 && overlay.outside.population == 100 && overlay.grid.population == 173)
    // Ground is no number of people; what rests on people is null too.
    #expect(overlay.areas[0].cells == 1 && overlay.areas[0].cellAreaSquareMetres == 62_500)
    #expect(overlay.areas[0].coarseShare.isNaN && shown(overlay.areas[2].coarseShare) == 0)
  }

  /// 2 people between an area and the one around it would be told by their difference.
  @Test func differencesOfNestedAreas() throws {
    let overlay = try overlay([40, 2, 100], [(.risk, 0, 250), (.utsatt, 0, 500)])
    #expect(overlay.areas.map { shown($0.population) } == [40, nil])
    #expect(shown(overlay.total.population) == nil && shown(overlay.outside.population) == nil)
    #expect(overlay.grid.population == 142)
  }

  /// An area has an eighth of a cell's 24 people: who knows that knows them from those of the next area.
  @Test func cellsThatAreasDivide() throws {
    let areas: [(AreaClass?, Double, Double)] = [(.risk, 0, 31.25), (.utsatt, 31.25, 500), (.utsatt, 500, 750)]
    let overlay = try overlay([24, 60, 70, 400], areas)
    #expect(overlay.areas.map { shown($0.population) } == [nil, nil, 70])
    #expect(shown(overlay.outside.population) == nil || shown(overlay.areas[1].population) == nil)
    #expect(overlay.grid.population == 554)
  }

  /// Half of an empty cell is in the area of few, half in the next: by what that has, who does not know that the cell is empty would
  /// see that an even number lives there. Of a cell of which nothing is known nobody counts any.
  @Test func emptyCellsThatAreasDivide() throws {
    let areas: [(AreaClass?, Double, Double)] = [(.utsatt, 0, 375), (.risk, 375, 750), (.utsatt, 750, 1000)]
    let empty = try overlay([2, 0, 50, 60, 400], areas)
    #expect(empty.areas.map { shown($0.population) } == [nil, nil, 60])
    #expect(empty.areas.map(\.withheld) == [[.fewPeople], [.wouldReveal], []])
    #expect(empty.total.population == 112 && empty.outside.population == 400)
    let unknown = try overlay([2, .nan, 50, 60, 400], areas)
    #expect(unknown.areas.map { shown($0.population) } == [nil, 50, nil])
    // What has nobody is shown, also where it is hidden elsewhere.
    let nobody = try overlay([2, 0, 0, 60, 400], areas)
    #expect(nobody.areas.map { shown($0.population) } == [nil, 0, 60])
    #expect(nobody.total.population.isNaN && nobody.outside.population.isNaN && nobody.grid.population == 462)
  }

  /// 3 people in red cells: the share and the concordance would tell them; all people of the area stay.
  @Test func redPeople() throws {
    let overlay = try overlay(
      [3, 50, 40, 60, 90], classes: [5, 1, 5, 1, 1], [(.utsatt, 0, 500), (.utsatt, 500, 1000)])
    #expect(overlay.areas.allSatisfy { $0.redPopulationShare.isNaN && $0.indexMean.isNaN })
    #expect(shown(overlay.total.redPopulationShare) == 43.0 / 153)
    #expect(overlay.redConcordance.population.both == 43)
    #expect(overlay.groupConcordance == nil)
  }

  /// Of 7 people 5 are youth: not more than 2 can be children, unless the number of youth is withheld too.
  @Test func childrenAndYouthArePeople() throws {
    let overlay = try overlay(
      [7, 90, 200], children: [2, 20, 30], youth: [5, 20, 30], [(.risk, 0, 250), (.utsatt, 250, 500)])
    #expect(overlay.areas.map { shown($0.population) } == [7, 90])
    #expect(
      overlay.areas.map { shown($0.children) } == [nil, 20] && overlay.areas.map { shown($0.youth) } == [nil, 20])
  }

  @Test func zeroAndEnoughAreShown() throws {
    let plain = try overlay([0, 5, 100], [(.risk, 0, 250), (.utsatt, 250, 500)])
    #expect(plain.areas.map(\.population) == [0, 5] && plain.withheldFigures == 0)
    let off = try overlay([1, 1, 1], [(.risk, 0, 250)], minimum: 1)
    #expect(off.areas[0].population == 1)
    // No cover at all: nothing but zeros.
    let few = try overlay([1, 0, 3], [(.risk, 0, 250), (.utsatt, 250, 500)])
    #expect(few.areas.map { shown($0.population) } == [nil, 0] && few.grid.population.isNaN)
  }
}
