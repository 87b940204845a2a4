import Geometry
import Reports

/// Outlines as differences of whole metres, simplified until there are few enough vertices.
struct OutlinePacking {
  /// What the lines were simplified by, metres.
  let tolerance: Double
  private let bytes: [UInt8]
  private let count: Int

  /// Packs outlines around an origin, y to the south. The tolerance starts at `tolerance` and is doubled until at most
  /// `limit` vertices are left, or it has reached 1,000 m.
  init(_ outlines: [MultiPolygon], origin: (e: Int, n: Int), tolerance start: Double, limit: Int) {
    var tolerance = start
    var kept = Self.keep(outlines, tolerance)
    while tolerance < 1000, kept.reduce(0, { $0 + $1.reduce(0) { $0 + $1.count } }) > limit {
      tolerance *= 2
      kept = Self.keep(outlines, tolerance)
    }
    self.tolerance = tolerance
    count = outlines.count
    var varints = Varints()
    var (x, y) = (0, 0)
    for (outline, rings) in zip(outlines, kept) {
      varints.append(UInt64(rings.count))
      for ring in rings {
        // The last vertex is the first again; the page closes each ring.
        varints.append(UInt64(max(0, ring.count - 1)))
        for i in ring.dropLast() {
          let (px, py) = (Self.metres(outline.x[i]) - origin.e, origin.n - Self.metres(outline.y[i]))
          varints.append(signed: px - x)
          varints.append(signed: py - y)
          (x, y) = (px, py)
        }
      }
    }
    bytes = varints.bytes
  }

  private static func keep(_ outlines: [MultiPolygon], _ tolerance: Double) -> [[[Int]]] {
    let simplifier = LineSimplifier(tolerance: tolerance)
    return outlines.map { outline in
      outline.ringEnds.indices.map { simplifier.keep(x: outline.x, y: outline.y, ring: outline.vertices(ofRing: $0)) }
    }
  }

  /// The nearest whole metre; what is no coordinate on Earth is held at a distance that still can be packed.
  static func metres(_ value: Double) -> Int { value.isFinite ? Int(max(-1e9, min(1e9, value.rounded()))) : 0 }

  /// The outlines as a member of the page's data.
  var tree: JSONTree { .members(["count": .integer(count), "data": .string(Base64.text(bytes))]) }
}
