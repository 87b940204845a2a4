/// Puts the traces of all polygons together, one band of rows after the other.
///
/// A block that no border touches lies wholly in a polygon or wholly outside, so its first row tells for all. Only blocks
/// with a border get cells, which are their answers as soon as the cells with a border have their records.
struct BandBuilder {
  /// A chain, or a piece of the list of what touches its cell.
  struct Mark {
    var head: UInt32
    var start: UInt32
    var count: UInt32
    /// The next mark of the same cell; the last one's is the first, so that the cell needs to know its last one only.
    var next: Int32
  }

  /// Cells side by side that a polygon covers wholly.
  private struct Run {
    var polygon: Int32
    /// In the band.
    var row: Int32
    var columns: Range<Int32>
  }

  private static let blockSide = LocatorLattice.blockSide
  private static let noCells = [Int32](repeating: CellBand.none, count: CellBand.cellsPerBlock)
  private static let noMarks = [Int32](repeating: -1, count: CellBand.cellsPerBlock)
  private static let noBorder: Int32 = -1

  private let lattice: LocatorLattice
  private let vertices: UnsafePointer<SIMD2<Double>>
  private let firstRow: Int
  /// The number of each block's cells; ``noBorder`` for one without a border.
  private var slots: [Int32]
  /// What covers a block without a border.
  private var covers: [Int32]
  /// Of each cell of blocks with a border.
  private var lastMarks: [Int32] = []
  private var marks: [Mark] = []
  private var runs: [Run] = []
  /// Those of one cell.
  private var together: [Mark] = []
  private var contents = RecordWriter.Contents()
  private var writer: RecordWriter
  private var lists = CoverLists()
  /// Its cells hold what covers each of them until ``finish()``.
  private var band = CellBand()
  /// Polygons that may share ground in a cell of the band.
  private(set) var ground = GroundSearch()

  /// - Parameters:
  ///   - vertices: of all polygons; they must stay until the band is finished.
  ///   - firstRow: the band's southern row, a multiple of 16.
  init(_ lattice: LocatorLattice, vertices: UnsafePointer<SIMD2<Double>>, firstRow: Int) {
    (self.lattice, self.vertices, self.firstRow) = (lattice, vertices, firstRow)
    writer = RecordWriter(vertices: vertices, side: lattice.side)
    let blocks = (lattice.columns + Self.blockSide - 1) / Self.blockSide
    slots = [Int32](repeating: Self.noBorder, count: blocks)
    covers = [Int32](repeating: CellBand.none, count: blocks)
  }

  /// Adds the polygon's rows in this band. Polygons come in ascending order.
  mutating func add(
    _ polygon: Int32, _ chains: ArraySlice<BorderTrace.Chain>, _ toggles: ArraySlice<BorderTrace.Toggle>
  ) {
    var toggle = toggles.startIndex
    var row: Int32 = -1
    var isInside = false
    var filled: Int32 = 0
    for chain in chains {
      if chain.row != row {
        // Behind the last border of a row nothing is inside.
        while toggle < toggles.endIndex, toggles[toggle].row < chain.row { toggle += 1 }
        (row, isInside, filled) = (chain.row, false, 0)
      }
      // The inside changes only behind a cell with a border, so all of these are at the columns already dealt with.
      while toggle < toggles.endIndex, toggles[toggle].row == row, toggles[toggle].column <= chain.column {
        isInside.toggle()
        toggle += 1
      }
      let rowInBand = row - Int32(truncatingIfNeeded: firstRow)
      if isInside, filled < chain.column {
        runs.append(Run(polygon: polygon, row: rowInBand, columns: filled..<chain.column))
      }
      filled = chain.column + 1
      mark(Int(rowInBand), Int(chain.column), UInt32(bitPattern: polygon) << 1 | (isInside ? 1 : 0), chain)
    }
  }

  private mutating func mark(_ row: Int, _ column: Int, _ head: UInt32, _ chain: BorderTrace.Chain) {
    let block = column / Self.blockSide
    if slots[block] == Self.noBorder {
      slots[block] = Int32(truncatingIfNeeded: band.cells.count / CellBand.cellsPerBlock)
      band.cells += Self.noCells
      lastMarks += Self.noMarks
    }
    let cell = Int(slots[block]) * CellBand.cellsPerBlock + row * Self.blockSide + column % Self.blockSide
    let place = Int32(truncatingIfNeeded: marks.count)
    let last = lastMarks[cell]
    var next = place
    if last >= 0 {
      next = marks[Int(last)].next
      marks[Int(last)].next = place
    }
    marks.append(Mark(head: head, start: chain.start, count: chain.count, next: next))
    lastMarks[cell] = place
  }

  /// The band's answers.
  mutating func finish() -> CellBand {
    for run in runs { fill(run) }
    band.blocks.reserveCapacity(slots.count)
    for block in slots.indices {
      if slots[block] == Self.noBorder {
        band.blocks.append(answer(of: covers[block]))
      } else {
        settle(block)
        band.blocks.append(CellBand.firstBlock + slots[block])
      }
    }
    band.words = writer.words
    return band
  }

  private mutating func fill(_ run: Run) {
    let row = Int(run.row)
    var column = Int(run.columns.lowerBound)
    let end = Int(run.columns.upperBound)
    while column < end {
      let block = column / Self.blockSide
      let next = min(end, (block + 1) * Self.blockSide)
      let slot = slots[block]
      if slot != Self.noBorder {
        let start = Int(slot) * CellBand.cellsPerBlock + row * Self.blockSide - block * Self.blockSide
        for cell in start + column..<start + next { band.cells[cell] = answer(band.cells[cell], and: run.polygon) }
      } else if row == 0 {
        covers[block] = answer(covers[block], and: run.polygon)
      }
      column = next
    }
  }

