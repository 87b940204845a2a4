/// Fewer vertices for a ring, none of its lines moved by more than a tolerance (Douglas and Peucker, 1973).
struct LineSimplifier {
  /// Greatest distance of a left-out vertex from the new line, metres.
  let tolerance: Double

  /// Places of the vertices that stay, in order. The ring is closed (last vertex = first); so is what comes out. A ring that
  /// would lose its area stays whole.
  func keep(x: [Double], y: [Double], ring: Range<Int>) -> [Int] {
    guard tolerance > 0, ring.count > 5 else { return Array(ring) }
    // A ring has no ends: it is cut at its first vertex and at the one farthest from there.
    let first = ring.lowerBound
    var far = first
    var greatest = -1.0
    for i in ring {
      let distance = Self.square(x[i] - x[first]) + Self.square(y[i] - y[first])
      if distance > greatest { (far, greatest) = (i, distance) }
    }
    var isKept = [Bool](repeating: false, count: ring.count)
    for i in [first, far, ring.upperBound - 1] { isKept[i - first] = true }
    var open = [(first, far), (far, ring.upperBound - 1)]
    while let (a, b) = open.popLast() {
      var (farthest, distance) = (a, Self.square(tolerance))
      for i in a..<b where i > a {
        let d = Self.squaredDistance(x[i], y[i], x[a], y[a], x[b], y[b])
        if d > distance { (farthest, distance) = (i, d) }
      }
      if farthest > a {
        isKept[farthest - first] = true
        open.append((a, farthest))
        open.append((farthest, b))
      }
    }
    let kept = ring.filter { isKept[$0 - first] }
    return kept.count < 4 ? Array(ring) : kept
  }

  private static func square(_ value: Double) -> Double { value * value }

  /// Squared distance of a point from a line between two points.
  private static func squaredDistance(
    _ px: Double, _ py: Double, _ ax: Double, _ ay: Double, _ bx: Double, _ by: Double
  ) -> Double {
    let (dx, dy) = (bx - ax, by - ay)
    let length = dx * dx + dy * dy
    let t = length > 0 ? max(0, min(1, ((px - ax) * dx + (py - ay) * dy) / length)) : 0
    return square(px - ax - t * dx) + square(py - ay - t * dy)
  }
}
