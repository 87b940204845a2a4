import Core
import Parallel

/// Some draws of units: in each `width` different ones, in random order.
struct DrawnUnits: Sendable {
  /// Draws.
  let count: Int
  /// Units of each.
  let width: Int
  private let units: [Int32]

  /// Up to so many units a draw are compared one by one; of more, each unit notes the draw that it was last in.
  private static let few = 64

  /// Those draws of a seed, of units `0 ..< all`; there must be as many as the width at least.
  ///
  /// Each draw has a stream of its own of ``CounterRandom``, and passes over units that it has.
  init(_ draws: Range<Int>, of all: Int, width: Int, seed: UInt64, threads: Int) throws {
    (count, self.width) = (draws.count, width)
    let block = width > Self.few ? 2048 : 256
    let cuts = stride(from: 0, to: draws.count, by: block).map { $0 * width..<min(draws.count, $0 + block) * width }
    units = try filledColumn(count: draws.count * width, cuts: cuts, threads: threads) { _, range, units in
      var last = [Int32](repeating: -1, count: width > Self.few ? all : 0)
      for row in range.lowerBound / width..<range.upperBound / width {
        let start = row * width - range.lowerBound
        let random = CounterRandom(seed: seed, stream: UInt64(draws.lowerBound + row))
        var (filled, counter) = (0, UInt64(0))
        while filled < width {
          let unit = Int32(truncatingIfNeeded: random.below(all, counter))
          counter += 1
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
