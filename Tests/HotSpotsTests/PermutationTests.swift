import TestSupport
import Testing

@testable import HotSpots

/// Permutations beside all there are, and what must hold of them.
@Suite struct PermutationTests {
  private func map(
    _ values: [Double], _ neighbours: Neighbours, draws: Int = 999, seed: UInt64 = 1, threads: Int = 1
  ) throws -> HotSpotMap {
    var method = HotSpotMap.Method()
    (method.permutations, method.seed) = (draws, seed)
    return try HotSpotMap(#require(CentredValues(values)), neighbours, method, threads: threads)
  }

  /// The shares of all choices of k among the others whose sum is at least, and at most, what is around a unit.
  private func shares(_ values: [Double], _ neighbours: Neighbours, _ unit: Int) -> (atLeast: Double, atMost: Double)
  {
    let others = values.indices.filter { $0 != unit }.map { values[$0] }
    let around = (neighbours.starts[unit]..<neighbours.starts[unit + 1]).map { values[Int(neighbours.others[$0])] }
    let observed = around.reduce(0, +)
    var (atLeast, atMost, all) = (0.0, 0.0, 0.0)
    for choice in 0..<(1 << others.count) where choice.nonzeroBitCount == around.count {
      let sum = others.indices.reduce(0) { choice >> $1 & 1 == 1 ? $0 + others[$1] : $0 }
      all += 1
      if sum >= observed - 1e-9 { atLeast += 1 }
      if sum <= observed + 1e-9 { atMost += 1 }
    }
    return (atLeast / all, atMost / all)
  }

  /// With few units most of them are in draws of their own: only what leaves them out there comes near all permutations.
  @Test func pNearsThatOfAllPermutations() throws {
    var random = SeededRandom(3)
    for world in 0..<12 {
      let (rows, columns) = (2 + world % 2, 3 + world % 3)
      let neighbours = SquareField.neighbours(rows: rows, columns: columns, corners: world % 4 < 2)
      let values = (0..<rows * columns).map { _ in world % 3 == 0 ? Double(random.below(3)) / 10 : random.unit() }
      guard Set(values).count > 1 else { continue }
      let draws = 19_999
      let map = try map(values, neighbours, draws: draws, seed: UInt64(world))
      for unit in values.indices {
        guard neighbours.isTested(unit) else {
          #expect(map.gi.p[unit].isNaN)
          continue
        }
        let (atLeast, atMost) = shares(values, neighbours, unit)
        let tail = min(atLeast, atMost)
        let margin = 2 * 4.5 * (tail * (1 - tail) / Double(draws)).squareRoot() + 2e-4
        #expect(abs(map.gi.p[unit] - min(1, 2 * tail)) <= margin, "world \(world), unit \(unit)")
      }
    }
  }

  @Test func threadsChangeNothing() throws {
    var random = SeededRandom(11)
    let neighbours = SquareField.neighbours(rows: 20, columns: 30, corners: true)
    let values = (0..<600).map { _ in random.unit() }
    let (one, many) = try (
      map(values, neighbours, draws: 1999), map(values, neighbours, draws: 1999, threads: 5)
    )
    #expect(one.gi.p == many.gi.p && one.gi.statistic == many.gi.statistic)
    #expect(one.moran.corrected == many.moran.corrected)
    #expect(try map(values, neighbours, draws: 1999, seed: 2).gi.p != one.gi.p)
  }

  /// Sums that are the same in decimals are the same here, whatever the last digits of their doubles.
  @Test func tiesAreTies() throws {
    let values = [0.3, 0.1, 0.2, 0.5, 0.4, 0.6, 0.7, 0.2, 0.1, 0.3, 0.4, 0.5]
    let neighbours = SquareField.neighbours(rows: 3, columns: 4, corners: true)
    let tens = try map(values, neighbours)
    let whole = try map(values.map { ($0 * 10).rounded() }, neighbours)
    let far = try map(values.map { $0 + 1e6 }, neighbours)
    #expect(tens.gi.p == whole.gi.p && far.gi.p == whole.gi.p)
  }

  /// Mostly zeros: cells with nothing around them have what nearly every draw has, and are neither hot nor cold.
  @Test func zerosGiveNoHotSpots() throws {
    var values = [Double](repeating: 0, count: 2500)
    var random = SeededRandom(5)
    for _ in 0..<50 { values[random.below(2500)] = 1 }
    let neighbours = SquareField.neighbours(rows: 50, columns: 50, corners: true)
    let map = try map(values, neighbours)
    for unit in values.indices
    where (neighbours.starts[unit]..<neighbours.starts[unit + 1])
      .allSatisfy({ values[Int(neighbours.others[$0])] == 0 })
    {
      #expect(map.gi.p[unit] > 0.5 && map.gi.classes[unit] == .notSignificant)
      #expect(map.moran.classes[unit] == .notSignificant)
    }
    #expect(map.gi.classes.allSatisfy { $0 == .notSignificant })
  }

  /// Of pure noise no more than the stated share is significant, test by test and after the correction.
  @Test func noiseIsFoundNoMoreThanStated() throws {
    let neighbours = SquareField.neighbours(rows: 12, columns: 12, corners: true)
    var (single, worlds) = (0, 0)
    for seed in 0..<200 {
      var random = SeededRandom(1000 + seed)
      // Skewed, as counts and rates are.
      let values = (0..<144).map { _ in seed % 2 == 0 ? random.unit() : 1 / (0.02 + random.unit()) }
      let map = try map(values, neighbours, draws: 399, seed: UInt64(seed))
      single += map.gi.p.count { $0 <= 0.05 }
      if map.gi.corrected.contains(where: { $0 <= 0.05 }) { worlds += 1 }
    }
    // Neighbours share values, so that tests are not independent: some slack over the binomial's three deviations.
    #expect(Double(single) / (200 * 144) <= 0.054)
    #expect(worlds <= 19, "\(worlds) of 200 worlds of noise have discoveries")
  }

  @Test func aWarmCornerIsFound() throws {
    var random = SeededRandom(2)
    let neighbours = SquareField.neighbours(rows: 20, columns: 20, corners: false)
    let values = (0..<400).map { random.unit() + ($0 % 20 < 6 && $0 < 120 ? 3 : 0) }
    let map = try map(values, neighbours, draws: 9999)
    #expect(map.gi.classes[42] == .hot99 && map.moran.classes[42] == .highAmongHigh)
    #expect(map.gi.classes[399] == .notSignificant)
    #expect(map.gi.classes.count { $0 == .hot99 || $0 == .hot95 } > 20)
  }

  @Test func whoHasNoOrAllOthersAroundIsNotTested() throws {
    // Two touch, one touches both, one is alone; the fifth touches all but the one alone.
    let neighbours = Neighbours(count: 4, pairs: [0 << 32 | 1, 0 << 32 | 2, 1 << 32 | 2])
    let map = try map([1, 2, 4, 7], neighbours)
    #expect(map.gi.p[3].isNaN && map.gi.corrected[3].isNaN && map.gi.classes[3] == nil)
    #expect(map.moran.statistic[3].isNaN)
    let full = try self.map([1, 2, 4], Neighbours(count: 3, pairs: [0 << 32 | 1, 0 << 32 | 2, 1 << 32 | 2]))
    #expect(full.gi.p.allSatisfy(\.isNaN) && full.global.z == nil)
    let none = try self.map([1, 2, 4], Neighbours(count: 3, pairs: []))
    #expect(none.global.i == nil && none.gi.statistic.allSatisfy(\.isNaN))
  }

  @Test func whatIsTheSameCannotBeCompared() {
    #expect(CentredValues([]) == nil && CentredValues([4]) == nil && CentredValues([0.3, 0.1 + 0.2]) == nil)
    #expect(CentredValues([0, 1e-300]) != nil && CentredValues([-1e308, 1e308]) == nil)
  }
}
