import Synchronization

/// What the runs gave each unit: how often each class, and its percentiles in a histogram whose memory does not grow with the runs.
///
/// A unit's histogram has ``bins`` bins of equal width: the least power of two of 1/65,535 of all percentiles with which they span what
/// the unit has had. A percentile falls into the bin of its number modulo ``bins``, so that bins need no origin, and two are put
/// together when the span grows: what stands there does not depend on the order of the runs. A quantile is thus off by less than a bin, which is
/// at most 2/``bins`` of the unit's span (or 0.0016 points, where that is more).
final class UnitTally: Sendable {
  /// Bins a unit, a power of two.
  let bins: Int
  private let classes: Int
  private let blocks: [Block]

  /// Steps of a percentile that are told apart.
  static let steps = 65_535.0
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
  init(units: Int, classes: Int) {
    self.classes = classes
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

  /// Adds runs: for each a percentile in steps and a class from 1 per unit, class 0 being none.
  func add(_ runs: ArraySlice<RunColumns>) {
    for (number, block) in blocks.enumerated() {
      block.state.withLock { state in
        for run in runs { add(run, first: number * Self.blockSize, to: &state) }
      }
    }
  }

  private func add(_ run: RunColumns, first: Int, to state: inout State) {
    let mask = bins - 1
    let units = state.least.count
    state.withBuffers { counts, least, most, shifts, classCounts in
      run.withBuffers { steps, numbers in
        for unit in 0..<units {
          let number = Int(numbers[first + unit])
          if number == 0 { continue }
          classCounts[unit * classes + number - 1] &+= 1
          let step = steps[first + unit]
          if step < least[unit] || step > most[unit] {
            let shift = Int(shifts[unit])
            let before = least[unit] <= most[unit] ? Int(least[unit]) >> shift...Int(most[unit]) >> shift : nil
            least[unit] = min(least[unit], step)
            most[unit] = max(most[unit], step)
            var wanted = shift
            while Int(most[unit]) >> wanted - Int(least[unit]) >> wanted > mask { wanted += 1 }
            if wanted > shift, let before { gather(counts, unit * bins, before, wanted - shift) }
            shifts[unit] = UInt8(wanted)
          }
          counts[unit * bins + (Int(step) >> Int(shifts[unit])) & mask] &+= 1
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
    perUnit(units) { state, unit in
      if state.least[unit] > state.most[unit] { return .nan }
      let histogram = Histogram(
        counts: state.counts[unit * bins..<(unit + 1) * bins], least: Int(state.least[unit]),
        most: Int(state.most[unit]), shift: Int(state.shifts[unit]),
        all: state.classes[unit * classes..<(unit + 1) * classes].reduce(0) { $0 + Int($1) })
      return 100 * histogram.quantile(fraction) / Self.steps
    }
  }

  /// The share of a unit's runs in a class from 1; NaN for a unit without any.
  func share(ofClass number: Int, units: [Int]) -> [Double] {
    perUnit(units) { state, unit in
      let counts = state.classes[unit * classes..<(unit + 1) * classes]
      let all = counts.reduce(0) { $0 + Int($1) }
      return all == 0 || number < 1 ? .nan : Double(counts[counts.startIndex + number - 1]) / Double(all)
    }
  }

  private func perUnit(_ units: [Int], _ value: (borrowing State, Int) -> Double) -> [Double] {
    units.map { unit in
      blocks[unit / Self.blockSize].state.withLock { value($0, unit % Self.blockSize) }
    }
  }

  /// A unit's histogram.
  private struct Histogram {
    let counts: ArraySlice<UInt16>
    let least: Int
    let most: Int
    let shift: Int
    let all: Int

    /// In steps.
    func quantile(_ fraction: Double) -> Double {
      let place = fraction * Double(all - 1)
      let lower = Int(place)
      let value = entry(lower)
      let part = place - Double(lower)
      return part == 0 ? value : value + part * (entry(min(all - 1, lower + 1)) - value)
    }

    /// The entry of that rank from 0: those of a bin are spread evenly over it.
    private func entry(_ rank: Int) -> Double {
      let mask = counts.count - 1
      var before = 0
      for number in least >> shift...most >> shift {
        let count = Int(counts[counts.startIndex + number & mask])
        if rank < before + count {
          let lower = Double(max(least, number << shift))
          let upper = Double(min(most, (number + 1) << shift - 1))
          if count == 1 || upper <= lower { return (lower + upper) / 2 }
          return lower + (upper - lower) * (Double(rank - before) + 0.5) / Double(count)
        }
        before += count
      }
      return Double(most)
    }
  }
}

/// What one run gave each unit.
struct RunColumns: Sendable {
  /// The percentile, in 1/65,535 of all.
  var steps: [UInt16]
  /// The class from 1; 0 for none.
  var classes: [UInt8]

  init(units: Int) {
    steps = [UInt16](repeating: 0, count: units)
    classes = [UInt8](repeating: 0, count: units)
  }

  /// Both columns for writing.
  mutating func withBuffers(
    _ body: (UnsafeMutableBufferPointer<UInt16>, UnsafeMutableBufferPointer<UInt8>) -> Void
  ) {
    steps.withUnsafeMutableBufferPointer { steps in
      classes.withUnsafeMutableBufferPointer { classes in body(steps, classes) }
    }
  }

  /// Both columns for reading.
  func withBuffers(_ body: (UnsafeBufferPointer<UInt16>, UnsafeBufferPointer<UInt8>) -> Void) {
    steps.withUnsafeBufferPointer { steps in classes.withUnsafeBufferPointer { classes in body(steps, classes) } }
  }
}
