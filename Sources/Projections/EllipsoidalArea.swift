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

/// How large a polygon is.
public struct GroundArea: Sendable, Equatable {
  /// On GRS 80, edges geodesic, square kilometres.
  public let ellipsoidalKm2: Double
  /// In the plane of its coordinate system, square units of that: ``MultiPolygon/planarArea``.
  public let planarSquareMetres: Double
}

/// Measures the ellipsoidal area of geometries in any coordinate system. Owns a PROJ context: one a worker.
public struct AreaMeter: ~Copyable {
  /// Made when the first polygon needs it.
  private let toDegrees: LateTransformer
  private let ellipsoid = EllipsoidalArea()
  /// For most polygons of the national plane, which need not be moved into degrees.
  private let plane: PlaneArea?

  /// For geometries in `system`. Throws ``Failure`` if it cannot be transformed to SWEREF 99.
  public init(for system: CoordinateSystem) throws {
    let plane = CoordinateSystem.sweref99TM.map { system.isSame(as: $0) } ?? false ? PlaneArea.shared : nil
    let toDegrees = LateTransformer(from: system)
    // Of the national plane it is known that there is a way into degrees.
    if plane == nil { _ = try toDegrees.transformed(MultiPolygon()) }
    (self.plane, self.toDegrees) = (plane, toDegrees)
  }

  /// Square kilometres on GRS 80, edges geodesic. Throws ``Failure`` that names a coordinate which cannot be transformed.
  public func squareKilometres(of polygon: MultiPolygon) throws -> Double { try ground(of: polygon).ellipsoidalKm2 }

  /// Square kilometres on GRS 80, edges geodesic, and square metres in the plane of the system
  /// (``MultiPolygon/planarArea``). Throws ``Failure`` that names a coordinate which cannot be transformed.
  public func ground(of polygon: MultiPolygon) throws -> GroundArea {
    try ground(of: polygon, within: polygon.bounds)
  }

  /// Square kilometres on GRS 80 and square metres in the plane, of a polygon whose ``MultiPolygon/bounds`` are at hand.
  /// Throws ``Failure`` that names a coordinate which cannot be transformed.
  public func ground(of polygon: MultiPolygon, within bounds: BoundingBox?) throws -> GroundArea {
    if let ground = plane?.ground(of: polygon, within: bounds) { return ground }
    return GroundArea(
      ellipsoidalKm2: try squareKilometresInDegrees(of: polygon), planarSquareMetres: polygon.planarArea)
  }

  /// Square kilometres on GRS 80 by way of longitude and latitude, whatever the system.
  func squareKilometresInDegrees(of polygon: MultiPolygon) throws -> Double {
    ellipsoid.squareKilometres(of: try toDegrees.transformed(polygon))
  }
}

/// A transformer into degrees that is made at first use: making one asks PROJ's database, which takes longer than everything else in a
/// small run.
private final class LateTransformer {
  private let source: CoordinateSystem
  private var made: Made?

  private final class Made {
    let transformer: Transformer

    init(_ transformer: consuming Transformer) { self.transformer = transformer }
  }

  init(from source: CoordinateSystem) { self.source = source }

  func transformed(_ polygon: MultiPolygon) throws -> MultiPolygon {
    let made = try made ?? make()
    self.made = made
    return try made.transformer.transformed(polygon)
  }

  private func make() throws -> Made {
    guard let degrees = CoordinateSystem.sweref99Geographic else { throw missingDatabase() }
    return Made(try Transformer(from: source, to: degrees))
  }
}
