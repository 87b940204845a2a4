import Areas
import Geometry
import Grid
import Overlay
import Testing

/// Four cells and two areas of different class that overlap; every figure worked out by hand.
///
/// ```
///   500 ┌────────┬────────┐      cell      0    1    2    3
///       │ 2   ▒▒▒│▒▒▒▒ 3 ▒│      people  100  200  300  400
///   250 ├────────┼────────┤      index     2   −1    1    0
///       │ 0 ██▓▓▓│▓▓▓▒ 1 ▒│      percent  95   10   85   50
///     0 └────────┴────────┘      class     5    1    5    3
///       0  125  250 375  500
/// ```
/// A (*utsatt*) is the lower strip from 0 to 375: all of cell 0, half of cell 1. B (*särskilt utsatt*) is all east of
/// 125: half of 0, all of 1, half of 2, all of 3. B is more severe, so it keeps what they share.
@Suite struct HandSizedOverlayTests {
  private let overlay: AreaOverlay
  private let partition: ExclusivePartition
  private let set: AreaSet

  init() throws {
    let cells = [(0, 0), (250, 0), (0, 250), (250, 250)].map { Cell(size: 250, e: $0.0, n: $0.1) }
    var layer = try UnitLayer(lattice: try CellLattice(cells), population: [100, 200, 300, 400])
    layer.index = [2, -1, 1, 0]
    layer.percentile = [95, 10, 85, 50]
    layer.classes = [5, 1, 5, 3]
    layer.children = [10, 20, 30, 40]
    layer.youth = [4, .nan, 8, .nan]
    set = AreaSet([
      Area(
        id: "A", name: "Strip", areaClass: .utsatt, polygon: MultiPolygon(minX: 0, minY: 0, maxX: 375, maxY: 250)),
      Area(
        id: "B", name: "East", areaClass: .sarskiltUtsatt,
        polygon: MultiPolygon(minX: 125, minY: 0, maxX: 500, maxY: 500)),
    ])
    partition = try ExclusivePartition.cutting(set)
    let cuts = try AreaOverlay.cut(layer, by: set, partition: partition, method: .area, threads: 1)
    overlay = try AreaOverlay(layer, set: set, cuts: cuts, redClass: 5, threads: 1)
  }

  @Test func eachAreaHasItsOwnFiguresWhateverTheOther() {
    let (a, b) = (overlay.areas[0], overlay.areas[1])
    #expect(a.cells == 2 && b.cells == 4)
    #expect(a.population == 100 + 100)
    #expect(b.population == 50 + 200 + 150 + 400)
    #expect(a.cellAreaSquareMetres == 375 * 250)
    #expect(b.cellAreaSquareMetres == 375 * 500)
    #expect(a.indexMean == 0.5)
    #expect(b.indexMean == 50.0 / 800)
    #expect(a.indexMin == -1 && a.indexMax == 2)
    #expect(b.indexMin == -1 && b.indexMax == 2)
    #expect(a.percentileMean == 52.5)
    #expect(b.percentileMean == 49.375)
    #expect(a.redPopulationShare == 0.5)
    #expect(b.redPopulationShare == 0.25)
    #expect(a.redAreaSquareMetres == 62_500)
    #expect(b.redAreaSquareMetres == 62_500)
    #expect(a.children == 20)
    #expect(b.children == 5 + 20 + 15 + 40)
    // Cells that say nothing of youth add nothing.
    #expect(a.youth == 4)
    #expect(b.youth == 2 + 4)
  }

  @Test func theMoreSevereAreaKeepsWhatBothCover() {
    #expect(partition.overlaps == [AreaOverlap(first: 1, second: 0, areaSquareMetres: 62_500)])
    #expect(partition.isCut == [true, false])
    #expect(partition.pieces[0].planarArea == 125 * 250)
    #expect(partition.pieces[1] == set.areas[1].polygon)
  }

