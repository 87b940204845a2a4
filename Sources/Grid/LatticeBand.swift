import Core

/// Some rows of a lattice of cells of several sizes: runs of unit squares, each owned by the smallest cell that covers it.
///
/// Rows do not need each other, so bands of them are laid out side by side.
struct LatticeBand: Sendable {
  /// Where each row's segments start; one more at the end.
  private(set) var rowStarts: [Int]
  private(set) var segments = CellLattice.Segments()
  private let cells: [Cell]
  /// The cells that may reach into the rows.
  private let reach: Range<Int>
  private let unit: Int32
  /// Row of the first entry in `rowStarts`, counted from the origin.
  private let firstRow: Int

  /// Lays out some rows.
  ///
  /// - Parameters:
  ///   - rows: counted from the origin, in steps of the unit.
  ///   - cells: all cells, in canonical order.
  ///   - sizes: of the cells, ascending, metres.
  ///   - unit: side of the squares, metres; divides all sizes.
  init(_ rows: Range<Int>, of cells: [Cell], sizes: [Int32], unit: Int32) {
    (self.cells, self.unit, firstRow) = (cells, unit, rows.lowerBound)
    rowStarts = [Int](repeating: 0, count: rows.count + 1)
    // Cells ascend from south to north; the largest ones may begin below the band and reach into it.
    func place(ofRow row: Int) -> Int {
      cells.indices.partitionPoint { CellLattice.floorDivide(cells[$0].n, unit) >= row }
    }
    reach = place(ofRow: rows.lowerBound - Int((sizes.last ?? unit) / unit) + 1)..<place(ofRow: rows.upperBound)
    for size in sizes { layOut(size) }
  }

  /// Adds the cells of one size behind all smaller ones: they get what is still free.
  private mutating func layOut(_ size: Int32) {
    let span = Int(size / unit)
    let rowCount = rowStarts.count - 1
    func rows(of cell: Cell) -> Range<Int> {
      let row = CellLattice.floorDivide(cell.n, unit) - firstRow
      return (row..<row + span).clamped(to: 0..<rowCount)
    }
    // Cells by row: canonical order keeps them ascending by easting within one.
    var starts = [Int](repeating: 0, count: rowCount + 1)
    for cell in cells[reach] where cell.size == size {
      for row in rows(of: cell) { starts[row + 1] += 1 }
    }
    for row in 0..<rowCount { starts[row + 1] += starts[row] }
    var members = [Int32](repeating: 0, count: starts[rowCount])
    var places = starts
    for place in reach where cells[place].size == size {
      for row in rows(of: cells[place]) {
        members[places[row]] = Int32(truncatingIfNeeded: place)
        places[row] += 1
      }
    }
    var merged = CellLattice.Segments()
    merged.reserveCapacity(segments.starts.count + members.count)
    var mergedStarts = [0]
    mergedStarts.reserveCapacity(rowCount + 1)
    for row in 0..<rowCount {
      mergeRow(rowStarts[row]..<rowStarts[row + 1], members[starts[row]..<starts[row + 1]], into: &merged)
      mergedStarts.append(merged.starts.count)
    }
    segments = merged
    rowStarts = mergedStarts
  }

  /// Merges a row's finer segments with the free parts of its coarser cells; both ascend.
  private func mergeRow(_ fine: Range<Int>, _ coarse: ArraySlice<Int32>, into merged: inout CellLattice.Segments) {
    var next = fine.lowerBound
    // A finer segment may straddle two coarse cells where the sizes are no multiples of one another.
    var taken = Int32.min
    for owner in coarse {
      let cell = cells[Int(owner)]
      let start = Int32(CellLattice.floorDivide(cell.e, unit))
      let end = start + cell.size / unit
      var free = max(start, taken)
      while next < fine.upperBound, segments.starts[next] < end {
        if segments.starts[next] > free { merged.append(free, segments.starts[next], owner) }
        taken = segments.ends[next]
        free = max(free, taken)
        merged.append(segments.starts[next], segments.ends[next], segments.owners[next])
        next += 1
      }
      if free < end { merged.append(free, end, owner) }
    }
    while next < fine.upperBound {
      merged.append(segments.starts[next], segments.ends[next], segments.owners[next])
      next += 1
    }
  }
}
