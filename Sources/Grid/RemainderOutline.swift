import Geometry

/// The true shape of a coarse cell: its square less its finer cells, as a valid polygon.
public enum RemainderOutline {
  /// The outline of the marked squares of an n × n block.
  ///
  /// - Parameters:
  ///   - isOwned: row by row from the south-west, n² flags.
  ///   - n: squares along a side.
  ///   - originE: easting of the block's south-west corner, metres.
  ///   - originN: northing of the same corner, metres.
  ///   - unit: side of a square, metres.
  /// - Returns: outer rings counter-clockwise, holes clockwise; squares that touch in a corner only are parts of their
  ///   own, so that the polygon is valid. Vertices stand at every lattice corner, so neighbours share them.
  public static func polygon(isOwned: [Bool], n: Int, originE: Double, originN: Double, unit: Double) -> MultiPolygon
  {
    var tracer = Tracer(isOwned: isOwned, n: n)
    let rings = tracer.rings().flatMap(simpleRings)
    var result = MultiPolygon()
    func place(_ corner: (column: Int, row: Int)) -> (Double, Double) {
      (originE + Double(corner.column) * unit, originN + Double(corner.row) * unit)
    }
    let outers = rings.filter { area($0) > 0 }
    var parts = outers.map { [$0] }
    for hole in rings where area(hole) < 0 {
      // Of nested outer rings, the innermost has the hole.
      let around = outers.indices.filter { contains(outers[$0], hole) }
      guard let owner = around.min(by: { area(outers[$0]) < area(outers[$1]) }) else { continue }
      parts[owner].append(hole)
    }
    for part in parts { result.addPart(part.map { $0.map(place) }) }
    return result
  }

  private typealias Corner = (column: Int, row: Int)

  /// Twice the signed area in squares.
  private static func area(_ ring: [Corner]) -> Int {
    var sum = 0
    for i in ring.indices {
      let (a, b) = (ring[i], ring[(i + 1) % ring.count])
      sum += a.column * b.row - b.column * a.row
    }
    return sum
  }

  /// Cuts a ring wherever it comes back to one of its corners: squares that touch in that corner only.
  private static func simpleRings(_ ring: [Corner]) -> [[Corner]] {
    var result: [[Corner]] = []
    var path: [Corner] = []
    for corner in ring {
      if let start = path.firstIndex(where: { $0 == corner }) {
        result.append(Array(path[start...]))
        path.removeSubrange(start...)
      }
      path.append(corner)
    }
    result.append(path)
    return result
  }

  /// Whether the outer ring contains the centre of the square just inside of the hole's southernmost corner.
  private static func contains(_ outer: [Corner], _ hole: [Corner]) -> Bool {
    // A hole is clockwise; its lowest, then westernmost corner has a removed square to its north-east.
    guard let corner = hole.min(by: { ($0.row, $0.column) < ($1.row, $1.column) }) else { return false }
    var isInside = false
    for i in outer.indices {
      let (a, b) = (outer[i], outer[(i + 1) % outer.count])
      // Vertical edges east of the centre, crossed by the ray to the east.
      if a.column == b.column, a.column > corner.column, min(a.row, b.row) <= corner.row,
        corner.row < max(a.row, b.row)
      {
        isInside.toggle()
      }
    }
    return isInside
  }

  /// Follows the borders between owned and other squares, owned to the left.
  private struct Tracer {
    let isOwned: [Bool]
    let n: Int
    /// Border steps not yet walked, by start corner and direction (0 east, 1 north, 2 west, 3 south).
    var steps: [Bool]

    init(isOwned: [Bool], n: Int) {
      (self.isOwned, self.n) = (isOwned, n)
      steps = [Bool](repeating: false, count: (n + 1) * (n + 1) * 4)
      for row in 0..<n {
        for column in 0..<n where owned(column, row) {
          if !owned(column, row - 1) { steps[index(column, row, 0)] = true }
          if !owned(column + 1, row) { steps[index(column + 1, row, 1)] = true }
          if !owned(column, row + 1) { steps[index(column + 1, row + 1, 2)] = true }
          if !owned(column - 1, row) { steps[index(column, row + 1, 3)] = true }
        }
      }
    }

    mutating func rings() -> [[Corner]] {
      var result: [[Corner]] = []
      for row in 0...n {
        for column in 0...n {
          for direction in 0..<4 where steps[index(column, row, direction)] {
            result.append(ring(from: (column, row), direction))
          }
        }
      }
      return result
    }

    /// Walks one ring, from step to step. Where two owned squares touch diagonally it turns right, along the squares
    /// that are not owned, so that a hole that touches the outer ring keeps a ring of its own.
    private mutating func ring(from start: Corner, _ firstDirection: Int) -> [Corner] {
      var corners: [Corner] = []
      var (corner, direction) = (start, firstDirection)
      repeat {
        corners.append(corner)
        steps[index(corner.column, corner.row, direction)] = false
        let move = [(1, 0), (0, 1), (-1, 0), (0, -1)][direction]
        corner = (corner.column + move.0, corner.row + move.1)
        let turns = [(direction + 3) % 4, direction, (direction + 1) % 4]
        guard let next = turns.first(where: { steps[index(corner.column, corner.row, $0)] }) else { break }
        direction = next
      } while true
      return corners
    }

    private func owned(_ column: Int, _ row: Int) -> Bool {
      column >= 0 && row >= 0 && column < n && row < n && isOwned[row * n + column]
    }

    private func index(_ column: Int, _ row: Int, _ direction: Int) -> Int {
      (row * (n + 1) + column) * 4 + direction
    }
  }
}

extension CellLattice {
  /// Whether a cell owns some squares of its own but not all, so that it has a ``remainder(_:)``.
  public func isPart(_ cell: Int) -> Bool {
    let n = Int(cells[cell].size) / max(1, unit)
    return ownedUnits[cell] > 0 && Int(ownedUnits[cell]) < n * n
  }

  /// The shape that a cell owns: nil for a whole square or a cell without any square of its own.
  public func remainder(_ cell: Int) -> MultiPolygon? {
    guard isPart(cell) else { return nil }
    let square = cells[cell]
    let n = Int(square.size) / max(1, unit)
    let (column, row) = (Self.floorDivide(square.e, Int32(unit)), Self.floorDivide(square.n, Int32(unit)))
    var isOwned = [Bool](repeating: false, count: n * n)
    for r in 0..<n {
      forEachSegment(row: row + r, columns: Int32(column)..<Int32(column + n)) { owner, start, end in
        guard owner == cell else { return }
        for c in Int(start)..<Int(end) { isOwned[r * n + c - column] = true }
      }
    }
    return RemainderOutline.polygon(
      isOwned: isOwned, n: n, originE: Double(square.e), originN: Double(square.n), unit: Double(unit))
  }
}
