import Coverage
import Geometry
import Grid
import Testing

/// The example of `RutverkCore` in docs/library.md, as a user of the library would write it.
@Suite struct CoreExampleTests {
  @Test func peopleUnderAPolygon() throws {
    // Two cells of 250 m side by side, by their lower left corners in SWEREF 99 TM, and how many people live in them.
    let cells = [Cell(size: 250, e: 674_000, n: 6_580_000), Cell(size: 250, e: 674_250, n: 6_580_000)]
    let people = [100.0, 40]
    let lattice = try CellLattice(cells)

    // An area over the whole first cell and half of the second.
    let area = MultiPolygon([
      [(674_000, 6_580_000), (674_375, 6_580_000), (674_375, 6_580_250), (674_000, 6_580_250)]
    ])
    let coverage = ExactCoverage.runs(of: area, size: lattice.unit)

    var sum = 0.0
    for (cell, count) in zip(lattice.cells, people) {
      sum += count * coverage.fraction(row: Int(cell.n) / lattice.unit, column: Int(cell.e) / lattice.unit)
    }
    #expect(sum == 120)
    #expect(coverage.areaSquareMetres == 93_750)
  }
}
