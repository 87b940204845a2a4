import Foundation
import Testing

@testable import Sensitivity

@Suite struct SobolTests {
  /// Any power of two of points has one in each interval of that width, in every dimension, those beyond the table too.
  @Test func pointsAreStratified() {
    let sequence = SobolSequence(seed: 3)
    for dimension in [0, 1, 5, 31, 32, 40, 100] {
      for count in [1, 8, 64, 1024] {
        let cells = Set((0..<count).map { Int(sequence.coordinate(point: $0, dimension: dimension) * Double(count)) })
        #expect(cells.count == count, "dimension \(dimension), \(count) points")
      }
    }
  }

  /// The first two dimensions fill a square of 4 × 4 evenly.
  @Test func pairsAreStratified() {
    let sequence = SobolSequence(seed: 9)
    let cells = (0..<16).map { point in
      let (x, y) = (sequence.coordinate(point: point, dimension: 0), sequence.coordinate(point: point, dimension: 1))
      return Int(x * 4) * 4 + Int(y * 4)
    }
    #expect(Set(cells).count == 16)
  }

  @Test func seedsDiffer() {
    let first = (0..<8).map { SobolSequence(seed: 1).coordinate(point: $0, dimension: 2) }
    let second = (0..<8).map { SobolSequence(seed: 2).coordinate(point: $0, dimension: 2) }
    #expect(first != second)
    #expect(first == (0..<8).map { SobolSequence(seed: 1).coordinate(point: $0, dimension: 2) })
  }

  /// Rows take as many runs as there are factors and two; what is left over follows as rows of A.
  @Test func designCountsRuns() {
    let design = SaltelliDesign(runs: 100, widths: [2, 1], seed: 1)
    #expect(design.rows == 16)
    #expect(design.place(ofRun: 0) == (0, .a))
    #expect(design.place(ofRun: 5) == (1, .b))
    #expect(design.place(ofRun: 7) == (1, .exchanged(1)))
    #expect(design.place(ofRun: 64) == (16, .a))
    #expect(SaltelliDesign(runs: 63, widths: [2, 1], seed: 1).rows == 0)
    let (a, b, mixed) = (design.inputs(ofRun: 4), design.inputs(ofRun: 5), design.inputs(ofRun: 6))
    #expect(a.map(\.count) == [2, 1])
    #expect(mixed == [b[0], a[1]])
  }

  /// Ishigami's function, a = 7, b = 0.1, of which the effects are known, and a fourth factor that it does not use.
  @Test(arguments: [1, 2] as [UInt64])
  func ishigami(_ seed: UInt64) throws {
    let design = SaltelliDesign(runs: 1024 * 6, widths: [1, 1, 1, 1], seed: seed)
    let values = (0..<design.runs).map { run in
      let x = design.inputs(ofRun: run).map { (2 * $0[0] - 1) * Double.pi }
      return sin(x[0]) + 7 * sin(x[1]) * sin(x[1]) + 0.1 * x[2] * x[2] * x[2] * x[2] * sin(x[0])
    }
    let effects = try #require(design.effects(values, seed: seed))
    let pi4 = pow(Double.pi, 4)
    let parts = (0.5 * (1 + 0.1 * pi4 / 5) * (1 + 0.1 * pi4 / 5), 49.0 / 8, 0.01 * pi4 * pi4 * (1.0 / 18 - 1.0 / 50))
    let variance = parts.0 + parts.1 + parts.2
    let first = [parts.0 / variance, parts.1 / variance, 0, 0]
    let total = [(parts.0 + parts.2) / variance, parts.1 / variance, parts.2 / variance, 0]
    for (factor, effect) in effects.enumerated() {
      #expect(
        effect.firstOrder.from <= first[factor] && first[factor] <= effect.firstOrder.to, "\(factor): \(effect)")
      #expect(effect.total.from <= total[factor] && total[factor] <= effect.total.to, "\(factor): \(effect)")
      #expect(abs(effect.firstOrder.value - first[factor]) < 0.06)
      #expect(abs(effect.total.value - total[factor]) < 0.06)
    }
  }

  @Test func constantOutputHasNoEffects() {
    let design = SaltelliDesign(runs: 64, widths: [1, 1], seed: 1)
    #expect(design.effects([Double](repeating: 0.1, count: 64), seed: 1) == nil)
  }
}
