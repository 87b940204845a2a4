import Core
import Geometry
import Parallel

/// What the lattice must know of the polygons.
struct PolygonSurvey {
  /// Around each polygon; nil for one without vertices.
  let boxes: [BoundingBox?]
  /// Around all of them; nil when none has a vertex.
  let box: BoundingBox?
  /// Metres; 0 when all edges have no length.
  let meanEdge: Double

  private struct One: Sendable {
    var box: BoundingBox?
    var length = 0.0
    var edges = 0
    var isUsable = true
  }

  /// Throws ``Failure`` (bad data) for a coordinate that is not finite or farther than `farthest`.
  init(_ polygons: [MultiPolygon], farthest: Double, threads: Int) throws {
    let all = try Parallel.blocks(of: polygons.count, block: 64, threads: threads) { range in
      range.map { Self.one(polygons[$0], farthest) }
    }.flatMap { $0 }
    if let bad = all.firstIndex(where: { !$0.isUsable }) {
      throw Failure(
        .badData, "a coordinate is not a finite number or too far away", place: "polygon \(bad + 1)",
        expected: "metres in a plane")
    }
    boxes = all.map(\.box)
    box = all.reduce(nil) { whole, one in
      guard let next = one.box else { return whole }
      return whole?.union(next) ?? next
    }
    let edges = all.reduce(0) { $0 + $1.edges }
    meanEdge = edges == 0 ? 0 : all.reduce(0) { $0 + $1.length } / Double(edges)
  }

  private static func one(_ polygon: MultiPolygon, _ farthest: Double) -> One {
    var result = One()
    guard polygon.vertexCount > 0 else { return result }
    polygon.x.withUnsafeBufferPointer { x in
      polygon.y.withUnsafeBufferPointer { y in
        var (low, high) = (SIMD2(x[0], y[0]), SIMD2(x[0], y[0]))
        var worst = 0.0
        var start = 0
        for end in polygon.ringEnds {
          var before = SIMD2(x[start], y[start])
          for i in start..<end {
            let vertex = SIMD2(x[i], y[i])
            low = pointwiseMin(low, vertex)
            high = pointwiseMax(high, vertex)
            // Not a number stays in a sum, which a comparison would lose; so does infinity.
            worst += (vertex.x - vertex.x) + (vertex.y - vertex.y)
            let step = vertex - before
            result.length += (step * step).sum().squareRoot()
            before = vertex
          }
          result.edges += end - start - 1
          start = end
        }
        let box = BoundingBox(minX: low.x, minY: low.y, maxX: high.x, maxY: high.y)
        let reach = max(max(abs(low.x), abs(high.x)), max(abs(low.y), abs(high.y)))
        result.isUsable = worst == 0 && reach <= farthest
        result.box = box
      }
    }
    return result
  }
}
