import Columns
import Core
import Grid
import Testing

@testable import Synthetic

@Suite struct GridTests {
  @Test(arguments: [
    ("town", 4500, 1), ("town", 3000, 2), ("town", 6000, 3), ("town", 1, 4), ("town", 14_400, 5),
    ("sweden", 25_000, 6),
  ])
  func cellsMakeAProperMixedGrid(_ kind: String, _ count: Int, _ seed: Int) throws {
    let world = try kind == "town" ? SyntheticWorld.town(seed: UInt64(seed)) : .sweden(seed: UInt64(seed))
    let table = try generateGrid(world, GridOptions(cells: count))
    #expect(table.rowCount == count)
    #expect(table.fields.map(\.name) == ["ruta", "size_m", "population"] + PlainGrid.variables)
    let grid = PlainGrid(table)
    let cells = grid.ruta.indices.map { Cell(size: Int32(grid.size[$0]), e: Int32(grid.e[$0]), n: Int32(grid.n[$0])) }
    #expect(grid.ruta.allSatisfy { $0.utf8.count == 13 })
    #expect(cells.allSatisfy { $0.isOnLattice && ($0.size == 250 || $0.size == 1000) })
    #expect(zip(cells, cells.dropFirst()).allSatisfy { $0 < $1 })
    #expect(grid.population.allSatisfy { $0 >= 1 })

    var fineWithin: [SIMD2<Int32>: Int] = [:]
    for cell in cells where cell.size == 250 {
      fineWithin[SIMD2(cell.e - cell.e % 1000, cell.n - cell.n % 1000), default: 0] += 1
    }
    let within = cells.filter { $0.size == 1000 }.map { fineWithin[SIMD2($0.e, $0.n), default: 0] }
    #expect(within.allSatisfy { $0 < 16 })
    if count >= 3000 && count < 14_000 {
      #expect(within.contains(0))
      #expect(within.contains { $0 > 0 })
      #expect(fineWithin.values.contains(16) || fineWithin.values.contains(15))
      let fine = cells.filter { $0.size == 250 }.count
      #expect(fine > count / 2 && fine < count - 200)
      #expect(grid.population.filter { $0 < 20 }.count > count / 20)
      #expect(grid.population.filter { $0 >= 20 }.count > count / 5)
    }
  }

  @Test func valuesAreWithinTheirRanges() throws {
    let grid = PlainGrid(try generateGrid(.town(seed: 8), GridOptions(cells: 4500)))
    for (v, column) in grid.values.enumerated() {
      let rows = column.indices.filter { !column[$0].isNaN }
      switch v {
      case 0: #expect(rows.allSatisfy { column[$0] >= 20 && column[$0] <= 2000 })
      case 6, 7:
        #expect(rows.allSatisfy { column[$0] >= 0 && column[$0] <= grid.population[$0] })
        #expect(rows.allSatisfy { column[$0] == column[$0].rounded() })
      default:
        #expect(rows.allSatisfy { column[$0] >= 0 && column[$0] <= 1 })
        #expect(rows.allSatisfy { column[$0] == (column[$0] * 10_000).rounded() / 10_000 })
      }
    }
  }

  @Test func someCellsLackOneVariable() throws {
    func lacking(_ share: Double) throws -> [Int] {
      let world = try SyntheticWorld.town(seed: 8)
      let grid = PlainGrid(try generateGrid(world, GridOptions(cells: 5000, nullShare: share)))
      return grid.ruta.indices.map { row in grid.values.filter { $0[row].isNaN }.count }
    }
    let usual = try lacking(0.02)
    #expect((60...140).contains(usual.filter { $0 == 1 }.count))
    #expect(usual.allSatisfy { $0 <= 1 })
    #expect(try lacking(0).allSatisfy { $0 == 0 })
    #expect(try lacking(1).allSatisfy { $0 == 1 })
  }

  /// The last is a frozen fingerprint: any platform, any number of threads and any later version must give it, or say
  /// in the change log that samples have to be made anew.
  @Test func threadsAndPlatformsDoNotMatter() throws {
    let world = try SyntheticWorld(seed: 11, towns: 3)
    let one = try generateGrid(world, GridOptions(cells: 10_000, threads: 1))
    let four = try generateGrid(world, GridOptions(cells: 10_000, threads: 4))
    #expect(one == four)
    #expect(try generateGrid(SyntheticWorld(seed: 12, towns: 3), GridOptions(cells: 10_000)) != one)
    #expect(fingerprint(one) == 8_670_596_381_480_486_434)
  }

  @Test func aSixthOfACountIsTheMostItIsOff() {
    let random = CounterRandom(seed: 2, stream: 2)
    var offs = [Int: Int]()
    var (small, smallest) = (0.0, 0.0)
    for i in 0..<20_000 {
      let count = CellMeasure.noisyCount(30, roundingFrom: 0.5, random.bits(UInt64(i)))
      offs[Int(count) - 30, default: 0] += 1
      small = max(small, abs(CellMeasure.noisyCount(6, roundingFrom: 0.5, random.bits(UInt64(i))) - 6))
      smallest = max(smallest, abs(CellMeasure.noisyCount(5, roundingFrom: 0.5, random.bits(UInt64(i))) - 5))
    }
    #expect(small == 1 && smallest == 0)
    #expect(offs.keys.min() == -3 && offs.keys.max() == 3)
    #expect(abs(Double(offs[0, default: 0]) / 20_000 - 0.6) < 0.02)
    // What is added and what is taken away balance.
    let mean = offs.reduce(0.0) { $0 + Double($1.key * $1.value) } / 20_000
    #expect(abs(mean) < 0.03)
  }

  @Test(arguments: [
    (0, 0.02), (-5, 0.02), (14_401, 0.02), (Int.max, 0.02), (100, -0.1), (100, 1.1), (100, Double.nan),
  ])
  func refusesBadOptions(_ cells: Int, _ nullShare: Double) throws {
    let world = try SyntheticWorld.town(seed: 1)
    let failure = #expect(throws: Failure.self) {
      try generateGrid(world, GridOptions(cells: cells, nullShare: nullShare))
    }
    #expect(failure?.kind == .usage)
  }

  @Test func theManifestNamesEveryColumn() throws {
    let world = try SyntheticWorld.town(seed: 1)
    let table = try generateGrid(world)
    let description = DatasetDescription(grid: table, world: world, options: GridOptions())
    #expect(description.columns.map(\.name) == table.fields.map(\.name))
    let text = description.markdown(file: "town.csv", command: "rutverk generate grid --seed 1")
    #expect(text.contains("EPSG:3006") && text.contains("- seed: 1\n") && text.contains("| `trangboddhet` |"))
    let areas = try generateAreas(world, count: 4)
    let attributes = DatasetDescription(areas: areas, world: world).columns.map(\.name)
    #expect(attributes == areas.attributes.fields.map(\.name))
  }
}
