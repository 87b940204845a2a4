import Geometry

/// Plain checks of polygons by their edges, by brute force over a coarse grid of buckets.
enum Segments {
  /// An edge from (ax, ay) to (bx, by).
  struct Segment: Hashable {
    var ax: Double
    var ay: Double
    var bx: Double
    var by: Double

    var reversed: Segment { Segment(ax: bx, ay: by, bx: ax, by: ay) }
  }

  static func ofRing(_ ring: Int, _ shape: MultiPolygon) -> [Segment] {
    shape.vertices(ofRing: ring).dropLast().map {
      Segment(ax: shape.x[$0], ay: shape.y[$0], bx: shape.x[$0 + 1], by: shape.y[$0 + 1])
    }
  }

  static func all(_ shape: MultiPolygon) -> [Segment] { shape.ringEnds.indices.flatMap { ofRing($0, shape) } }

  /// Pairs of different edges that share more than a common end point.
  static func crossings(in segments: [Segment]) -> [(Segment, Segment)] {
    let side = 500.0
    var buckets: [SIMD2<Int>: [Int]] = [:]
    var found: [(Segment, Segment)] = []
    for (at, s) in segments.enumerated() {
      var compared = Set<Int>()
      for row in Int((min(s.ay, s.by) / side).rounded(.down))...Int((max(s.ay, s.by) / side).rounded(.down)) {
        for column in Int((min(s.ax, s.bx) / side).rounded(.down))...Int((max(s.ax, s.bx) / side).rounded(.down)) {
          for other in buckets[SIMD2(column, row), default: []] where compared.insert(other).inserted {
            if meet(s, segments[other]) { found.append((s, segments[other])) }
          }
          buckets[SIMD2(column, row), default: []].append(at)
        }
      }
    }
    return found
  }

  private static func side(_ s: Segment, _ x: Double, _ y: Double) -> Double {
    (s.bx - s.ax) * (y - s.ay) - (s.by - s.ay) * (x - s.ax)
  }

  private static func meet(_ s: Segment, _ t: Segment) -> Bool {
    let ends = [(t.ax, t.ay), (t.bx, t.by)]
    let shared = ends.filter { ($0.0 == s.ax && $0.1 == s.ay) || ($0.0 == s.bx && $0.1 == s.by) }
    let (a, b) = (side(s, t.ax, t.ay), side(s, t.bx, t.by))
    let (c, d) = (side(t, s.ax, s.ay), side(t, s.bx, s.by))
    if shared.count == 2 { return true }
    if shared.count == 1 {
      // Only a spike, both on one line and on the same side of the common point, shares more.
      if a != 0 || b != 0 { return false }
      let (px, py) = shared[0]
      let (sx, sy) = (s.ax == px && s.ay == py) ? (s.bx, s.by) : (s.ax, s.ay)
      let (tx, ty) = (t.ax == px && t.ay == py) ? (t.bx, t.by) : (t.ax, t.ay)
      return (sx - px) * (tx - px) + (sy - py) * (ty - py) > 0
    }
    let boxesMeet =
      max(min(s.ax, s.bx), min(t.ax, t.bx)) <= min(max(s.ax, s.bx), max(t.ax, t.bx))
      && max(min(s.ay, s.by), min(t.ay, t.by)) <= min(max(s.ay, s.by), max(t.ay, t.by))
    return boxesMeet && a * b <= 0 && c * d <= 0
  }
}

/// Even-odd test of a point, plain.
func contains(_ shape: MultiPolygon, _ x: Double, _ y: Double) -> Bool {
  var inside = false
  for s in Segments.all(shape) where (s.ay > y) != (s.by > y) {
    if x < s.ax + (y - s.ay) / (s.by - s.ay) * (s.bx - s.ax) { inside.toggle() }
  }
  return inside
}
