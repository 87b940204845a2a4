import Core
import Geometry
import Parallel

/// The borders of a split, each line's points made once and used by the zones on either side.
///
/// A line has a point wherever a rectangle on either side has a corner, so that every T-junction is a vertex of all
/// zones that meet there, and further points in between.
struct ZoneBorders: Sendable {
  /// A line's finished points, from south to north or from west to east.
  private struct Chain: Sendable {
    /// Corners, in steps along the line.
    var marks: [Int]
    /// Where each mark stands among the points.
    var places: [Int]
    var x: [Double]
    var y: [Double]
  }

  private let chains: [Chain]

  init(split: ZoneSplit, verticesPerZone: Int, warp: Warp, threads: Int) throws {
    var marks = [[Int]](repeating: [], count: split.lines.count)
    for leaf in split.leaves {
      for (line, low, high) in Self.sides(leaf) { marks[line] += [low, high] }
    }
    for line in marks.indices {
      marks[line].sort()
      marks[line] = marks[line].enumerated().filter { $0 == 0 || marks[line][$0 - 1] != $1 }.map(\.element)
    }
    // Vertices per step that the zones beside each piece between marks would like: the sum over its sides.
    var density = marks.map { [Double](repeating: 0, count: max(0, $0.count - 1)) }
    for leaf in split.leaves {
      let perimeter = 2 * (leaf.east - leaf.west + leaf.north - leaf.south)
      let wanted = Double(verticesPerZone) / Double(perimeter)
      for (line, low, high) in Self.sides(leaf) {
        for piece in Self.place(of: low, in: marks[line])..<Self.place(of: high, in: marks[line]) {
          density[line][piece] += wanted
        }
      }
    }
    chains = try Parallel.map(count: marks.count, threads: threads) { [marks, density] line in
      // An inner border has a zone on either side and takes the mean of their wishes.
      let sides = line < 4 ? 1.0 : 2.0
      return Self.chain(
        split.lines[line], marks: marks[line], density: density[line].map { $0 / sides }, warp: warp)
    }
  }

  /// The lines around a rectangle and the part of each that it takes, in steps.
  private static func sides(_ leaf: ZoneSplit.Leaf) -> [(line: Int, low: Int, high: Int)] {
    [
      (leaf.lines.south, leaf.west, leaf.east), (leaf.lines.east, leaf.south, leaf.north),
      (leaf.lines.north, leaf.west, leaf.east), (leaf.lines.west, leaf.south, leaf.north),
    ]
  }

  /// The index of a mark that is known to be there.
  private static func place(of mark: Int, in marks: [Int]) -> Int {
    marks.indices.partitionPoint { marks[$0] >= mark }
  }

  private static func chain(_ line: ZoneSplit.Line, marks: [Int], density: [Double], warp: Warp) -> Chain {
    let step = Double(ZoneSplit.step)
    var chain = Chain(marks: marks, places: [], x: [], y: [])
    func add(_ along: Double) {
      let across = Double(line.position) * step
      let point = line.isVertical ? warp(across, along) : warp(along, across)
      chain.x.append(point.x)
      chain.y.append(point.y)
    }
    for (at, mark) in marks.enumerated() {
      chain.places.append(chain.x.count)
      add(Double(mark) * step)
      guard at + 1 < marks.count else { break }
      let length = marks[at + 1] - mark
      // At least a metre between points, so that rounding to centimetres merges none.
      let pieces = min(length * ZoneSplit.step, max(1, Int((Double(length) * density[at]).rounded())))
      for piece in 1..<max(1, pieces) {
        add((Double(mark) + Double(length) * Double(piece) / Double(pieces)) * step)
      }
    }
    return chain
  }

  /// The zone of a rectangle, counter-clockwise from its south-west corner.
  func shape(of leaf: ZoneSplit.Leaf) -> MultiPolygon {
    var shape = MultiPolygon()
    shape.beginPart()
    for (side, (line, low, high)) in Self.sides(leaf).enumerated() {
      let chain = chains[line]
      let first = chain.places[Self.place(of: low, in: chain.marks)]
      let last = chain.places[Self.place(of: high, in: chain.marks)]
      // South and east run with their lines, north and west against them; each side leaves its end to the next.
      if side < 2 {
        for at in first..<last { shape.addVertex(chain.x[at], chain.y[at]) }
      } else {
        for at in stride(from: last, to: first, by: -1) { shape.addVertex(chain.x[at], chain.y[at]) }
      }
    }
    shape.endRing()
    return shape
  }
}
