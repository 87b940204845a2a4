import Geometry

/// The outlines of ground made of unit squares: valid polygons with corners where the border turns, and nowhere else.
///
/// Each horizontal stretch of the border is found between two rows, where one of them has ground and the other has none. Its
/// ends are all the corners that there are, so the vertical stretches join, in every column line, the first end with the
/// second, the third with the fourth, and so on. Where squares touch in a corner only, ground stays with ground, and a ring
/// that comes back to such a corner is cut there, so that every ring is simple.
struct GroundOutline {
  private let ground: GroundRuns
  // Horizontal stretches: their line, from west to east, and whether the ground is above.
  private var lines: [Int32] = []
  private var wests: [Int32] = []
  private var easts: [Int32] = []
  private var isAbove: [Bool] = []
  // A run of the ground at each.
  private var runs: [Int32] = []

  private init(_ ground: GroundRuns) { self.ground = ground }

  private typealias Corner = SIMD2<Int32>

  /// The outlines of pieces, see ``GroundRuns/pieces()``.
  ///
  /// - Parameters:
  ///   - ground: the ground.
  ///   - unit: side of a square, metres.
  ///   - piece: the piece of a run, from 0 up.
  ///   - count: number of pieces.
  /// - Returns: for each piece its rings, the outer one first and counter-clockwise, holes clockwise, in metres; the first corner
  ///   is not repeated.
  static func rings(
    of ground: GroundRuns, unit: Double, piece: [Int32], count: Int
  ) -> [[[(Double, Double)]]] {
    var outline = GroundOutline(ground)
    for row in ground.firstRow...ground.firstRow + ground.rowStarts.count {
      outline.addLine(row, below: ground.runs(inRow: row - 1), above: ground.runs(inRow: row))
    }
    var result = [[[(Double, Double)]]](repeating: [], count: count)
    for (ring, run) in outline.rings() {
      let corners = ring.map { (Double($0.x) * unit, Double($0.y) * unit) }
      let index = Int(piece[Int(run)])
      if area(ring) > 0 { result[index].insert(corners, at: 0) } else { result[index].append(corners) }
    }
    return result
  }

  /// Twice the signed area, in squares.
  private static func area(_ ring: [Corner]) -> Int {
    var sum = 0
    for i in ring.indices {
      let (a, b) = (ring[i], ring[i + 1 == ring.count ? 0 : i + 1])
      sum += Int(a.x) * Int(b.y) - Int(b.x) * Int(a.y)
    }
    return sum
  }

  /// Adds the stretches between two rows.
  private mutating func addLine(_ line: Int, below: Range<Int>, above: Range<Int>) {
    var (low, high) = (below.lowerBound, above.lowerBound)
    var (inLow, inHigh) = (false, false)
    var from = Int32.min
    while low < below.upperBound || high < above.upperBound {
      let nextLow = low < below.upperBound ? (inLow ? ground.ends[low] : ground.starts[low]) : Int32.max
      let nextHigh = high < above.upperBound ? (inHigh ? ground.ends[high] : ground.starts[high]) : Int32.max
      let next = min(nextLow, nextHigh)
      if inLow != inHigh, from < next {
        lines.append(Int32(line))
        wests.append(from)
        easts.append(next)
        isAbove.append(inHigh)
        runs.append(Int32(inHigh ? high : low))
      }
      if nextLow == next {
        if inLow { low += 1 }
        inLow.toggle()
      }
      if nextHigh == next {
        if inHigh { high += 1 }
        inHigh.toggle()
      }
      from = next
    }
  }

  private func corner(_ end: Int) -> Corner {
    Corner(end & 1 == 0 ? wests[end >> 1] : easts[end >> 1], lines[end >> 1])
  }

  /// Simple rings with a run of the ground at each, ground to the left.
  private func rings() -> [(ring: [Corner], run: Int32)] {
    // Ends: 2 · stretch for the western one, + 1 for the eastern one.
    let order = (0..<2 * lines.count).sorted { a, b in
      let (p, q) = (corner(a), corner(b))
      // Of two stretches that meet in a corner only, the one with ground below goes on downwards.
      return (p.x, p.y, isAbove[a >> 1] ? 1 : 0, a) < (q.x, q.y, isAbove[b >> 1] ? 1 : 0, b)
    }
    var partner = [Int](repeating: 0, count: order.count)
    var isPinch = [Bool](repeating: false, count: order.count)
    for i in stride(from: 0, to: order.count - 1, by: 2) {
      (partner[order[i]], partner[order[i + 1]]) = (order[i + 1], order[i])
      if i > 0, corner(order[i - 1]) == corner(order[i]) {
        (isPinch[order[i - 1]], isPinch[order[i]]) = (true, true)
      }
    }
    var isDone = [Bool](repeating: false, count: lines.count)
    var result: [(ring: [Corner], run: Int32)] = []
    for first in lines.indices where !isDone[first] {
      var path: [Corner] = []
      var pinches: [Corner: Int] = [:]
      func add(_ end: Int) {
        let corner = corner(end)
        if isPinch[end] {
          if let start = pinches[corner], start < path.count, path[start] == corner {
            result.append((Array(path[start...]), runs[first]))
            path.removeSubrange(start...)
          }
          pinches[corner] = path.count
        }
        path.append(corner)
      }
      var stretch = first
      repeat {
        isDone[stretch] = true
        // Ground above lies to the left of who goes east.
        let (start, end) = isAbove[stretch] ? (2 * stretch, 2 * stretch + 1) : (2 * stretch + 1, 2 * stretch)
        add(start)
        add(end)
        stretch = partner[end] >> 1
      } while stretch != first
      result.append((path, runs[first]))
    }
    return result
  }
}
