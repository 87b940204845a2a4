import Parallel

/// The sizes of cells, and how far they reach.
struct CellReach: Sendable {
  /// The sizes that occur, ascending.
  private(set) var sizes: [Int32] = []
  /// The upper edge of the northernmost cell, metres.
  private(set) var north = Int.min
  /// Eastings of the westernmost and the easternmost corner, metres.
  private(set) var west = Int32.max
  private(set) var east = Int32.min

  /// That of these cells.
  init(_ cells: [Cell], threads: Int) throws {
    let parts = try Parallel.blocks(of: cells.count, threads: threads) { range in CellReach(cells[range]) }
    for part in parts {
      for size in part.sizes where !sizes.contains(size) { sizes.append(size) }
      north = max(north, part.north)
      (west, east) = (min(west, part.west), max(east, part.east))
    }
    sizes.sort()
  }

  private init(_ cells: ArraySlice<Cell>) {
    // Neighbours mostly have one size.
    var last: Int32?
    for cell in cells {
      if cell.size != last {
        last = cell.size
        if !sizes.contains(cell.size) { sizes.append(cell.size) }
      }
      north = max(north, Int(cell.n) + Int(cell.size))
      (west, east) = (min(west, cell.e), max(east, cell.e))
    }
  }
}
