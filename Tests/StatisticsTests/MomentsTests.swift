import Statistics
import TestSupport
import Testing

@Suite struct MomentsTests {
  @Test func valuesReadableByEye() throws {
    let moments = try WeightedMoments(values: [1, 2, .nan, 4], weights: [1, 2, 5, 1], threads: 1)
    #expect(moments.count == 3)
    #expect(moments.weight == 4)
    #expect(moments.mean == 2.25)
    // (1.25² + 2·0.25² + 1.75²)/4 = 4.75/4
    #expect(moments.standardDeviation == 1.1875.squareRoot())
    #expect(moments.minimum == 1 && moments.maximum == 4)
  }

  @Test func entriesWithoutWeightDoNotCount() throws {
    let moments = try WeightedMoments(values: [1, 100, -100, 3], weights: [1, 0, .nan, 1], threads: 1)
    #expect(moments.count == 2)
    #expect(moments.mean == 2)
    #expect(moments.maximum == 3)
    let nothing = try WeightedMoments(values: [.nan, 1], weights: [1, 0], threads: 1)
    #expect(nothing.count == 0 && nothing.mean.isNaN && nothing.standardDeviation.isNaN)
  }

  @Test func aConstantHasExactlyNoSpread() throws {
    var random = SeededRandom(1)
    let weights = (0..<10_000).map { _ in random.unit() * 500 }
    let values = [Double](repeating: 0.1, count: weights.count)
    #expect(try WeightedMoments(values: values, weights: weights, threads: 1).standardDeviation == 0)
  }

  @Test func aFarOriginCostsNoDigits() throws {
    // Standard deviation of 0, 1, 2 is sqrt(2/3); a one-pass formula has no correct digit at 1e9.
    let moments = try WeightedMoments(values: [1e9, 1e9 + 1, 1e9 + 2], weights: [7, 7, 7], threads: 1)
    #expect(moments.mean == 1e9 + 1)
    #expect(abs(moments.standardDeviation - (2.0 / 3).squareRoot()) < 1e-15)
  }

  @Test func sameBitsForAnyNumberOfThreads() throws {
    var random = SeededRandom(2)
    let values = (0..<300_000).map { _ in random.unit() < 0.05 ? .nan : random.unit() * 1e6 }
    let weights = values.map { _ in random.unit() * 400 }
    let one = try WeightedMoments(values: values, weights: weights, threads: 1)
    for threads in [2, 3, 8] {
      #expect(try WeightedMoments(values: values, weights: weights, threads: threads) == one)
    }
  }
}
