import Core
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
  ///   - name: what a polygon is called in an error.
  /// - Throws: ``Failure`` (bad data) for more pairs than ``StackedGround`` allows.
  public static func suspects(
    among polygons: [MultiPolygon], size: Int, threads: Int, name: (Int) -> String = { "outline \($0 + 1)" }
  ) throws -> [(Int, Int)] {
    try survey(polygons, size: size, threads: threads, name: name) { _, _ in }.suspects
  }

  /// The pairs of polygons that may share ground, as ``suspects(among:size:threads:)`` gives them, together with whatever else is
  /// wanted of each polygon's exact coverage of the squares.
  ///
  /// The polygons are worked through from south to north, and coverage and border of each are forgotten when no other one
  /// can meet it any more: memory holds a strip of the map, not all of it.
  ///
  /// - Parameter use: gets each polygon's place and coverage, on any thread.
  /// - Returns: the pairs, and what `use` gave, in the order of the polygons.
  /// - Throws: as ``suspects(among:size:threads:name:)``.
  public static func survey<T: Sendable>(
    _ polygons: [MultiPolygon], size: Int, threads: Int, name: (Int) -> String = { "outline \($0 + 1)" },
    _ use: @Sendable (Int, CoverageRuns) -> T
  ) throws -> (suspects: [(Int, Int)], results: [T]) {
    let rows = try Parallel.blocks(of: polygons.count, block: 256, threads: threads) { range in
      range.map { Footprint.rows(of: polygons[$0], size: size) }
    }.flatMap { $0 }
    let order = polygons.indices.sorted { (rows[$0].lowerBound, $0) < (rows[$1].lowerBound, $1) }
    let results = Slots<T>(count: polygons.count)
    var pairs = Set<Pair>()
    var live: [Footprint] = []
    var done = Int32.min
    for start in stride(from: 0, to: order.count, by: Self.stripSize) {
      let strip = order[start..<min(start + Self.stripSize, order.count)]
      let entered = Slots<Footprint>(count: strip.count)
      _ = try Parallel.blocks(of: strip.count, block: 8, threads: threads) { range in
        var cutter = ExactCoverage.Cutter<EdgeSignature>(size: size)
        for i in range {
          let place = strip[start + i]
          let polygon = polygons[place]
          let runs = cutter.runs(of: polygon, isLeft: polygon.interiorIsLeft)
          results.put(use(place, runs), at: place)
          guard runs.count > 0 else { continue }
          entered.put(Footprint(polygon: Int32(place), rows: rows[place], trace: cutter.trace, runs: runs), at: i)
        }
      }
      entered.moveAll { live.append($0) }
      // Whatever comes later has nothing south of this.
      let end = strip.endIndex < order.endIndex ? rows[order[strip.endIndex]].lowerBound : Int32.max
      try pairs.formUnion(suspects(among: live, in: done..<max(done, end), threads: threads))
      if pairs.count > StackedGround.mostPairs {
        try StackedGround.check(pairs.map { (Int($0.a), Int($0.b)) }, name: name)
      }
      let passed = live.filter { $0.rows.upperBound <= end }
      live.removeAll { $0.rows.upperBound <= end }
      Parallel.release(passed, threads: threads)
      done = max(done, end)
    }
    return (pairs.sorted().map { (Int($0.a), Int($0.b)) }, results.takeAll())
  }

  /// Polygons that are entered between two searches: enough to keep several threads busy.
  private static let stripSize = 512

  /// The pairs in some rows.
  private static func suspects(
    among footprints: [Footprint], in rows: Range<Int32>, threads: Int
  ) throws -> Set<Pair> {
    let bands = Bands(footprints, in: rows)
    var pairs = Set<Pair>()
    if !FastPath.clearedSquares.isOn { return Set(meeting(footprints, in: rows)) }
    // Some at a time: each may find as many pairs as are allowed.
    for start in stride(from: 0, to: bands.count, by: Self.bandsAtOnce) where pairs.count <= StackedGround.mostPairs {
      let found = try Parallel.blocks(of: min(Self.bandsAtOnce, bands.count - start), block: 1, threads: threads) {
        range in
        var search = SquareSearch()
        for band in range {
          search.examine(bands.rows(start + band), bands.members(start + band).map { footprints[Int($0)] })
        }
        return search.pairs
      }
      for found in found { pairs.formUnion(found) }
    }
    return pairs
  }

  private static let bandsAtOnce = 64

  /// The pairs of which both have something in the same rows and columns: the plain way, from which much more is to be looked at.
  private static func meeting(_ footprints: [Footprint], in rows: Range<Int32>) -> [Pair] {
    let near = footprints.filter { $0.rows.overlaps(rows) }
    return near.indices.flatMap { i in
      near[(i + 1)...].compactMap { other in
        guard near[i].rows.overlaps(other.rows), near[i].columns.overlaps(other.columns) else { return nil }
        return Pair(a: min(near[i].polygon, other.polygon), b: max(near[i].polygon, other.polygon))
      }
    }
  }
}

