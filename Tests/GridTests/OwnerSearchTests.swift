import Grid
import TestSupport
import Testing

/// Owners of runs of squares, looked for from the last answer on, against a look at every square.
@Suite struct OwnerSearchTests {
  @Test func anyRunsInAnyOrder() throws {
    var random = SeededRandom(42)
    func next(_ count: Int) -> Int { random.below(count) }
    for round in 0..<60 {
      var cells = Set<Cell>()
      for _ in 0..<next(200) + 1 {
        let size = round % 2 == 0 || next(4) > 0 ? 250 : 1000
        cells.insert(Cell(size: Int32(size), e: Int32(size * next(12)), n: Int32(size * next(6))))
      }
      let lattice = try CellLattice(cells.sorted())
      var place = 0
      var (row, column) = (0, 0)
      for _ in 0..<400 {
        // Mostly onwards, as the runs of a polygon come, sometimes anywhere.
        if next(10) == 0 { (row, column) = (next(26) - 1, next(50) - 1) }
        let end = column + 1 + next(5)
        var found: [Int] = []
        lattice.forEachOwner(row: row, columns: Int32(column)..<Int32(end), near: &place) { owner, squares in
          found += Array(repeating: owner, count: Int(squares))
        }
        // The smallest cell over a square owns it.
        let expected = (column..<end).compactMap { column in
          lattice.cells.indices.filter { i in
            let cell = lattice.cells[i]
            let unit = Int32(lattice.unit)
            let (x, y) = (Int32(column) * unit, Int32(row) * unit)
            return x >= cell.e && x < cell.e + cell.size && y >= cell.n && y < cell.n + cell.size
          }.min { lattice.cells[$0].size < lattice.cells[$1].size }
        }
        #expect(found == expected, "round \(round), row \(row), columns \(column)..<\(end)")
        column = end + next(4) / 3
        if column > 50 { (row, column) = (row + 1, 0) }
      }
    }
  }
}
