import Areas
import Geometry
import Grid
import Testing

@testable import Overlay

/// Shares by class are of the people with an index; the worst class is the layer's own; large groups of children and youth.
@Suite struct SharesByClassTests {
  /// Cells side by side, one metre apart in nothing: 250 m each along a row.
  private static func layer(_ population: [Double]) throws -> UnitLayer {
    try UnitLayer(
      lattice: try CellLattice(population.indices.map { Cell(size: 250, e: 250 * Int32($0), n: 0) }),
      population: population)
  }

  private static func overlay(
    _ layer: UnitLayer, cells: [ClosedRange<Double>], redClass: Double = .nan, rule: RingRule = RingRule()
  ) throws -> AreaOverlay {
    let set = AreaSet(
      cells.enumerated().map { i, range in
        Area(
          id: "\(i)", name: "", areaClass: .risk,
          polygon: MultiPolygon(minX: 250 * range.lowerBound, minY: 0, maxX: 250 * range.upperBound, maxY: 250))
      })
    let cuts = try AreaOverlay.cut(layer, by: set, partition: try .cutting(set), method: .area, threads: 1)
    return try AreaOverlay(layer, set: set, cuts: cuts, redClass: redClass, ringRule: rule, threads: 2)
  }

  /// A red cell and two without an index: all of those with an index are red, whoever the others are.
  @Test func peopleWithoutAnIndexAreApart() throws {
    var layer = try Self.layer([100, 300, 50, 80])
    layer.index = [2, .nan, .nan, -1]
    layer.classes = [5, .nan, .nan, 1]
    let overlay = try Self.overlay(layer, cells: [0...2, 1...3], redClass: 5)
    let first = overlay.areas[0]
    #expect(first.redPopulationShare == 1 && first.populationIndexed == 100 && first.populationWithoutIndex == 300)
    let second = overlay.areas[1]
    #expect(second.redPopulationShare.isNaN && second.populationIndexed == 0 && second.populationWithoutIndex == 350)
    #expect(overlay.total.populationIndexed == 100 && overlay.total.populationWithoutIndex == 350)
    #expect(overlay.grid.redPopulationShare == 100.0 / 180)
    let people = overlay.redConcordance.population
    #expect(
      [people.both, people.markedOnly, people.areaOnly, people.neither, people.unknown] == [100, 0, 0, 80, 350])
  }

  @Test(arguments: [3.0, 5, 7]) func theWorstClassIsTheLayersOwn(_ worst: Double) throws {
    var layer = try Self.layer([10, 20, 30])
    layer.classes = [1, worst, worst - 1]
    #expect(layer.worstClass == Int(worst))
    let overlay = try Self.overlay(layer, cells: [0...3], redClass: Double(layer.worstClass ?? 0))
    #expect(overlay.areas[0].redPopulationShare == 20.0 / 60)
    layer.classes = [.nan, .nan, .nan]
    #expect(layer.worstClass == nil)
    layer.classes = []
    #expect(layer.worstClass == nil)
  }

  /// (children, youth, overcrowded): a large group; too few; too few overcrowded; unknown; unknown but too few.
  @Test func largeGroups() throws {
    var layer = try Self.layer([1000, 100, 400, 60, 7])
    layer.children = [90, 90, 200, .nan, 40]
    layer.youth = [10, 9, .nan, .nan, 50]
    layer.overcrowded = [0.2, 0.9, 0.19, 0.5, .nan]
    layer.classes = [5, 5, 5, 5, 1]
    let overlay = try Self.overlay(layer, cells: [0...0.5, 1...2], redClass: 5)
    let groups = try #require(overlay.groupConcordance).population
    #expect(
      [groups.both, groups.markedOnly, groups.areaOnly, groups.neither, groups.unknown] == [500, 500, 100, 407, 60])
    let both = try #require(overlay.redGroupConcordance).population
    #expect([both.both, both.markedOnly, both.areaOnly, both.neither, both.unknown] == [500, 500, 100, 407, 60])
    // By number alone, overcrowded or not; and where nothing tells of groups, nothing is said.
    let byNumber = try Self.overlay(
      layer, cells: [0...1], redClass: 5, rule: RingRule(minimumYoung: 90, minimumOvercrowded: 0))
    #expect(byNumber.groupConcordance?.population.unknown == 60 && byNumber.groupConcordance?.population.both == 1000)
    #expect(byNumber.groupConcordance?.population.markedOnly == 507.0)
    layer.overcrowded = []
    #expect(try Self.overlay(layer, cells: [0...1], redClass: 5).groupConcordance == nil)
  }

  /// A cell of 1000 m under an area of 250 m is coarse, under one as large as it is not.
  @Test func coarseCells() throws {
    let layer = try UnitLayer(
      lattice: try CellLattice([Cell(size: 1000, e: 0, n: 0), Cell(size: 250, e: 1000, n: 0)]),
      population: [1600, 300])
    let overlay = try Self.overlay(layer, cells: [3...5, 0...4, 4...5])
    #expect(overlay.areas.map(\.coarseShare) == [100.0 / 400, 1, 0])
    #expect(overlay.areas.map(\.inhabitedCells) == [2, 1, 1])
    let whole = try AreaOverlay.areas(
      layer,
      in: AreaSet([
        Area(id: "", name: "", areaClass: nil, polygon: MultiPolygon(minX: 0, minY: 0, maxX: 1000, maxY: 1000))
      ]), redClass: 5, threads: 1)
    #expect(whole[0].coarseShare == 0 && whole[0].population == 1600)
  }
}
