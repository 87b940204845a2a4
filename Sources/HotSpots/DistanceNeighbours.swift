import Core
import Parallel

extension Neighbours {
  /// Most entries of all rows together: 2 GB of them.
  static let mostEntries = 1 << 29

  /// Points within a distance of each other, those at exactly that distance included.
  ///
  /// - Parameters:
  ///   - x: eastings, metres.
  ///   - y: northings, as many.
  ///   - metres: the distance, > 0.
  ///   - threads: workers; the result does not depend on them.
  /// - Throws: ``Failure`` (usage) where so many points lie so near each other that memory might not do.
  package init(x: [Double], y: [Double], within metres: Double, threads: Int) throws {
    // A little wider, so that rounding puts no two points of that distance two squares apart.
    let search = PointSearch(x: x, y: y, side: metres * (1 + 0x1p-30))
    let (limit, candidates) = (Self.mostEntries, search.candidateCount)
    // In an even field a circle takes π/9 of the nine squares around it.
    guard candidates / 4 <= limit else { throw Self.tooMany(candidates / 3) }
    let squared = metres * metres
    let degrees: [Int32] = try filledColumn(count: x.count, threads: threads) { range, degrees in
      degrees.initialize(repeating: 0)
      search.forEachPair(range, within: squared) { place, _ in degrees[place - range.lowerBound] += 1 }
    }
    var starts = [Int](repeating: 0, count: x.count + 1)
    for (place, degree) in degrees.enumerated() { starts[search.points[place].index + 1] = Int(degree) }
    for unit in x.indices { starts[unit + 1] += starts[unit] }
    guard let total = starts.last, total <= limit else { throw Self.tooMany(starts.last ?? 0) }
    let rows = starts
    let others: [Int32] = try scatteredColumn(count: total, filling: 0, items: x.count, threads: threads) {
      range, others in
      var (last, next) = (-1, 0)
      search.forEachPair(range, within: squared) { place, other in
        if place != last { (last, next) = (place, rows[search.points[place].index]) }
        others[next] = Int32(truncatingIfNeeded: search.points[other].index)
        next += 1
      }
    }
    self.init(starts: starts, others: others)
  }

  private static func tooMany(_ count: Int) -> Failure {
    Failure(
      .usage, "the distance makes about \(count / 1_000_000) million pairs of neighbours", value: nil,
      expected: "at most \(mostEntries / 1_000_000) million", hint: "give --neighbours fewer metres")
  }
}

/// Points sorted into squares, so that those near one are found in the nine squares around it.
private struct PointSearch: Sendable {
  struct Point: RadixKeyed, Sendable {
    /// Row of its square in the upper 32 bits, column in the lower ones.
    var key: UInt64
    var index: Int
    var x: Double
    var y: Double
  }

  /// By squares, row by row.
  let points: [Point]

  init(x: [Double], y: [Double], side: Double) {
    let (west, south) = (x.min() ?? 0, y.min() ?? 0)
    // Columns and rows from 1, so that there is one before and one behind each.
    var points = x.indices.map { index in
      Point(
        key: UInt64((y[index] - south) / side + 1) << 32 | UInt64((x[index] - west) / side + 1), index: index,
        x: x[index], y: y[index])
    }
    var spare: [Point] = []
    radixSort(&points, spare: &spare)
    self.points = points
  }

  /// Where the points of three squares side by side stand, the middle one of that key.
  private func places(around key: UInt64) -> Range<Int> {
    let all = 0..<points.count
    return all.partitionPoint { points[$0].key >= key - 1 }..<all.partitionPoint { points[$0].key > key + 1 }
  }

  private func around(_ key: UInt64) -> [Range<Int>] {
    [key - 1 << 32, key, key + 1 << 32].map(places)
  }

  /// Pairs of points in squares that touch.
  var candidateCount: Int {
    var (count, last, reach) = (0, UInt64.max, 0)
    for point in points {
      if point.key != last { (last, reach) = (point.key, around(point.key).reduce(0) { $0 + $1.count }) }
      count += reach
    }
    return count
  }

  /// Calls `body` with the places of each of these points and of each other one within the root of `squared` metres.
  @inline(__always)
  func forEachPair(_ range: Range<Int>, within squared: Double, _ body: (Int, Int) -> Void) {
    var (last, reach) = (UInt64.max, [Range<Int>]())
    points.withUnsafeBufferPointer { points in
      for place in range {
        let point = points[place]
        if point.key != last { (last, reach) = (point.key, around(point.key)) }
        for others in reach {
          for other in others where other != place {
            let (dx, dy) = (points[other].x - point.x, points[other].y - point.y)
            if dx * dx + dy * dy <= squared { body(place, other) }
          }
        }
      }
    }
  }
}
