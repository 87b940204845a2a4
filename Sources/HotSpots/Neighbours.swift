/// Who is whose neighbour, as one list with a row for each unit (compressed sparse rows).
///
/// The relation has both directions, nobody is their own neighbour, and a row names each neighbour once, in an order that
/// depends on the ground alone. Units are known by their numbers from 0.
package struct Neighbours: Sendable {
  /// Where each unit's row starts in ``others``; one more at the end.
  package let starts: [Int]
  /// The neighbours.
  package let others: [Int32]

  /// Rows that are made already.
  init(starts: [Int], others: [Int32]) { (self.starts, self.others) = (starts, others) }

  /// Of `count` units and pairs of them.
  ///
  /// - Parameter pairs: the lesser number in the upper 32 bits, the greater in the lower ones; ascending, each once.
  package init(count: Int, pairs: [UInt64]) {
    var starts = [Int](repeating: 0, count: count + 1)
    for pair in pairs {
      starts[Int(pair >> 32) + 1] += 1
      starts[Int(pair & 0xFFFF_FFFF) + 1] += 1
    }
    for unit in 0..<count { starts[unit + 1] += starts[unit] }
    var next = starts
    var others = [Int32](repeating: 0, count: 2 * pairs.count)
    for pair in pairs {
      let (a, b) = (Int(pair >> 32), Int(pair & 0xFFFF_FFFF))
      others[next[a]] = Int32(truncatingIfNeeded: b)
      next[a] += 1
      others[next[b]] = Int32(truncatingIfNeeded: a)
      next[b] += 1
    }
    self.init(starts: starts, others: others)
  }

  /// Units.
  package var count: Int { starts.count - 1 }

  /// How many neighbours a unit has.
  package func degree(_ unit: Int) -> Int { starts[unit + 1] - starts[unit] }

  /// The sum of a value over a unit's neighbours.
  @inline(__always)
  func sum(_ values: UnsafeBufferPointer<Double>, around unit: Int) -> Double {
    var sum = 0.0
    for index in starts[unit]..<starts[unit + 1] { sum += values[Int(others[index])] }
    return sum
  }
}
