import Areas
import Coverage
import Geometry
import Grid
import Overlay
import TestSupport
import Testing

/// What must hold in any world, on seeded random ones.
@Suite struct OverlayPropertyTests {
  private func isNear(_ a: Double, _ b: Double, _ tolerance: Double) -> Bool {
    abs(a - b) <= tolerance * max(abs(a), abs(b))
  }

  /// Unit squares one by one: each belongs to the smallest cell that contains it.
  @Test(arguments: 1...12)
  func partsOfMixedCellsAreThoseOfTheirUnitSquares(seed: UInt64) throws {
    let world = try RandomWorld(seed: seed, areas: 6)
    let lattice = try #require(world.layer.units.lattice)
    var owner: [[Int]: Int] = [:]
    for (i, cell) in lattice.cells.enumerated().sorted(by: { $0.element.size > $1.element.size }) {
      for row in 0..<Int(cell.size) / 250 {
        for column in 0..<Int(cell.size) / 250 { owner[[Int(cell.n) / 250 + row, Int(cell.e) / 250 + column]] = i }
      }
    }
    for area in world.areas {
      let runs = ExactCoverage.runs(of: area.polygon, size: 250)
      var (covered, owned): ([Int: Double], [Int: Double]) = ([:], [:])
      for (square, cell) in owner {
        covered[cell, default: 0] += runs.fraction(row: square[0], column: square[1])
        owned[cell, default: 0] += 1
      }
      let expected = covered.filter { $0.value > 0 }
      let parts = UnitFractions(runs, lattice: lattice)
      #expect(parts.units.map(Int.init) == expected.keys.sorted())
      for (cell, fraction) in zip(parts.units, parts.fractions) {
        let plain = (expected[Int(cell)] ?? 0) / (owned[Int(cell)] ?? 0)
        #expect(abs(fraction - plain) <= 1e-14)
      }
    }
  }

  @Test(arguments: 20...45)
  func nothingIsLostAndNothingCountsTwice(seed: UInt64) throws {
    let world = try RandomWorld(seed: seed)
    let overlay = try world.overlay()
    let whole: [(AreaOverlay) -> [Figures]] = [{ [$0.total, $0.outside] }, { $0.classes + [$0.outside] }]
    // A difference computed by GEOS has its corners rounded: some 1e-9 m along the cut borders.
    for (parts, tolerance) in zip(whole, [1e-12, 1e-9]) {
      for figure in [\Figures.population, \.children, \.youth, \.cellAreaSquareMetres, \.populationWithIndex] {
        let sum = parts(overlay).map { $0[keyPath: figure] }.filter { !$0.isNaN }.reduce(0, +)
        #expect(isNear(sum, overlay.grid[keyPath: figure], tolerance))
      }
    }
    let people = overlay.populationConcordance
    #expect(isNear(people.total + people.withoutClass, overlay.grid.population, 1e-12))
    // In areas and in cells with a class: red people over their share of those.
    let total = overlay.total
    let classed = total.population * total.redPopulationShare / total.redShareOfClassedPopulation
    #expect(isNear(people.both + people.areaOnly, classed, 1e-12))
    let area = overlay.areaConcordance
    #expect(isNear(area.total + area.withoutClass, overlay.grid.cellAreaSquareMetres, 1e-12))
  }

  @Test(arguments: 50...61)
  func anAreasFiguresIgnoreTheOtherAreas(seed: UInt64) throws {
    let world = try RandomWorld(seed: seed, areas: 5)
    let together = try world.overlay()
    for (i, area) in world.areas.enumerated() {
      var alone = world
      alone.areas = [area]
      #expect(try alone.overlay().areas[0] == together.areas[i])
    }
  }

  @Test(arguments: [CoverageMethod.area, .centre], [UInt64(70), 71, 72])
  func oneThreadOrTwoGiveTheSameBits(method: CoverageMethod, seed: UInt64) throws {
    let world = try RandomWorld(seed: seed, areas: 80)
    let (one, two) = (
      try world.overlay(threads: 1, method: method), try world.overlay(threads: 2, method: method)
    )
    // Every stored number in the shortest text that reads back to it.
    #expect(String(reflecting: one) == String(reflecting: two))
  }

