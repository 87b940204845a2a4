import Summation

extension MultiPolygon {
  /// Planar area in square units of the coordinates: outer rings less holes, any winding; never negative for a
  /// valid polygon.
  public var planarArea: Double {
    var total = CompensatedSum()
    var first = 0
    for end in partEnds {
      for ring in first..<end {
        let area = abs(signedArea(ofRing: ring))
        total.add(ring == first ? area : -area)
      }
      first = end
    }
    return total.value
  }

  /// A ring's signed area: positive when counter-clockwise.
  ///
  /// The shoelace sum taken relative to the ring's first vertex, so that coordinates of 6.5 million metres lose no
  /// digits, and compensated (Neumaier), so that long rings do not either.
  public func signedArea(ofRing ring: Int) -> Double {
    let range = vertices(ofRing: ring)
    guard range.count >= 3 else { return 0 }
    let (originX, originY) = (x[range.lowerBound], y[range.lowerBound])
    var total = CompensatedSum()
    var (previousX, previousY) = (0.0, 0.0)
    for i in range.dropFirst() {
      let (currentX, currentY) = (x[i] - originX, y[i] - originY)
      total.add(previousX * currentY - currentX * previousY)
      (previousX, previousY) = (currentX, currentY)
    }
    return total.value / 2
  }
}
