import Geometry
import Parallel

/// The exact part of each lattice square that lies inside a polygon.
///
/// Holes, parts, any ring direction and start vertex, repeated points and spikes are all taken as they are; the
/// polygon must be valid (rings that cross are for `Topology` to repair), otherwise overlapping parts count twice, up
/// to a fraction of 1. Cost: O(vertices + squares crossed by the border), plus sorting the latter within their rows.
///
/// The error of a fraction is below 1e-13; Σ fraction × square equals the planar area of the polygon to 1e-9 relative,
/// as far as its coordinates carry that. Fractions nearer than 2⁻⁴⁶ to 0 or 1 are 0 or 1: that is below what rounding
/// leaves.
public enum ExactCoverage {
  /// Below this a fraction cannot be told from 0.
  static let resolution = 0x1p-46

  /// Sums of fractions of disjoint polygons that are nearer to 1 than this are 1: a few hundred roundings.
  public static let sumResolution = 0x1p-40

  /// The coverage of squares of `size` metres by `polygon`, in metres of the same plane. A polygon with a coordinate
  /// that is not finite, or more than 2³⁰ squares from the origin, covers nothing.
  ///
  /// Translating the polygon by whole squares translates the result, bit for bit.
  public static func runs(of polygon: MultiPolygon, size: Int) -> CoverageRuns {
    var result = CoverageRuns(size: size)
    guard size > 0, polygon.isFinite, let bounds = polygon.bounds, let window = Window(bounds: bounds, size: size)
    else { return result }
    let side = Double(size)
    var border = BorderCells(side: side, height: bounds.maxY - bounds.minY)
    collect(polygon, from: window, into: &border)
    let rows = RowBuckets(border.entries, rowCount: window.rowCount)
    for row in 0..<window.rowCount { sweep(rows.entries(ofRow: row), row: row, window: window, into: &result) }
    return result.packed()
  }

  /// Feeds every edge to `border`, in metres from the window's corner. The subtraction is exact: a coordinate and the
  /// corner are multiples of the coordinate's last binary digit, and their difference is not larger than either.
  private static func collect(_ polygon: MultiPolygon, from window: Window, into border: inout BorderCells) {
    for part in polygon.partEnds.indices {
      let rings = polygon.rings(ofPart: part)
      for ring in rings {
        let direction: Double = polygon.isCounterClockwise(ring: ring) ? 1 : -1
        let sign = ring == rings.lowerBound ? direction : -direction
        let vertices = polygon.vertices(ofRing: ring)
        var x = polygon.x[vertices.lowerBound] - window.originX
        var y = polygon.y[vertices.lowerBound] - window.originY
        for i in vertices.dropFirst() {
          let (nextX, nextY) = (polygon.x[i] - window.originX, polygon.y[i] - window.originY)
          border.add(edgeFrom: x, y, to: nextX, nextY, sign: sign)
          (x, y) = (nextX, nextY)
        }
      }
    }
    border.finish()
  }

  /// Turns one row's border squares, ascending by column, into runs.
  private static func sweep(
    _ entries: ArraySlice<BorderCells.Entry>, row: Int, window: Window, into result: inout CoverageRuns
  ) {
    let side = Double(result.size)
    let square = side * side
    let row = Int32(window.firstRow + row)
    let firstColumn = Int32(window.firstColumn)
    // Metres of border passed so far, signed: the side's length inside, 0 outside, exactly.
    var passed = 0.0
    var next: Int32 = 0
    var i = entries.startIndex
    while i < entries.endIndex {
      let column = entries[i].column
      var (cover, area) = (0.0, 0.0)
      while i < entries.endIndex, entries[i].column == column {
        cover += entries[i].cover
        area += entries[i].area
        i += 1
      }
      let between = clamped(passed / side)
      if column > next, between > 0 {
        result.append(row: row, start: firstColumn + next, end: firstColumn + column, fraction: between)
      }
      let fraction = clamped((passed * side + area) / square)
      if fraction > 0 {
        result.append(row: row, start: firstColumn + column, end: firstColumn + column + 1, fraction: fraction)
      }
      passed += cover
      next = column + 1
    }
  }

  private static func clamped(_ fraction: Double) -> Double {
    if fraction < resolution { return 0 }
    return fraction > 1 - resolution ? 1 : fraction
  }
}

extension CoverageRuns {
  /// The exact coverage of squares of `size` metres by each of many polygons, in their order.
  public static func all(of polygons: [MultiPolygon], size: Int, threads: Int) throws -> [CoverageRuns] {
    try Parallel.blocks(of: polygons.count, block: 8, threads: threads) { range in
      range.map { ExactCoverage.runs(of: polygons[$0], size: size) }
    }.flatMap { $0 }
  }
}

/// Border squares of one polygon, grouped by row and ascending by column within it.
private struct RowBuckets {
  private var sorted: [BorderCells.Entry]
  private var ends: [Int]

  init(_ entries: [BorderCells.Entry], rowCount: Int) {
    var counts = [Int](repeating: 0, count: rowCount + 1)
    for entry in entries { counts[Int(entry.row) + 1] += 1 }
    for row in 0..<rowCount { counts[row + 1] += counts[row] }
    var places = counts
    sorted = entries
    for entry in entries {
      sorted[places[Int(entry.row)]] = entry
      places[Int(entry.row)] += 1
    }
    for row in 0..<rowCount { sorted.sortByColumn(counts[row]..<counts[row + 1]) }
    ends = counts
  }

  func entries(ofRow row: Int) -> ArraySlice<BorderCells.Entry> { sorted[ends[row]..<ends[row + 1]] }
}
