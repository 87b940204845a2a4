internal import CPROJ
import Core

/// How a projection stretches lengths and areas at a point. Owns a PROJ context: one a worker.
public struct PointScale: ~Copyable {
  private let projection: ProjectionObject
  private let system: CoordinateSystem

  /// Throws ``Failure`` (bad data) for a system that is not projected.
  public init(of system: CoordinateSystem) throws {
    if let fault = rutverk_missing_proj() { throw Failure(.software, String(cString: fault)) }
    let context = ProjectionContext()
    guard !system.isGeographic, let crs = context.object(system.definition),
      // PROJ 9.1's proj_factors gives nonsense for a CRS in degrees and metres, so it gets the bare projection.
      let text = proj_as_proj_string(context.pointer, crs.pointer, PJ_PROJ_4, nil),
      let projection = context.object(String(cString: text).replacing(" +type=crs", with: ""))
    else {
      throw Failure(.badData, "\(system.label) is not a projected coordinate system")
    }
    self.projection = consume projection
    self.system = system
  }

  /// Length on the map by length on the ellipsoid, along the meridian, at a place in degrees. For a conformal
  /// projection (SWEREF 99 TM: 0.9996 on the central meridian 15° E) it is the same in every direction, and its
  /// square is the ratio of areas.
  ///
  /// Throws ``Failure`` (bad data) where the projection is not defined.
  public func factor(longitude: Double, latitude: Double) throws -> Double {
    let radians = Double.pi / 180
    proj_errno_reset(projection.pointer)
    let factors = proj_factors(projection.pointer, proj_coord(longitude * radians, latitude * radians, 0, 0))
    let scale = factors.meridional_scale
    guard proj_errno(projection.pointer) == 0, scale.isFinite, scale > 0 else {
      throw Failure(
        .badData, "\(system.label) has no scale at this place", value: "\(longitude), \(latitude)",
        expected: "longitude and latitude in degrees")
    }
    return scale
  }
}
