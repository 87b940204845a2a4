/// The way from a point to its polygons, for many points together.
///
/// Each step of the way (block, cell, record, strip) needs memory that is in no cache, and the next step needs what is
/// there. So the steps are taken one after the other for a group of points, and the processor waits for many of them at
/// the same time: that halves the time of five million points in a country of 6,000 zones.
struct CellSearch: @unchecked Sendable {
  /// A point whose cell has a record.
  private struct Undecided {
    var place: Int
    var point: SIMD2<Double>
    var corner: SIMD2<Double>
    var record: UnsafePointer<UInt32>
  }

  /// Where a point's answer is: with its block, or with its cell of the block.
  private struct Way {
    var block: UnsafePointer<Int32>
    /// The point's cell in the band's first block with cells.
    var cells: UnsafePointer<Int32>

    /// A choice without a branch, which would have to guess what is not loaded yet.
    @inline(__always)
    var answer: UnsafePointer<Int32> {
      let number = Int(block.pointee) &- Int(CellBand.firstBlock)
      let isBlock = UInt(bitPattern: number &>> 63)
      let cell = UInt(bitPattern: cells) &+ UInt(bitPattern: number) &* UInt(4 * CellBand.cellsPerBlock)
      return UnsafePointer(bitPattern: UInt(bitPattern: block) & isBlock | cell & ~isBlock).unsafelyUnwrapped
    }
  }

  /// Points a group.
  private static let group = 128

  private let lattice: LocatorLattice
  private let bands: UnsafePointer<CellIndex.Band>
  private let vertices: UnsafePointer<SIMD2<Double>>
  private let west: Double
  private let south: Double
  private let east: Double
  private let north: Double
  /// What points outside the window find.
  private let nowhere = CellBand.nowhere

  init(lattice: LocatorLattice, bands: UnsafePointer<CellIndex.Band>, vertices: UnsafePointer<SIMD2<Double>>) {
    (self.lattice, self.bands, self.vertices) = (lattice, bands, vertices)
    (west, south) = (lattice.west(0), lattice.south(0))
    (east, north) = (lattice.west(lattice.columns), lattice.south(lattice.rows))
  }

  /// Writes the first polygon of each point of `range` to `first`; returns the further ones.
  func locate(
    _ x: UnsafeBufferPointer<Double>, _ y: UnsafeBufferPointer<Double>, _ range: Range<Int>,
    first: UnsafeMutableBufferPointer<Int32>
  ) -> [(point: Int32, polygon: Int32)] {
    var more: [(point: Int32, polygon: Int32)] = []
    withUnsafeTemporaryAllocation(of: Undecided.self, capacity: Self.group) { undecided in
      for start in stride(from: range.lowerBound, to: range.upperBound, by: Self.group) {
        let count = look(x, y, start..<min(start + Self.group, range.upperBound), first: first, undecided)
        // No record is empty, so these never end a group that has one; it keeps the loads.
        if count == 0 || touch(undecided, count) == 0 { continue }
        enterStrips(undecided, count)
        if touch(undecided, count) == 0 { continue }
        for i in 0..<count { first[undecided[i].place] = decide(undecided[i], &more) }
      }
    }
    return more
  }

  /// Answers what a cell can answer at once; gives the number of points that it cannot.
  @inline(__always)
  private func look(
    _ x: UnsafeBufferPointer<Double>, _ y: UnsafeBufferPointer<Double>, _ range: Range<Int>,
    first: UnsafeMutableBufferPointer<Int32>, _ undecided: UnsafeMutableBufferPointer<Undecided>
  ) -> Int {
    withUnsafeTemporaryAllocation(of: Way.self, capacity: Self.group) { ways in
      for i in range {
        let (px, py) = (x[i], y[i])
        // What is not a number is in no window.
        guard px >= west, px < east, py >= south, py < north else {
          ways[i - range.lowerBound] = Way(block: nowhere, cells: nowhere)
          continue
        }
        let cell = lattice.cell(SIMD2(px, py))
        let band = bands[cell.y &>> LocatorLattice.blockBits]
        let inBlock = cell & (LocatorLattice.blockSide - 1)
        ways[i - range.lowerBound] = Way(
          block: band.blocks + cell.x &>> LocatorLattice.blockBits,
          cells: band.cells + (inBlock.y &<< LocatorLattice.blockBits | inBlock.x))
      }
      for k in 0..<range.count { ways[k].cells = ways[k].answer }
      // No branch depends on what is loaded here, so that the loads of all points are under way together.
      var count = 0
      for i in range {
        let answer = ways[i - range.lowerBound].cells.pointee
        first[i] = answer
        undecided[count].place = i
        count &+= answer < CellBand.none ? 1 : 0
      }
      for k in 0..<count {
        let i = undecided[k].place
        let point = SIMD2(x[i], y[i])
        let cell = lattice.cell(point)
        undecided[k] = Undecided(
          place: i, point: point, corner: SIMD2(lattice.west(cell.x), lattice.south(cell.y)),
          record: bands[cell.y &>> LocatorLattice.blockBits].words + (-2 - Int(first[i])))
      }
      return count
    }
  }

