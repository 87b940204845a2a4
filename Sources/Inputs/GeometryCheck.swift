import Reports
import Columns
import Files
import Geometry
import Grid

/// Compares the squares in a delivery with those that code and size give. The latter are used; the former are only
/// reported on, because deliveries have noise, clipped edges and wrong CRS headers.
enum GeometryCheck {
  /// More rows than this are sampled evenly: the check is a warning, not a result.
  private static let sampleSize = 20_000

  static func compare(_ cells: [Cell], rows: RowNumbers, table: InputTable, journal: Journal) throws {
    guard let layer = table.layer, table.mayHavePolygons, !cells.isEmpty else { return }
    let step = max(1, rows.count / sampleSize)
    var compared = 0
    // Where a square's box is not the one that code and size give.
    var differing: [(cell: Cell, box: BoundingBox)] = []
    // The rows kept are ascending; the next one of the sample is waited for.
    var next = 0
    var isInDegrees = false
    try layer.forEachBounds { row, box in
      guard next < rows.count else { return false }
      // Degrees: the file is in a geographic system, and its squares cannot be compared metre by metre.
      if let box, abs(box.maxX) <= 360, abs(box.maxY) <= 360 { isInDegrees = true }
      guard !isInDegrees, row == rows[next] else { return !isInDegrees }
      if let box {
        compared += 1
        if distance(box, square(cells[next])) > 1e-6 { differing.append((cells[next], box)) }
      }
      next += step
      return true
    }
    if isInDegrees { return }
    // A coarse cell may be given as what its finer cells leave of it.
    let remainders = RemainderBoxes(of: differing.map(\.cell), less: cells)
    let distances = differing.map { cell, box in
      min(distance(box, square(cell)), remainders.box(of: cell).map { distance(box, $0) } ?? .infinity)
    }
    let (off, worst) = (distances.count { $0 > 1e-6 }, distances.max() ?? 0)
    // Squares in the right place under a header that says they are elsewhere: the header is wrong.
    if compared > 0, worst < 1, let crs = layer.crs, crs.authorityCode != "EPSG:3006" {
      journal.note(
        "\(layer.name): the header says \(crs.authorityCode ?? crs.name), but the squares are in SWEREF 99 TM; the header was"
          + " ignored")
    }
    guard off > 0 else { return }
    let amount = worst < 1000 ? "\((worst * 1e6).rounded() / 1e6) m" : "\((worst / 1000).rounded()) km"
    journal.note(
      "\(layer.name): \(off) of \(compared) squares are not where their codes say (by up to \(amount)); they were rebuilt from"
        + " code and size")
  }

  private static func square(_ cell: Cell) -> BoundingBox {
    let (e, n, size) = (Double(cell.e), Double(cell.n), Double(cell.size))
    return BoundingBox(minX: e, minY: n, maxX: e + size, maxY: n + size)
  }

  /// By how much the farthest sides differ, metres.
  private static func distance(_ a: BoundingBox, _ b: BoundingBox) -> Double {
    max(abs(a.minX - b.minX), abs(a.minY - b.minY), abs(a.maxX - b.maxX), abs(a.maxY - b.maxY))
  }
}
