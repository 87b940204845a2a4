import Geometry
import Parallel

/// Which polygons of a set may share ground, found from the lattice squares that their borders cross.
///
/// Neighbours in a tiling meet in thousands of squares without sharing any ground, and intersecting each pair of them to find
/// that out costs more than everything else together. Here a square is cleared at once when every piece of border in it
/// stands there twice, in opposite directions: then the number of polygons that cover a point is the same all over the
/// square, and if their parts sum to one square, it is one.
public enum SharedGround {
  /// Pairs (a < b) of polygons that may share ground, ascending. Every pair that does share ground is among them, but for a
  /// chance of 2⁻⁶⁴ a square (borders are compared by their hash).
  ///
  /// - Parameters:
  ///   - polygons: valid polygons in metres of one plane.
  ///   - size: side of the squares, metres; any gives a right answer, one of a few vertices' distance a quick one.
  ///   - threads: workers; the result does not depend on them.
  public static func suspects(among polygons: [MultiPolygon], size: Int, threads: Int) throws -> [(Int, Int)] {
    let runs = try CoverageRuns.all(of: polygons, size: size, threads: threads)
    return try suspects(among: polygons, covering: runs, threads: threads)
  }

  /// The same with each polygon's exact coverage of the squares at hand.
  public static func suspects(
    among polygons: [MultiPolygon], covering runs: [CoverageRuns], threads: Int
  ) throws -> [(Int, Int)] {
    let traces = try Parallel.blocks(of: polygons.count, block: 8, threads: threads) { range in
      range.map { Trace(polygons[$0], runs: runs[$0]) }
    }.flatMap { $0 }
    guard let rows = RowIndex(traces) else { return [] }
    let found = try Parallel.blocks(of: rows.count, block: 32, threads: threads) { range in
      var pairs = Set<Pair>()
      for row in range { rows.examine(row, traces, &pairs) }
      return pairs
    }
    return found.reduce(into: Set<Pair>()) { $0.formUnion($1) }.sorted().map { (Int($0.a), Int($0.b)) }
  }
}

/// Two polygons by their places, a < b.
private struct Pair: Hashable, Comparable, Sendable {
  var a: Int32
  var b: Int32

  static func < (x: Pair, y: Pair) -> Bool { (x.a, x.b) < (y.a, y.b) }
}

/// One polygon on the lattice: the squares that it covers, and a signature of its border in each square.
private struct Trace: Sendable {
  let runs: CoverageRuns
  private(set) var rows: [Int32] = []
  private(set) var columns: [Int32] = []
  /// Sums over the pieces of border near a square of a hash of the edge, added or subtracted by the side on which the
  /// interior lies: those of two neighbours' shared border are opposite.
  private(set) var signatures: [UInt64] = []

  init(_ polygon: MultiPolygon, runs: CoverageRuns) {
    self.runs = runs
    guard runs.count > 0 else { return }
    let side = Double(runs.size)
    for part in polygon.partEnds.indices {
      let rings = polygon.rings(ofPart: part)
      for ring in rings {
        let isLeft = (polygon.signedArea(ofRing: ring) >= 0) == (ring == rings.lowerBound)
        for i in polygon.vertices(ofRing: ring).dropFirst() {
          add((polygon.x[i - 1], polygon.y[i - 1]), (polygon.x[i], polygon.y[i]), isLeft: isLeft, side: side)
        }
      }
    }
  }

  /// Enters an edge into every square of its bounding box: more than it crosses, the same ones for both neighbours.
  private mutating func add(_ a: (Double, Double), _ b: (Double, Double), isLeft: Bool, side: Double) {
    if a == b { return }
    let (low, high) = a < b ? (a, b) : (b, a)
    let hash = Self.mix(
      Self.mix(Self.mix(Self.mix(low.0.bitPattern) ^ low.1.bitPattern) ^ high.0.bitPattern) ^ high.1.bitPattern)
    let signature = (a < b) == isLeft ? hash : 0 &- hash
    let firstColumn = Int32((low.0 / side).rounded(.down))
    let lastColumn = Int32((high.0 / side).rounded(.down))
    let firstRow = Int32((min(a.1, b.1) / side).rounded(.down))
    let lastRow = Int32((max(a.1, b.1) / side).rounded(.down))
    for row in firstRow...lastRow {
      for column in firstColumn...lastColumn {
        if let last = rows.indices.last, rows[last] == row, columns[last] == column {
          signatures[last] &+= signature
        } else {
          rows.append(row)
          columns.append(column)
          signatures.append(signature)
        }
      }
    }
  }

