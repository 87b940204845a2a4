import Statistics
import TestSupport
import Testing

@Suite struct CorrelationTests {
  private func matrix(_ columns: [[Double]], _ weights: [Double], threads: Int = 1) throws -> [[Double]] {
    let moments = try columns.map { try WeightedMoments(values: $0, weights: weights, threads: threads) }
    return try CorrelationMatrix(columns: columns, moments: moments, weights: weights, threads: threads).rows
  }

  @Test func linesAndConstants() throws {
    let rows = try matrix([[1, 2, 3, 4], [2, 4, 6, 8], [4, 3, 2, 1], [5, 5, 5, 5]], [1, 2, 3, 4])
    #expect(abs(rows[0][1] - 1) < 1e-15)
    #expect(abs(rows[0][2] + 1) < 1e-15)
    #expect(rows[0][0] == 1)
    #expect(rows[0][3].isNaN && rows[3][3].isNaN)
  }

  @Test func eachPairOverTheRowsThatHaveBoth() throws {
    var random = SeededRandom(5)
    let count = 20_000
    let weights = (0..<count).map { _ in Double(Int(random.unit() * 40)) }
    var columns = [[Double]]()
    for place in 0..<4 {
      columns.append(
        (0..<count).map { row in
          random.unit() < 0.1
            ? .nan : 1e6 * Double(place) + random.unit() + 0.5 * (columns.first?[row] ?? 0).rounded()
        })
    }
    let rows = try matrix(columns, weights)
    for i in 0..<4 {
      for j in 0..<4 where i != j {
        let both = (0..<count).filter { !columns[i][$0].isNaN && !columns[j][$0].isNaN && weights[$0] > 0 }
        let w = both.reduce(0) { $0 + weights[$1] }
        let mx = both.reduce(0) { $0 + weights[$1] * columns[i][$1] } / w
        let my = both.reduce(0) { $0 + weights[$1] * columns[j][$1] } / w
        var (xx, yy, xy) = (0.0, 0.0, 0.0)
        for row in both {
          let (dx, dy) = (columns[i][row] - mx, columns[j][row] - my)
          xx += weights[row] * dx * dx
          yy += weights[row] * dy * dy
          xy += weights[row] * dx * dy
        }
        #expect(abs(rows[i][j] - xy / (xx * yy).squareRoot()) < 1e-10)
        #expect(rows[i][j] == rows[j][i])
      }
    }
    #expect(try matrix(columns, weights, threads: 3) == rows)
  }

  @Test func kappaOfATableInAnyTextbook() {
    // 20 both, 5 and 10 one only, 15 neither: p = 0.7, e = 0.5·0.6 + 0.5·0.4 = 0.5, kappa = 0.4.
    let table = Agreement(both: 20, onlyFirst: 5, onlySecond: 10, neither: 15)
    #expect(table.share == 0.7)
    #expect(abs(table.kappa - 0.4) < 1e-15)
    #expect(Agreement(both: 3, onlyFirst: 0, onlySecond: 0, neither: 7).kappa == 1)
    #expect(Agreement(both: 0, onlyFirst: 0, onlySecond: 0, neither: 7).kappa.isNaN)
    #expect(Agreement(both: 0, onlyFirst: 0, onlySecond: 0, neither: 0).kappa.isNaN)
  }
}
