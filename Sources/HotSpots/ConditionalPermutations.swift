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

  /// Units with as many neighbours as each other, by what is around them.
  private struct Group: Sendable {
    let degree: Int
    /// The units, by their sums.
    let units: [Int]
    /// Their sums, ascending.
    let observed: [Double]
    /// What rounding may have done to them.
    let resolution: Double
  }

  /// Entries of a block of draws, about: what stays in the processor's caches.
  private static let blockEntries = 1 << 21
  private static let mostDrawsOfBlock = 8192

  /// The tests by `draws` permutations: p = min(1, 2 min(#≥ + 1, #≤ + 1)/(draws + 1)), where sums that rounding cannot tell apart
  /// are on both sides, so that ties make p greater, never less.
  func tests(draws: Int, seed: UInt64, threads: Int) throws -> LocalTests {
    var outcome = LocalTests(
      p: [Double](repeating: .nan, count: values.count), isHigh: [Bool](repeating: false, count: values.count))
    let groups = try groups(threads: threads)
    guard let most = groups.last?.degree else { return outcome }
    var slots = [Int](repeating: 0, count: most + 1)
    var positions = [Int32](repeating: 0, count: values.count)
    for (slot, group) in groups.enumerated() {
      slots[group.degree] = slot
      for (position, unit) in group.units.enumerated() { positions[unit] = Int32(truncatingIfNeeded: position) }
    }
    let width = most + 1
    let height = min(Self.mostDrawsOfBlock, max(64, Self.blockEntries / max(width, groups.count)))
    var tallies = groups.map { [Tally](repeating: Tally(), count: $0.units.count) }
    for start in stride(from: 0, to: draws, by: height) {
      let rows = start..<min(draws, start + height)
      let drawn = try DrawnUnits(rows, of: values.count, width: width, seed: seed, threads: threads)
      let sums = try prefixSums(drawn, groups.map(\.degree), threads: threads)
      let sorted = try Parallel.map(count: groups.count, threads: threads) { slot in
        var column = (0..<rows.count).map { sums[$0 * groups.count + slot] }
        column.sort()
        return column
      }
      for (slot, group) in groups.enumerated() {
        tallies[slot] = try counted(tallies[slot], group, sorted[slot], threads: threads)
      }
      correct(&tallies, groups, drawn, sums, slots, positions)
    }
    for (group, tallies) in zip(groups, tallies) {
      for (unit, tally) in zip(group.units, tallies) {
        outcome.p[unit] = min(1, 2 * Double(min(tally.atLeast, tally.atMost) + 1) / Double(draws + 1))
        outcome.isHigh[unit] = tally.atLeast < tally.atMost
      }
    }
    return outcome
  }

  private struct Observed: RadixKeyed {
    var key: UInt64
    var unit: Int
  }

  /// The units that can be tested, by their numbers of neighbours, ascending.
  private func groups(threads: Int) throws -> [Group] {
    var members: [[Observed]] = []
    var places: [Int: Int] = [:]
    for unit in 0..<values.count where neighbours.isTested(unit) {
      let place = places[neighbours.degree(unit), default: members.count]
      if place == members.count {
        places[neighbours.degree(unit)] = place
        members.append([])
      }
      // The bits of doubles ascend as the numbers do, once those of negative ones are turned round.
      let bits = sums[unit].bitPattern
      members[place].append(Observed(key: bits >> 63 == 0 ? bits | 1 << 63 : ~bits, unit: unit))
    }
    let made = members
    return try Parallel.map(count: made.count, threads: threads) { place in
      var (sorted, spare) = (made[place], [Observed]())
      radixSort(&sorted, spare: &spare)
      let degree = neighbours.degree(sorted[0].unit)
      return Group(
        degree: degree, units: sorted.map(\.unit), observed: sorted.map { sums[$0.unit] },
        resolution: values.resolution(ofSum: degree))
    }.sorted { $0.degree < $1.degree }
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

  /// A group's tallies with what the sorted sums of a block add: both ascend, so that one pass tells all.
  private func counted(
    _ tallies: [Tally], _ group: Group, _ sorted: [Double], threads: Int
  ) throws -> [Tally] {
    try filledColumn(count: tallies.count, threads: threads) { range, counted in
      sorted.withUnsafeBufferPointer { sums in
        group.observed.withUnsafeBufferPointer { observed in
          var below = sums.indices.partitionPoint { sums[$0] >= observed[range.lowerBound] - group.resolution }
          var above = below
          for place in range {
            let (low, high) = (observed[place] - group.resolution, observed[place] + group.resolution)
            while below < sums.count, sums[below] < low { below += 1 }
            while above < sums.count, sums[above] <= high { above += 1 }
            var tally = tallies[place]
            tally.atLeast += Int32(truncatingIfNeeded: sums.count - below)
            tally.atMost += Int32(truncatingIfNeeded: above)
            counted[place - range.lowerBound] = tally
          }
        }
      }
    }
  }

  /// Gives units that are among the first k of a draw the draw that has the next one in their place.
  private func correct(
    _ tallies: inout [[Tally]], _ groups: [Group], _ drawn: DrawnUnits, _ prefixes: [Double], _ slots: [Int],
    _ positions: [Int32]
  ) {
    for draw in 0..<drawn.count {
      for position in 0..<drawn.width - 1 {
        let unit = drawn.unit(draw, position)
        let degree = neighbours.degree(unit)
        guard degree > position, neighbours.isTested(unit) else { continue }
        let slot = slots[degree]
        let wrong = prefixes[draw * groups.count + slot]
        let right = wrong - values.deviations[unit] + values.deviations[drawn.unit(draw, degree)]
        let (low, high) = (sums[unit] - groups[slot].resolution, sums[unit] + groups[slot].resolution)
        let place = Int(positions[unit])
        tallies[slot][place].atLeast += (right >= low ? 1 : 0) - (wrong >= low ? 1 : 0)
        tallies[slot][place].atMost += (right <= high ? 1 : 0) - (wrong <= high ? 1 : 0)
      }
    }
  }
}
