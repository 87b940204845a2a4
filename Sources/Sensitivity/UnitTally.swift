import CRunLanes
import Synchronization

/// What the runs gave each unit: how often each class, and its percentiles in a histogram whose memory does not grow with the runs.
///
/// A unit's histogram has ``bins`` bins of equal width: the least power of two of 1/65,534 of all percentiles with which they span what
/// the unit has had. A percentile falls into the bin of its number modulo ``bins``, so that bins need no origin, and two are put
/// together when the span grows: what stands there does not depend on the order of the runs. A quantile is thus off by less than a bin, which is
/// at most 2/``bins`` of the unit's span (or 0.0016 points, where that is more).
final class UnitTally: Sendable {
  /// Bins a unit, a power of two.
  let bins: Int
  private let classes: Int
  private let first: [UInt16]
  private let blocks: [Block]

  /// Units in a block, whose histograms stay in a processor's nearer caches while several runs are added.
  static let blockSize = 1024
  private static let mostBytes = 128 << 20

  private final class Block: Sendable {
    let state: Mutex<State>
    init(_ state: State) { self.state = Mutex(state) }
  }

  private struct State: Sendable {
    var counts: [UInt16]
    var least: [UInt16]
    var most: [UInt16]
    var shifts: [UInt8]
    /// By unit, then class from 0.
    var classes: [UInt16]

    mutating func withBuffers(
      _ body: (
        UnsafeMutableBufferPointer<UInt16>, UnsafeMutableBufferPointer<UInt16>, UnsafeMutableBufferPointer<UInt16>,
        UnsafeMutableBufferPointer<UInt8>, UnsafeMutableBufferPointer<UInt16>
      ) -> Void
    ) {
      counts.withUnsafeMutableBufferPointer { counts in
        least.withUnsafeMutableBufferPointer { least in
          most.withUnsafeMutableBufferPointer { most in
            shifts.withUnsafeMutableBufferPointer { shifts in
              classes.withUnsafeMutableBufferPointer { classes in body(counts, least, most, shifts, classes) }
            }
          }
        }
      }
    }
  }

  /// A tally of no runs.
  init(units: Int, steps: PercentileSteps) {
    let classes = steps.classes
    (self.classes, first) = (classes, steps.first)
    var bins = 1024
    while bins > 64, bins * units * 2 > Self.mostBytes { bins /= 2 }
    self.bins = bins
    let width = bins
    blocks = stride(from: 0, to: units, by: Self.blockSize).map { start in
      let size = min(Self.blockSize, units - start)
      return Block(
        State(
          counts: [UInt16](repeating: 0, count: size * width), least: [UInt16](repeating: .max, count: size),
          most: [UInt16](repeating: 0, count: size), shifts: [UInt8](repeating: 0, count: size),
          classes: [UInt16](repeating: 0, count: size * classes)))
    }
  }

  /// Adds runs, beginning with another block for each `turn`, so that workers seldom wait for each other.
  func add(_ runs: ArraySlice<RunColumns>, turn: Int) {
    for number in blocks.indices {
      let number = (number + turn * 7) % blocks.count
      blocks[number].state.withLock { add(runs, first: number * Self.blockSize, to: &$0) }
    }
  }

  private func add(_ runs: ArraySlice<RunColumns>, first unit: Int, to state: inout State) {
    let (units, classes) = (state.least.count, classes)
    let none = PercentileSteps.none
    let (before, beforeMost) = (state.least, state.most)
    // How many runs reach each class, which is how many are in it or in one above.
    var reached = [UInt16](repeating: 0, count: classes * units)
    state.withBuffers { counts, least, most, shifts, classCounts in
      reached.withUnsafeMutableBufferPointer { reached in
        guard let reached = reached.baseAddress, let least = least.baseAddress, let most = most.baseAddress,
          let shifts = shifts.baseAddress, let bins = counts.baseAddress
        else { return }
        for run in runs {
          run.steps.withUnsafeBufferPointer { steps in
            guard let steps = steps.baseAddress else { return }
            rutverk_widen(steps + unit, none, least, most, units)
            for number in 0..<classes {
              rutverk_reach(steps + unit, none, first[number], reached + number * units, units)
            }
          }
        }
        for unit in 0..<units where least[unit] < before[unit] || most[unit] > beforeMost[unit] {
          let shift = Int(shifts[unit])
          var wanted = shift
          while Int(most[unit]) >> wanted - Int(least[unit]) >> wanted > self.bins - 1 { wanted += 1 }
          if wanted > shift, before[unit] <= beforeMost[unit] {
            let range = Int(before[unit]) >> shift...Int(beforeMost[unit]) >> shift
            gather(counts, unit * self.bins, range, wanted - shift)
          }
          shifts[unit] = UInt8(wanted)
        }
        for run in runs {
          run.steps.withUnsafeBufferPointer { steps in
            guard let steps = steps.baseAddress else { return }
            rutverk_tally(steps + unit, none, shifts, bins, self.bins, units)
          }
        }
        for unit in 0..<units {
          for number in 0..<classes {
            let above = number + 1 < classes ? reached[(number + 1) * units + unit] : 0
            classCounts[unit * classes + number] &+= reached[number * units + unit] &- above
          }
        }
      }
    }
  }

