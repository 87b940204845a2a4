import Coverage
import Geometry
import TestSupport
import Testing

/// Zones that share borders must share out the centres too: each to exactly one of them.
@Suite struct CentreTilingTests {
  @Test func everyCentreOfATiledSquareBelongsToOneTile() {
    var random = SeededRandom(404)
    for _ in 0..<400 {
      // A square of 12 × 12 cells cut into triangles that meet in a point; vertices on whole metres, so that many
      // borders run exactly through centres.
      let (e, n) = (674_250.0, 6_580_750.0)
      let centre = (
        e + Double(Int.random(in: 1...119, using: &random)), n + Double(Int.random(in: 1...119, using: &random))
      )
      let corners = [(0.0, 0.0), (60, 0), (120, 0), (120, 120), (60, 120), (0, 120)].map { (e + $0.0, n + $0.1) }
      var counts = [Double](repeating: 0, count: 144)
      for i in corners.indices {
        var ring = [corners[i], corners[(i + 1) % corners.count], centre]
        if Bool.random(using: &random) { ring.reverse() }
        let runs = CentreCoverage.runs(of: MultiPolygon([ring]), size: 10)
        for row in 0..<12 {
          for column in 0..<12 {
            counts[row * 12 + column] += runs.fraction(row: 658_075 + row, column: 67_425 + column)
          }
        }
      }
      #expect(counts.allSatisfy { $0 == 1 })
    }
  }

  /// Two triangles on either side of an edge that runs exactly through a centre, seen from different windows.
  @Test func aCentreOnASharedBorderBelongsToOneSideOnly() {
    var random = SeededRandom(405)
    for _ in 0..<4000 {
      let (column, row) = (67_425, 658_075)
      let (x, y) = (Double(column) * 10 + 5, Double(row) * 10 + 5)
      let (dx, dy) = (
        Double(Int.random(in: -7...7, using: &random)), Double(Int.random(in: 1...7, using: &random))
      )
      let (k, m) = (Double(Int.random(in: 1...49, using: &random)), Double(Int.random(in: 1...49, using: &random)))
      let (a, b) = ((x - k * dx, y - k * dy), (x + m * dx, y + m * dy))
      // Anywhere to the left and to the right of the direction.
      let (u, v) = (10 + 50 * random.unit(), 60 * (random.unit() - 0.5))
      let (s, t) = (10 + 50 * random.unit(), 60 * (random.unit() - 0.5))
      let west = (x - u * dy + v * dx, y + u * dx + v * dy)
      let east = (x + s * dy + t * dx, y - s * dx + t * dy)
      let counts = [[a, b, west], [b, a, east]].map {
        CentreCoverage.runs(of: MultiPolygon([$0]), size: 10).fraction(row: row, column: column)
      }
      // The rule: the side east of the border has it.
      #expect(counts == [0, 1])
    }
  }

  @Test func aCentreOnABorderBelongsToTheSideEastOrNorthOfIt() {
    // Centres of 10 m squares at 5, 15, 25; the square's borders run through those at 5 and 25.
    let runs = CentreCoverage.runs(of: MultiPolygon(minX: 5, minY: 5, maxX: 25, maxY: 25), size: 10)
    let inside = (0..<3).map { row in (0..<3).map { runs.fraction(row: row, column: $0) } }
    #expect(inside == [[1, 1, 0], [1, 1, 0], [0, 0, 0]])
  }
}
