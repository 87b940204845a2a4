internal import CGEOS
import Core
import Geometry

/// What makes a polygon invalid, and where.
public struct PolygonFault: Sendable, Equatable {
  /// The reason in GEOS's words: `Self-intersection`, `Hole lies outside shell`.
  public var reason: String
  /// Easting (or longitude) of the place.
  public var x: Double
  /// Northing (or latitude) of the place.
  public var y: Double
}

extension TopologyContext {
  /// The first thing that makes the geometry invalid by the OGC's rules; nil if it is valid.
  ///
  /// Most polygons are simple enough for a quick proof of their own; GEOS is asked about the others. Throws ``Failure``
  /// only if GEOS itself fails.
  public func validity(of polygon: MultiPolygon) throws -> PolygonFault? {
    FastPath.simplicityProof.isOn && simplicity.holds(for: polygon) ? nil : try validityByGEOS(of: polygon)
  }

  /// The first thing that makes the geometry invalid in GEOS' eyes; nil if it is valid. Throws ``Failure`` if GEOS itself fails.
  func validityByGEOS(of polygon: MultiPolygon) throws -> PolygonFault? {
    // What GEOS would not even take as a geometry.
    if let i = polygon.firstVertexNotFinite {
      return PolygonFault(reason: "Coordinate is not a finite number", x: polygon.x[i], y: polygon.y[i])
    }
    for ring in polygon.ringEnds.indices {
      let range = polygon.vertices(ofRing: ring)
      if range.count < 4 {
        let at = range.lowerBound
        return PolygonFault(reason: "Ring with fewer than three corners", x: polygon.x[at], y: polygon.y[at])
      }
    }
    let subject = try geometry(of: polygon)
    var reason: UnsafeMutablePointer<CChar>?
    var location: OpaquePointer?
    let answer = GEOSisValidDetail_r(handle, subject.pointer, 0, &reason, &location)
    defer {
      GEOSFree_r(handle, reason)
      if let location { GEOSGeom_destroy_r(handle, location) }
    }
    if answer == 1 { return nil }
    guard answer == 0 else { throw failure("GEOSisValidDetail_r") }
    var fault = PolygonFault(reason: reason.map { String(cString: $0) } ?? "Invalid", x: .nan, y: .nan)
    if let location {
      _ = GEOSGeomGetX_r(handle, location, &fault.x)
      _ = GEOSGeomGetY_r(handle, location, &fault.y)
    }
    return fault
  }
}