  @Test func classesAndOutsideSumToTheGrid() {
    #expect(set.classes == [.sarskiltUtsatt, .utsatt])
    #expect(overlay.classes.map(\.population) == [800, 50])
    #expect(overlay.classes.map(\.cells) == [4, 1])
    #expect(overlay.total.population == 850)
    #expect(overlay.outside.population == 150)
    #expect(overlay.outside.cells == 1)
    #expect(overlay.grid.population == 1000)
    #expect(overlay.total.cellAreaSquareMetres == 218_750)
    #expect(overlay.outside.cellAreaSquareMetres == 31_250)
    #expect(overlay.untouchedCells == 0)
  }

  @Test func concordanceOfRedCellsAndAreas() {
    let people = overlay.redConcordance.population
    // Cell 0 and half of cell 2 are red and inside.
    #expect(people.both == 100 + 150)
    #expect(people.markedOnly == 150)
    #expect(people.areaOnly == 200 + 400)
    #expect(people.neither == 0)
    #expect(people.total == 1000)
    #expect(people.agreement == 0.25)
    // Red 0.4, inside 0.85: by chance 0.34 + 0.6 · 0.15 = 0.43; (0.25 − 0.43)/(1 − 0.43) = −6/19.
    #expect(abs(people.kappa + 6.0 / 19) <= 1e-15)
    let area = overlay.redConcordance.ground
    #expect([area.both, area.markedOnly, area.areaOnly, area.neither] == [93_750, 31_250, 125_000, 0])
  }

  /// Fifty judged by two, both yes 20, only the first 5, only the second 10, neither 15: 0.7 agree, 0.5 would by chance.
  @Test func kappaOfTheTextbook() throws {
    let cells = (0..<4).map { Cell(size: 250, e: 250 * $0, n: 0) }
    var layer = try UnitLayer(lattice: try CellLattice(cells), population: [20, 10, 5, 15])
    layer.classes = [5, 1, 5, 2]
    let set = AreaSet([
      Area(id: "1", name: "", areaClass: nil, polygon: MultiPolygon(minX: 0, minY: 0, maxX: 500, maxY: 250))
    ])
    let cuts = try AreaOverlay.cut(
      layer, by: set, partition: try .cutting(set), method: .area, threads: 1)
    let people = try AreaOverlay(layer, set: set, cuts: cuts, redClass: 5, threads: 1).redConcordance.population
    #expect([people.both, people.markedOnly, people.areaOnly, people.neither] == [20, 5, 10, 15])
    #expect(abs(people.agreement - 0.7) <= 1e-15)
    #expect(abs(people.kappa - 0.4) <= 1e-15)
  }

  @Test func aLayerWithoutAnIndexStillHasPeopleAndArea() throws {
    let layer = try UnitLayer(lattice: try CellLattice([Cell(size: 250, e: 0, n: 0)]), population: [80])
    let set = AreaSet([
      Area(id: "1", name: "", areaClass: .risk, polygon: MultiPolygon(minX: 0, minY: 0, maxX: 125, maxY: 250)),
      Area(id: "2", name: "", areaClass: .risk, polygon: MultiPolygon(minX: 900, minY: 0, maxX: 990, maxY: 9)),
    ])
    let cuts = try AreaOverlay.cut(layer, by: set, partition: try .cutting(set), method: .area, threads: 1)
    let overlay = try AreaOverlay(layer, set: set, cuts: cuts, redClass: 5, threads: 1)
    let figures = overlay.areas[0]
    #expect(figures.cells == 1 && figures.population == 40)
    #expect(figures.indexMean.isNaN && figures.indexMin.isNaN && figures.redPopulationShare.isNaN)
    #expect(figures.redAreaSquareMetres.isNaN && figures.children.isNaN)
    #expect(overlay.redConcordance.population.total == 0)
    #expect(overlay.redConcordance.population.unknown == 80)
    #expect(overlay.redConcordance.population.kappa.isNaN)
    // The second area lies beside the grid: no cells, no number of people, and not zero of them.
    #expect(overlay.areas[1].cells == 0)
    #expect(overlay.areas[1].population.isNaN)
  }
}