  private mutating func answer(_ before: Int32, and polygon: Int32) -> Int32 {
    before == CellBand.none ? polygon : lists.adding(polygon, to: before)
  }

  /// Gives the block's cells that cannot tell one polygon, or none, their records.
  private mutating func settle(_ block: Int) {
    let first = Int(slots[block]) * CellBand.cellsPerBlock
    for cell in first..<first + CellBand.cellsPerBlock {
      let (covering, last) = (band.cells[cell], lastMarks[cell])
      if last >= 0 {
        let place = cell - first
        let column = block * Self.blockSide + place % Self.blockSide
        let corner = SIMD2(lattice.west(column), lattice.south(firstRow + place / Self.blockSide))
        band.cells[cell] = record(last, covering, corner)
      } else if covering >= CoverLists.first {
        band.cells[cell] = answer(of: covering)
      }
    }
  }

  /// The answer for cells that no border touches.
  private mutating func answer(of covering: Int32) -> Int32 {
    if covering < CoverLists.first { return covering }
    let before = writer.words.count
    let record = lists.record(of: covering, in: &writer)
    if writer.words.count > before { ground.addAll(of: lists.polygons(of: covering)) }
    return record
  }

  /// The answer for a cell with marks up to `last`, which others may cover besides.
  private mutating func record(_ last: Int32, _ covering: Int32, _ corner: SIMD2<Double>) -> Int32 {
    together.removeAll(keepingCapacity: true)
    var place = last
    repeat {
      place = marks[Int(place)].next
      together.append(marks[Int(place)])
    } while place != last
    contents.removeAll()
    if covering != CellBand.none || !describeSides() {
      describeItems(lists.polygons(of: covering), corner)
    }
    return CellBand.record(at: writer.append(contents, corner: corner))
  }

  /// More chains are not compared with each other.
  private static let mostChains = 16

  /// Describes a cell with the border of one polygon, or with that which two polygons share; false for any other cell.
  private mutating func describeSides() -> Bool {
    guard together.count <= Self.mostChains else { return false }
    let first = together[0].head
    let middle = together.firstIndex { $0.head != first } ?? together.count
    var second = CellRecord.nobody
    if middle < together.count {
      // Where the corner is inside one of them, so is any place that is not on the border inside either the one or the other.
      second = together[middle].head
      guard 2 * middle == together.count, second == together[together.count - 1].head,
        first >> 1 != second >> 1, first & 1 != second & 1, areShared(middle)
      else { return false }
    }
    describe(0..<middle)
    contents.other = second
    return true
  }

  /// Whether each chain before `middle` is one behind it, run through in the opposite direction.
  private mutating func areShared(_ middle: Int) -> Bool {
    for place in 0..<middle {
      let chain = together[place]
      let match = (middle + place..<together.count).first { other in
        together[other].count == chain.count && areOpposite(chain.start, together[other].start, edges: chain.count)
      }
      guard let match else { return false }
      // Each has one of its own.
      together.swapAt(match, middle + place)
    }
    return true
  }

  private func areOpposite(_ a: UInt32, _ b: UInt32, edges: UInt32) -> Bool {
    let (first, last) = (vertices + Int(a), vertices + (Int(b) + Int(edges)))
    for i in 0...Int(edges) where first[i] != last[-i] { return false }
    return true
  }

  /// Describes a cell in which borders meet that no two polygons share, or that is in others besides.
  private mutating func describeItems(_ covers: [Int32], _ corner: SIMD2<Double>) {
    ground.begin(covers)
    for mark in together { ground.add(mark.head, start: mark.start, edges: mark.count, vertices) }
    if !ground.isCleared, !isHalved(corner) { ground.addAll() }
    var covers = covers[...]
    var next = 0
    while next < together.count {
      let head = together[next].head
      let end = together[next...].firstIndex { $0.head != head } ?? together.count
      while let cover = covers.first, UInt32(bitPattern: cover) < head >> 1 {
        contents.items.append(RecordWriter.Item(covering: cover))
        covers.removeFirst()
      }
      describe(next..<end)
      next = end
    }
    for cover in covers { contents.items.append(RecordWriter.Item(covering: cover)) }
  }

  /// Whether a border that no polygons share goes through the cell, with one polygon on one side and none on the other.
  private func isHalved(_ corner: SIMD2<Double>) -> Bool {
    guard ground.cornerCount <= 1, together.reduce(0, { $0 + Int($1.count) }) <= LoneBorder.mostEdges else {
      return false
    }
    let edges = together.flatMap { mark in
      (Int(mark.start)..<Int(mark.start) + Int(mark.count)).map {
        LoneBorder.Edge(a: vertices[$0], b: vertices[$0 + 1])
      }
    }
    guard let border = LoneBorder(edges, corner: corner, lattice) else { return false }
    return border.leavesOne(count: ground.cornerCount, corner: corner, side: lattice.side, vertices: vertices)
  }

  /// Adds an item with those of the cell's marks, all of one polygon.
  private mutating func describe(_ range: Range<Int>) {
    let first = contents.chains.count
    for mark in together[range] { contents.chains.append(RecordWriter.Chain(start: mark.start, count: mark.count)) }
    contents.items.append(
      RecordWriter.Item(head: together[range.lowerBound].head, chains: first..<contents.chains.count))
  }
}
