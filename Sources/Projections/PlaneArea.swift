import Foundation
import Geometry

/// Areas on the ellipsoid of polygons in SWEREF 99 TM, measured in the plane.
///
/// The projection is conformal, so the ellipsoid's area is the integral of 1/k² over the map. By Green's theorem that is
/// the integral along the border of G = ∫ 1/k² de over dN, e the distance from the central meridian. The part of the
/// constant 1/k₀² is the planar area, which is summed as elsewhere; the rest is a polynomial of e² and N, fitted once to
/// PROJ's scale factor (``PointScale``) at 24 places with an error below 1e-10, and two Gauss points an edge integrate it well beyond what
/// matters. What geodesic edges enclose more or less than straight ones is added: an edge of length L bows out by the
/// segment L³κ/12, κ the change of ln k across it.
///
/// So the result is that of geodesic edges (``EllipsoidalArea``) within 1e-9 and 0.1 m², some forty times faster: no
/// coordinate is moved into degrees. Test: `PlaneAreaTests`.
struct PlaneArea: Sendable {
  /// The projection's scale on its central meridian, and the easting of that.
  static let centralScale = 0.9996
  static let falseEasting = 500_000.0
  /// Half the width of what the polynomial was fitted to, metres.
  static let halfWidth = 450_000.0
  static let middle = 6_900_000.0
  static let halfHeight = 1_000_000.0
  /// Longer edges bow more than their middle's curvature tells to a tenth of a square metre.
  static let longestEdge = 5_000.0
  static let powersOfEasting = 4
  static let powersOfNorthing = 6

  /// Coefficients of s^(i+1) t^j in 1/k² − 1/k₀², s = (e / half width)², t the northing from −1 to 1; those of one i
  /// together, by falling j.
  let coefficients: [Double]
  private let rest: BorderIntegral

  /// The fit.
  static let shared = PlaneArea()

  /// What a fit to PROJ's scale factors gives (`PlaneFit` in the tests), written down: asking PROJ takes longer than measuring
  /// thousands of polygons.
  private init() {
    coefficients = [
      3.6456158217296885e-09, 8.708835420173465e-09, -1.4282465902543816e-07,
      -9.377118432205319e-07, 8.63750016115517e-06, -0.004966892988962278,
      -2.0384262500394196e-08, -5.1036008824637254e-09, 2.88116987652093e-08,
      4.197551634872619e-09, -6.601246855282496e-08, 1.6414256329504937e-05,
      3.7197504252133466e-08, 7.593671034167456e-09, -5.190662765066346e-08,
      3.5897319764754317e-09, 2.891581298077404e-08, -3.438557755443419e-08,
      -1.996937288739032e-08, -3.2809745774384535e-09, 2.8007761628596618e-08,
      -2.705539312460652e-09, -1.5299772526475424e-08, -5.472182020717578e-09,
    ]
    rest = BorderIntegral(coefficients: coefficients)
  }

  /// Square kilometres on the ellipsoid; nil for a polygon outside the fitted part of the plane, or with edges too long for
  /// the plane.
  func squareKilometres(of polygon: MultiPolygon) -> Double? {
    ground(of: polygon, within: polygon.bounds)?.ellipsoidalKm2
  }

  /// Square kilometres on the ellipsoid, and the area in the plane, which is a part of them; nil for a polygon outside the fitted
  /// part of the plane, or with edges too long for the plane. `bounds` are the polygon's.
  func ground(of polygon: MultiPolygon, within bounds: BoundingBox?) -> GroundArea? {
    guard let box = bounds else { return GroundArea(ellipsoidalKm2: 0, planarSquareMetres: 0) }
    let centre = Self.falseEasting
    guard box.minX >= centre - Self.halfWidth, box.maxX <= centre + Self.halfWidth,
      box.minY >= Self.middle - Self.halfHeight, box.maxY <= Self.middle + Self.halfHeight
    else { return nil }
    let scale = Self.centralScale
    var squareMetres = 0.0
    var planar = PlanarSum()
    for part in polygon.partEnds.indices {
      let rings = polygon.rings(ofPart: part)
      for ring in rings {
        guard let rest = rest.sum(ofRing: polygon.vertices(ofRing: ring), polygon) else { return nil }
        let signed = polygon.signedArea(ofRing: ring)
        planar.add(signed, isOuter: ring == rings.lowerBound)
        let area = abs(signed / (scale * scale) + rest)
        squareMetres += ring == rings.lowerBound ? area : -area
      }
    }
    return GroundArea(ellipsoidalKm2: squareMetres / 1e6, planarSquareMetres: planar.value)
  }
}
