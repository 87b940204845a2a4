import TestSupport
import Testing

@testable import Sensitivity

@Suite struct OrderTests {
  /// Values of all sizes, many alike or alike in their first bits, as a plain sort orders them.
  @Test(arguments: [1, 2, 3] as [UInt64])
  func ordersLikeAPlainSort(_ seed: UInt64) {
    var random = SeededRandom(seed)
    let values = (0..<1000).map { _ -> Double in
      switch Int(random.unit() * 6) {
      case 0: .nan
      case 1: Double(Int(random.unit() * 5)) - 2
      case 2: 1 + random.unit() * 1e-9
      case 3: -1e-300 * random.unit()
      case 4: -.infinity
      default: (random.unit() - 0.5) * 1e3
      }
    }
    var order = RankedOrder()
    values.withUnsafeBufferPointer { order.sort($0) }
    let plain = values.indices.filter { !values[$0].isNaN }.sorted { (values[$0], $0) < (values[$1], $1) }
    #expect(order.entries.map(\.number) == plain)
    // Sorted again, in the same storage.
    values.withUnsafeBufferPointer { order.sort($0) }
    #expect(order.entries.map(\.number) == plain)
  }

  /// What a unit's histogram gives beside all its percentiles sorted, whatever order the runs came in.
  @Test(arguments: [1, 2, 3] as [UInt64])
  func quantilesAreWithinABin(_ seed: UInt64) {
    var random = SeededRandom(seed)
    let (units, runs) = (4200, 40)
    let widths = (0..<units).map { _ in random.unit() * random.unit() }
    let columns = (0..<runs).map { _ in
      var run = RunColumns(units: units)
      for unit in 0..<units {
        run.steps[unit] = UInt16((0.5 + (random.unit() - 0.5) * widths[unit]) * PercentileSteps.all)
      }
      return run
    }
    let steps = PercentileSteps(cuts: [30, 70])
    let (tally, backwards) = (UnitTally(units: units, steps: steps), UnitTally(units: units, steps: steps))
    for run in columns { tally.add([run], turn: 0) }
    backwards.add(columns.reversed()[...], turn: 3)
    for fraction in [0, 0.05, 0.5, 0.95, 1] {
      for unit in [0, 1, 4095, 4096, 4199] {
        let found = tally.quantile(fraction, units: [unit])
        #expect(found == backwards.quantile(fraction, units: [unit]))
        let sorted = columns.map { Double($0.steps[unit]) }.sorted()
        let place = fraction * Double(runs - 1)
        let (low, part) = (sorted[Int(place)], place - Double(Int(place)))
        let plain = 100 / PercentileSteps.all * (low + part * (sorted[min(runs - 1, Int(place) + 1)] - low))
        let span = 100 / PercentileSteps.all * (sorted[runs - 1] - sorted[0])
        #expect(abs(found[0] - plain) <= max(0.002, span * 2 / Double(tally.bins - 1)))
      }
    }
    let share = tally.share(ofClass: 2, units: [10])[0]
    let inSecond = columns.count { (0.3..<0.7).contains(Double($0.steps[10]) / PercentileSteps.all) }
    #expect(share == Double(inSecond) / Double(runs))
  }

  /// Nearly all of many units stand still; few bins make the widest spans coarse.
  @Test func aUnitThatNeverMovesKeepsItsPercentile() {
    let steps = PercentileSteps(cuts: [50])
    let tally = UnitTally(units: 1, steps: steps)
    var run = RunColumns(units: 1)
    run.steps[0] = 12345
    for turn in 0..<50 { tally.add([run], turn: turn) }
    tally.add([RunColumns(units: 1)], turn: 0)
    for fraction in [0.05, 0.5, 0.95] {
      #expect(tally.quantile(fraction, units: [0]) == [100 * 12345 / PercentileSteps.all])
    }
    #expect(tally.share(ofClass: 1, units: [0]) == [1])
    #expect(UnitTally(units: 1, steps: steps).quantile(0.5, units: [0])[0].isNaN)
  }
}
