import Coverage
import Geometry
import TestSupport
import Testing

/// Properties that hold for every polygon, on seeded random ones.
@Suite struct CoveragePropertyTests {
  private static let cases = 350

  private func forEachCase(_ body: (MultiPolygon, Int) throws -> Void) rethrows {
    var random = SeededRandom(20_261_121)
    for i in 0..<Self.cases { try body(RandomPolygons.any(&random, i), [250, 1000, 100, 33][i % 4]) }
  }

  @Test func partsSumToThePolygonsArea() {
    forEachCase { polygon, size in
      let runs = ExactCoverage.runs(of: polygon, size: size)
      let area = polygon.planarArea
      #expect(abs(runs.areaSquareMetres - area) <= 1e-9 * area)
    }
  }

  @Test func fractionsLieBetweenZeroAndOneAndRunsAscend() {
    forEachCase { polygon, size in
      let runs = ExactCoverage.runs(of: polygon, size: size)
      #expect(runs.fractions.allSatisfy { $0 > 0 && $0 <= 1 })
      for i in runs.rows.indices.dropFirst() {
        let isAfter = (runs.rows[i - 1], runs.ends[i - 1]) <= (runs.rows[i], runs.starts[i])
        #expect(isAfter && runs.starts[i] < runs.ends[i])
      }
    }
  }

  @Test func ringDirectionAndStartVertexChangeNoBit() {
    forEachCase { polygon, size in
      let runs = ExactCoverage.runs(of: polygon, size: size)
      #expect(ExactCoverage.runs(of: polygon.rebuilt { $0.reversed() }, size: size) == runs)
      let turned = polygon.rebuilt { Array($0.dropFirst($0.count / 2) + $0.prefix($0.count / 2)) }
      #expect(ExactCoverage.runs(of: turned, size: size) == runs)
    }
  }

  @Test func translationByWholeSquaresShiftsTheMatrixBitForBit() {
    var random = SeededRandom(7)
    for i in 0..<140 {
      // Coordinates in multiples of 2⁻²⁰ m stay exact when moved.
      let polygon = RandomPolygons.any(&random, i).mapped {
        (($0 * 0x1p20).rounded() * 0x1p-20, ($1 * 0x1p20).rounded() * 0x1p-20)
      }
      let (columns, rows) = (
        Int32.random(in: -900...900, using: &random), Int32.random(in: -900...900, using: &random)
      )
      let moved = polygon.mapped { ($0 + Double(columns) * 250, $1 + Double(rows) * 250) }
      let (here, there) = (ExactCoverage.runs(of: polygon, size: 250), ExactCoverage.runs(of: moved, size: 250))
      #expect(there.rows == here.rows.map { $0 + rows })
      #expect(there.starts == here.starts.map { $0 + columns })
      #expect(there.fractions == here.fractions)
    }
  }

  @Test func aPolygonAndItsComplementFillEverySquareExactly() {
    forEachCase { polygon, size in
      guard let box = polygon.bounds else { return }
      let side = Double(size)
      let frame = MultiPolygon(
        minX: (box.minX / side).rounded(.down) * side - side, minY: (box.minY / side).rounded(.down) * side - side,
        maxX: (box.maxX / side).rounded(.up) * side + side, maxY: (box.maxY / side).rounded(.up) * side + side)
      // The frame with the polygon's outer ring as its hole, and the polygon's holes as parts.
      var complement = MultiPolygon()
      for part in polygon.partEnds.indices {
        let rings = polygon.rings(ofPart: part).map { ring in
          polygon.vertices(ofRing: ring).map { (polygon.x[$0], polygon.y[$0]) }
        }
        complement.addPart([frame.vertices(ofRing: 0).map { (frame.x[$0], frame.y[$0]) }, rings[0]])
        for hole in rings.dropFirst() { complement.addPart([hole]) }
      }
      let inside = ExactCoverage.runs(of: polygon, size: size)
      let outside = ExactCoverage.runs(of: complement, size: size)
      let whole = ExactCoverage.runs(of: frame, size: size)
      var worst = 0.0
      for i in 0..<whole.count {
        for column in whole.starts[i]..<whole.ends[i] {
          let (row, column) = (Int(whole.rows[i]), Int(column))
          let sum = inside.fraction(row: row, column: column) + outside.fraction(row: row, column: column)
          worst = max(worst, abs(sum - 1))
        }
      }
      // Two roundings of a quotient and one of the sum; polygons lower than a square are rounded more finely than
      // their complement.
      #expect(worst <= (box.maxY - box.minY >= side ? 2 * 0x1p-52 : 1e-13))
    }
  }

  @Test func piecesOfAPolygonSumToTheWhole() {
    // Tiles: a rectangle off the lattice cut into four at any point.
    var random = SeededRandom(99)
    for _ in 0..<100 {
      let (e, n) = (RandomPolygons.centreE, RandomPolygons.centreN)
      let (x, y) = (e + 100 + 1800 * random.unit(), n + 100 + 1800 * random.unit())
      let xs = [e, x, e + 2000], ys = [n, y, n + 2000]
      let whole = ExactCoverage.runs(of: MultiPolygon(minX: e, minY: n, maxX: xs[2], maxY: ys[2]), size: 250)
      let pieces = [(0, 0), (1, 0), (0, 1), (1, 1)].map { i, j in
        ExactCoverage.runs(of: MultiPolygon(minX: xs[i], minY: ys[j], maxX: xs[i + 1], maxY: ys[j + 1]), size: 250)
      }
      for i in 0..<whole.count {
        for column in whole.starts[i]..<whole.ends[i] {
          let sum = pieces.reduce(0.0) { $0 + $1.fraction(row: Int(whole.rows[i]), column: Int(column)) }
          #expect(abs(sum - whole.fractions[i]) <= 4 * 0x1p-52)
        }
      }
    }
  }

  @Test func aCoarseSquareIsTheMeanOfItsFineOnes() {
    forEachCase { polygon, _ in
      let coarse = ExactCoverage.runs(of: polygon, size: 1000)
      let fine = ExactCoverage.runs(of: polygon, size: 250)
      for i in 0..<coarse.count {
        for column in coarse.starts[i]..<coarse.ends[i] {
          var sum = 0.0
          for r in 0..<4 {
            for c in 0..<4 {
              sum += fine.fraction(row: Int(coarse.rows[i]) * 4 + r, column: Int(column) * 4 + c)
            }
          }
          #expect(abs(sum / 16 - coarse.fractions[i]) <= 1e-12)
        }
      }
    }
  }
}
