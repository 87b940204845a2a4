@testable import Cartography
import Drawing
import Geometry
import Grid
import TestSupport
import Testing

@testable import Rasters

/// Where many cells share a square or a pixel, people decide: the same rule for squares, overviews and pixels.
@Suite struct AggregationTests {
  /// Random towns: coarse cells with finer ones in some, empty ground, cells without an index.
  struct Town {
    var all: [Cell: UInt8] = [:]
    var cells: MapCells

    init(_ seed: Int, kilometres: Int = 30) throws {
      var random = SeededRandom(seed)
      for i in 0..<kilometres * kilometres where random.below(3) > 0 {
        let (e, n) = (
          500_000 + 1000 * Int32(i % kilometres), 6_500_000 + 1000 * Int32(i / kilometres)
        )
        all[Cell(size: 1000, e: e, n: n)] = UInt8(random.below(6))
        for fine in 0..<16 where random.below(4) == 0 {
          all[Cell(size: 250, e: e + 250 * Int32(fine % 4), n: n + 250 * Int32(fine / 4))] = UInt8(random.below(6))
        }
      }
      let sorted = all.sorted { $0.key < $1.key }
      cells = MapCells(.cells(try CellLattice(sorted.map(\.key))), classes: sorted.map(\.value))
      cells.population = sorted.map { _ in Double(random.below(3) == 0 ? 0 : random.below(500)) }
    }

    /// Class of most people in a square, by asking every cell; of equals that of more ground, then the worse.
    func expected(e: Int32, n: Int32, side: Int32) throws -> UInt8? {
      let lattice = try #require(cells.lattice)
      var people: [Int: Double] = [:]
      var ground: [Int: Int32] = [:]
      for (i, cell) in lattice.cells.enumerated() where lattice.ownedUnits[i] > 0 {
        guard cell.e >= e, cell.e < e + side, cell.n >= n, cell.n < n + side else { continue }
        people[Int(cells.classes[i]), default: 0] += cells.population[i]
        ground[Int(cells.classes[i]), default: 0] += lattice.ownedUnits[i]
      }
      let best = ground.keys.filter { $0 > 0 }.max {
        (people[$0] ?? 0, ground[$0] ?? 0, $0) < (people[$1] ?? 0, ground[$1] ?? 0, $1)
      }
      return best.map { UInt8($0) } ?? (ground[0] == nil ? nil : 0)
    }
  }

  @Test func sidesAreRoundAndHoldEveryCellWhole() {
    #expect(Aggregation.sides([250, 1000]).prefix(4) == [1_000, 2_000, 5_000, 10_000])
    #expect(Aggregation.sides([250]).prefix(4) == [500, 1_000, 2_000, 5_000])
    #expect(Aggregation.sides([300]).prefix(3) == [600, 1_500, 3_000])
    #expect(Aggregation.sides([]).isEmpty)
  }

  @Test(
    arguments: [
      // 250 m are 0.25 mm at 1:1 000 000.
      (1_000.0, nil), (1_001.0, 1_000), (1_429.0, 2_000), (7_000.0, 5_000), (7_200.0, 10_000),
    ] as [(Double, Int32?)])
  func smallCellsAreGatheredInSquaresThatCanBeSeen(_ metresPerMillimetre: Double, _ side: Int32?) {
    let found = Aggregation.auto.side(for: [250], metresPerMillimetre: metresPerMillimetre, pixel: 0.08)
    #expect(found == side)
    #expect(Aggregation.metres(250).side(for: [250], metresPerMillimetre: 7_000, pixel: 0.08) == nil)
    #expect(Aggregation.metres(500).side(for: [250], metresPerMillimetre: 10, pixel: 0.08) == 500)
  }

  @Test func aDenseRedBlockAmongGreenOnesIsRed() throws {
    // 25 cells of 1 km in one square of 5 km; one is red.
    let block = (0..<25).map {
      Cell(size: 1000, e: 500_000 + 1000 * Int32($0 % 5), n: 6_500_000 + 1000 * Int32($0 / 5))
    }
    func shown(_ people: [Double]) throws -> UInt8 {
      var cells = MapCells(
        .cells(try CellLattice(block)), classes: (0..<25).map { $0 == 0 ? 5 : 1 }, classCount: 5)
      cells.population = people
      return cells.gathered(side: 5_000).classes[0]
    }
    #expect(try shown([1000] + [Double](repeating: 41, count: 24)) == 5)
    #expect(try shown([1000] + [Double](repeating: 42, count: 24)) == 1)
    #expect(try shown([1] + [Double](repeating: .nan, count: 24)) == 5)
    #expect(try shown([]) == 1)
  }

