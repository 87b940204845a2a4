import Geometry

/// Which cells the borders of some consecutive polygons touch, and where the inside changes along the cells' corners.
struct BorderTrace: Sendable {
  /// Consecutive edges of one ring that touch a cell. Edge i runs from vertex i to vertex i + 1.
  struct Chain: RowSorted {
    var row: Int32
    var column: Int32
    /// The first edge's first vertex in the store.
    var start: UInt32
    /// Edges.
    var count: UInt32

    /// Chains of one cell in the order of their edges.
    var order: UInt64 { UInt64(UInt32(bitPattern: column)) << 32 | UInt64(start) }
  }

  /// In that row, the south-west corners of all cells from `column` on change between inside and outside.
  struct Toggle: RowSorted {
    var row: Int32
    var column: Int32

    var order: UInt64 { UInt64(UInt32(bitPattern: column)) }
  }

  /// Sorted by row and column within each polygon.
  private(set) var chains: [Chain] = []
  private(set) var toggles: [Toggle] = []
  /// Where each polygon's end.
  private(set) var chainEnds: [Int] = []
  private(set) var toggleEnds: [Int] = []

  private let lattice: LocatorLattice
  private var sorter = RowSort()

  init(_ lattice: LocatorLattice) { self.lattice = lattice }

  /// Adds a polygon; its vertices go to `store` from place `first` on, in the direction that has the polygon to the left.
  mutating func add(_ polygon: MultiPolygon, to store: VertexStore, at first: Int) {
    let (firstChain, firstToggle) = (chains.count, toggles.count)
    let vertices = store.vertices + first
    var start = 0
    for (end, isLeft) in zip(polygon.ringEnds, polygon.interiorIsLeft) {
      polygon.x.withUnsafeBufferPointer { x in
        polygon.y.withUnsafeBufferPointer { y in
          if isLeft {
            for i in start..<end { vertices[i] = SIMD2(x[i], y[i]) }
          } else {
            for i in start..<end { vertices[start + end - 1 - i] = SIMD2(x[i], y[i]) }
          }
        }
      }
      trace(vertices, start..<end, offset: first)
      start = end
    }
    sorter.sort(&chains, from: firstChain)
    sorter.sort(&toggles, from: firstToggle)
    chainEnds.append(chains.count)
    toggleEnds.append(toggles.count)
  }

  private mutating func trace(_ vertices: UnsafeMutablePointer<SIMD2<Double>>, _ ring: Range<Int>, offset: Int) {
    guard ring.count >= 2 else { return }
    var a = vertices[ring.lowerBound]
    var cell = lattice.cell(a)
    var south = lattice.south(cell.y)
    var open = begin(cell.y, cell.x, offset + ring.lowerBound, edges: 0)
    // The open chain's edges.
    var edges: UInt32 = 0
    for i in ring.lowerBound..<ring.upperBound - 1 {
      let b = vertices[i + 1]
      let next = lattice.cell(b)
      edges += 1
      if next == cell {
        if a.y == south || b.y == south, a.y != b.y { toggle(cell.y, cell.x + 1) }
      } else {
        chains[open].count = edges
        (open, edges) = (begin(next.y, next.x, offset + i, edges: 1), 1)
        cross(a, b, (cell.y, cell.x), (next.y, next.x), edge: offset + i)
        cell = next
        south = lattice.south(cell.y)
      }
      a = b
    }
    chains[open].count = edges
  }

  private mutating func begin(_ row: Int, _ column: Int, _ vertex: Int, edges: UInt32) -> Int {
    chains.append(
      Chain(
        row: Int32(truncatingIfNeeded: row), column: Int32(truncatingIfNeeded: column),
        start: UInt32(truncatingIfNeeded: vertex), count: edges))
    return chains.count - 1
  }

  private mutating func toggle(_ row: Int, _ column: Int) {
    toggles.append(Toggle(row: Int32(truncatingIfNeeded: row), column: Int32(truncatingIfNeeded: column)))
  }

  /// An edge that leaves its cell, in all cells between its ends'. A cell too many does no harm, a cell too few would.
  private mutating func cross(
    _ a: SIMD2<Double>, _ b: SIMD2<Double>, _ from: (row: Int, column: Int), _ to: (row: Int, column: Int), edge: Int
  ) {
    let isUpward = a.y < b.y
    let (low, high) = isUpward ? (a, b) : (b, a)
    let (lowCell, highCell) = isUpward ? (from, to) : (to, from)
    if lowCell.row == highCell.row {
      for column in between(lowCell.column, highCell.column) { _ = begin(lowCell.row, column, edge, edges: 1) }
      if low.y == lattice.south(lowCell.row), low.y != high.y { toggle(lowCell.row, lowCell.column + 1) }
      return
    }
    // Row by row from south to north; (west, east) are the columns at the row's south line, which the row below shares.
    var south = (west: lowCell.column, east: lowCell.column)
    if low.y == lattice.south(lowCell.row) { toggle(lowCell.row, lowCell.column + 1) }
    for row in lowCell.row...highCell.row {
      var north = (west: highCell.column, east: highCell.column)
      if row < highCell.row {
        let line = lattice.south(row + 1)
        north = columns(low, high, at: line, lowCell.column, highCell.column)
        // A line through the upper end does not toggle: the half-open rule.
        if high.y > line {
          let isBeyond =
            north.west == north.east
            || Orientation.side(low, high, SIMD2(lattice.west(north.east), line)) >= 0
          toggle(row + 1, isBeyond ? north.east + 1 : north.east)
        }
      }
      for column in min(south.west, north.west)...max(south.east, north.east) {
        if (row == from.row && column == from.column) || (row == to.row && column == to.column) { continue }
        _ = begin(row, column, edge, edges: 1)
      }
      south = north
    }
  }

  /// The columns strictly between two.
  private func between(_ a: Int, _ b: Int) -> Range<Int> {
    let (low, high) = (min(a, b), max(a, b))
    return low + 1..<max(low + 1, high)
  }

  /// The columns in which an edge may cross a row line: one, or two where the place is too near a line to say.
  private func columns(
    _ low: SIMD2<Double>, _ high: SIMD2<Double>, at line: Double, _ a: Int, _ b: Int
  ) -> (west: Int, east: Int) {
    if a == b { return (a, a) }
    // The fraction keeps within 0…1, so the error stays within a few units in the last place of the coordinates.
    let x = low.x + (line - low.y) / (high.y - low.y) * (high.x - low.x)
    let (first, last) = (min(a, b), max(a, b))
    return (
      min(max(lattice.column(x - lattice.margin), first), last),
      min(max(lattice.column(x + lattice.margin), first), last)
    )
  }
}