  /// The finaliser of SplitMix64 (Steele, Lea and Flood, 2014).
  private static func mix(_ value: UInt64) -> UInt64 {
    var z = value &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// Runs and border squares of all polygons, by row.
private struct RowIndex: Sendable {
  private struct Place: Sendable {
    var polygon: Int32
    var index: Int32
  }

  let count: Int
  private var runStarts: [Int]
  private var runs: [Place]
  private var borderStarts: [Int]
  private var borders: [Place]

  /// Nil when no polygon covers anything.
  init?(_ traces: [Trace]) {
    let all = traces.lazy.flatMap { [$0.runs.rows.min(), $0.rows.min()].compactMap { $0 } }
    guard let first = all.min() else { return nil }
    let last = traces.lazy.flatMap { [$0.runs.rows.max(), $0.rows.max()].compactMap { $0 } }.max() ?? first
    count = Int(last - first) + 1
    (runStarts, runs) = Self.bucket(traces.map(\.runs.rows), first: first, count: count)
    (borderStarts, borders) = Self.bucket(traces.map(\.rows), first: first, count: count)
  }

  /// A counting sort by row.
  private static func bucket(_ rows: [[Int32]], first: Int32, count: Int) -> ([Int], [Place]) {
    var starts = [Int](repeating: 0, count: count + 1)
    for list in rows { for row in list { starts[Int(row - first) + 1] += 1 } }
    for row in 0..<count { starts[row + 1] += starts[row] }
    var places = [Place](repeating: Place(polygon: 0, index: 0), count: starts[count])
    var next = starts
    for (polygon, list) in rows.enumerated() {
      for (index, row) in list.enumerated() {
        places[next[Int(row - first)]] = Place(polygon: Int32(polygon), index: Int32(index))
        next[Int(row - first)] += 1
      }
    }
    return (starts, places)
  }

  /// Adds the pairs that may share ground in the squares of one row.
  func examine(_ row: Int, _ traces: [Trace], _ pairs: inout Set<Pair>) {
    var squares = borders[borderStarts[row]..<borderStarts[row + 1]].map { place in
      let trace = traces[Int(place.polygon)]
      return (column: trace.columns[Int(place.index)], signature: trace.signatures[Int(place.index)])
    }
    guard squares.count > 1 else { return }
    squares.sort { $0.column < $1.column }
    let spans = runs[runStarts[row]..<runStarts[row + 1]].map { place in
      let (runs, index) = (traces[Int(place.polygon)].runs, Int(place.index))
      return Span(
        start: runs.starts[index], end: runs.ends[index], polygon: place.polygon, fraction: runs.fractions[index])
    }.sorted { ($0.start, $0.polygon) < ($1.start, $1.polygon) }
    var active: [Span] = []
    var next = 0
    var i = 0
    while i < squares.count {
      let column = squares[i].column
      var signature: UInt64 = 0
      while i < squares.count, squares[i].column == column {
        signature &+= squares[i].signature
        i += 1
      }
      active.removeAll { $0.end <= column }
      while next < spans.count, spans[next].start <= column {
        if spans[next].end > column { active.append(spans[next]) }
        next += 1
      }
      if active.count < 2 { continue }
      // Without any border left the covering is the same all over the square, so the sum is a whole number.
      if signature == 0, active.reduce(0, { $0 + $1.fraction }) < 1.5 { continue }
      for (k, one) in active.enumerated() {
        for other in active[(k + 1)...] {
          pairs.insert(Pair(a: min(one.polygon, other.polygon), b: max(one.polygon, other.polygon)))
        }
      }
    }
  }

  private struct Span {
    var start: Int32
    var end: Int32
    var polygon: Int32
    var fraction: Double
  }
}