  @Test(arguments: 0..<6)
  func squaresAndOverviewsOfRandomTownsAreThatOfMostPeople(_ seed: Int) throws {
    let town = try Town(seed)
    for side: Int32 in [2_000, 5_000] {
      let gathered = town.cells.gathered(side: side)
      let squares = try #require(gathered.lattice).cells
      #expect(squares.count > 30)
      for (i, square) in squares.enumerated() {
        #expect(try gathered.classes[i] == town.expected(e: square.e, n: square.n, side: side))
      }
      #expect(gathered.population.reduce(0, +) == owned(town.cells))
    }
  }

  @Test(arguments: 0..<3)
  func overviewsOfRastersAreThatOfMostPeople(_ seed: Int) throws {
    let town = try Town(seed)
    let lattice = try #require(town.cells.lattice)
    let ground = try RasterGround(
      lattice, population: town.cells.population, classes: town.cells.classes, target: "r.tif")
    let density = town.cells.population.enumerated().map { $1 / Double(lattice.ownedUnits[$0]) }
    // The raster begins at a whole kilometre, so that coarse cells lie whole in pixels of 1 km.
    let coarse = ground.grid.halved.halved
    let owners = ground.overview(coarse, 4, density, town.cells.classes)
    #expect(owners.count == coarse.width * coarse.height && owners.count > 500)
    for (i, owner) in owners.enumerated() {
      let e = Int32(coarse.west) + 1000 * Int32(i % coarse.width)
      let n = Int32(coarse.north) - 1000 * Int32(i / coarse.width + 1)
      #expect(try town.expected(e: e, n: n, side: 1000) == (owner < 0 ? nil : town.cells.classes[Int(owner)]))
    }
  }

  /// People of the cells that own ground.
  private func owned(_ cells: MapCells) -> Double {
    (cells.lattice?.ownedUnits ?? []).enumerated().reduce(0) {
      $0 + ($1.element > 0 ? cells.population[$1.offset] : 0)
    }
  }

  @Test(arguments: [0, 1])
  func aSmallScalePictureHasTheLegendsColoursAlone(_ seed: Int) throws {
    let town = try Town(seed)
    let wide = BoundingBox(minX: 400_000, minY: 6_400_000, maxX: 700_000, maxY: 6_700_000)
    let picture = try Picture(MapContents(cells: town.cells), dpi: 127, bounds: wide)
    let painter = picture.painter
    let side = try #require(painter.aggregateMetres)
    let known = Set(
      painter.legend.groups.flatMap(\.entries).compactMap { entry -> Colour? in
        switch entry.symbol {
        case .fill(let colour): colour
        case .hatch(let hatch, _): hatch.background == hatch.line.colour ? hatch.background : nil
        default: nil
        }
      } + [painter.symbology.base.ground])
    // The ground, five classes, and cells without an index where any square has none.
    #expect(known.count >= 6)
    let density = painter.size.pixelsPerMillimetre
    let box = painter.frame.box(try #require(town.cells.bounds))
    for y in Int(box.y * density)..<Int(box.bottom * density) {
      for x in Int(box.x * density)..<Int(box.right * density) {
        let colour = picture.sheet.pixel(x: x, y: y).map { Colour($0.red, $0.green, $0.blue) }
        if let colour, known.contains(colour) { continue }
        Issue.record("a pixel at \(x), \(y) has a colour of its own: \(colour?.hexText ?? "none")")
      }
    }
    for square in try #require(painter.shownCells?.lattice).cells {
      let found = try town.expected(e: square.e, n: square.n, side: side)
      let number = try #require(found)
      let middle = picture.colour(e: Double(square.e + side / 2), n: Double(square.n + side / 2))
      #expect(middle == painter.symbology.colour(ofClass: Int(number)) ?? painter.symbology.noIndex.background)
    }
  }

  @Test func denserSquaresAreLarger() throws {
    let squares = (0..<3).map { Cell(size: 1000, e: 500_000 + 10_000 * Int32($0), n: 6_500_000) }
    var cells = MapCells(.cells(try CellLattice(squares)), classes: [1, 2, 3])
    cells.population = [10_000, 9_999, 999]
    #expect(cells.gathered(side: 10_000).drawnShares == [1, 0.75, 0.5])
    cells.population = []
    #expect(cells.gathered(side: 10_000).drawnShares.isEmpty)
  }

  @Test func linesAreFinerOnSmallScales() {
    var near = Symbology()
    var far = Symbology()
    near.fit(metresPerMillimetre: 20, cellMetres: 250)
    far.fit(metresPerMillimetre: 7_000, cellMetres: 5_000, isGathered: true)
    #expect(near == Symbology())
    #expect(far.base.border.widthMillimetres < 0.5 * near.base.border.widthMillimetres)
    // Too small for lines: one colour, in the legend too.
    #expect(far.noIndex.background == far.noIndex.line.colour)
    #expect(near.noIndex.background != near.noIndex.line.colour)
  }
}
