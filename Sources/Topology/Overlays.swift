internal import CGEOS
import Core
import Geometry

/// Set operations on the areas of two geometries. Both must be valid; ``Failure`` (bad data) with GEOS's reason
/// otherwise, or where the operation fails.
extension TopologyContext {
  /// What lies in both.
  public func intersection(_ a: MultiPolygon, _ b: MultiPolygon) throws -> MultiPolygon {
    try combine(a, b, "GEOSIntersection_r", GEOSIntersection_r)
  }

  /// What lies in the first but not in the second.
  public func difference(_ a: MultiPolygon, _ b: MultiPolygon) throws -> MultiPolygon {
    try combine(a, b, "GEOSDifference_r", GEOSDifference_r)
  }

  /// What lies in either.
  public func union(_ a: MultiPolygon, _ b: MultiPolygon) throws -> MultiPolygon {
    try combine(a, b, "GEOSUnion_r", GEOSUnion_r)
  }

  /// What lies in any of them; cascaded, so thousands of areas are joined in reasonable time. Empty for none.
  public func unionAll(_ polygons: [MultiPolygon]) throws -> MultiPolygon {
    var parts = GeometryParts(in: handle)
    for polygon in polygons { parts.append(try collected(polygon)) }
    if parts.count == 0 { return MultiPolygon() }
    var pointers = parts.takeAll()
    let all = try own(
      GEOSGeom_createCollection_r(
        handle, Int32(GEOS_GEOMETRYCOLLECTION.rawValue), &pointers, UInt32(pointers.count)),
      from: "GEOSGeom_createCollection_r")
    return try multiPolygon(from: own(GEOSUnaryUnion_r(handle, all.pointer), from: "GEOSUnaryUnion_r"))
  }

  /// What rings enclose that meet in vertices only, each given as a part: a ring within another takes its ground away, one within
  /// that gives it back. Where rings cross, some of the ground is missing.
  public func enclosed(_ rings: MultiPolygon) throws -> MultiPolygon {
    let lines = try geometry(of: rings)
    return try multiPolygon(from: own(GEOSBuildArea_r(handle, lines.pointer), from: "GEOSBuildArea_r"))
  }

  /// Planar area of what lies in both, square units of the coordinates.
  public func intersectionArea(_ a: MultiPolygon, _ b: MultiPolygon) throws -> Double {
    guard let boxA = a.bounds, let boxB = b.bounds, boxA.meets(boxB) else { return 0 }
    return try intersection(a, b).planarArea
  }

  /// Everything within `distance` (units of the coordinates; negative shrinks), round corners drawn with so many
  /// segments a quarter circle.
  public func buffer(
    _ polygon: MultiPolygon, distance: Double, segmentsPerQuadrant: Int = 16
  ) throws -> MultiPolygon {
    guard distance.isFinite, (1...10_000).contains(segmentsPerQuadrant) else {
      throw Failure(.usage, "a buffer needs a finite distance and 1 to 10,000 segments a quadrant")
    }
    let subject = try geometry(of: polygon)
    return try multiPolygon(
      from: own(
        GEOSBuffer_r(handle, subject.pointer, distance, Int32(segmentsPerQuadrant)), from: "GEOSBuffer_r"))
  }

  private func combine(
    _ a: MultiPolygon, _ b: MultiPolygon, _ name: String,
    _ operation: (GEOSContextHandle_t?, OpaquePointer?, OpaquePointer?) -> OpaquePointer?
  ) throws -> MultiPolygon {
    let first = try geometry(of: a)
    let second = try geometry(of: b)
    return try multiPolygon(from: own(operation(handle, first.pointer, second.pointer), from: name))
  }

  /// The geometry as a pointer that a collection may take over.
  private func collected(_ polygon: MultiPolygon) throws -> OpaquePointer {
    let owned = try geometry(of: polygon)
    guard let copy = GEOSGeom_clone_r(handle, owned.pointer) else { throw failure("GEOSGeom_clone_r") }
    return copy
  }
}
