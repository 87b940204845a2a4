internal import CPROJ
import Geometry

/// Areas on the GRS 80 ellipsoid.
///
/// Edges are geodesics; the polygon's area is exact for them to about 0.1 m² (C. F. F. Karney, Algorithms for
/// geodesics, J. Geodesy 87, 2013, section 6, as implemented in PROJ's `geodesic.h`). A straight line in SWEREF
/// 99 TM is not quite a geodesic, so long edges differ a little: below 1e-6 for the edges of real areas.
public struct EllipsoidalArea: Sendable {
  /// GRS 80's semi-major axis, metres.
  public static let semiMajorAxis = 6_378_137.0
  /// GRS 80's flattening.
  public static let flattening = 1 / 298.257222101

  /// The GRS 80 ellipsoid.
  public init() {}

  /// Square kilometres of a geometry in degrees (longitude in `x`, latitude in `y`): outer rings less their holes,
  /// whatever the winding. Parts that overlap count twice.
  public func squareKilometres(of polygon: MultiPolygon) -> Double {
    var ellipsoid = geod_geodesic()
    geod_init(&ellipsoid, Self.semiMajorAxis, Self.flattening)
    var squareMetres = 0.0
    for part in polygon.partEnds.indices {
      let rings = polygon.rings(ofPart: part)
      for ring in rings {
        let area = Self.area(ofRing: ring, polygon, &ellipsoid)
        squareMetres += ring == rings.lowerBound ? area : -area
      }
    }
    return squareMetres / 1e6
  }

  /// A ring's unsigned area, square metres; less than half of the ellipsoid.
  private static func area(ofRing ring: Int, _ polygon: MultiPolygon, _ ellipsoid: inout geod_geodesic) -> Double {
    var state = geod_polygon()
    geod_polygon_init(&state, 0)
    // Without the closing vertex: geod_polygon_compute closes the ring itself.
    for i in polygon.vertices(ofRing: ring).dropLast() {
      geod_polygon_addpoint(&ellipsoid, &state, polygon.y[i], polygon.x[i])
    }
    var area = 0.0
    _ = geod_polygon_compute(&ellipsoid, &state, 0, 1, &area, nil)
    return abs(area)
  }
}

/// Measures the ellipsoidal area of geometries in any coordinate system. Owns a PROJ context: one a worker.
///
/// In SWEREF 99 TM a geometry of up to 100 km, with edges of up to 20 km, is measured in the plane, with the projection's scale (``ScalePatch``): the same
/// area as with PROJ's geodesics, to 1e-9 of it, thirty times as fast. All else goes through degrees and geodesics.
public struct AreaMeter: ~Copyable {
  private static let patches = ScalePatches()

  private let toDegrees: Transformer
  private let ellipsoid = EllipsoidalArea()
  // Nil for other systems than SWEREF 99 TM.
  private let scale: PointScale?

  /// For geometries in `system`. Throws ``Failure`` if it cannot be transformed to SWEREF 99.
  public init(for system: CoordinateSystem) throws {
    guard let degrees = CoordinateSystem.sweref99Geographic else { throw missingDatabase() }
    let transformer = try Transformer(from: system, to: degrees)
    let scale: PointScale? = system.authorityCode == "EPSG:3006" ? try PointScale(of: system) : nil
    // Together, since neither may be left alone when the other fails.
    toDegrees = transformer
    self.scale = scale
  }

  /// Square kilometres on GRS 80: outer rings less their holes, whatever the winding. Throws ``Failure`` that names a coordinate
  /// which cannot be transformed.
  public func squareKilometres(of polygon: MultiPolygon) throws -> Double {
    if let patch = try patch(for: polygon), let area = Self.squareMetres(of: polygon, in: patch) { return area / 1e6 }
    return ellipsoid.squareKilometres(of: try toDegrees.transformed(polygon))
  }

  private static func squareMetres(of polygon: MultiPolygon, in patch: ScalePatch) -> Double? {
    var squareMetres = 0.0
    for part in polygon.partEnds.indices {
      let rings = polygon.rings(ofPart: part)
      for ring in rings {
        guard let area = patch.area(ofRing: polygon.vertices(ofRing: ring), polygon) else { return nil }
        squareMetres += ring == rings.lowerBound ? abs(area) : -abs(area)
      }
    }
    return squareMetres
  }

  private func patch(for polygon: MultiPolygon) throws -> ScalePatch? {
    guard let box = polygon.bounds, polygon.firstVertexNotFinite == nil else { return nil }
    switch scale {
    case .none: return nil
    case .some(let scale): return try Self.patches.patch(for: box, toDegrees: toDegrees, scale: scale)
    }
  }
}
