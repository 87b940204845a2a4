internal import CGDAL
import Core
import Geometry

/// From OGR geometries to values.
enum PolygonReader {
  /// Degrees of arc per segment when curves are drawn as lines: a circle of 500 m then deviates by 5 mm.
  private static let arcStep = 0.5

  /// The areal parts of a geometry; nil if it has none (a point, a line, empty).
  ///
  /// Z and M are dropped, curves become segments, and the polygons in a collection are taken together. Coordinates may not be
  /// finite: what becomes of such a polygon is for the caller to say.
  static func polygons(_ geometry: OGRGeometryH) throws -> MultiPolygon? {
    var result = MultiPolygon()
    if OGR_G_HasCurveGeometry(geometry, 1) != 0 {
      guard let linear = OGR_G_GetLinearGeometry(geometry, arcStep, nil) else { return nil }
      defer { OGR_G_DestroyGeometry(linear) }
      collect(linear, into: &result)
    } else {
      collect(geometry, into: &result)
    }
    if result.isEmpty { return nil }
    return result
  }

  /// The point of a point geometry, or of a multipoint with a single one; nil for anything else.
  static func point(_ geometry: OGRGeometryH) throws -> (x: Double, y: Double)? {
    switch OGR_GT_Flatten(OGR_G_GetGeometryType(geometry)) {
    case wkbPoint:
      if OGR_G_IsEmpty(geometry) != 0 { return nil }
      let (x, y) = (OGR_G_GetX(geometry, 0), OGR_G_GetY(geometry, 0))
      guard x.isFinite, y.isFinite else { throw notFinite(x, y) }
      return (x, y)
    case wkbMultiPoint:
      guard OGR_G_GetGeometryCount(geometry) == 1, let only = OGR_G_GetGeometryRef(geometry, 0) else { return nil }
      return try point(only)
    default: return nil
    }
  }

  private static func notFinite(_ x: Double, _ y: Double) -> Failure {
    Failure(.badData, "coordinate is not a finite number", value: "\(x), \(y)")
  }

  private static func collect(_ geometry: OGRGeometryH, into result: inout MultiPolygon) {
    switch OGR_GT_Flatten(OGR_G_GetGeometryType(geometry)) {
    case wkbPolygon, wkbTriangle:
      if OGR_G_IsEmpty(geometry) != 0 { return }
      result.beginPart()
      for i in 0..<OGR_G_GetGeometryCount(geometry) {
        if let ring = OGR_G_GetGeometryRef(geometry, i) { append(ring, to: &result) }
      }
    case wkbMultiPolygon, wkbGeometryCollection, wkbMultiSurface, wkbPolyhedralSurface, wkbTIN:
      for i in 0..<OGR_G_GetGeometryCount(geometry) {
        if let part = OGR_G_GetGeometryRef(geometry, i) { collect(part, into: &result) }
      }
    default: break
    }
  }

  /// Copies a whole ring at once, straight into the flat arrays.
  private static func append(_ ring: OGRGeometryH, to result: inout MultiPolygon) {
    let (start, count) = (result.x.count, Int(OGR_G_GetPointCount(ring)))
    result.x.append(contentsOf: repeatElement(0, count: count))
    result.y.append(contentsOf: repeatElement(0, count: count))
    result.x.withUnsafeMutableBufferPointer { x in
      result.y.withUnsafeMutableBufferPointer { y in
        guard let x = x.baseAddress, let y = y.baseAddress else { return }
        let stride = Int32(MemoryLayout<Double>.stride)
        _ = OGR_G_GetPoints(ring, x + start, stride, y + start, stride, nil, 0)
      }
    }
    result.endRing()
  }
}
