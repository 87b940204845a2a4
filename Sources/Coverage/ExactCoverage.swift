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
    var cutter = Cutter<NoSignature>(size: size)
    return cutter.runs(of: polygon, isLeft: polygon.interiorIsLeft)
  }

  /// Cuts polygon after polygon, and keeps its memory meanwhile.
  struct Cutter<Signature: BorderSignature> {
    private let size: Int
    private var border: BorderCells<Signature>
    private var buckets = RowBuckets<Signature>()
    private var result: CoverageRuns
    private var squares = BorderTrace()

    /// On squares of `size` metres.
    init(size: Int) {
      self.size = size
      border = BorderCells<Signature>(side: Double(max(1, size)))
      result = CoverageRuns(size: size)
    }

    /// The exact fractions of a polygon in the squares, as runs; `isLeft` says of each ring whether the interior lies to the left of its direction.
    mutating func runs(of polygon: MultiPolygon, isLeft: [Bool]) -> CoverageRuns {
      guard size > 0, polygon.isFinite, let bounds = polygon.bounds, let window = Window(bounds: bounds, size: size)
      else { return CoverageRuns(size: size) }
      border.begin(height: bounds.maxY - bounds.minY)
      polygon.x.withUnsafeBufferPointer { x in
        polygon.y.withUnsafeBufferPointer { y in
          for ring in polygon.ringEnds.indices {
            border.add(
              x, y, polygon.vertices(ofRing: ring), originX: window.originX, originY: window.originY,
              sign: isLeft[ring] ? 1 : -1)
          }
        }
      }
      border.finish()
      buckets.fill(border.entries, rowCount: window.rowCount)
      result.removeAll()
      squares.begin(firstRow: Int32(window.firstRow))
      buckets.forEachRow { row, entries in
        ExactCoverage.sweep(entries, row: row, window: window, into: &result, &squares)
      }
      return result.packed()
    }

    /// The squares that the border of the last polygon crosses, and its signature in each.
    var trace: BorderTrace { squares.packed() }
  }

  /// Turns one row's border squares, ascending by column, into runs.
  fileprivate static func sweep<Signature>(
    _ entries: UnsafeBufferPointer<BorderCells<Signature>.Entry>, row: Int, window: Window,
    into result: inout CoverageRuns, _ squares: inout BorderTrace
  ) {
    let side = Double(result.size)
    let square = side * side
    let row = Int32(window.firstRow + row)
    let firstColumn = Int32(window.firstColumn)
    // Metres of border passed so far, signed: the side's length inside, 0 outside, exactly.
    var passed = 0.0
    var next: Int32 = 0
    var i = 0
    while i < entries.count {
      let column = entries[i].column
      var (cover, area, signature) = (0.0, 0.0, Signature.none)
      while i < entries.count, entries[i].column == column {
        cover += entries[i].cover
        area += entries[i].area
        signature.add(entries[i].signature)
        i += 1
      }
      if let signature = signature as? EdgeSignature { squares.append(column: firstColumn + column, signature.value) }
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
    if Signature.isKept { squares.endRow() }
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
      var cutter = ExactCoverage.Cutter<NoSignature>(size: size)
      return range.map { cutter.runs(of: polygons[$0], isLeft: polygons[$0].interiorIsLeft) }
    }.flatMap { $0 }
  }
}

/// Border squares of one polygon, grouped by row and ascending by column within it.
private struct RowBuckets<Signature: BorderSignature> {
  private var sorted: [BorderCells<Signature>.Entry] = []
  /// Where each row ends, after ``fill(_:rowCount:)``.
  private var ends: [Int] = []

  /// Takes a polygon's entries in place of the last one's.
  mutating func fill(_ entries: [BorderCells<Signature>.Entry], rowCount: Int) {
    ends.removeAll(keepingCapacity: true)
    ends.append(contentsOf: repeatElement(0, count: rowCount + 1))
    if sorted.count < entries.count { sorted.append(contentsOf: entries[sorted.count...]) }
    entries.withUnsafeBufferPointer { entries in
      ends.withUnsafeMutableBufferPointer { ends in
        sorted.withUnsafeMutableBufferPointer { sorted in
          for entry in entries { ends[Int(entry.row) + 1] += 1 }
          for row in 0..<rowCount { ends[row + 1] += ends[row] }
          // Each row's start moves on to its end.
          for entry in entries {
            sorted[ends[Int(entry.row)]] = entry
            ends[Int(entry.row)] += 1
          }
        }
      }
    }
    ends.removeLast()
  }

  /// Sorts each row and calls `body` with it, from south to north.
  mutating func forEachRow(_ body: (_ row: Int, _ entries: UnsafeBufferPointer<BorderCells<Signature>.Entry>) -> Void)
  {
    sorted.withUnsafeMutableBufferPointer { sorted in
      var start = 0
      for (row, end) in ends.enumerated() {
        sorted.sortByColumn(start..<end)
        body(row, UnsafeBufferPointer(rebasing: sorted[start..<end]))
        start = end
      }
    }
  }
}
