/// A polygon's edges, turned so that the interior lies on their left and grouped into rows of equal height.
///
/// Only edges that reach into a circle's range of northings can add to ``CircleSweep``: those inside cross the circle
/// or lie in it, and the ray to the west that counts windings runs at the height of the centre. So a circle looks at
/// the rows it reaches into and no others, and nothing needs to be known of the rest.
struct CircleEdgeRows: Sendable {
  private struct Edge: Sendable {
    var ax: Double
    var ay: Double
    var bx: Double
    var by: Double
    /// Whether this is the first of the rows that the edge stands in, which are all that it reaches into.
    var isFirst = true
  }

  /// About how many edges a row should hold, counting each edge once.
  private static let edgesPerRow = 24
  /// How many times the number of edges the rows together may hold, edges in several rows counted in each.
  private static let spread = 4
  private static let mostRows = 1 << 20

  private let south: Double
  private let rowsPerMetre: Double
  private let rowCount: Int
  private var starts: [Int] = []
  private var edges: [Edge] = []

  /// No edges.
  init() { (south, rowsPerMetre, rowCount) = (0, 0, 0) }

  /// The edges of a polygon with finite coordinates and those bounds.
  init(_ polygon: MultiPolygon, bounds: BoundingBox) {
    let all = Self.orientedEdges(of: polygon)
    let height = bounds.maxY - bounds.minY
    var count = height > 0 ? max(1, min(all.count / Self.edgesPerRow, Self.mostRows)) : 1
    // Long upright edges stand in many rows: fewer, higher rows then.
    while count > 1 {
      let perMetre = Double(count) / height
      var entries = 0
      for edge in all {
        let (low, high) = (min(edge.ay, edge.by), max(edge.ay, edge.by))
        entries += Self.row(high - bounds.minY, perMetre, count) - Self.row(low - bounds.minY, perMetre, count) + 1
      }
      if perMetre.isFinite && entries <= Self.spread * all.count { break }
      count /= 2
    }
    south = bounds.minY
    rowCount = count
    rowsPerMetre = count > 1 ? Double(count) / height : 0
    bucket(all)
  }

  /// The circle's sum over every edge that reaches into its range of northings, each taken once.
  func sum(over circle: CircleSweep) -> CircleSweep {
    guard rowCount > 0 else { return circle }
    var sweep = circle
    let first = row(circle.y - circle.radius)
    let last = row(circle.y + circle.radius)
    for edge in edges[starts[first]..<starts[first + 1]] {
      sweep.add(ax: edge.ax, ay: edge.ay, bx: edge.bx, by: edge.by)
    }
    // The rows that follow lie behind each other; what began in a row from the second one on has not been taken yet.
    if first == last { return sweep }
    for edge in edges[starts[first + 1]..<starts[last + 1]] where edge.isFirst {
      sweep.add(ax: edge.ax, ay: edge.ay, bx: edge.bx, by: edge.by)
    }
    return sweep
  }

  /// A counting sort by row, which keeps the order of the rings within it.
  private mutating func bucket(_ all: [Edge]) {
    if rowCount == 1 {
      (starts, edges) = ([0, all.count], all)
      return
    }
    var starts = [Int](repeating: 0, count: rowCount + 1)
    starts.withUnsafeMutableBufferPointer { starts in
      for edge in all {
        for row in rows(of: edge) { starts[row + 1] &+= 1 }
      }
      for row in 0..<rowCount { starts[row + 1] &+= starts[row] }
    }
    var next = starts
    edges = [Edge](unsafeUninitializedCapacity: starts[rowCount]) { edges, count in
      next.withUnsafeMutableBufferPointer { next in
        for edge in all {
          var edge = edge
          for row in rows(of: edge) {
            edges.initializeElement(at: next[row], to: edge)
            edge.isFirst = false
            next[row] &+= 1
          }
        }
      }
      count = starts[rowCount]
    }
    self.starts = starts
  }

  @inline(__always)
  private func rows(of edge: Edge) -> ClosedRange<Int> { row(min(edge.ay, edge.by))...row(max(edge.ay, edge.by)) }

  /// Does not decrease with the northing, which is all that the search needs.
  @inline(__always)
  private func row(_ northing: Double) -> Int { Self.row(northing - south, rowsPerMetre, rowCount) }

  @inline(__always)
  private static func row(_ height: Double, _ rowsPerMetre: Double, _ count: Int) -> Int {
    let place = height * rowsPerMetre
    // Not (place < 1) also takes what is not a number to row 0.
    if !(place >= 1) { return 0 }
    return place >= Double(count) ? count - 1 : Int(place)
  }

  private static func orientedEdges(of polygon: MultiPolygon) -> [Edge] {
    var edges: [Edge] = []
    edges.reserveCapacity(polygon.vertexCount)
    for part in polygon.partEnds.indices {
      let rings = polygon.rings(ofPart: part)
      for ring in rings {
        let isLeft = (polygon.signedArea(ofRing: ring) >= 0) == (ring == rings.lowerBound)
        for i in polygon.vertices(ofRing: ring).dropFirst() {
          let (ax, ay) = (polygon.x[i - 1], polygon.y[i - 1])
          let (bx, by) = (polygon.x[i], polygon.y[i])
          // Repeated points, and ends so near each other that the square of their distance is zero.
          if (bx - ax) * (bx - ax) + (by - ay) * (by - ay) == 0 { continue }
          edges.append(
            isLeft
              ? Edge(ax: ax, ay: ay, bx: bx, by: by)
              : Edge(ax: bx, ay: by, bx: ax, by: ay))
        }
      }
    }
    return edges
  }
}
