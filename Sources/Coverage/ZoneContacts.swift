import Core
import Geometry
import Parallel

extension Zones {
  /// Vertices and borders nearer than this touch, metres: what rounding of coordinates leaves between neighbours.
  private static let reachMetres = 0.02
  /// Least length of a border that is shared, metres: more than two lines that meet at an angle are so near each other.
  private static let leastMetres = 0.25

  /// Pairs of zones that touch: in a border, or with `corners` in a point too.
  ///
  /// - Returns: each pair once, the place of the first zone in the upper 32 bits and that of the second, which is greater, in
  ///   the lower ones; ascending.
  package func contacts(corners: Bool, threads: Int) throws -> [UInt64] {
    try Parallel.blocks(of: count, block: 16, threads: threads) { range in
      range.flatMap { zone -> [UInt64] in
        guard var box = borders[zone].box else { return [] }
        box.widen(by: Self.reachMetres)
        return index.meeting(box).filter { $0 > zone && touches(zone, Int($0), corners: corners) }
          .map { UInt64(zone) << 32 | UInt64($0) }
      }
    }.flatMap { $0 }
  }

  private func touches(_ a: Int, _ b: Int, corners: Bool) -> Bool {
    let (first, second) = (borders[a], borders[b])
    guard var reach = second.box else { return false }
    reach.widen(by: Self.reachMetres)
    var shared = 0.0
    for block in first.blocks where reach.meets(block.box) {
      var near = block.box
      near.widen(by: Self.reachMetres)
      for other in second.blocks where near.meets(other.box) {
        for i in block.first..<block.last {
          let edge = Segment(first.polygon, i)
          for j in other.first..<other.last {
            let theirs = Segment(second.polygon, j)
            if corners, edge.isNear(theirs, Self.reachMetres) { return true }
            shared += edge.lengthBeside(theirs, Self.reachMetres)
            if shared > Self.leastMetres { return true }
          }
        }
      }
    }
    return false
  }

  /// The middle of a zone's ground, metres: the centre of gravity of its polygon; that of its box where it has no area, and nil
  /// without vertices.
  package func centre(_ zone: Int) -> (e: Double, n: Double)? {
    let polygon = borders[zone].polygon
    guard let box = borders[zone].box else { return nil }
    let (originX, originY) = ((box.minX + box.maxX) / 2, (box.minY + box.maxY) / 2)
    var (area, east, north) = (CompensatedSum(), CompensatedSum(), CompensatedSum())
    for (ring, isLeft) in polygon.interiorIsLeft.enumerated() {
      let vertices = polygon.vertices(ofRing: ring)
      for i in vertices.dropLast() {
        let (ax, ay) = (polygon.x[i] - originX, polygon.y[i] - originY)
        let (bx, by) = (polygon.x[i + 1] - originX, polygon.y[i + 1] - originY)
        let cross = (ax * by - bx * ay) * (isLeft ? 1 : -1)
        area.add(cross)
        east.add(cross * (ax + bx))
        north.add(cross * (ay + by))
      }
    }
    guard area.value > 0 else { return (originX, originY) }
    return (originX + east.value / (3 * area.value), originY + north.value / (3 * area.value))
  }
}

/// A straight piece of a border.
private struct Segment {
  let a: SIMD2<Double>
  let b: SIMD2<Double>

  init(_ polygon: MultiPolygon, _ vertex: Int) {
    a = SIMD2(polygon.x[vertex], polygon.y[vertex])
    b = SIMD2(polygon.x[vertex + 1], polygon.y[vertex + 1])
  }

  private static func cross(_ a: SIMD2<Double>, _ b: SIMD2<Double>) -> Double { a.x * b.y - a.y * b.x }

  private static func dot(_ a: SIMD2<Double>, _ b: SIMD2<Double>) -> Double { a.x * b.x + a.y * b.y }

  /// Whether some point of it lies within `reach` of the other one.
  func isNear(_ other: Segment, _ reach: Double) -> Bool {
    if isNear(other.a, reach) || isNear(other.b, reach) || other.isNear(a, reach) || other.isNear(b, reach) {
      return true
    }
    let (ab, cd) = (b - a, other.b - other.a)
    let (sideA, sideB) = (Self.cross(cd, a - other.a), Self.cross(cd, b - other.a))
    let (sideC, sideD) = (Self.cross(ab, other.a - a), Self.cross(ab, other.b - a))
    return (sideA > 0) != (sideB > 0) && (sideC > 0) != (sideD > 0)
  }

  private func isNear(_ point: SIMD2<Double>, _ reach: Double) -> Bool {
    let (line, offset) = (b - a, point - a)
    let length = Self.dot(line, line)
    let part = length > 0 ? min(1, max(0, Self.dot(offset, line) / length)) : 0
    let gap = offset - part * line
    return Self.dot(gap, gap) <= reach * reach
  }

  /// How much of it lies within `reach` of the line of the other one and beside it, metres.
  func lengthBeside(_ other: Segment, _ reach: Double) -> Double {
    let line = b - a
    let length = Self.dot(line, line).squareRoot()
    guard length > 0 else { return 0 }
    let unit = line / length
    let (c, d) = (other.a - a, other.b - a)
    var (from, to) = (Self.dot(unit, c), Self.dot(unit, d))
    var (gapFrom, gapTo) = (Self.cross(unit, c), Self.cross(unit, d))
    if from > to { (from, to, gapFrom, gapTo) = (to, from, gapTo, gapFrom) }
    guard to > from, max(from, 0) < min(to, length) else { return 0 }
    // The gap changes evenly from one end of the other one to its other end.
    let slope = (gapTo - gapFrom) / (to - from)
    var (low, high) = (max(from, 0), min(to, length))
    if slope != 0 {
      let (one, two) = (from + (-reach - gapFrom) / slope, from + (reach - gapFrom) / slope)
      (low, high) = (max(low, min(one, two)), min(high, max(one, two)))
    } else if abs(gapFrom) > reach {
      return 0
    }
    return max(0, high - low)
  }
}

extension BorderBlocks.Block {
  fileprivate var box: BoundingBox { BoundingBox(minX: minX, minY: minY, maxX: maxX, maxY: maxY) }
}

extension BoundingBox {
  fileprivate mutating func widen(by metres: Double) {
    self = BoundingBox(minX: minX - metres, minY: minY - metres, maxX: maxX + metres, maxY: maxY + metres)
  }
}