  /// Reads the records, so that they are in a cache then. Gives the bits that are set in any word.
  ///
  /// Loads only, without a branch on what is not there yet: many wait for memory at the same time.
  @inline(__always)
  private func touch(_ undecided: UnsafeMutableBufferPointer<Undecided>, _ count: Int) -> UInt32 {
    var words: UInt32 = 0
    for i in 0..<count { words |= undecided[i].record[1] }
    for i in 0..<count {
      let record = undecided[i].record
      // A line of a cache holds sixteen words, most records a few lines; longer ones come by themselves.
      let last = Int(record[1]) &- 1
      words |= record[min(16, last)] | record[min(32, last)] | record[min(48, last)] | record[last]
    }
    return words
  }

  /// Goes on to the strip's record where a cell is cut into strips.
  @inline(__always)
  private func enterStrips(_ undecided: UnsafeMutableBufferPointer<Undecided>, _ count: Int) {
    for i in 0..<count {
      let record = undecided[i].record
      guard record[0] & (CellRecord.twoSides | CellRecord.strips) == CellRecord.strips else { continue }
      let strips = Int(record[0] & ~CellRecord.strips)
      let height = lattice.side / Double(strips)
      let (south, northing) = (undecided[i].corner.y, undecided[i].point.y)
      var strip = Int((northing - south) / height)
      // Exact lines decide where the difference or the quotient was rounded.
      if south + Double(strip) * height > northing { strip -= 1 }
      strip = min(max(strip, 0), strips - 1)
      undecided[i].corner.y = south + Double(strip) * height
      undecided[i].record = record + Int(record[CellRecord.items + strip])
    }
  }

  /// The first polygon of a cell's record that covers the point.
  @inline(__always)
  private func decide(_ undecided: Undecided, _ more: inout [(point: Int32, polygon: Int32)]) -> Int32 {
    let record = undecided.record
    guard record[0] & CellRecord.twoSides != 0 else { return decideAmongAll(undecided, &more) }
    let offset = RoundedChains.offset(of: undecided.point, from: undecided.corner)
    let count = Int(record[0] & ~CellRecord.twoSides)
    if let crossings = RoundedChains.crossings(
      record + CellRecord.sideChains, count: count, offset, side: Float(lattice.side))
    {
      let isInFirst = Int(record[2] & 1) ^ crossings != 0
      let head = isInFirst ? record[2] : record[3]
      return head == CellRecord.nobody ? -1 : Int32(truncatingIfNeeded: head >> 1)
    }
    return decideExactly(undecided, &more)
  }

  /// The first polygon of a cell's record that covers a point too near to the border for rounded coordinates; −1 for none.
  @inline(never)
  private func decideExactly(_ undecided: Undecided, _ more: inout [(point: Int32, polygon: Int32)]) -> Int32 {
    let test = CellTest(undecided.point, corner: undecided.corner, vertices: vertices)
    let record = undecided.record
    let count = Int(record[0] & ~CellRecord.twoSides)
    var found: Int32 = -1
    for head in [record[2], record[3]] where head != CellRecord.nobody {
      if test.isCovered(record + CellRecord.sideChains, chains: count, isInside: head & 1 != 0) {
        add(head, of: undecided, &found, &more)
      }
    }
    return found
  }

  /// Asks every polygon in a cell's record.
  @inline(never)
  private func decideAmongAll(_ undecided: Undecided, _ more: inout [(point: Int32, polygon: Int32)]) -> Int32 {
    let test = CellTest(undecided.point, corner: undecided.corner, vertices: vertices)
    let offset = RoundedChains.offset(of: undecided.point, from: undecided.corner)
    let side = Float(lattice.side)
    var found: Int32 = -1
    var item = undecided.record + CellRecord.items
    for _ in 0..<Int(undecided.record[0]) {
      let (chains, count) = (item + CellRecord.itemChains, Int(item[2]))
      var isCovered = item[0] & 1 != 0
      if let crossings = RoundedChains.crossings(chains, count: count, offset, side: side) {
        isCovered = isCovered != (crossings != 0)
      } else {
        isCovered = test.isCovered(chains, chains: count, isInside: isCovered)
      }
      if isCovered { add(item[0], of: undecided, &found, &more) }
      item += Int(item[1])
    }
    return found
  }

  /// Notes a polygon that covers the point.
  @inline(__always)
  private func add(
    _ head: UInt32, of undecided: Undecided, _ found: inout Int32, _ more: inout [(point: Int32, polygon: Int32)]
  ) {
    let polygon = Int32(truncatingIfNeeded: head >> 1)
    if found < 0 { found = polygon } else { more.append((Int32(truncatingIfNeeded: undecided.place), polygon)) }
  }
}