  /// Puts the bins of `range` together, 2^`by` into one.
  private func gather(
    _ counts: UnsafeMutableBufferPointer<UInt16>, _ base: Int, _ range: ClosedRange<Int>, _ by: Int
  ) {
    let mask = bins - 1
    let old = range.map { number in
      defer { counts[base + number & mask] = 0 }
      return counts[base + number & mask]
    }
    for (number, count) in zip(range, old) { counts[base + (number >> by) & mask] &+= count }
  }

  /// A unit's quantile, 0 ≤ fraction ≤ 1, of its percentiles: linear between those next to it (R's type 7). NaN for a unit without any.
  func quantile(_ fraction: Double, units: [Int]) -> [Double] {
    let (bins, classes) = (bins, classes)
    return perUnit(units) { state, unit in
      if state.least[unit] > state.most[unit] { return .nan }
      let all = (0..<classes).reduce(0) { $0 + Int(state.classes[unit * classes + $1]) }
      return state.counts.withUnsafeBufferPointer { counts in
        let histogram = Histogram(
          counts: UnsafeBufferPointer(rebasing: counts[unit * bins..<(unit + 1) * bins]),
          least: Int(state.least[unit]), most: Int(state.most[unit]), shift: Int(state.shifts[unit]), all: all)
        return 100 * histogram.quantile(fraction) / PercentileSteps.all
      }
    }
  }

  /// The share of a unit's runs in a class from 1; NaN for a unit without any.
  func share(ofClass number: Int, units: [Int]) -> [Double] {
    shares(units) { _ in number }
  }

  /// The same of a class for each unit, by its place among `units`.
  func shares(_ units: [Int], ofClass number: (Int) -> Int) -> [Double] {
    let classes = classes
    var place = 0
    return perUnit(units) { state, unit in
      defer { place += 1 }
      let number = number(place)
      let all = (0..<classes).reduce(0) { $0 + Int(state.classes[unit * classes + $1]) }
      return all == 0 || number < 1 ? .nan : Double(state.classes[unit * classes + number - 1]) / Double(all)
    }
  }

  /// Units that stand next to each other in a block are taken together.
  private func perUnit(_ units: [Int], _ value: (borrowing State, Int) -> Double) -> [Double] {
    var result: [Double] = []
    result.reserveCapacity(units.count)
    var place = 0
    while place < units.count {
      let block = units[place] / Self.blockSize
      blocks[block].state.withLock { state in
        while place < units.count, units[place] / Self.blockSize == block {
          result.append(value(state, units[place] % Self.blockSize))
          place += 1
        }
      }
    }
    return result
  }

  /// A unit's histogram.
  private struct Histogram {
    let counts: UnsafeBufferPointer<UInt16>
    let least: Int
    let most: Int
    let shift: Int
    let all: Int

    /// In steps.
    func quantile(_ fraction: Double) -> Double {
      let place = fraction * Double(all - 1)
      let lower = Int(place)
      let part = place - Double(lower)
      let (mask, last) = (counts.count - 1, most >> shift)
      var (before, number) = (0, least >> shift)
      /// The entry of that rank from 0, not below the one before: those of a bin are spread evenly over it.
      func entry(_ rank: Int) -> Double {
        while number <= last {
          let count = Int(counts[number & mask])
          if rank < before + count {
            let lower = Double(max(least, number << shift))
            let upper = Double(min(most, (number + 1) << shift - 1))
            if count == 1 || upper <= lower { return (lower + upper) / 2 }
            return lower + (upper - lower) * (Double(rank - before) + 0.5) / Double(count)
          }
          before += count
          number += 1
        }
        return Double(most)
      }
      let value = entry(lower)
      return part == 0 ? value : value + part * (entry(min(all - 1, lower + 1)) - value)
    }
  }
}

/// What one run gave each unit.
struct RunColumns: Sendable {
  /// See ``PercentileSteps``.
  var steps: [UInt16]

  init(units: Int) { steps = [UInt16](repeating: PercentileSteps.none, count: units) }
}
