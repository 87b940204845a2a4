import Geometry

/// A polygon's border in blocks of a few edges with the box around each, so that what is far from a piece of ground is passed
/// over a block at a time.
struct BorderBlocks: Sendable {
  /// Edges from vertex `first` to vertex `last`, all of one ring.
  struct Block: Sendable {
    var (minX, minY, maxX, maxY): (Double, Double, Double, Double)
    var (first, last): (Int, Int)
    /// +1 where the polygon lies to the right of the ring's direction, −1 where it lies to the left.
    var side: Int64
  }

  /// Few enough that a box says something of each edge, many enough that boxes cost little.
  private static let edgesPerBlock = 16

  let polygon: MultiPolygon
  let blocks: [Block]
  /// Around all of it; nil for a polygon without vertices or with one that is not finite.
  let box: BoundingBox?

  init(_ polygon: MultiPolygon) {
    self.polygon = polygon
    guard polygon.isFinite else {
      (blocks, box) = ([], nil)
      return
    }
    var blocks: [Block] = []
    blocks.reserveCapacity(polygon.vertexCount / Self.edgesPerBlock + polygon.ringEnds.count)
    for (ring, isLeft) in polygon.interiorIsLeft.enumerated() {
      let range = polygon.vertices(ofRing: ring)
      for first in stride(from: range.lowerBound, to: range.upperBound - 1, by: Self.edgesPerBlock) {
        let last = min(first + Self.edgesPerBlock, range.upperBound - 1)
        var (low, high) = (SIMD2(polygon.x[first], polygon.y[first]), SIMD2(polygon.x[first], polygon.y[first]))
        for i in first...last {
          let vertex = SIMD2(polygon.x[i], polygon.y[i])
          low = pointwiseMin(low, vertex)
          high = pointwiseMax(high, vertex)
        }
        blocks.append(
          Block(
            minX: low.x, minY: low.y, maxX: high.x, maxY: high.y, first: first, last: last, side: isLeft ? -1 : 1))
      }
    }
    self.blocks = blocks
    box = blocks.first.map { first in
      blocks.reduce(BoundingBox(minX: first.minX, minY: first.minY, maxX: first.maxX, maxY: first.maxY)) {
        $0.union(BoundingBox(minX: $1.minX, minY: $1.minY, maxX: $1.maxX, maxY: $1.maxY))
      }
    }
  }
}
