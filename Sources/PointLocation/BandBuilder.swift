/// Puts the traces of all polygons together, one band of rows after the other.
struct BandBuilder {
  /// A chain, or a piece of the list of what touches its cell.
  struct Mark {
    var head: UInt32
    var start: UInt32
    var count: UInt32
    /// The next mark of the same cell; the last one's is the first, so that the cell needs to know its last one only.
    var next: Int32
  }

  private let lattice: LocatorLattice
  private let vertices: UnsafePointer<SIMD2<Double>>
  private let columns: Int
  private let blockColumns: Int
  private let firstRow: Int
  private var answers: [Int32]
  private var lastMarks: [Int32]
  private var marks: [Mark] = []
  /// Those of one cell.
  private var together: [Mark] = []
  private var lists = CoverLists()
  private var band = CellBand()
  /// Polygons that may share ground in a cell of the band.
  private(set) var ground = GroundSearch()

  /// - Parameters:
  ///   - vertices: of all polygons; they must stay until the band is finished.
  ///   - firstRow: the band's southern row, a multiple of 16.
  init(_ lattice: LocatorLattice, vertices: UnsafePointer<SIMD2<Double>>, firstRow: Int) {
    self.lattice = lattice
    self.vertices = vertices
    blockColumns = (lattice.columns + LocatorLattice.blockSide - 1) / LocatorLattice.blockSide
    self.columns = blockColumns * LocatorLattice.blockSide
    self.firstRow = firstRow
    answers = [Int32](repeating: CellBand.none, count: self.columns * LocatorLattice.blockSide)
    lastMarks = [Int32](repeating: -1, count: answers.count)
  }

  /// Adds the polygon's rows in this band. Polygons come in ascending order.
  mutating func add(
    _ polygon: Int32, _ chains: ArraySlice<BorderTrace.Chain>, _ toggles: ArraySlice<BorderTrace.Toggle>
  ) {
    var chain = chains.startIndex
    var toggle = toggles.startIndex
    while chain < chains.endIndex {
      let row = chains[chain].row
      var (chainEnd, toggleEnd) = (chain, toggle)
      while chainEnd < chains.endIndex, chains[chainEnd].row == row { chainEnd += 1 }
      while toggleEnd < toggles.endIndex, toggles[toggleEnd].row == row { toggleEnd += 1 }
      addRow(
        polygon, at: (Int(row) - firstRow) * columns, chains[chain..<chainEnd], toggles[toggle..<toggleEnd])
      (chain, toggle) = (chainEnd, toggleEnd)
    }
  }

  /// One row: cells with a border get marks, those between them that are inside get the polygon.
  private mutating func addRow(
    _ polygon: Int32, at base: Int, _ chains: ArraySlice<BorderTrace.Chain>, _ toggles: ArraySlice<BorderTrace.Toggle>
  ) {
    var toggle = toggles.startIndex
    var isInside = false
    var filled = 0
    for chain in chains {
      // The inside changes only behind a cell with a border, so all of these are at the columns already dealt with.
      while toggle < toggles.endIndex, toggles[toggle].column <= chain.column {
        isInside.toggle()
        toggle += 1
      }
      let column = Int(chain.column)
      if isInside { fill(base, filled, column, polygon) }
      filled = column + 1
      mark(base + column, UInt32(bitPattern: polygon) << 1 | (isInside ? 1 : 0), chain)
    }
  }

