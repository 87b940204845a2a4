import Core
import Geometry
import Parallel

/// Edges of outlines that no other outline has the opposite way. Of a tiling nothing is left but its outer border and what lies along
/// gaps: joining outlines along their common edges takes a twentieth of the time that a union of them takes, which looks for crossings.
struct FreeEdges: Sendable {
  typealias Point = SIMD2<Double>

  /// An edge with ground to its left.
  struct Edge: Sendable {
    var start: Point
    var end: Point
  }

  /// The free edges of each outline, in its order; outlines without any are left out.
  let edges: [Int: [Edge]]

  /// Groups of edges by their hash, each small enough for the processor's cache.
  private static let groups = 16

  /// Of these outlines, without those that `isLeftOut` names.
  ///
  /// Edges are compared by their hash: two that are none of each other's meet by a chance of 2⁻⁶⁴, and then rings do not close.
  init(_ polygons: [MultiPolygon], without isLeftOut: (Int) -> Bool, threads: Int) throws {
    let counts = polygons.indices.map { isLeftOut($0) ? 0 : polygons[$0].vertexCount }
    let starts = counts.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
    let hashes = try filledColumn(
      count: starts[polygons.count], cuts: polygons.indices.map { starts[$0]..<starts[$0 + 1] }, threads: threads
    ) { place, range, hashes in
      if !range.isEmpty { Self.hash(polygons[place], into: hashes) }
    }
    let free = try Parallel.map(count: Self.groups, threads: threads) { Self.free(hashes, group: $0) }
    var edges: [Int: [Edge]] = [:]
    for index in free.flatMap({ $0 }).sorted() {
      let place = (0..<polygons.count).partitionPoint { starts[$0 + 1] > index }
      let (polygon, vertex) = (polygons[place], index - starts[place])
      let (a, b) = (Point(polygon.x[vertex], polygon.y[vertex]), Point(polygon.x[vertex + 1], polygon.y[vertex + 1]))
      let ring = polygon.ringEnds.indices.partitionPoint { polygon.ringEnds[$0] > vertex }
      let part = polygon.partEnds.indices.partitionPoint { polygon.partEnds[$0] > ring }
      let isShell = ring == polygon.rings(ofPart: part).lowerBound
      edges[place, default: []].append(
        polygon.isCounterClockwise(ring: ring) == isShell ? Edge(start: a, end: b) : Edge(start: b, end: a))
    }
    self.edges = edges
  }

  /// Writes the hash of each vertex' edge to the next one, with ground to its left; 0 where there is none.
  private static func hash(_ polygon: MultiPolygon, into hashes: UnsafeMutableBufferPointer<UInt64>) {
    for (ring, isLeft) in polygon.interiorIsLeft.enumerated() {
      let vertices = polygon.vertices(ofRing: ring)
      guard let last = vertices.last else { continue }
      var start = EdgeHash.vertex(Point(polygon.x[vertices.lowerBound], polygon.y[vertices.lowerBound]))
      for vertex in vertices.lowerBound..<last {
        let end = EdgeHash.vertex(Point(polygon.x[vertex + 1], polygon.y[vertex + 1]))
        let edge = start == end ? 0 : EdgeHash.edge(from: start, to: end)
        hashes[vertex] = isLeft ? edge : 0 &- edge
        start = end
      }
      hashes[last] = 0
    }
  }

  /// The edges of a group whose opposite is not among them.
  private static func free(_ hashes: [UInt64], group: Int) -> [Int] {
    // An edge and its opposite have the same.
    func key(_ hash: UInt64) -> UInt64 { min(hash, 0 &- hash) }
    func isOfGroup(_ hash: UInt64) -> Bool { hash != 0 && Int(key(hash) >> 59) == group }
    let count = hashes.count(where: isOfGroup)
    var size = 16
    while size < 2 * count { size *= 2 }
    // The place of an edge, one more; −1 for one that was cancelled, over which the search goes on.
    var slots = [Int32](repeating: 0, count: size)
    for (index, hash) in hashes.enumerated() where isOfGroup(hash) {
      var slot = Int(truncatingIfNeeded: key(hash)) & (size - 1)
      while true {
        let other = slots[slot]
        if other == 0 {
          slots[slot] = Int32(index + 1)
          break
        }
        if other > 0, hashes[Int(other) - 1] == 0 &- hash {
          slots[slot] = -1
          break
        }
        slot = (slot + 1) & (size - 1)
      }
    }
    return slots.compactMap { $0 > 0 ? Int($0) - 1 : nil }
  }

  /// The rings that some outlines' free edges make, each a part of its own, those below `smallest` left out; nil where they do not close.
  func rings(of outlines: [Int], smallest: Double) -> MultiPolygon? {
    var next: [Point: [Point]] = [:]
    let free = outlines.flatMap { edges[$0] ?? [] }
    for edge in free { next[edge.start, default: []].append(edge.end) }
    var rings = MultiPolygon()
    for edge in free {
      var path = [edge.start]
      var places = [edge.start: 0]
      while let point = next[path[path.count - 1]]?.popLast() {
        guard let place = places[point] else {
          places[point] = path.count
          path.append(point)
          continue
        }
        // Where it comes back to a point, that much of it is a ring.
        let ring = MultiPolygon([path[place...].map { ($0.x, $0.y) }])
        if ring.planarArea >= smallest { rings.append(ring) }
        for passed in path[(place + 1)...] { places[passed] = nil }
        path.removeLast(path.count - place - 1)
      }
      if path.count > 1 { return nil }
    }
    return rings
  }
}