  @Test(arguments: 80...91)
  func theOrderOfTheAreasChangesNoTotal(seed: UInt64) throws {
    let world = try RandomWorld(seed: seed)
    var random = SeededRandom(seed)
    var shuffled = world
    shuffled.areas.shuffle(using: &random)
    let (here, there) = (try world.overlay(), try shuffled.overlay())
    #expect(isNear(here.total.population, there.total.population, 1e-9))
    #expect(isNear(here.outside.population, there.outside.population, 1e-9))
    #expect(here.grid == there.grid)
    let classes = (AreaSet(world.areas).classes, AreaSet(shuffled.areas).classes)
    for (rank, areaClass) in classes.0.enumerated() {
      // Severity orders the police's classes; others take what is left in order of appearance.
      guard let areaClass, AreaClass.bySeverity.contains(areaClass) else { continue }
      let other = try #require(classes.1.firstIndex(of: areaClass))
      #expect(isNear(here.classes[rank].population, there.classes[other].population, 1e-9))
    }
  }

  /// By centre a cell is in or out as a whole: a coarse one by its own centre, not by the squares that its finer cells leave.
  @Test func byCentreACoarseCellIsWhole() throws {
    let cells = [Cell(size: 250, e: 0, n: 0), Cell(size: 1000, e: 0, n: 0)].sorted()
    let layer = try UnitLayer(lattice: try CellLattice(cells), population: cells.map { Double($0.size) })
    func people(_ box: MultiPolygon) -> Double {
      let parts = layer.units.fractions(in: box, method: .centre)
      return zip(parts.units, parts.fractions).reduce(0) { $0 + $1.1 * layer.population[Int($1.0)] }
    }
    // The coarse centre alone; the fine one with three squares of the coarse cell; both; none.
    #expect(people(MultiPolygon(minX: 400, minY: 400, maxX: 600, maxY: 600)) == 1000)
    #expect(people(MultiPolygon(minX: 0, minY: 0, maxX: 450, maxY: 450)) == 250)
    #expect(people(MultiPolygon(minX: 0, minY: 0, maxX: 900, maxY: 900)) == 1250)
    #expect(people(MultiPolygon(minX: 600, minY: 600, maxX: 900, maxY: 900)) == 0)
    // A coarse cell that its finer cells fill has no ground to be in.
    let filled = ((0..<16).map { Cell(size: 250, e: 250 * ($0 % 4), n: 250 * ($0 / 4)) } + [cells[1]]).sorted()
    let full = try UnitLayer(lattice: try CellLattice(filled), population: filled.map { _ in 1 })
    let all = full.units.fractions(in: MultiPolygon(minX: 0, minY: 0, maxX: 1000, maxY: 1000), method: .centre)
    #expect(all.units.map { full.units.lattice?.cells[Int($0)].size } == [Int32?](repeating: 250, count: 16))
  }

  @Test func aCoarseCellWithoutGroundOfItsOwnCountsNowhere() throws {
    // Sixteen fine cells fill the coarse one, whose people are a parent total that must not be added.
    var cells = (0..<16).map { Cell(size: 250, e: 250 * ($0 % 4), n: 250 * ($0 / 4)) }
    cells.append(Cell(size: 1000, e: 0, n: 0))
    cells.sort()
    var layer = try UnitLayer(lattice: try CellLattice(cells), population: cells.map { $0.size == 1000 ? 1600 : 100 })
    layer.classes = cells.map { $0.size == 1000 ? 5 : 1 }
    let set = AreaSet([
      Area(id: "1", name: "", areaClass: .risk, polygon: MultiPolygon(minX: 0, minY: 0, maxX: 500, maxY: 1000))
    ])
    let cuts = try AreaOverlay.cut(layer, by: set, partition: try .cutting(set), method: .area, threads: 1)
    let overlay = try AreaOverlay(layer, set: set, cuts: cuts, redClass: 5, threads: 1)
    #expect(overlay.grid.population == 1600 && overlay.grid.cells == 16)
    #expect(overlay.total.population == 800 && overlay.outside.population == 800)
    let people = overlay.populationConcordance
    #expect([people.both, people.redOnly, people.areaOnly, people.neither] == [0, 0, 800, 800])
    #expect(overlay.untouchedCells == 8)
  }
}
