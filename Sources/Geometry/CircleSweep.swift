import Core
import Foundation

/// One circle's running sum over the edges of a polygon; see ``CircleOverlap`` for the formula.
///
/// Everything is relative to the centre. The sum is right only when it was given every edge that reaches into the
/// circle's range of northings, each once, with the interior on its left.
///
/// Why rounding cannot break it: whether a vertex lies inside is decided from the vertex alone, so the two edges that
/// share it agree and the pieces join up. Where rounding puts a crossing at the wrong place *along* the circle, triangle
/// and sector change by the same amount; it can put it there only where edge and circle are within rounding of each
/// other. And the paths outside that are counted in ``windings`` stay a radius away from the centre, so that the side
/// on which they pass it is never in doubt.
struct CircleSweep {
  /// The centre.
  let x: Double
  let y: Double
  let radius: Double
  private let square: Double
  private let inverse: Double
  /// 2/r² × the signed triangles, and φ(E) − φ(X) of the crossings: radians.
  private var angle = CompensatedSum()
  /// How often the paths outside pass the ray from the centre to the west, counter-clockwise less clockwise.
  private var windings = 0

  init(x: Double, y: Double, radius: Double) {
    (self.x, self.y, self.radius) = (x, y, radius)
    square = radius * radius
    inverse = 1 / square
  }

  /// The part of the circle inside.
  var share: Double { Double(windings) + angle.value / (2 * Double.pi) }

  /// Adds the edge from (ax, ay) to (bx, by).
  @inline(__always)
  mutating func add(ax: Double, ay: Double, bx: Double, by: Double) {
    let (py, qy) = (ay - y, by - y)
    if (py >= radius && qy >= radius) || (py <= -radius && qy <= -radius) { return }
    let (px, qx) = (ax - x, bx - x)
    if px >= radius && qx >= radius { return }
    if px <= -radius && qx <= -radius {
      if (py < 0) != (qy < 0) { windings += qy < 0 ? 1 : -1 }
      return
    }
    let pp = px * px + py * py
    let qq = qx * qx + qy * qy
    let (dx, dy) = (qx - px, qy - py)
    if pp < square && qq < square {
      angle.add((px * dy - py * dx) * inverse)
      return
    }
    if pp >= square && qq >= square {
      // Outside at both ends: it reaches the circle only if the foot of the perpendicular lies between them, and
      // near enough. The slack covers the rounding of the cross product; `addCrossing` decides.
      let reach = radius + 0x1p-48 * (abs(px) + abs(py))
      let cross = px * dy - py * dx
      if px * dx + py * dy >= 0 || qx * dx + qy * dy <= 0 || cross * cross > reach * reach * (dx * dx + dy * dy) {
        windings += Self.passes(px, py, qx, qy)
        return
      }
    }
    addCrossing(ax: ax, ay: ay, bx: bx, by: by, startsInside: pp < square, endsInside: qq < square)
  }

  /// An edge with at least one end outside that comes near the circle.
  private mutating func addCrossing(
    ax: Double, ay: Double, bx: Double, by: Double, startsInside: Bool, endsInside: Bool
  ) {
    let (px, py, qx, qy) = (ax - x, ay - y, bx - x, by - y)
    let line = CircleLine(ax: ax, ay: ay, bx: bx, by: by, x: x, y: y)
    let height = line.height
    if !startsInside && !endsInside && abs(height) >= radius {
      windings += Self.passes(px, py, qx, qy)
      return
    }
    // Half of the chord, from the factors: the difference of squares would lose the digits of a near tangent.
    let half = max(0, (radius - abs(height)) * (radius + abs(height))).squareRoot()
    let (footX, footY) = (height * line.uy, -height * line.ux)
    // The piece inside, in metres along the line from the foot of the perpendicular.
    var (from, to) = (-half, half)
    var turn = 0.0
    if startsInside {
      from = px * line.ux + py * line.uy
    } else {
      // Adding zero makes −0 to +0, whose direction is +π like that of every other point that is not south of the ray.
      let (entryX, entryY) = (footX - half * line.ux, footY - half * line.uy + 0)
      turn += atan2(entryY, entryX)
      windings += Self.passes(px, py, entryX, entryY)
    }
    if endsInside {
      to = qx * line.ux + qy * line.uy
    } else {
      let (exitX, exitY) = (footX + half * line.ux, footY + half * line.uy + 0)
      turn -= atan2(exitY, exitX)
      windings += Self.passes(exitX, exitY, qx, qy)
    }
    angle.add(height * (to - from) * inverse)
    angle.add(turn)
  }

  /// 1 when the segment passes the ray to the west from north to south (counter-clockwise), −1 the other way, else 0.
  /// The ray itself counts as north.
  @inline(__always)
  private static func passes(_ px: Double, _ py: Double, _ qx: Double, _ qy: Double) -> Int {
    if (py < 0) == (qy < 0) { return 0 }
    let isSouthward = qy < 0
    if px >= 0 && qx >= 0 { return 0 }
    if px >= 0 || qx >= 0 {
      let cross = px * qy - py * qx
      if isSouthward ? cross <= 0 : cross >= 0 { return 0 }
    }
    return isSouthward ? 1 : -1
  }
}
