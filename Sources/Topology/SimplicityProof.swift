import Geometry

/// A quick proof that a polygon is valid by the OGC's rules, for the great majority that is.
///
/// Proven are polygons whose rings are simple curves that never touch themselves or each other, with every hole inside its
/// part's outer ring, no hole inside another, and no part inside another one. Nothing follows from a missing proof: what
/// touches somewhere may still be valid, and GEOS has to say.
///
/// Rings are cut into runs of a few edges that all lead onward in one direction (``EdgeRun``), so that edges of one run, and of
/// runs of one direction, need not be compared. Runs are entered one by one, by the boxes around them, into the squares of a
/// grid about as fine as they are long, and edges of those compared whose boxes meet. Two edges are apart when their bounding
/// boxes are, or when one lies on one side of the other's line; a side counts only where the determinant is larger than its
/// rounding can be, so no rounding error ever proves anything. Cost: about linear in the vertices, some twenty cycles each along
/// smooth borders.
final class SimplicityProof {
  typealias Point = SIMD2<Double>

  /// More rings than this are left to GEOS, which sorts them in space.
  private static let mostRings = 64
  /// Larger ones are left to GEOS too; the memory kept for them would be large.
  private static let mostVertices = 1 << 22
  /// Coordinates up to this are taken: no product over- or underflows in a way that the bound does not cover.
  private static let largest = 1e150

  /// Squares that a run's box may meet, on average.
  private static let mostEntries = 4
  /// Runs and edges that an edge may be compared with, on average; few need more than three.
  private static let mostComparisons = 32

  /// A ring: its vertices, the closing one included, and the box around them.
  private struct Ring {
    var vertices: ClosedRange<Int>
    var low: Point
    var high: Point
    var isOuter: Bool
    var part: Int
    /// Its first edge, by the vertex where it begins, and its last one.
    var firstEdge: Int { vertices.lowerBound }
    var lastEdge: Int { vertices.upperBound - 1 }
  }

  /// What became of cutting rings into runs.
  private enum Gathering {
    case done
    case impossible
    /// A vertex is the same as the one before it.
    case repeated
  }

  // Kept from polygon to polygon for their memory.
  private var rings: [Ring] = []
  private var runs: [EdgeRun] = []
  private var heads: [Int32] = []
  private var entries: [Entry] = []

  /// A run in one square, and the entry before it there; −1: none.
  private struct Entry {
    var run: Int32
    var next: Int32
  }

  /// Whether the polygon is valid beyond doubt.
  func holds(for polygon: MultiPolygon) -> Bool {
    guard !polygon.isEmpty, polygon.ringEnds.count <= Self.mostRings, polygon.vertexCount < Self.mostVertices else {
      return false
    }
    switch answer(for: polygon) {
    case let answer?: return answer
    case nil: return answer(for: Self.withoutRepeats(polygon)) ?? false
    }
  }

  /// Whether a polygon that is not empty and within the limits is valid beyond doubt; nil where that cannot be told while vertices
  /// are repeated.
  private func answer(for polygon: MultiPolygon) -> Bool? {
    polygon.x.withUnsafeBufferPointer { x in
      polygon.y.withUnsafeBufferPointer { y in
        guard let x = x.baseAddress, let y = y.baseAddress else { return false }
        let points = RingVertices(x: x, y: y)
        switch gather(polygon, points) {
        case .repeated: return nil
        case .impossible: return false
        case .done: return edgesAreApart(points) && (rings.count == 1 || ringsAreNested(points))
        }
      }
    }
  }

