import Drawing
import Geometry
import Grid

/// Cells as rectangles on paper, by code; neighbours of one code are joined along rows and then across them, which keeps
/// pictures made of lines small.
struct CellRectangles {
  /// The rectangles of each code of ``CellCodes``.
  let paths: [PagePath]

  private struct Run: Equatable {
    var code: Int
    var start: Int32
    var end: Int32
    var firstRow: Int32
  }

  /// Squares as large as each is drawn, around its middle; their borders lie on multiples of `pixel` mm, 0 for anywhere.
  init(squaresOf cells: MapCells, _ lattice: CellLattice, _ codes: CellCodes, frame: MapFrame, pixel: Double) {
    var paths = [PagePath](repeating: PagePath(), count: codes.styles.count)
    func snapped(_ value: Double) -> Double { pixel > 0 ? (value / pixel).rounded() * pixel : value }
    for (i, cell) in lattice.cells.enumerated() {
      let (e, n, size) = (Double(cell.e), Double(cell.n), Double(cell.size))
      let box = BoundingBox(minX: e, minY: n, maxX: e + size, maxY: n + size)
      guard frame.ground.meets(box) else { continue }
      let whole = frame.box(box)
      let inset = whole.width * (1 - (cells.drawnShares.isEmpty ? 1 : cells.drawnShares[i])) / 2
      let (left, top) = (snapped(whole.x + inset), snapped(whole.y + inset))
      paths[codes.code(i)].addRectangle(
        left, top, max(left + pixel, snapped(whole.right - inset)), max(top + pixel, snapped(whole.bottom - inset)))
    }
    self.paths = paths
  }

  init(_ lattice: CellLattice, _ codes: CellCodes, frame: MapFrame) {
    let unit = Double(lattice.unit)
    var paths = [PagePath](repeating: PagePath(), count: codes.styles.count)
    let (columns, rows) = (frame.unitColumns(unit), frame.unitRows(unit))
    func close(_ run: Run, before row: Int32) {
      paths[run.code].addRectangle(
        frame.x(Double(run.start) * unit), frame.y(Double(row) * unit), frame.x(Double(run.end) * unit),
        frame.y(Double(run.firstRow) * unit))
    }
    // Runs that reach up to the row at hand, ascending.
    var open: [Run] = []
    var current: [Run] = []
    for row in rows {
      current.removeAll(keepingCapacity: true)
      lattice.forEachSegment(row: Int(row), columns: columns) { owner, start, end in
        let code = codes.code(owner)
        if let last = current.last, last.code == code, last.end == start {
          current[current.count - 1].end = end
        } else {
          current.append(Run(code: code, start: start, end: end, firstRow: row))
        }
      }
      var next = 0
      for run in open {
        while next < current.count, current[next].start < run.start { next += 1 }
        if next < current.count, current[next].start == run.start, current[next].end == run.end,
          current[next].code == run.code
        {
          current[next].firstRow = run.firstRow
        } else {
          close(run, before: row)
        }
      }
      swap(&open, &current)
    }
    for run in open { close(run, before: rows.upperBound) }
    self.paths = paths
  }
}
