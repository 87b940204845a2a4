/// A bar of a round length on the ground.
///
/// What a user measures on a map in SWEREF 99 TM is a planar length; the ground's is that divided by the projection's
/// scale (0.9996 at 15° E, 1.0005 at the country's edges). The bar counts with it at the map's middle.
package struct ScaleBar: Sendable, Equatable {
  /// Its length on the ground, metres: 1, 2 or 5 times a power of ten.
  package var groundMetres: Double
  /// Its length in the plane of the map, metres.
  package var planeMetres: Double
  /// Equal parts, alternating in colour.
  package var parts: Int

  /// The longest bar of a round length that is at most `maximumPlaneMetres` long on the map.
  ///
  /// - Parameters:
  ///   - maximumPlaneMetres: room for it, metres in the plane, > 0.
  ///   - pointScale: length in the plane by length on the ellipsoid at the map's middle.
  package init(maximumPlaneMetres: Double, pointScale: Double) {
    groundMetres = RoundNumber.atMost(maximumPlaneMetres / pointScale)
    planeMetres = groundMetres * pointScale
    // 2 splits into 4 parts of 0.5; 1 and 5 into 5.
    var leading = groundMetres
    while leading >= 10 { leading /= 10 }
    parts = leading.rounded() == 2 ? 4 : 5
  }
}
