import Cartography
import Core
import Files
import Geometry
import Grid

/// The pixels of a raster of cells, each a unit square of their lattice: who owns which, and who stands for whom where a pixel
/// of an overview holds many.
struct RasterGround {
  /// Where the pixels lie.
  let grid: PixelGrid
  private let lattice: CellLattice
  private let columns: Range<Int32>
  /// Of each overview, the cell that stands for each pixel; −1: none.
  private var standing: [[Int32]] = []

  /// The ground of a lattice.
  ///
  /// In overviews a pixel is that of the class of most people (``ClassVote``), and of its cells the one with most people per square
  /// stands for it in every band.
  ///
  /// - Parameters:
  ///   - population: people of each cell, NaN where unknown; empty: not known.
  ///   - classes: of each cell, 0: none; empty: there are none.
  /// - Throws: ``Failure`` (bad data) for no cells.
  init(_ lattice: CellLattice, population: [Double], classes: [UInt8], target: String) throws {
    let unit = Int32(lattice.unit)
    guard let first = lattice.cells.first, unit > 0 else {
      throw Failure(.badData, "a raster is of cells, and there are none", file: target)
    }
    let (west, east) = lattice.cells.reduce((first.e, first.e)) { (min($0.0, $1.e), max($0.1, $1.e + $1.size)) }
    let start = Cell(size: unit, e: west, n: 0).column
    columns = start..<start + (east - west) / unit
    self.lattice = lattice
    grid = PixelGrid(
      west: Double(west), north: Double(lattice.rows.upperBound) * Double(unit), pixel: Double(unit),
      width: columns.count, height: lattice.rows.count)
    try RasterWriter.check(grid, target: target)
    let density = lattice.cells.indices.map { cell in
      population.isEmpty || !(population[cell] > 0) ? 0 : population[cell] / Double(lattice.ownedUnits[cell])
    }
    var side = 1
    for coarse in grid.overviews(downTo: RasterWriter.tile) {
      side *= 2
      standing.append(overview(coarse, side, density, classes))
    }
  }

  /// Calls `body` with (owner, first, end) for each run of squares of a row from the north.
  private func forEachRun(_ row: Int, _ body: (Int, Int, Int) -> Void) {
    lattice.forEachSegment(row: lattice.rows.upperBound - 1 - row, columns: columns) { owner, from, to in
      body(owner, Int(from - columns.lowerBound), Int(to - columns.lowerBound))
    }
  }

  /// The cell that stands for each pixel of an overview whose pixels have `side` squares along a side; −1: none.
  func overview(
    _ coarse: PixelGrid, _ side: Int, _ density: [Double], _ classes: [UInt8]
  ) -> [Int32] {
    var result = [Int32](repeating: -1, count: coarse.width * coarse.height)
    var vote = ClassVote(places: coarse.width, classCount: Int(classes.max() ?? 0))
    func forEachPart(_ line: Int, _ body: (_ owner: Int, _ place: Int, _ squares: Int) -> Void) {
      for row in line * side..<min(grid.height, (line + 1) * side) {
        forEachRun(row) { owner, from, to in
          var start = from
          while start < to {
            let end = min(to, (start / side + 1) * side)
            body(owner, start / side, end - start)
            start = end
          }
        }
      }
    }
    for line in 0..<coarse.height {
      vote.clear()
      forEachPart(line) { owner, place, squares in
        vote.add(
          people: density[owner] * Double(squares), ground: Int32(squares),
          ofClass: classes.isEmpty ? 0 : Int(classes[owner]), to: place)
      }
      let winners = (0..<coarse.width).map { vote.winner($0) }
      forEachPart(line) { owner, place, _ in
        guard (classes.isEmpty ? 0 : Int(classes[owner])) == winners[place] else { return }
        let index = line * coarse.width + place
        if result[index] < 0 || density[owner] > density[Int(result[index])] { result[index] = Int32(owner) }
      }
    }
    return result
  }

  /// Puts the values of cells into some rows of a level, 0 the raster and 1 … its overviews; each cell's is asked for once a run of
  /// its squares.
  func fill(_ buffer: inout [Double], level: Int, rows: Range<Int>, _ value: (_ cell: Int) -> Double) {
    let width = rows.isEmpty ? 0 : buffer.count / rows.count
    if level > 0 {
      for (i, owner) in standing[level - 1][rows.lowerBound * width..<rows.upperBound * width].enumerated()
      where owner >= 0 { buffer[i] = value(Int(owner)) }
      return
    }
    for (line, row) in rows.enumerated() {
      forEachRun(row) { owner, from, to in
        let value = value(owner)
        for column in from..<to { buffer[line * width + column] = value }
      }
    }
  }
}
