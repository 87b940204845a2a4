/// The exact part of a circle that lies inside a polygon: the true circle, never a polygon in its stead.
///
/// The border of circle ∩ polygon is made of the pieces of the polygon's edges inside the circle and of arcs. By
/// Green's theorem its area is the sum of signed triangles (centre, piece) and signed sectors (centre, arc), as in
/// G. B. Hughes and M. Chraibi, Calculating ellipse overlap areas, Comput. Vis. Sci. 15 (2012), 291–301, section 2,
/// with both half-axes equal. All arcs between leaving the circle at X and entering it again at E together give
/// ½r²·(φ(E) − φ(X) + 2πk), where φ is the direction seen from the centre and k counts how often the path outside
/// passes west of the centre. So every edge adds its own term, in any order; angles are needed only where an edge
/// crosses the circle; and for a circle that no edge crosses the result is a whole number of circles, 0 or 1.
///
/// Holes, parts, any ring direction and start vertex, repeated points and spikes are taken as they are; the polygon
/// must be valid (rings that cross are for `Topology` to repair), otherwise overlapping parts count twice, up to the
/// whole circle. An edge or vertex that touches the circle from either side adds nothing.
///
/// Error: below 1e-12 of the circle's area for radii from 1 m to 100 km and coordinates up to 10⁷ m, whatever the
/// lengths of the edges (`CircleFixtureTests`). Cost: the edges in the circle's range of northings, see
/// ``CircleEdgeRows``; nothing is allocated.
public struct CircleOverlap: Sendable {
  /// Shares nearer than this to 0 or 1 are 0 or 1: that is below what rounding leaves (the same as for the squares of
  /// `ExactCoverage`). A circle of 500 m must reach 0.4 µm over a straight border to count as meeting the polygon.
  public static let resolution = 0x1p-46

  /// Coordinates and radii beyond this (metres) are taken as not finite, so that no product of four overflows.
  static let limit = 0x1p200

  /// The polygon's bounding box; nil when the polygon has no area to share: no vertex, or a coordinate that is not finite.
  public let bounds: BoundingBox?
  private let rows: CircleEdgeRows
  private let polygonArea: Double

  /// Prepares a polygon, in metres of one plane: O(vertices).
  public init(_ polygon: MultiPolygon) {
    guard let box = polygon.bounds, polygon.x.allSatisfy({ abs($0) < Self.limit }),
      polygon.y.allSatisfy({ abs($0) < Self.limit })
    else {
      (bounds, rows, polygonArea) = (nil, CircleEdgeRows(), 0)
      return
    }
    bounds = box
    rows = CircleEdgeRows(polygon, bounds: box)
    polygonArea = max(0, polygon.planarArea)
  }

  /// The part of the circle inside the polygon, in 0…1: |circle ∩ polygon| / πr².
  ///
  /// - Parameters:
  ///   - x: the centre's easting, metres.
  ///   - y: the centre's northing, metres.
  ///   - radius: metres; the share of a circle without a positive finite radius is 0.
  public func share(x: Double, y: Double, radius: Double) -> Double {
    guard let bounds, radius > 1 / Self.limit, radius < Self.limit, abs(x) < Self.limit, abs(y) < Self.limit else {
      return 0
    }
    // How far the box reaches to either side of the centre.
    let (west, east) = (bounds.minX - x, bounds.maxX - x)
    let (south, north) = (bounds.minY - y, bounds.maxY - y)
    if west >= radius || east <= -radius || south >= radius || north <= -radius { return 0 }
    let (nearX, nearY) = (max(west, -east, 0), max(south, -north, 0))
    let square = radius * radius
    if nearX * nearX + nearY * nearY >= square { return 0 }
    let (farX, farY) = (max(-west, east), max(-south, north))
    if farX * farX + farY * farY <= square { return Self.snapped(polygonArea / (Double.pi * square)) }
    return Self.snapped(rows.sum(over: CircleSweep(x: x, y: y, radius: radius)).share)
  }

  /// |circle ∩ polygon|, square metres; parameters as in ``share(x:y:radius:)``.
  public func area(x: Double, y: Double, radius: Double) -> Double {
    let share = share(x: x, y: y, radius: radius)
    return share > 0 ? share * (Double.pi * radius * radius) : 0
  }

  private static func snapped(_ share: Double) -> Double {
    if !(share >= resolution) { return 0 }
    return share > 1 - resolution ? 1 : share
  }
}
