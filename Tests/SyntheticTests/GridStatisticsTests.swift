import Columns
import Foundation
import TestSupport
import Testing

@testable import Synthetic

@Suite struct GridStatisticsTests {
  /// Means within 3 %, standard deviations within 5 %, correlations within 0.05 of the national table's, over the
  /// cells of at least 20 inhabitants, as the command's help says.
  @Test(arguments: [(10_000, 3), (40_000, 4), (100_000, 1)])
  func aCountryLooksLikeTheNationalTable(_ cells: Int, _ seed: Int) throws {
    let world = try SyntheticWorld.sweden(seed: UInt64(seed))
    let found = PlainGrid(try generateGrid(world, GridOptions(cells: cells))).moments()
    for v in 0..<8 {
      #expect(abs(found.means[v] / NationalTargets.means[v] - 1) < 0.03, "mean of \(PlainGrid.variables[v])")
      #expect(abs(found.deviations[v] / NationalTargets.deviations[v] - 1) < 0.05, "SD of \(PlainGrid.variables[v])")
      for w in 0..<v {
        let off = found.correlations[v][w] - NationalTargets.correlations[v][w]
        #expect(abs(off) < 0.05, "correlation of \(PlainGrid.variables[v]) and \(PlainGrid.variables[w])")
      }
    }
  }

  /// Cells side by side are alike, cells 10 km apart are not.
  @Test func neighboursAreAlike() throws {
    let grid = PlainGrid(try generateGrid(.town(seed: 2), GridOptions(cells: 6000, nullShare: 0)))
    var rowOf: [SIMD2<Int>: Int] = [:]
    for row in grid.ruta.indices where grid.size[row] == 250 && grid.population[row] >= 20 {
      rowOf[SIMD2(grid.e[row], grid.n[row])] = row
    }
    func correlation(apart: Int) -> Double {
      var pairs: [(Double, Double)] = []
      for row in grid.ruta.indices where rowOf[SIMD2(grid.e[row], grid.n[row])] == row {
        guard let other = rowOf[SIMD2(grid.e[row] + apart, grid.n[row])] else { continue }
        pairs.append((grid.values[0][row], grid.values[0][other]))
      }
      let count = Double(pairs.count)
      let (a, b) = (pairs.reduce(0) { $0 + $1.0 } / count, pairs.reduce(0) { $0 + $1.1 } / count)
      let product = pairs.reduce(0) { $0 + ($1.0 - a) * ($1.1 - b) }
      let squares = (
        pairs.reduce(0) { $0 + ($1.0 - a) * ($1.0 - a) }, pairs.reduce(0) { $0 + ($1.1 - b) * ($1.1 - b) }
      )
      return product / (squares.0 * squares.1).squareRoot()
    }
    #expect(correlation(apart: 250) > 0.6)
    #expect(correlation(apart: 1000) < correlation(apart: 250) - 0.1)
  }

  @Test func targetsAreACorrelationMatrixAndAscendingCurves() {
    let matrix = SquareMatrix(rows: NationalTargets.correlations)
    #expect(matrix.choleskyFactor != nil)
    for i in 0..<8 {
      #expect(matrix[i, i] == 1)
      for j in 0..<8 { #expect(matrix[i, j] == matrix[j, i]) }
      let curve = NationalTargets.quantiles[i]
      #expect(zip(curve, curve.dropFirst()).allSatisfy { $0 < $1 })
      #expect(curve.count == NationalTargets.shares.count)
    }
    #expect(NationalTargets.value(of: 0, at: 0.5) == 279.8)
    #expect(NationalTargets.value(of: 0, at: 0) == 68.8)
    #expect(NationalTargets.value(of: 0, at: 1) == 563.9)
    #expect(abs(NationalTargets.value(of: 0, at: 0.75 / 2 + 0.125) - 279.8) < 1e-9)
  }

  @Test func choleskyAndInverseUndoEachOther() {
    let matrix = SquareMatrix(rows: [[4, 2, 0.4], [2, 5, -1], [0.4, -1, 2]])
    let lower = matrix.nearestCholeskyFactor
    var transposed = lower
    for i in 0..<3 { for j in 0..<3 { transposed[i, j] = lower[j, i] } }
    let product = lower * transposed
    let unit = lower * lower.lowerTriangleInverse
    for i in 0..<3 {
      for j in 0..<3 {
        #expect(abs(product[i, j] - matrix[i, j]) < 1e-12)
        #expect(abs(unit[i, j] - (i == j ? 1 : 0)) < 1e-12)
      }
    }
    // Not positive definite: shrunk until it is.
    #expect(SquareMatrix(rows: [[1, 2], [2, 1]]).choleskyFactor == nil)
    #expect(SquareMatrix(rows: [[1, 2], [2, 1]]).nearestCholeskyFactor[1, 1] > 0)
  }

  /// The constants against the table they come from, computed anew.
  @Test(.enabled(if: RealData.has(NationalTable.name), "real data absent"))
  func targetsAreThoseOfTheRealTable() throws {
    let units = try NationalTable.units()
    #expect(units.count == 5984)
    // The table's seven variables, at their places among the eight.
    let places = [0, 1, 2, 3, 5, 6, 7]
    let total = units.reduce(0) { $0 + $1.population }
    func mean(_ f: (NationalTable.Unit) -> Double) -> Double {
      units.reduce(0) { $0 + $1.population * f($1) } / total
    }
    let means = (0..<7).map { v in mean { $0.values[v] } }
    let deviations = (0..<7).map { v in mean { ($0.values[v] - means[v]) * ($0.values[v] - means[v]) }.squareRoot() }
    for v in 0..<7 {
      #expect(abs(means[v] - NationalTargets.means[places[v]]) < 1e-5)
      #expect(abs(deviations[v] - NationalTargets.deviations[places[v]]) < 1e-5)
      for w in 0..<v {
        let r = mean { ($0.values[v] - means[v]) * ($0.values[w] - means[w]) } / deviations[v] / deviations[w]
        #expect(abs(r - NationalTargets.correlations[places[v]][places[w]]) < 1e-4)
      }
    }
  }
}

/// SCB's table of 2022 per DeSO, where it is at hand.
enum NationalTable {
  struct Unit {
    var population: Double
    var values: [Double]
  }

  static let name = "deso/deso2018_livsvillkor_inputs_2022.csv"

  static func units() throws -> [Unit] {
    let rows = try RealData.rows(name)
    let header = rows[0]
    return rows.dropFirst().map { fields in
      func number(_ name: String) -> Double { header.firstIndex(of: name).flatMap { Double(fields[$0]) } ?? .nan }
      func sum(_ names: String...) -> Double { names.reduce(0) { $0 + number($1) } }
      let people = number("population")
      let schooled = sum("utb_forgymnasial", "utb_gymnasial", "utb_eftergymnasial_kort", "utb_eftergymnasial_lang")
      let households = sum(
        "hh_sammanboende_med_barn", "hh_sammanboende_utan_barn", "hh_ensamstaende_med_barn",
        "hh_ensamstaende_utan_barn", "hh_ovriga")
      return Unit(
        population: people,
        values: [
          number("median_nettoinkomst_tkr"), number("utb_forgymnasial") / schooled,
          number("sysselsatta_16_64") / number("totalt_16_64"),
          number("utlandsk_bakgrund") / sum("utlandsk_bakgrund", "svensk_bakgrund"),
          number("hh_ensamstaende_med_barn") / households, sum("alder_0_4", "alder_5_9", "alder_10_14") / people,
          number("alder_15_19") / people,
        ])
    }
  }
}
