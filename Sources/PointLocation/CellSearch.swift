/// The way from a point to its polygons, for many points one after the other.
struct CellSearch: @unchecked Sendable {
  let lattice: LocatorLattice
  let bands: UnsafePointer<CellIndex.Band>
  let vertices: UnsafePointer<SIMD2<Double>>

  private let west: Double
  private let south: Double
  private let east: Double
  private let north: Double

  init(lattice: LocatorLattice, bands: UnsafePointer<CellIndex.Band>, vertices: UnsafePointer<SIMD2<Double>>) {
    self.lattice = lattice
    self.bands = bands
    self.vertices = vertices
    (west, south) = (lattice.west(0), lattice.south(0))
    (east, north) = (lattice.west(lattice.columns), lattice.south(lattice.rows))
  }

  /// Writes the first polygon of each point of `range` to `first`; returns the further ones.
  func locate(
    _ x: UnsafeBufferPointer<Double>, _ y: UnsafeBufferPointer<Double>, _ range: Range<Int>,
    first: UnsafeMutableBufferPointer<Int32>
  ) -> [(point: Int32, polygon: Int32)] {
    var more: [(point: Int32, polygon: Int32)] = []
    for i in range {
      let (px, py) = (x[i], y[i])
      // What is not a number is in no window.
      guard px >= west, px < east, py >= south, py < north else {
        first[i] = -1
        continue
      }
      let (column, row) = (lattice.column(px), lattice.row(py))
      let band = bands[row / LocatorLattice.blockSide]
      var answer = band.blocks[column / LocatorLattice.blockSide]
      if answer >= CellBand.firstBlock {
        let cell =
          row % LocatorLattice.blockSide * LocatorLattice.blockSide + column % LocatorLattice.blockSide
        answer = band.cells[Int(answer - CellBand.firstBlock) * CellBand.cellsPerBlock + cell]
      }
      if answer >= CellBand.none {
        first[i] = answer
      } else {
        let test = CellTest(
          SIMD2(px, py), corner: SIMD2(lattice.west(column), lattice.south(row)), vertices: vertices)
        first[i] = decide(test, band.words + (-2 - Int(answer)), Int32(truncatingIfNeeded: i), &more)
      }
    }
    return more
  }

  /// Asks every polygon in a cell's record.
  @inline(__always)
  private func decide(
    _ test: CellTest, _ record: UnsafePointer<UInt32>, _ point: Int32, _ more: inout [(point: Int32, polygon: Int32)]
  ) -> Int32 {
    var found: Int32 = -1
    var words = record + 1
    for _ in 0..<Int(record[0]) {
      let chains = Int(words[1])
      let isInside = words[0] & 1 != 0
      if chains == 0 || test.isCovered(words + 2, chains: chains, isInside: isInside) {
        let polygon = Int32(truncatingIfNeeded: words[0] >> 1)
        if found < 0 { found = polygon } else { more.append((point, polygon)) }
      }
      words += 2 + 2 * chains
    }
    return found
  }
}
