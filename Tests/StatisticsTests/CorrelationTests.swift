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

  @Test func whatIsConstantOnTheSharedRowsHasNoCorrelation() throws {
    // a varies, but not where b is known; weights whose sums round.
    let rows = try matrix([[0.7, 0.7, 5, 2.2, .nan], [5, 6, .nan, .nan, 1]], [7, 50, 85, 89, 87])
    #expect(rows[0][1].isNaN && rows[1][0].isNaN)
    #expect(rows[0][0] == 1 && rows[1][1] == 1)
    let both = try matrix([[0.1, 0.1, 0.1, 9], [0.3, 0.3, 0.3, .nan], [.nan, 3, 4, 5]], [3, 7, 11, 13])
    #expect(both[0][1].isNaN)
  }

  @Test func sharedRowsFarFromTheOthers() throws {
    // Where both are known they lie on a line, a millionth of the columns' spread apart and far from their means.
    let near = (0..<5).map { 1 + Double($0) * 0x1p-20 }
    let a = near + [-1e6, 2e6, 3e6]
    let b = near.map { 8 - 2 * $0 } + [.nan, .nan, .nan]
    let rows = try matrix([a, b], [1, 2, 3, 4, 5, 6, 7, 8])
    #expect(abs(rows[0][1] + 1) < 1e-15)
    // An independent value: 1, 2, 3 and 1, 3, 2 correlate by one half, beside an outlier that only one has.
    let half = try matrix([[1, 2, 3, 1e12], [1, 3, 2, .nan]], [1, 1, 1, 1])
    #expect(abs(half[0][1] - 0.5) < 1e-14)
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
