import Foundation

/// A circular arc from one point through a second one to a third, as ISO/IEC 13249-3 (SQL/MM) has it: where the third is the
/// first, the whole circle of which the second is opposite to it.
public struct CircularArc: Sendable {
  /// A place in a plane, metres or degrees.
  public typealias Place = (x: Double, y: Double)

  /// Most radians of a chord: a circle has 7,200 of them.
  private static let chord = Double.pi / 3600

  private let center: Place
  private let radius: Double
  /// The direction from the center to the first point, radians, and how far the arc goes round from there, left being positive.
  private let (start, turn): (Double, Double)
  /// Whether the arc is kept from its third point to its first one: in one direction always, so that two neighbours who share
  /// it have the same places.
  private let isReversed: Bool

  /// Nil for three points on a line, whose arc is the line.
  public init?(from first: Place, through middle: Place, to last: Place) {
    isReversed = last < first
    if first == last {
      center = (first.x + (middle.x - first.x) / 2, first.y + (middle.y - first.y) / 2)
      radius = hypot(middle.x - first.x, middle.y - first.y) / 2
      guard radius > 0, radius.isFinite else { return nil }
      (start, turn) = (atan2(first.y - center.y, first.x - center.x), 2 * .pi)
      return
    }
    let (first, last) = isReversed ? (last, first) : (first, last)
    // Places as seen from the first one: differences of large coordinates lose nothing.
    let (bx, by) = (middle.x - first.x, middle.y - first.y)
    let (cx, cy) = (last.x - first.x, last.y - first.y)
    let (bb, cc) = (bx * bx + by * by, cx * cx + cy * cy)
    let cross = bx * cy - by * cx
    // Less than what coordinates of 10⁷ m resolve to a nanometre.
    guard cross.isFinite, abs(cross) > 1e-14 * (bb + cc) else { return nil }
    let (ux, uy) = ((cy * bb - by * cc) / (2 * cross), (bx * cc - cx * bb) / (2 * cross))
    center = (first.x + ux, first.y + uy)
    radius = hypot(ux, uy)
    start = atan2(-uy, -ux)
    let end = atan2(cy - uy, cx - ux)
    var angle = end - start
    if cross > 0, angle <= 0 { angle += 2 * .pi }
    if cross < 0, angle >= 0 { angle -= 2 * .pi }
    turn = angle
  }

  /// Places between the ends, in their order, at equal angles. They lie outside of the circle by so much (4·10⁻⁸ of the radius)
  /// that chords through them and the ends enclose with the center what the arc does.
  public var inner: [Place] {
    let count = max(3, Int((abs(turn) / Self.chord).rounded(.up)))
    let angle = abs(turn) / Double(count)
    // Of the fan around the center two triangles have an end as a corner, the others (n − 2) two places between:
    // (n − 2) s q² + 2 s q = n · angle, with q the places' distance in radii and s the sine of the angle.
    let (others, ratio) = (Double(count - 2), angle / sin(angle))
    let distance = radius * ((1 + others * Double(count) * ratio).squareRoot() - 1) / others
    return (1..<count).map { number in
      let index = isReversed ? count - number : number
      let direction = start + turn * Double(index) / Double(count)
      return (center.x + distance * cos(direction), center.y + distance * sin(direction))
    }
  }
}
