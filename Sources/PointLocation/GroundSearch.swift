import Geometry

/// The search for polygons that share ground, cell by cell.
///
/// Neighbours in a tiling meet in thousands of cells without sharing any ground. A cell is cleared when each edge that
/// touches it is there as often in one direction as in the other, and no more than one polygon covers its corner: then the
/// number of polygons around is the same on both sides of every edge, so it is that of the corner all over the cell. Edges
/// are compared by the sum of their hashes, those of one direction taken negative.
struct GroundSearch: Sendable {
  /// Two polygons, the lower number first; no more once there are too many for anybody, see `StackedGround`.
  private(set) var pairs = Set<SIMD2<Int32>>()
  private let mostPairs = StackedGround.mostPairs
  private var polygons: [Int32] = []
  /// Polygons at the cell's south-west corner.
  private(set) var cornerCount = 0
  private var signature: UInt64 = 0

  /// Starts with a cell that some polygons cover wholly.
  mutating func begin(_ covers: [Int32]) {
    polygons.removeAll(keepingCapacity: true)
    polygons += covers
    cornerCount = covers.count
    signature = 0
  }

  /// Adds a chain. `head` is its polygon's number doubled, plus 1 where the cell's corner is inside; the chains of one
  /// polygon follow each other.
  mutating func add(_ head: UInt32, start: UInt32, edges: UInt32, _ vertices: UnsafePointer<SIMD2<Double>>) {
    let polygon = Int32(truncatingIfNeeded: head >> 1)
    if polygons.last != polygon {
      polygons.append(polygon)
      cornerCount += Int(head & 1)
    }
    var a = EdgeHash.vertex(vertices[Int(start)])
    for i in 0..<Int(edges) {
      let b = EdgeHash.vertex(vertices[Int(start) + i + 1])
      if a != b { signature &+= EdgeHash.edge(from: a, to: b) }
      a = b
    }
  }

  /// Whether the edges of the cell, and how many polygons are at its corner, show that none share ground in it.
  var isCleared: Bool { cornerCount <= 1 && signature == 0 }

  /// Notes the cell's polygons.
  mutating func addAll() { addAll(of: polygons) }

  /// Notes all pairs of some polygons.
  mutating func addAll(of polygons: [Int32]) {
    for (place, one) in polygons.enumerated() where pairs.count <= mostPairs {
      for other in polygons[(place + 1)...] where other != one {
        pairs.insert(SIMD2(min(one, other), max(one, other)))
      }
    }
  }
}
