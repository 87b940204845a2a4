import Core
import Parallel

/// A set of cells laid out on rows of unit squares, each square owned by the smallest cell that covers it.
///
/// The unit is the greatest common divisor of the cells' sizes: 250 m for the usual mix of 250 m and 1000 m. A coarse
/// cell owns only what its finer cells leave, its *remainder*, so that every computation on unit squares treats
/// mixed grids exactly and never as parent and parts.
public struct CellLattice: Sendable {
  /// Side of the unit squares, metres; 0 without cells.
  public let unit: Int
  /// The cells, in canonical order, without duplicates.
  public let cells: [Cell]
  /// Sides of the cells, metres, ascending, each once.
  public let sizes: [Int32]
  /// Unit squares that each cell owns; 0 where finer cells cover a cell altogether.
  public private(set) var ownedUnits: [Int32]

  /// Row of the first entry in `rowStarts`.
  private let firstRow: Int
  /// Where each row's segments start; one more at the end.
  private var rowStarts: [Int]
  private var segments: Segments

  /// Runs of unit squares with one owner, ascending within a row.
  struct Segments: Sendable {
    var starts: [Int32] = []
    var ends: [Int32] = []
    var owners: [Int32] = []

    mutating func reserveCapacity(_ count: Int) {
      starts.reserveCapacity(count)
      ends.reserveCapacity(count)
      owners.reserveCapacity(count)
    }

    mutating func append(_ start: Int32, _ end: Int32, _ owner: Int32) {
      starts.append(start)
      ends.append(end)
      owners.append(owner)
    }
  }

  /// Most unit squares along a side of a cell; beyond it the sizes hardly belong to one delivery.
  static let maximumUnitsPerSide: Int32 = 100
  /// Most rows of unit squares from the southernmost cell to the northernmost: all of Sweden in squares of 1 m has half
  /// as many. A stray corner must not cost a row's memory for each step towards it.
  static let maximumRows = 1 << 22

  /// Lays out `cells`, which must ascend strictly and lie on the lattices of their sizes.
  ///
  /// - Parameters:
  ///   - cells: the cells.
  ///   - threads: workers.
  ///   - listsSquares: false where squares will hardly be looked up: cells of one size are their own squares, and a list of
  ///     these, a third of the table's memory, is left out. Look-ups then say the same, slower.
  /// - Throws: ``Failure`` (bad data) where the sizes have no reasonable common unit (such as 250 m and 999 m), or the
  ///   cells lie too far apart for it.
  public init(_ cells: [Cell], threads: Int = 1, listsSquares: Bool = true) throws {
    self.cells = cells
    ownedUnits = []
    segments = Segments()
    let reach = try CellReach(cells, threads: threads)
    let sizes = reach.sizes
    self.sizes = sizes
    let unit = sizes.reduce(0) { Self.greatestCommonDivisor($0, $1) }
    self.unit = Int(unit)
    guard let smallest = cells.first, let largest = sizes.last, unit > 0 else {
      firstRow = 0
      rowStarts = [0]
      return
    }
    guard largest / unit <= Self.maximumUnitsPerSide else {
      throw Failure(
        .badData, "cells of \(sizes.map { "\($0)" }.joined(separator: ", ")) m do not fit one lattice",
        expected: "sizes that are multiples of one another, such as 250 and 1000")
    }
    let bottom = Self.floorDivide(smallest.n, unit)
    // The unit divides every size, so the row above a cell is that of its upper edge; dividing once is enough.
    let top = max(bottom, Self.floorDivide(reach.north, Int(unit)))
    let columns = Int(Int32.min / 2)...Int(Int32.max / 2)
    guard top - bottom <= Self.maximumRows,
      columns.contains(Self.floorDivide(reach.west, unit)), columns.contains(Self.floorDivide(reach.east, unit))
    else {
      throw Failure(
        .badData, "the cells lie too far apart for their common unit of \(unit) m",
        expected: "at most \(Self.maximumRows) rows of such squares from south to north")
    }
    firstRow = bottom
    rowStarts = [Int](repeating: 0, count: top - bottom + 1)
    if sizes.count == 1 {
      try layOutSingleSquares(threads: threads, listsSquares: listsSquares)
      return
    }
    try layOutBands(sizes: sizes, threads: threads)
  }

  /// The area that a cell owns, square metres: its square less its finer cells.
  public func ownedAreaSquareMetres(_ cell: Int) -> Double { Double(ownedUnits[cell]) * Double(unit) * Double(unit) }

  /// The area that each cell owns, square metres.
  public func ownedAreasSquareMetres(threads: Int) throws -> [Double] {
    try filledColumn(count: ownedUnits.count, threads: threads) { range, areas in
      for cell in range { areas[cell - range.lowerBound] = ownedAreaSquareMetres(cell) }
    }
  }

  /// The place of a cell in ``cells``; nil when it is not among them.
  public func place(of cell: Cell) -> Int? {
    let index = cells.indices.partitionPoint { cells[$0] >= cell }
    return index < cells.count && cells[index] == cell ? index : nil
  }