/// Two polygons by their places, a < b.
struct Pair: Hashable, Comparable, Sendable {
  var a: Int32
  var b: Int32

  static func < (x: Pair, y: Pair) -> Bool { (x.a, x.b) < (y.a, y.b) }
}

/// One polygon on the lattice: the squares that it covers, and those that its border runs through.
///
/// A class, because many bands hold the same one.
final class Footprint: Sendable {
  let polygon: Int32
  /// All rows in which it has anything.
  let rows: Range<Int32>
  /// All columns in which it has anything.
  let columns: Range<Int32>
  let trace: BorderTrace
  let runs: CoverageRuns

  init(polygon: Int32, rows: Range<Int32>, trace: BorderTrace, runs: CoverageRuns) {
    (self.polygon, self.rows) = (polygon, rows)
    (self.trace, self.runs) = (trace, runs)
    var (first, end) = (trace.columnReach.lowerBound, trace.columnReach.upperBound)
    for start in runs.starts { first = min(first, start) }
    for last in runs.ends { end = max(end, last) }
    columns = first..<end
  }

  /// The rows of a polygon; none for one that covers nothing because it is nowhere near the Earth.
  static func rows(of polygon: MultiPolygon, size: Int) -> Range<Int32> {
    guard let bounds = polygon.bounds, let window = Window(bounds: bounds, size: size) else { return 0..<0 }
    // One more on either side: a northing on a line may be put into either row.
    return Int32(window.firstRow - 1)..<Int32(window.firstRow + window.rowCount + 1)
  }
}

/// Rows of the lattice in bands, and which footprints reach into each.
private struct Bands: Sendable {
  /// Few enough that a band's footprints stay in the cache, many enough that most footprints are in few bands.
  private static let height: Int32 = 32

  private let firstRow: Int32
  private let endRow: Int32
  private let lists: [[Int32]]

  /// Of those of `rows` in which a footprint has anything.
  init(_ footprints: [Footprint], in rows: Range<Int32>) {
    let own = footprints.map { $0.rows.clamped(to: rows) }
    let filled = own.filter { !$0.isEmpty }
    guard let first = filled.map(\.lowerBound).min(), let end = filled.map(\.upperBound).max() else {
      (firstRow, endRow, lists) = (0, 0, [])
      return
    }
    var lists = [[Int32]](repeating: [], count: Int((end - first - 1) / Self.height) + 1)
    for (i, range) in own.enumerated() where !range.isEmpty {
      for band in Int((range.lowerBound - first) / Self.height)...Int((range.upperBound - 1 - first) / Self.height) {
        lists[band].append(Int32(i))
      }
    }
    (firstRow, endRow, self.lists) = (first, end, lists)
  }

  var count: Int { lists.count }

  func rows(_ band: Int) -> Range<Int32> {
    let start = firstRow + Int32(band) * Self.height
    return start..<min(endRow, start + Self.height)
  }

  func members(_ band: Int) -> [Int32] { lists[band] }
}
