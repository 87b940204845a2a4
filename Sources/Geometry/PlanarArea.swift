import Core

/// A polygon's area out of those of its rings: outer ones less holes.
public struct PlanarSum: Sendable {
  private var total = CompensatedSum()

  /// Nothing yet.
  public init() {}

  /// Adds a ring by its signed area (``MultiPolygon/signedArea(ofRing:)``), rings in the order of the polygon.
  public mutating func add(_ signedArea: Double, isOuter: Bool) {
    let area = abs(signedArea)
    total.add(isOuter ? area : -area)
  }

  /// The polygon's area.
  public var value: Double { total.value }
}

extension MultiPolygon {
  /// Planar area in square units of the coordinates: outer rings less holes, any winding; never negative for a
  /// valid polygon.
  public var planarArea: Double {
    var sum = PlanarSum()
    for part in partEnds.indices {
      let rings = rings(ofPart: part)
      for ring in rings { sum.add(signedArea(ofRing: ring), isOuter: ring == rings.lowerBound) }
    }
    return sum.value
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