  /// Calls `body` with (owner, number of squares) for each owned run of unit squares in `columns` of `row`, from west to
  /// east.
  ///
  /// For a caller who asks for runs row by row from west to east: `place` is where the last answer began, 0 at first, so that
  /// the next one need not be looked for in the whole row.
  @inline(__always)
  public func forEachOwner(
    row: Int, columns: Range<Int32>, near place: inout Int, _ body: (_ owner: Int, _ squares: Int32) -> Void
  ) {
    let index = row - firstRow
    guard index >= 0, index + 1 < rowStarts.count else { return }
    let (rowStart, rowEnd) = (rowStarts[index], rowStarts[index + 1])
    segments.starts.withUnsafeBufferPointer { starts in
      segments.ends.withUnsafeBufferPointer { ends in
        segments.owners.withUnsafeBufferPointer { owners in
          var (low, high) = (rowStart, rowEnd)
          if place > rowStart, place <= rowEnd, ends[place - 1] <= columns.lowerBound {
            low = place
            // Ever longer steps, until one goes beyond the start of the range.
            var step = 1
            while low + step <= rowEnd, ends[low + step - 1] <= columns.lowerBound {
              low += step
              step *= 2
            }
            high = min(rowEnd, low + step)
          }
          low = (low..<high).partitionPoint { ends[$0] > columns.lowerBound }
          place = low
          while low < rowEnd, starts[low] < columns.upperBound {
            body(Int(owners[low]), min(ends[low], columns.upperBound) - max(starts[low], columns.lowerBound))
            low += 1
          }
        }
      }
    }
  }

  /// Calls `body` with (owner, start, end) for each owned run of unit squares in `columns` of `row`.
  public func forEachSegment(row: Int, columns: Range<Int32>, _ body: (Int, Int32, Int32) -> Void) {
    let index = row - firstRow
    guard index >= 0, index + 1 < rowStarts.count else { return }
    if segments.owners.isEmpty { return forEachSquare(rowStarts[index]..<rowStarts[index + 1], columns, body) }
    // First segment that ends beyond the start of the range.
    let rowEnd = rowStarts[index + 1]
    var low = (rowStarts[index]..<rowEnd).partitionPoint { segments.ends[$0] > columns.lowerBound }
    while low < rowEnd, segments.starts[low] < columns.upperBound {
      body(
        Int(segments.owners[low]), max(segments.starts[low], columns.lowerBound),
        min(segments.ends[low], columns.upperBound))
      low += 1
    }
  }

  /// Calls `body` with (owner, start, end) for each square in `columns` of a row of cells, of a lattice that does not list squares:
  /// its cells are all of one size, and are the squares.
  private func forEachSquare(_ row: Range<Int>, _ columns: Range<Int32>, _ body: (Int, Int32, Int32) -> Void) {
    let size = Int32(unit)
    var low = row.partitionPoint { cells[$0].column >= columns.lowerBound }
    while low < row.upperBound {
      let column = Int32(truncatingIfNeeded: Self.floorDivide(cells[low].e, size))
      if column >= columns.upperBound { return }
      body(low, column, column &+ 1)
      low += 1
    }
  }

  /// Lays out cells of several sizes.
  private mutating func layOutBands(sizes: [Int32], threads: Int) throws {
    let (cells, unit, firstRow, end) = (cells, Int32(self.unit), firstRow, firstRow + rowStarts.count - 1)
    let bands = try Parallel.blocks(of: end - firstRow, block: Self.bandHeight, threads: threads) { rows in
      LatticeBand(firstRow + rows.lowerBound..<firstRow + rows.upperBound, of: cells, sizes: sizes, unit: unit)
    }
    var cuts: [Range<Int>] = []
    var (row, count) = (0, 0)
    for band in bands {
      for start in band.rowStarts.dropLast() {
        rowStarts[row] = count + start
        row += 1
      }
      cuts.append(count..<count + band.segments.starts.count)
      count += band.segments.starts.count
    }
    rowStarts[row] = count
    func joined(_ column: @Sendable (Segments) -> [Int32]) throws -> [Int32] {
      try filledColumn(count: count, cuts: cuts, threads: threads) { place, _, joined in
        _ = joined.initialize(fromContentsOf: column(bands[place].segments))
      }
    }
    segments.starts = try joined(\.starts)
    segments.ends = try joined(\.ends)
    segments.owners = try joined(\.owners)
    ownedUnits = [Int32](repeating: 0, count: cells.count)
    for i in segments.owners.indices {
      ownedUnits[Int(segments.owners[i])] += segments.ends[i] - segments.starts[i]
    }
  }

  /// Rows that are laid out at a time: many more than a coarse cell has.
  private static let bandHeight = 128

  /// Lays out cells of one size: each is one unit square, and their order is that of the squares.
  private mutating func layOutSingleSquares(threads: Int, listsSquares: Bool) throws {
    let (cells, unit) = (cells, Int32(self.unit))
    // A row starts at the first cell that lies as far north.
    for row in rowStarts.indices {
      rowStarts[row] = ((row == 0 ? 0 : rowStarts[row - 1])..<cells.count).partitionPoint {
        Self.floorDivide(cells[$0].n, unit) >= firstRow + row
      }
    }
    ownedUnits = try filledColumn(count: cells.count, threads: threads) { _, owned in owned.initialize(repeating: 1) }
    if !listsSquares { return }
    segments.starts = try filledColumn(count: cells.count, threads: threads) { range, starts in
      for place in range {
        starts[place - range.lowerBound] = Int32(truncatingIfNeeded: Self.floorDivide(cells[place].e, unit))
      }
    }
    let starts = segments.starts
    segments.ends = try filledColumn(count: cells.count, threads: threads) { range, ends in
      for place in range { ends[place - range.lowerBound] = starts[place] &+ 1 }
    }
    segments.owners = try filledColumn(count: cells.count, threads: threads) { range, owners in
      for place in range { owners[place - range.lowerBound] = Int32(truncatingIfNeeded: place) }
    }
  }

  static func greatestCommonDivisor(_ a: Int32, _ b: Int32) -> Int32 {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }

  static func floorDivide(_ value: Int32, _ divisor: Int32) -> Int {
    let quotient = value / divisor
    return Int(value % divisor < 0 ? quotient - 1 : quotient)
  }

  private static func floorDivide(_ value: Int, _ divisor: Int) -> Int {
    let quotient = value / divisor
    return value % divisor < 0 ? quotient - 1 : quotient
  }
}
