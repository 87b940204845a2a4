import Core
import Parallel

/// Permutation tests of the values around each unit, which keeps its own: k of the n − 1 others in its k neighbours' places,
/// drawn without replacement (L. Anselin, Local indicators of spatial association, Geographical Analysis 27, 1995).
///
/// All units share the draws. A draw is a row of different units; its first k values have one sum, and all draws' sums, sorted,
/// tell for every unit with k neighbours how many are at least, and how many at most, what it sees around it. Where a unit is among
/// the first k of a draw itself, the next one takes its place: each unit then has exact draws from its n − 1 others. What the shared
/// draws cost is that units' Monte Carlo errors are alike, not that any is larger.
///
/// Draw r of a seed is always the same row, whoever makes it: outcomes do not depend on threads or blocks.
struct ConditionalPermutations: Sendable {
  let values: CentredValues
  let neighbours: Neighbours
  /// The sum of the deviations around each unit.
  let sums: [Double]

  /// Draws whose sums are at least, and at most, what is around a unit.
  private struct Tally: BitwiseCopyable, Sendable {
    var atLeast: Int32 = 0
    var atMost: Int32 = 0
  }

  /// Entries of a block of draws, about: what stays in the processor's caches.
  private static let blockEntries = 1 << 21
  private static let mostDrawsOfBlock = 8192

  /// The tests by `draws` permutations: p = min(1, 2 min(#≥ + 1, #≤ + 1)/(draws + 1)), where sums that rounding cannot tell apart
  /// are on both sides, so that ties make p greater, never less.
  func tests(draws: Int, seed: UInt64, threads: Int) throws -> LocalTests {
    let count = values.count
    let tested = (0..<count).filter(neighbours.isTested)
    let degrees = Set(tested.map(neighbours.degree)).sorted()
    guard let most = degrees.last else {
      return LocalTests(p: [Double](repeating: .nan, count: count), isHigh: [Bool](repeating: false, count: count))
    }
    var slots = [Int](repeating: 0, count: most + 1)
    for (slot, degree) in degrees.enumerated() { slots[degree] = slot }
    let width = most + 1
    let height = min(Self.mostDrawsOfBlock, max(64, Self.blockEntries / max(width, degrees.count)))
    var tallies = [Tally](repeating: Tally(), count: count)
    for start in stride(from: 0, to: draws, by: height) {
      let rows = start..<min(draws, start + height)
      let drawn = try DrawnUnits(rows, of: count, width: width, seed: seed, threads: threads)
      let sums = try prefixSums(drawn, degrees, threads: threads)
      let sorted = try Parallel.map(count: degrees.count, threads: threads) { slot in
        var column = (0..<rows.count).map { sums[$0 * degrees.count + slot] }
        column.sort()
        return column
      }
      tallies = try counted(tallies, sorted, slots, threads: threads)
      correct(&tallies, drawn, sums, slots, degrees.count)
    }
    return outcome(tallies, draws: draws)
  }

  /// For each draw the sums of its first k deviations, for each of the ks that occur.
  private func prefixSums(_ drawn: DrawnUnits, _ degrees: [Int], threads: Int) throws -> [Double] {
    let cuts = stride(from: 0, to: drawn.count, by: 256).map {
      $0 * degrees.count..<min(drawn.count, $0 + 256) * degrees.count
    }
    return try filledColumn(count: drawn.count * degrees.count, cuts: cuts, threads: threads) { _, range, sums in
      var next = 0
      for draw in range.lowerBound / degrees.count..<range.upperBound / degrees.count {
        var (sum, taken) = (0.0, 0)
        for degree in degrees {
          for position in taken..<degree { sum += values.deviations[drawn.unit(draw, position)] }
          taken = degree
          sums[next] = sum
          next += 1
        }
      }
    }
  }

