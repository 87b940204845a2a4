import Core
import Geometry
import TestSupport
import Testing

@testable import Grid

/// The lattice against squares claimed one by one, on seeded random mixes of four sizes.
@Suite struct CellLatticePropertyTests {
  @Test(arguments: [[100, 250, 500, 1000], [250, 1000], [250, 500, 1000], [100, 500], [250]], 0..<6)
  func everySquareBelongsToTheSmallestCellThatCoversIt(sizes: [Int32], seed: UInt64) throws {
    var random = SeededRandom(seed)
    // A few kilometres around a corner of the plane, so that negative coordinates occur.
    var drawn: Set<Cell> = []
    for size in sizes {
      for _ in 0..<Int.random(in: 1...60, using: &random) {
        let places = -3000 / size..<3000 / size
        drawn.insert(
          Cell(
            size: size, e: size * Int32.random(in: places, using: &random),
            n: size * Int32.random(in: places, using: &random)))
      }
    }
    let cells = drawn.sorted()
    let lattice = try CellLattice(cells)
    let unit = Set(cells.map(\.size)).reduce(0) { CellLattice.greatestCommonDivisor($0, $1) }
    #expect(lattice.unit == Int(unit))

    var owners: [[Int32]: Int] = [:]
    for (i, cell) in cells.enumerated().sorted(by: { $0.element.size > $1.element.size }) {
      for n in stride(from: cell.n, to: cell.n + cell.size, by: Int(unit)) {
        for e in stride(from: cell.e, to: cell.e + cell.size, by: Int(unit)) { owners[[n / unit, e / unit]] = i }
      }
    }
    var owned = [Int32](repeating: 0, count: cells.count)
    for owner in owners.values { owned[owner] += 1 }
    #expect(lattice.ownedUnits == owned)

    // Any window of any row, square by square.
    for row in -3000 / unit - 1...3000 / unit {
      let west = Int32.random(in: -3100 / unit...0, using: &random)
      let east = Int32.random(in: 0...3100 / unit, using: &random)
      var found: [Int32: Int] = [:]
      lattice.forEachSegment(row: Int(row), columns: west..<east) { owner, start, end in
        for column in start..<end where found.updateValue(owner, forKey: column) != nil {
          Issue.record("square \(column) of row \(row) has two owners")
        }
      }
      let expected = (west..<east).reduce(into: [Int32: Int]()) { $0[$1] = owners[[row, $1]] }
      #expect(found == expected)
    }
    for i in cells.indices {
      #expect(lattice.place(of: cells[i]) == i)
      let whole = owned[i] == 0 || owned[i] == (cells[i].size / unit) * (cells[i].size / unit)
      let remainder = lattice.remainder(i)
      #expect((remainder == nil) == whole)
      if let remainder { #expect(remainder.planarArea == lattice.ownedAreaSquareMetres(i)) }
    }
    #expect(lattice.place(of: Cell(size: 7, e: 0, n: 0)) == nil)
  }

  /// Rows are laid out in bands: a far cell in the south moves the bands' borders through all others.
  @Test(arguments: [[250, 1000], [100, 250, 500, 1000]], [1, 2])
  func bandsMeetWithoutASeam(sizes: [Int32], threads: Int) throws {
    var random = SeededRandom(UInt64(sizes.count))
    let drawn = sizes.flatMap { size in
      (0..<150).map { _ in
        Cell(
          size: size, e: size * Int32.random(in: -2000 / size..<2000 / size, using: &random),
          n: size * Int32.random(in: -4000 / size..<4000 / size, using: &random))
      }
    }
    let cells = Set(drawn).sorted()
    let alone = try CellLattice(cells)
    let columns = Int32(-2000 / alone.unit)..<Int32(3000 / alone.unit)
    func segments(_ lattice: CellLattice, without first: Int) -> [[Int]] {
      var found: [[Int]] = []
      for row in -4000 / alone.unit..<5000 / alone.unit {
        lattice.forEachSegment(row: row, columns: columns) { found.append([row, $0 - first, Int($1), Int($2)]) }
      }
      return found
    }
    let expected = segments(alone, without: 0)
    #expect(expected.count > 200)
    for steps in stride(from: Int32(1), to: 130, by: 3) {
      let south = Cell(size: sizes[0], e: sizes[0] * 1000, n: sizes[0] * (-4000 / sizes[0] - steps))
      let lattice = try CellLattice([south] + cells, threads: threads)
      #expect(segments(lattice, without: 1) == expected)
      #expect(Array(lattice.ownedUnits.dropFirst()) == alone.ownedUnits)
    }
  }

  /// Corners that no grid has must end in a message, not in an overflow or all the machine's memory.
  @Test func cellsOnOppositeSidesOfTheWorldAreRefused() throws {
    let far = Int32.max - Int32.max % 1000
    for cells in [
      [Cell(size: 1, e: 0, n: 0), Cell(size: 1000, e: 0, n: far - 1000)],
      [Cell(size: 1, e: 0, n: -far), Cell(size: 1000, e: far, n: far)],
      [Cell(size: 1, e: 0, n: 0), Cell(size: 1000, e: far, n: 0)],
    ] {
      let failure = try #require(throws: Failure.self) { try CellLattice(cells.sorted()) }
      #expect(failure.kind == .badData)
    }
  }

  @Test func noCellsMakeAnEmptyLattice() throws {
    let lattice = try CellLattice([])
    #expect(lattice.unit == 0 && lattice.cells.isEmpty && lattice.ownedUnits.isEmpty)
    #expect(lattice.place(of: Cell(size: 250, e: 0, n: 0)) == nil)
    lattice.forEachSegment(row: 0, columns: 0..<9) { _, _, _ in Issue.record("there are no cells") }
  }
}

/// Cells of one size whose squares are not listed are found all the same.
@Suite struct UnlistedSquaresTests {
  @Test(arguments: 0..<10) func looksUpAlike(_ seed: UInt64) throws {
    var random = SeededRandom(seed)
    func next(_ range: Range<Int32>) -> Int32 { Int32.random(in: range, using: &random) }
    let cells = Set((0..<300).map { _ in Cell(size: 250, e: 250 * next(-20..<20), n: 250 * next(-15..<15)) }).sorted()
    let listed = try CellLattice(cells, threads: 2)
    let unlisted = try CellLattice(cells, threads: 2, listsSquares: false)
    #expect(listed.ownedUnits == unlisted.ownedUnits)
    for row in -17..<17 {
      for start in stride(from: Int32(-22), to: 22, by: 3) {
        for width in [0, 1, 4, 50] as [Int32] {
          var (a, b) = ([[Int]](), [[Int]]())
          listed.forEachSegment(row: row, columns: start..<start + width) { a.append([$0, Int($1), Int($2)]) }
          unlisted.forEachSegment(row: row, columns: start..<start + width) { b.append([$0, Int($1), Int($2)]) }
          #expect(a == b)
        }
      }
    }
  }
}
