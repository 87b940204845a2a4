/// Whether a point is covered by polygons whose borders touch its cell.
///
/// The inside is known at the cell's south-west corner. From there the way goes north along the cell's west line, then
/// east to the point, and each edge on it turns inside to outside. Corners and lines are met by the usual half-open
/// rule: a place (x, y) stands for the one a little west and, far less, a little north of it, so no vertex and no edge
/// along the way is met half. Whatever leads to the point is in the cell, so its edges suffice.
struct CellTest {
  private let vertices: UnsafePointer<SIMD2<Double>>
  private let point: SIMD2<Double>
  /// The cell's south-west corner.
  private let corner: SIMD2<Double>
  /// Where the way turns east.
  private let turn: SIMD2<Double>

  @inline(__always)
  init(_ point: SIMD2<Double>, corner: SIMD2<Double>, vertices: UnsafePointer<SIMD2<Double>>) {
    (self.point, self.corner, self.vertices) = (point, corner, vertices)
    turn = SIMD2(corner.x, point.y)
  }

  /// Whether the polygon with those chains covers the point; its border does.
  ///
  /// - Parameters:
  ///   - words: first vertex and number of edges of each chain.
  ///   - isInside: whether the corner is inside.
  @inline(__always)
  func isCovered(_ words: UnsafePointer<UInt32>, chains: Int, isInside: Bool) -> Bool {
    var isInside = isInside
    for chain in 0..<chains {
      let vertex = vertices + Int(words[2 &* chain])
      var a = vertex[0]
      for i in 0..<Int(words[2 &* chain &+ 1]) {
        let b = vertex[i &+ 1]
        if (a.y > point.y) != (b.y > point.y) {
          let (west, east) = a.x < b.x ? (a.x, b.x) : (b.x, a.x)
          // An edge that keeps to the west of the cell or to the east of the point is not on the way.
          if west <= point.x, east >= corner.x {
            var isWestOfPoint = east < point.x
            if !isWestOfPoint {
              let side = side(a, b, of: point)
              if side == 0 { return true }
              isWestOfPoint = side < 0
            }
            // The crossing lies on the way unless it is west of the cell.
            let isWestOfCell = west < corner.x && side(a, b, of: turn) < 0
            if isWestOfPoint != isWestOfCell { isInside.toggle() }
          }
        } else if b.y == point.y {
          if b.x == point.x || (a.y == point.y && (a.x < point.x) != (b.x < point.x)) { return true }
        }
        if isPassedNorthward(by: a, b) { isInside.toggle() }
        a = b
      }
    }
    return isInside
  }

  /// −1 when the place is to the east of the edge, which climbs past it; 1 to the west, 0 on it.
  @inline(__always)
  private func side(_ a: SIMD2<Double>, _ b: SIMD2<Double>, of place: SIMD2<Double>) -> Int {
    a.y < b.y ? Orientation.side(a, b, place) : Orientation.side(b, a, place)
  }

  /// Whether an edge crosses the way where it goes north, along the cell's west line.
  @inline(__always)
  func isPassedNorthward(by a: SIMD2<Double>, _ b: SIMD2<Double>) -> Bool {
    (a.x < corner.x) != (b.x < corner.x) && isPassed(a, b)
  }

  private func isPassed(_ a: SIMD2<Double>, _ b: SIMD2<Double>) -> Bool {
    let (west, east) = a.x < b.x ? (a, b) : (b, a)
    return isBelow(west, east, turn) != isBelow(west, east, corner)
  }

  /// Whether the edge crosses the west line below that place on it.
  private func isBelow(_ west: SIMD2<Double>, _ east: SIMD2<Double>, _ place: SIMD2<Double>) -> Bool {
    if max(west.y, east.y) < place.y { return true }
    if min(west.y, east.y) > place.y { return false }
    let side = Orientation.side(west, east, place)
    // Through the place itself: a little to the west a climbing edge is still below, a falling one above.
    return side == 0 ? east.y >= west.y : side > 0
  }
}