  /// Cuts the rings into runs; impossible for one with fewer than three corners or coordinates out of range.
  private func gather(_ polygon: MultiPolygon, _ points: RingVertices) -> Gathering {
    rings.removeAll(keepingCapacity: true)
    runs.removeAll(keepingCapacity: true)
    var chains: Int32 = 0
    for part in polygon.partEnds.indices {
      let own = polygon.rings(ofPart: part)
      // A part without rings is nothing for a quick answer.
      if own.isEmpty { return .impossible }
      for ring in own {
        let vertices = polygon.vertices(ofRing: ring)
        let (start, end) = (vertices.lowerBound, vertices.upperBound - 1)
        guard end - start >= 3, points[start] == points[end] else { return .impossible }
        let firstRun = runs.count
        if !points.cut(start...end, into: &runs, chains: &chains) {
          return (start..<end).contains { points[$0] == points[$0 + 1] } ? .repeated : .impossible
        }
        var (low, high) = (runs[firstRun].low, runs[firstRun].high)
        for run in runs[firstRun...] {
          low.replace(with: run.low, where: run.low .< low)
          high.replace(with: run.high, where: run.high .> high)
        }
        guard all((low .> -Self.largest) .& (high .< Self.largest)) else { return .impossible }
        rings.append(
          Ring(vertices: start...end, low: low, high: high, isOuter: ring == own.lowerBound, part: part))
      }
    }
    return .done
  }

  /// The polygon without vertices that repeat the one before.
  private static func withoutRepeats(_ polygon: MultiPolygon) -> MultiPolygon {
    var result = MultiPolygon()
    for part in polygon.partEnds.indices {
      result.beginPart()
      for ring in polygon.rings(ofPart: part) {
        let vertices = polygon.vertices(ofRing: ring)
        for i in vertices
        where i == vertices.lowerBound || polygon.x[i] != polygon.x[i - 1] || polygon.y[i] != polygon.y[i - 1] {
          result.addVertex(polygon.x[i], polygon.y[i])
        }
        result.endRing()
      }
    }
    return result
  }

  /// No two edges touch but those that follow each other, and these only in the vertex between them.
  private func edgesAreApart(_ points: RingVertices) -> Bool {
    let grid = EdgeGrid(
      low: rings.reduce(rings[0].low) { pointwiseMin($0, $1.low) },
      high: rings.reduce(rings[0].high) { pointwiseMax($0, $1.high) },
      edges: runs.count, length: runs.reduce(0) { $0 + ($1.high - $1.low).sum() })
    heads.removeAll(keepingCapacity: true)
    heads.append(contentsOf: repeatElement(-1, count: grid.slotCount))
    let room = Self.mostEntries * runs.count + 64
    if entries.count < room {
      entries.append(contentsOf: repeatElement(Entry(run: 0, next: 0), count: room - entries.count))
    }
    return runs.withUnsafeBufferPointer { runs in
      heads.withUnsafeMutableBufferPointer { heads in
        entries.withUnsafeMutableBufferPointer { entries in
          var scene = Scene(
            points: points, runs: runs, heads: heads, entries: entries, grid: grid, room: room,
            patience: Self.mostComparisons * ((rings.last?.vertices.upperBound ?? 0) + 1))
          return rings.allSatisfy { scene.enter($0) }
        }
      }
    }
  }

  /// The runs entered so far.
  private struct Scene {
    let points: RingVertices
    let runs: UnsafeBufferPointer<EdgeRun>
    /// The last entry of each square, −1 where there is none.
    let heads: UnsafeMutableBufferPointer<Int32>
    let entries: UnsafeMutableBufferPointer<Entry>
    let grid: EdgeGrid
    /// Entries that there is room for.
    let room: Int
    /// Runs and edges that may still be compared.
    var patience: Int
    var count = 0
    var run = 0

