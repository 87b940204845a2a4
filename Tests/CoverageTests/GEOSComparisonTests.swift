import Coverage
import Geometry
import TestSupport
import Testing
import Topology

/// Coverage against GEOS, square by square: two programs that share no code.
///
/// GEOS rounds each corner of an intersection to a double. Northings of 6.5 million metres are 2⁻³⁰ m (9.3e-10 m) apart,
/// so a corner moves by at most half of that, and an area by at most the move times the length of the border. The
/// bound is therefore 1e-9 m × the border of the piece, which leaves a factor of two, and our own 1e-13 of a square.
@Suite struct GEOSComparisonTests {
  private static let boundMetres = 1e-9
  private static let ownError = 1e-13

  /// The kinds of ``RandomPolygons/any(_:_:)`` by turns, and one that has several parts and a hole.
  private static func polygon(_ random: inout SeededRandom, _ i: Int) -> MultiPolygon {
    i % 8 < 7 ? RandomPolygons.any(&random, i % 8) : RandomPolygons.multipart(&random)
  }

  @Test(arguments: [250, 1000, 100])
  func everyFractionIsTheAreaOfGEOSsIntersection(size: Int) throws {
    let topology = try TopologyContext()
    var random = SeededRandom(UInt64(6_580_000 + size))
    var squares = 0
    for i in 0..<(size == 100 ? 16 : 48) {
      let polygon = Self.polygon(&random, i)
      try #require(try topology.validity(of: polygon) == nil)
      let runs = ExactCoverage.runs(of: polygon, size: size)
      let box = try #require(polygon.bounds)
      let side = Double(size)
      // One square more on each side: what is absent there must be absent for GEOS too.
      let columns = Int((box.minX / side).rounded(.down)) - 1...Int((box.maxX / side).rounded(.down)) + 1
      let rows = Int((box.minY / side).rounded(.down)) - 1...Int((box.maxY / side).rounded(.down)) + 1
      var worst = 0.0
      for row in rows {
        for column in columns {
          let (x, y) = (Double(column) * side, Double(row) * side)
          let square = MultiPolygon(minX: x, minY: y, maxX: x + side, maxY: y + side)
          let piece = try topology.intersection(polygon, square)
          let covered = runs.fraction(row: row, column: column) * side * side
          let bound = Self.boundMetres * piece.borderLength + Self.ownError * side * side
          worst = max(worst, abs(covered - piece.planarArea) / bound)
          squares += 1
        }
      }
      #expect(worst <= 1, "polygon \(i), squares of \(size) m")
    }
    #expect(squares > 1000)
  }

  @Test func theTotalIsTheAreaOfThePolygonForGEOSToo() throws {
    let topology = try TopologyContext()
    var random = SeededRandom(31)
    for i in 0..<80 {
      let polygon = Self.polygon(&random, i)
      let box = try #require(polygon.bounds)
      let frame = MultiPolygon(
        minX: box.minX - 1, minY: box.minY - 1, maxX: box.maxX + 1, maxY: box.maxY + 1)
      let expected = try topology.intersectionArea(polygon, frame)
      let area = ExactCoverage.runs(of: polygon, size: 250).areaSquareMetres
      #expect(abs(area - expected) <= Self.boundMetres * polygon.borderLength + 1e-9 * expected)
    }
  }

  /// The rule for borders, a centre on one belongs to the side east or north of it, is that of the point a hair to the
  /// east and a finer hair to the north: that point is never on a border of lattice corners and midpoints.
  @Test func centresAreInsideWhereGEOSCoversThem() throws {
    let topology = try TopologyContext()
    var random = SeededRandom(20_260_701)
    for i in 0..<64 {
      let polygon = Self.polygon(&random, i)
      let isOnTheLattice = i % 8 == 6
      let size = [250, 125, 500][i % 3]
      let side = Double(size)
      let runs = CentreCoverage.runs(of: polygon, size: size)
      let box = try #require(polygon.bounds)
      let columns = Int((box.minX / side).rounded(.down)) - 1...Int((box.maxX / side).rounded(.down)) + 1
      let rows = Int((box.minY / side).rounded(.down)) - 1...Int((box.maxY / side).rounded(.down)) + 1
      let (hairX, hairY) = isOnTheLattice ? (1e-3, 1e-6) : (0, 0)
      var xs: [Double] = []
      var ys: [Double] = []
      for row in rows {
        for column in columns {
          xs.append((Double(column) + 0.5) * side + hairX)
          ys.append((Double(row) + 0.5) * side + hairY)
        }
      }
      let expected = try topology.covers(polygon, xs: xs, ys: ys)
      let found = rows.flatMap { row in columns.map { runs.fraction(row: row, column: $0) == 1 } }
      #expect(found == expected, "polygon \(i), squares of \(size) m")
    }
  }
}

extension MultiPolygon {
  /// Length of all rings, metres.
  var borderLength: Double {
    var length = 0.0
    for ring in ringEnds.indices {
      for i in vertices(ofRing: ring).dropFirst() {
        let (dx, dy) = (x[i] - x[i - 1], y[i] - y[i - 1])
        length += (dx * dx + dy * dy).squareRoot()
      }
    }
    return length
  }
}