  /// The tallies with what the sorted sums of a block add.
  private func counted(
    _ tallies: [Tally], _ sorted: [[Double]], _ slots: [Int], threads: Int
  ) throws -> [Tally] {
    try filledColumn(count: tallies.count, threads: threads) { range, counted in
      for unit in range {
        var tally = tallies[unit]
        let degree = neighbours.degree(unit)
        if neighbours.isTested(unit) {
          let (observed, resolution) = (sums[unit], values.resolution(ofSum: degree))
          sorted[slots[degree]].withUnsafeBufferPointer { sums in
            let all = 0..<sums.count
            tally.atLeast += Int32(sums.count - all.partitionPoint { sums[$0] >= observed - resolution })
            tally.atMost += Int32(all.partitionPoint { sums[$0] > observed + resolution })
          }
        }
        counted[unit - range.lowerBound] = tally
      }
    }
  }

  /// Gives units that are among the first k of a draw the draw that has the next one in their place.
  private func correct(
    _ tallies: inout [Tally], _ drawn: DrawnUnits, _ prefixes: [Double], _ slots: [Int], _ columns: Int
  ) {
    for draw in 0..<drawn.count {
      for position in 0..<drawn.width - 1 {
        let unit = drawn.unit(draw, position)
        let degree = neighbours.degree(unit)
        guard degree > position, neighbours.isTested(unit) else { continue }
        let (observed, resolution) = (sums[unit], values.resolution(ofSum: degree))
        let wrong = prefixes[draw * columns + slots[degree]]
        let right = wrong - values.deviations[unit] + values.deviations[drawn.unit(draw, degree)]
        tallies[unit].atLeast += (right >= observed - resolution ? 1 : 0) - (wrong >= observed - resolution ? 1 : 0)
        tallies[unit].atMost += (right <= observed + resolution ? 1 : 0) - (wrong <= observed + resolution ? 1 : 0)
      }
    }
  }

  private func outcome(_ tallies: [Tally], draws: Int) -> LocalTests {
    LocalTests(
      p: tallies.enumerated().map { unit, tally in
        if !neighbours.isTested(unit) { return .nan }
        return min(1, 2 * Double(min(tally.atLeast, tally.atMost) + 1) / Double(draws + 1))
      },
      isHigh: tallies.map { $0.atLeast < $0.atMost })
  }
}

/// Some draws: in each `width` different units, in random order.
private struct DrawnUnits: Sendable {
  let count: Int
  let width: Int
  private let units: [Int32]

  /// Up to so many units a draw are compared one by one; of more, each unit notes the draw that it was last in.
  private static let few = 64

  init(_ draws: Range<Int>, of all: Int, width: Int, seed: UInt64, threads: Int) throws {
    (count, self.width) = (draws.count, width)
    let block = width > Self.few ? 2048 : 256
    let cuts = stride(from: 0, to: draws.count, by: block).map { $0 * width..<min(draws.count, $0 + block) * width }
    units = try filledColumn(count: draws.count * width, cuts: cuts, threads: threads) { _, range, units in
      var last = [Int32](repeating: -1, count: width > Self.few ? all : 0)
      for row in range.lowerBound / width..<range.upperBound / width {
        let draw = draws.lowerBound + row
        let start = row * width - range.lowerBound
        let key = SplitMix.mix(SplitMix.mix(seed &+ SplitMix.gamma) ^ UInt64(draw) &* 0xD1B5_4A32_D192_ED03)
        var (filled, counter) = (0, UInt64(0))
        while filled < width {
          counter += 1
          // The upper half of a product of 128 bits: uniform to one part in 2⁶⁴ / all.
          let unit = Int32(
            truncatingIfNeeded: SplitMix.mix(key &+ counter &* SplitMix.gamma).multipliedFullWidth(by: UInt64(all))
              .high)
          if last.isEmpty {
            if units[start..<start + filled].contains(unit) { continue }
          } else {
            if last[Int(unit)] == Int32(truncatingIfNeeded: row) { continue }
            last[Int(unit)] = Int32(truncatingIfNeeded: row)
          }
          units[start + filled] = unit
          filled += 1
        }
      }
    }
  }

  @inline(__always)
  func unit(_ draw: Int, _ position: Int) -> Int { Int(units[draw * width + position]) }
}