  private mutating func mark(_ cell: Int, _ head: UInt32, _ chain: BorderTrace.Chain) {
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

  private mutating func fill(_ base: Int, _ first: Int, _ end: Int, _ polygon: Int32) {
    guard first < end else { return }
    for cell in base + first..<base + end {
      let before = answers[cell]
      answers[cell] = before == CellBand.none ? polygon : lists.adding(polygon, to: before)
    }
  }

  /// The band's answers.
  mutating func finish() -> CellBand {
    var cells = [Int32](repeating: CellBand.none, count: CellBand.cellsPerBlock)
    band.blocks.reserveCapacity(blockColumns)
    for block in 0..<blockColumns {
      let first = block * LocatorLattice.blockSide
      for row in 0..<LocatorLattice.blockSide {
        for column in 0..<LocatorLattice.blockSide {
          let cell = row * columns + first + column
          cells[row * LocatorLattice.blockSide + column] = answer(cell)
        }
      }
      if cells.allSatisfy({ $0 == cells[0] }) {
        band.blocks.append(cells[0])
      } else {
        band.blocks.append(
          CellBand.firstBlock + Int32(truncatingIfNeeded: band.cells.count / CellBand.cellsPerBlock))
        band.cells += cells
      }
    }
    return band
  }

  private mutating func answer(_ cell: Int) -> Int32 {
    let covering = answers[cell]
    let last = lastMarks[cell]
    if last < 0 {
      if covering < CoverLists.first { return covering }
      let before = band.words.count
      let record = lists.record(of: covering, in: &band.words)
      if band.words.count > before { ground.addAll(of: lists.polygons(of: covering)) }
      return record
    }
    let place = band.words.count
    if covering == CellBand.none, appendChains(cell, last) { return CellBand.record(at: place) }
    searchGround(last, lists.polygons(of: covering))
    band.words.append(0)
    var items: UInt32 = 0
    var covers = lists.polygons(of: covering)[...]
    var mark = marks[Int(last)].next
    var isLast = false
    var chainCountPlace = 0
    var head = UInt32.max
    while !isLast {
      isLast = mark == last
      let entry = marks[Int(mark)]
      if entry.head != head {
        while let cover = covers.first, UInt32(bitPattern: cover) < entry.head >> 1 {
          addCover(cover)
          items += 1
          covers.removeFirst()
        }
        head = entry.head
        band.words.append(head)
        chainCountPlace = band.words.count
        band.words.append(0)
        items += 1
      }
      band.words[chainCountPlace] += 1
      band.words.append(entry.start)
      band.words.append(entry.count)
      mark = entry.next
    }
    for cover in covers {
      addCover(cover)
      items += 1
    }
    band.words[place] = items
    return CellBand.record(at: place)
  }

  /// Whether polygons share ground in a cell with those marks and those covers.
  private mutating func searchGround(_ last: Int32, _ covers: [Int32]) {
    ground.begin(covers)
    var place = last
    repeat {
      place = marks[Int(place)].next
      let mark = marks[Int(place)]
      ground.add(mark.head, start: mark.start, edges: mark.count, vertices)
    } while place != last
    ground.end()
  }

  /// More chains are not compared with each other.
  private static let mostChains = 16

  /// Adds the record of a cell with the border of one polygon, or with that which two polygons share; false for any other
  /// cell.
  private mutating func appendChains(_ cell: Int, _ last: Int32) -> Bool {
    together.removeAll(keepingCapacity: true)
    var place = last
    repeat {
      place = marks[Int(place)].next
      let mark = marks[Int(place)]
      guard together.count < Self.mostChains, mark.count > 0 else { return false }
      together.append(mark)
    } while place != last
    let first = together[0].head
    let middle = together.firstIndex { $0.head != first } ?? together.count
    var second = ChainRecord.nobody
    if middle < together.count {
      // Where the corner is inside one of them, so is any place that is not on the border inside either the one or the other.
      second = together[middle].head
      guard 2 * middle == together.count, second == together[together.count - 1].head,
        first >> 1 != second >> 1, first & 1 != second & 1, areShared(middle)
      else { return false }
    }
    let corner = SIMD2(lattice.west(cell % columns), lattice.south(firstRow + cell / columns))
    ChainRecord.append(
      first, second, together[..<middle], vertices: vertices, corner: corner, to: &band.words)
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

  private mutating func addCover(_ polygon: Int32) {
    band.words.append(UInt32(bitPattern: polygon) << 1 | 1)
    band.words.append(0)
  }
}