    /// Enters a ring's runs one by one; false as soon as one is not surely apart from another, or the grid gets too full
    /// for a quick answer.
    mutating func enter(_ ring: Ring) -> Bool {
      while run < runs.count, Int(runs[run].start) < ring.vertices.upperBound {
        let own = runs[run]
        let (first, last) = (grid.square(of: own.low), grid.square(of: own.high))
        let squares = (Int(last.x - first.x) + 1) * (Int(last.y - first.y) + 1)
        if count + squares > room || patience < 0 { return false }
        var row = first.y
        while row <= last.y {
          var column = first.x
          while column <= last.x {
            let square = grid.slot(column: column, row: row)
            var place = heads[square]
            while place >= 0 {
              let entry = entries[Int(place)]
              place = entry.next
              patience -= 1
              let other = runs[Int(entry.run)]
              // Itself too, in another square of the slot.
              if other.chain == own.chain || !other.meets(own) { continue }
              if !areApart(other, own, ring) { return false }
            }
            entries[count] = Entry(run: Int32(truncatingIfNeeded: run), next: heads[square])
            heads[square] = Int32(truncatingIfNeeded: count)
            count += 1
            column &+= 1
          }
          row &+= 1
        }
        run += 1
      }
      return true
    }

    /// Whether no edge of a run touches one of another, later one, of the given ring, but where they follow each other.
    private mutating func areApart(_ one: EdgeRun, _ other: EdgeRun, _ ring: Ring) -> Bool {
      for i in Int(one.start)..<Int(one.end) {
        let (a, b) = (points[i], points[i + 1])
        let (low, high) = (pointwiseMin(a, b), pointwiseMax(a, b))
        if low.x > other.high.x || high.x < other.low.x || low.y > other.high.y || high.y < other.low.y { continue }
        for j in Int(other.start)..<Int(other.end) {
          let (p, q) = (points[j], points[j + 1])
          patience -= 1
          if p.x < low.x && q.x < low.x || p.x > high.x && q.x > high.x { continue }
          if p.y < low.y && q.y < low.y || p.y > high.y && q.y > high.y { continue }
          if j == i + 1 {
            if Self.foldsBack(a, p, q) { return false }
          } else if i == ring.firstEdge && j == ring.lastEdge {
            if Self.foldsBack(p, a, b) { return false }
          } else if !Determinant.areApart(a, b, p, q) {
            return false
          }
        }
      }
      return true
    }

    /// Whether the edges from and to a vertex may lie on top of each other: the only way in which they could share more
    /// than it.
    private static func foldsBack(_ before: Point, _ vertex: Point, _ after: Point) -> Bool {
      let products = (before - vertex) * (after - vertex)
      let bound = Determinant.errorBound * (abs(products.x) + abs(products.y)) + Determinant.underflow
      // Not so at an obtuse corner, and else not at one that is no line.
      return products.x + products.y >= -bound && Determinant.side(before, after, vertex) == 0
    }
  }

  /// For rings that are known not to touch: holes in their outer rings, and nothing else within anything.
  private func ringsAreNested(_ points: RingVertices) -> Bool {
    for (i, a) in rings.enumerated() {
      for b in rings[(i + 1)...] {
        if any(a.high .< b.low) || any(b.high .< a.low) {
          // A hole that is nowhere near its outer ring, which comes first.
          if a.part == b.part, a.isOuter { return false }
          continue
        }
        let isHoleOfA = a.part == b.part && a.isOuter
        guard let bInA = contains(a, points[b.firstEdge], points), bInA == isHoleOfA else { return false }
        if !isHoleOfA { guard let aInB = contains(b, points[a.firstEdge], points), !aInB else { return false } }
      }
    }
    return true
  }

  /// Whether a point that does not lie on a ring lies in it; nil where rounding leaves it open.
  private func contains(_ ring: Ring, _ point: Point, _ points: RingVertices) -> Bool? {
    var isInside = false
    for i in ring.firstEdge...ring.lastEdge {
      let (a, b) = (points[i], points[i + 1])
      if (a.y > point.y) == (b.y > point.y) { continue }
      let side = a.y < b.y ? Determinant.side(a, b, point) : Determinant.side(b, a, point)
      if side == 0 { return nil }
      if side > 0 { isInside.toggle() }
    }
    return isInside
  }
}
