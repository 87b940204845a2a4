import Core
import Parallel

extension CellLattice {
  /// Pairs of cells whose grounds touch: in an edge, or with `corners` in a corner too.
  ///
  /// Grounds are true shapes: a coarse cell is what its finer ones leave, so that it touches those that lie in it, and a cell
  /// without ground of its own touches nobody.
  ///
  /// - Returns: each pair once, the place of the first cell in the upper 32 bits and that of the second, which is greater, in
  ///   the lower ones; ascending.
  package func contacts(corners: Bool, threads: Int) throws -> [UInt64] {
    guard unit > 0, let first = cells.first else { return [] }
    let side = Int32(unit)
    let bottom = Self.floorDivide(first.n, side)
    let top = cells.reduce(bottom) { max($0, Self.floorDivide($1.n, side) + Int($1.size / side)) }
    let parts = try Parallel.blocks(of: top - bottom, block: 128, threads: threads) { rows in
      var row = UnitRow(self, bottom + rows.lowerBound)
      var pairs: [UInt64] = []
      for index in rows {
        row.addContacts(to: &pairs)
        let above = UnitRow(self, bottom + index + 1)
        row.addContacts(with: above, corners: corners, to: &pairs)
        row = above
      }
      return pairs
    }
    var pairs: [UInt64] = []
    pairs.reserveCapacity(parts.reduce(0) { $0 + $1.count })
    for part in parts { pairs += part }
    var spare: [UInt64] = []
    radixSort(&pairs, spare: &spare)
    // Coarse cells meet the same neighbour in several squares.
    var count = 0
    for pair in pairs where count == 0 || pairs[count - 1] != pair {
      pairs[count] = pair
      count += 1
    }
    pairs.removeLast(pairs.count - count)
    return pairs
  }

  /// The middle of the ground that a cell owns, metres; of a whole square its centre, without ground that of its square.
  package func centre(_ cell: Int) -> (e: Double, n: Double) {
    let square = cells[cell]
    let half = Double(square.size) / 2
    let middle = (e: Double(square.e) + half, n: Double(square.n) + half)
    guard isPart(cell) else { return middle }
    let (side, squares) = (Int32(unit), square.size / Int32(unit))
    let (column, row) = (Self.floorDivide(square.e, side), Self.floorDivide(square.n, side))
    let columns = Int32(column)..<Int32(column) + squares
    // Twice the sums of the squares' middles, in squares from the corner: whole numbers.
    var (east, north, count) = (0, 0, 0)
    for up in 0..<Int(squares) {
      forEachSegment(row: row + up, columns: columns) { owner, start, end in
        guard owner == cell else { return }
        let length = Int(end - start)
        east += (Int(start) + Int(end) - 2 * column) * length
        north += (2 * up + 1) * length
        count += length
      }
    }
    guard count > 0 else { return middle }
    let scale = Double(unit) / Double(2 * count)
    return (Double(square.e) + Double(east) * scale, Double(square.n) + Double(north) * scale)
  }
}

/// The runs of unit squares of one row and their owners, from west to east.
private struct UnitRow {
  private var runs: [(start: Int32, end: Int32, owner: Int)] = []

  init(_ lattice: CellLattice, _ row: Int) {
    lattice.forEachSegment(row: row, columns: Int32.min..<Int32.max) { owner, start, end in
      runs.append((start, end, owner))
    }
  }

  /// Of neighbours in the row.
  func addContacts(to pairs: inout [UInt64]) {
    for (west, east) in zip(runs, runs.dropFirst()) where west.end == east.start {
      Self.add(west.owner, east.owner, to: &pairs)
    }
  }

  /// Of neighbours in this row and the one above it.
  func addContacts(with above: UnitRow, corners: Bool, to pairs: inout [UInt64]) {
    // Runs that only meet in a corner end where the other starts.
    let reach: Int32 = corners ? 1 : 0
    var first = 0
    for run in runs {
      while first < above.runs.count, above.runs[first].end &+ reach <= run.start { first += 1 }
      var next = first
      while next < above.runs.count, above.runs[next].start < run.end &+ reach {
        Self.add(run.owner, above.runs[next].owner, to: &pairs)
        next += 1
      }
    }
  }

  private static func add(_ a: Int, _ b: Int, to pairs: inout [UInt64]) {
    if a != b { pairs.append(UInt64(min(a, b)) << 32 | UInt64(max(a, b))) }
  }
}
