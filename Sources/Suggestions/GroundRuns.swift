import Grid

/// The ground of some cells of a lattice: runs of unit squares, row by row from the south, from west to east. Runs that touch
/// in a row are one.
struct GroundRuns: Sendable {
  /// The first square of each run, and the one after its last.
  private(set) var starts: [Int32] = []
  private(set) var ends: [Int32] = []
  /// The lattice's row of each run.
  private(set) var rows: [Int32] = []
  /// Where each row's runs begin, from ``firstRow`` on; one more at the end.
  private(set) var rowStarts: [Int] = [0]
  /// The lattice's row of the first entry of ``rowStarts``.
  let firstRow: Int
  /// The runs that hold ground of each cell: (cell, run), once for each piece of a row.
  private(set) var holders: [(cell: Int32, run: Int32)] = []

  /// The ground of the cells that are chosen; `isChosen` has an entry a cell.
  init(of lattice: CellLattice, where isChosen: [Bool]) {
    firstRow = lattice.rows.lowerBound
    for row in lattice.rows {
      let first = starts.count
      lattice.forEachSegment(row: row, columns: Int32.min..<Int32.max) { owner, start, end in
        guard isChosen[owner] else { return }
        if starts.count > first, ends[ends.count - 1] == start {
          ends[ends.count - 1] = end
        } else {
          starts.append(start)
          ends.append(end)
          rows.append(Int32(row))
        }
        holders.append((Int32(owner), Int32(starts.count - 1)))
      }
      rowStarts.append(starts.count)
    }
  }

  /// Number of runs.
  var count: Int { starts.count }

  /// The runs of a row of the lattice; none outside of it.
  func runs(inRow row: Int) -> Range<Int> {
    let index = row - firstRow
    return index >= 0 && index + 1 < rowStarts.count ? rowStarts[index]..<rowStarts[index + 1] : 0..<0
  }

  /// Calls `body` with each pair of runs of two rows that lie at most `gap` squares apart in a row's direction: 0 for runs that
  /// touch or share columns, −1 for those that share columns.
  func forEachPair(_ below: Range<Int>, _ above: Range<Int>, gap: Int32, _ body: (Int, Int) -> Void) {
    var low = below.lowerBound
    for run in above {
      while low < below.upperBound, ends[low] + gap < starts[run] { low += 1 }
      var other = low
      while other < below.upperBound, starts[other] <= ends[run] + gap {
        body(other, run)
        other += 1
      }
    }
  }

  /// What belongs together by edges alone: the pieces that are one polygon each.
  func pieces() -> DisjointSets {
    var sets = DisjointSets(count: count)
    for row in firstRow..<firstRow + rowStarts.count {
      forEachPair(runs(inRow: row), runs(inRow: row + 1), gap: -1) { sets.join($0, $1) }
    }
    return sets
  }
}
