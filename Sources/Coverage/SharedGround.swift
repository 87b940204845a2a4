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
    let layers = try Parallel.blocks(of: polygons.count, block: 64, threads: threads) { range in
      var builder = runs.first.map { BorderTrace.Builder(size: $0.size) }
      return range.compactMap { i in
        guard runs[i].count > 0, let trace = builder?.trace(polygons[i]) else { return nil as Footprint? }
        return Footprint(polygon: Int32(i), trace: trace, runs: runs[i])
      }
    }.flatMap { $0 }
    let bands = Bands(layers)
    let found = try Parallel.blocks(of: bands.count, block: 1, threads: threads) { range in
      var search = SquareSearch()
      for band in range { search.examine(bands.rows(band), bands.members(band).map { layers[Int($0)] }) }
      return search.pairs
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

/// One polygon on the lattice: the squares that it covers, and those that its border runs through.
private struct Footprint: Sendable {
  let polygon: Int32
  let trace: BorderTrace
  let runs: CoverageRuns

  /// All rows in which it has anything.
  var rows: Range<Int32> {
    let first = min(trace.rows.lowerBound, runs.rows.first ?? trace.rows.lowerBound)
    return first..<max(trace.rows.upperBound, (runs.rows.last ?? first) + 1)
  }
}

/// The lattice's rows in bands, and which footprints reach into each.
private struct Bands: Sendable {
  /// Few enough that a band's footprints stay in the cache, many enough that most footprints are in few bands.
  private static let height: Int32 = 32

  private let firstRow: Int32
  private let lists: [[Int32]]

  init(_ footprints: [Footprint]) {
    let rows = footprints.map(\.rows)
    guard let first = rows.map(\.lowerBound).min(), let end = rows.map(\.upperBound).max() else {
      (firstRow, lists) = (0, [])
      return
    }
    var lists = [[Int32]](repeating: [], count: Int((end - first - 1) / Self.height) + 1)
    for (i, own) in rows.enumerated() {
      for band in Int((own.lowerBound - first) / Self.height)...Int((own.upperBound - 1 - first) / Self.height) {
        lists[band].append(Int32(i))
      }
    }
    (firstRow, self.lists) = (first, lists)
  }

  var count: Int { lists.count }

  func rows(_ band: Int) -> Range<Int32> {
    let start = firstRow + Int32(band) * Self.height
    return start..<start + Self.height
  }

  func members(_ band: Int) -> [Int32] { lists[band] }
}

/// The search for squares in which polygons may share ground, row by row.
private struct SquareSearch {
  private struct Square {
    var column: Int32
    var signature: UInt64
  }

  private struct Span {
    var start: Int32
    var end: Int32
    var polygon: Int32
    var fraction: Double
  }

  /// What was found.
  private(set) var pairs = Set<Pair>()
  private var squares: [Square] = []
  private var spans: [Span] = []
  private var active: [Span] = []

  /// Adds the pairs that may share ground in the squares of some rows.
  mutating func examine(_ rows: Range<Int32>, _ footprints: [Footprint]) {
    if footprints.count < 2 { return }
    // The first run of each that is not in an earlier row.
    var places = footprints.map { Self.firstPlace(in: $0.runs.rows, from: rows.lowerBound) }
    for row in rows {
      squares.removeAll(keepingCapacity: true)
      spans.removeAll(keepingCapacity: true)
      for (i, footprint) in footprints.enumerated() {
        footprint.trace.forEachSquare(inRow: row) { squares.append(Square(column: $0, signature: $1)) }
        let runs = footprint.runs
        var place = places[i]
        while place < runs.count, runs.rows[place] == row {
          spans.append(
            Span(
              start: runs.starts[place], end: runs.ends[place], polygon: footprint.polygon,
              fraction: runs.fractions[place]))
          place += 1
        }
        places[i] = place
      }
      if squares.count > 1, spans.count > 1 { examineRow() }
    }
  }

  private static func firstPlace(in rows: [Int32], from row: Int32) -> Int {
    var (low, high) = (0, rows.count)
    while low < high {
      let middle = (low + high) / 2
      if rows[middle] < row { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private mutating func examineRow() {
    squares.sort { $0.column < $1.column }
    spans.sort { ($0.start, $0.polygon) < ($1.start, $1.polygon) }
    active.removeAll(keepingCapacity: true)
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
}
