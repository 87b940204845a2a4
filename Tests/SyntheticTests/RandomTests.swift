import Core
import Foundation
import Testing

@testable import Synthetic

@Suite struct RandomTests {
  /// The published first outputs of SplitMix64 from state 0.
  @Test func splitMixGivesItsReferenceNumbers() {
    #expect(SplitMix.mix(SplitMix.gamma) == 0xE220_A839_7B1D_CDAF)
    #expect(SplitMix.mix(2 &* SplitMix.gamma) == 0x6E78_9E6A_A1B9_65F4)
    #expect(SplitMix.mix(3 &* SplitMix.gamma) == 0x06C4_5D18_8009_454F)
  }

  @Test func bellHasMeanZeroAndVarianceOne() {
    let random = CounterRandom(seed: 5, stream: 1)
    var (sum, squares) = (0.0, 0.0)
    for i in 0..<100_000 {
      let value = CounterRandom.bell(random.bits(UInt64(i)))
      sum += value
      squares += value * value
    }
    // Standard errors: 0.0032 and 0.004.
    #expect(abs(sum / 100_000) < 0.015)
    #expect(abs(squares / 100_000 - 1) < 0.02)
  }

  @Test func sineAgreesWithTheLibrary() {
    let worst = (-4000...4000).map { i in
      let turns = Double(i) / 977
      return abs(PortableMath.sine(turns: turns) - sin(2 * Double.pi * turns))
    }.max()
    #expect((worst ?? 1) < 1e-11)
    #expect(PortableMath.sine(turns: 0) == 0)
    #expect(abs(PortableMath.cosine(turns: 0) - 1) < 1e-11)
  }

  @Test func boundedDrawsCoverTheirRange() {
    var random = RandomSequence(seed: 9, stream: 3)
    var seen = [Int](repeating: 0, count: 7)
    for _ in 0..<7000 { seen[random.below(7)] += 1 }
    #expect(seen.allSatisfy { (850...1150).contains($0) })
    #expect(random.below(0) == 0)
  }

  @Test func fieldsHaveVarianceOneBetweenTheCornersToo() {
    let field = SmoothField(seed: 3, stream: 20, wavelength: 1000)
    for shift in [0.0, 250, 500] {
      var (sum, squares) = (0.0, 0.0)
      let side = 120
      for i in 0..<side {
        for j in 0..<side {
          // Points of the field's own turned lattice, so that all stand alike to its corners.
          let (u, v) = (Double(i) * 1000 + shift, Double(j) * 1000 + shift)
          let value = field.value(0.8 * u + 0.6 * v, -0.6 * u + 0.8 * v)
          sum += value
          squares += value * value
        }
      }
      let count = Double(side * side)
      #expect(abs(sum / count) < 0.05)
      #expect(abs(squares / count - 1) < 0.07)
    }
  }

  @Test func fieldsAreSmooth() {
    let field = SmoothField(seed: 3, stream: 20, wavelength: 1000)
    let steepest = (0..<2000).map { i in
      let (x, y) = (Double(i) * 371, 6_500_000 + Double(i) * 113)
      return abs(field.value(x, y) - field.value(x + 1, y))
    }.max()
    #expect((steepest ?? 1) < 0.05)
  }

  @Test func thresholdTakesExactlyTheBest() {
    let random = CounterRandom(seed: 1, stream: 2)
    let scores = (0..<5000).map { Float($0 % 3 == 0 ? 0.5 : CounterRandom.unit(random.bits(UInt64($0)))) }
    for count in [0, 1, 1700, 2500, 4999, 5000] {
      let chosen = ThresholdChoice.best(count, of: scores)
      #expect(chosen.filter { $0 }.count == count)
      let least = zip(scores, chosen).filter(\.1).map(\.0).min() ?? 2
      let left = zip(scores, chosen).filter { !$0.1 }.map(\.0).max() ?? 0
      #expect(left <= least + 0x1p-18)
    }
    #expect(ThresholdChoice.best(9, of: [0.5, 0.1]) == [true, true])
  }
}
