import Foundation
import Statistics
import Testing

@Suite struct PoissonRegressionTests {
  private static func lack(_ counts: [Double], _ columns: [[Double]]) -> PoissonRegression.Lack? {
    let one = counts.map { _ in 1.0 }
    do {
      _ = try PoissonRegression(counts: counts, design: [one] + columns, offsets: counts.map { _ in 0 })
      return nil
    } catch { return error }
  }

  /// Two groups: each mean is the group's own, and the logarithm of a quotient of counts has the variance 1/a + 1/b.
  @Test func twoGroupsByHand() throws {
    let found = try PoissonRegression(
      counts: [3, 5, 20, 4], design: [[1, 1, 1, 1], [0, 0, 1, 1]], offsets: [0, 0, 0, log(2)])
    #expect(abs(found.coefficients[0] - log(4)) < 1e-12 && abs(found.coefficients[1] - log(2)) < 1e-12)
    #expect(abs(found.standardError(ofWeighted: [0, 1]) - (1.0 / 8 + 1.0 / 24).squareRoot()) < 1e-12)
    #expect(found.degreesOfFreedom == 2 && abs(found.pearson - (0.25 + 0.25 + 18 + 9)) < 1e-9)
  }

  @Test func constantCountsHaveNoSlope() throws {
    let found = try PoissonRegression(
      counts: [7, 7, 7, 7], design: [[1, 1, 1, 1], [-1.5, -0.5, 0.5, 1.5]], offsets: [0, 0, 0, 0])
    #expect(abs(found.coefficients[1]) < 1e-14 && abs(found.coefficients[0] - log(7)) < 1e-14)
    #expect(found.deviance >= 0 && found.deviance < 1e-12)
  }

  /// What has no finite estimate ends, and says why.
  @Test func whatCannotBeFitted() {
    let time = [0.0, 1, 2, 3, 4]
    #expect(Self.lack([0, 0, 0, 0, 0], [time]) == .noEvents)
    #expect(Self.lack([5], [[0]]) == .tooFew)
    #expect(Self.lack([5, 4, 3, 8, 1], [[2, 2, 2, 2, 2]]) == .collinear)
    #expect(Self.lack([30, 0, 0, 0, 0], [time]) == .separated)
    #expect(Self.lack([0, 0, 0, 0, 30], [time]) == .separated)
    // All events of one kind of row.
    #expect(Self.lack([0, 9, 0, 4, 0], [time, [1, 0, 1, 0, 1]]) == .separated)
    #expect(Self.lack([0, 0, 30, 0, 0], [time]) == nil)
    #expect(Self.lack([1e9, 1, 1, 1, 1], [time]) == nil)
  }
}
