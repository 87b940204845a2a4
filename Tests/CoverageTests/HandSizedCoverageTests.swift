import Coverage
import Geometry
import Testing

/// Coverage as a matrix, north row first, over squares of 10 m from (0, 0).
private func matrix(_ polygon: MultiPolygon, columns: Int, rows: Int, size: Int = 10) -> [[Double]] {
  let runs = ExactCoverage.runs(of: polygon, size: size)
  return (0..<rows).reversed().map { row in (0..<columns).map { runs.fraction(row: row, column: $0) } }
}

@Suite struct HandSizedCoverageTests {
  @Test func aSquareOffTheLattice() {
    let square = MultiPolygon(minX: 5, minY: 5, maxX: 25, maxY: 25)
    #expect(
      matrix(square, columns: 4, rows: 4) == [
        [0, 0, 0, 0],
        [0.25, 0.5, 0.25, 0],
        [0.5, 1, 0.5, 0],
        [0.25, 0.5, 0.25, 0],
      ])
  }

  @Test func aSquareOnTheLatticeTouchesNothingElse() {
    let square = MultiPolygon(minX: 10, minY: 10, maxX: 30, maxY: 20)
    #expect(matrix(square, columns: 4, rows: 3) == [[0, 0, 0, 0], [0, 1, 1, 0], [0, 0, 0, 0]])
    let runs = ExactCoverage.runs(of: square, size: 10)
    #expect(runs.count == 1)
    #expect(runs.ends[0] - runs.starts[0] == 2)
  }

  @Test func aTriangleAcrossCorners() {
    // The hypotenuse runs through lattice corners.
    let triangle = MultiPolygon([[(0, 0), (30, 0), (0, 30)]])
    #expect(matrix(triangle, columns: 3, rows: 3) == [[0.5, 0, 0], [1, 0.5, 0], [1, 1, 0.5]])
  }

  @Test func aHoleAndASecondPart() {
    var shape = MultiPolygon([
      [(0, 0), (30, 0), (30, 30), (0, 30)],
      [(10, 10), (20, 10), (20, 20), (10, 20)],
    ])
    shape.addPart([[(40, 0), (45, 0), (45, 10), (40, 10)]])
    #expect(matrix(shape, columns: 5, rows: 3) == [[1, 1, 1, 0, 0], [1, 0, 1, 0, 0], [1, 1, 1, 0, 0.5]])
  }

  @Test func duplicatePointsAndSpikesChangeNothing() {
    let plain = MultiPolygon([[(5, 5), (25, 5), (25, 25), (5, 25)]])
    let odd = MultiPolygon([[(5, 5), (25, 5), (25, 5), (25, 15), (38, 15), (25, 15), (25, 25), (5, 25), (5, 25)]])
    #expect(ExactCoverage.runs(of: odd, size: 10) == ExactCoverage.runs(of: plain, size: 10))
  }

  @Test func nothingComesOfNothing() {
    #expect(ExactCoverage.runs(of: MultiPolygon(), size: 10).count == 0)
    #expect(ExactCoverage.runs(of: MultiPolygon([[(5, 5), (25, 5)]]), size: 10).count == 0)
    #expect(ExactCoverage.runs(of: MultiPolygon([[(5, 5), (.nan, 5), (7, 8)]]), size: 10).count == 0)
    #expect(ExactCoverage.runs(of: MultiPolygon(minX: 0, minY: 0, maxX: .infinity, maxY: 1), size: 10).count == 0)
  }

  @Test func southAndWestOfTheOriginTheLatticeGoesOn() {
    let runs = ExactCoverage.runs(of: MultiPolygon(minX: -15, minY: -5, maxX: -5, maxY: 5), size: 10)
    #expect(runs.fraction(row: -1, column: -2) == 0.25)
    #expect(runs.fraction(row: 0, column: -1) == 0.25)
    #expect(runs.areaSquareMetres == 100)
  }
}
