internal import CGDAL
import Core
import Geometry

/// From OGR geometries to values.
enum PolygonReader {
  /// The areal parts of a geometry; nil if it has none (a point, a line, empty).
  ///
  /// Z and M are dropped, arcs become segments (see `CircularArc`), and the polygons in a collection are taken together. Coordinates may not be
  /// finite: what becomes of such a polygon is for the caller to say.
  static func polygons(_ geometry: OGRGeometryH) throws -> MultiPolygon? {
    var result = MultiPolygon()
    collect(geometry, into: &result)
    if result.isEmpty { return nil }
    return result
  }

  /// Whether a geometry has arcs.
  static func isCurved(_ geometry: OGRGeometryH) -> Bool { OGR_G_HasCurveGeometry(geometry, 1) != 0 }

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
    case wkbPolygon, wkbTriangle, wkbCurvePolygon:
      if OGR_G_IsEmpty(geometry) != 0 { return }
      result.beginPart()
      for i in 0..<OGR_G_GetGeometryCount(geometry) {
        guard let ring = OGR_G_GetGeometryRef(geometry, i) else { continue }
        append(ring, to: &result)
        result.endRing()
      }
    case wkbMultiPolygon, wkbGeometryCollection, wkbMultiSurface, wkbPolyhedralSurface, wkbTIN:
      for i in 0..<OGR_G_GetGeometryCount(geometry) {
        if let part = OGR_G_GetGeometryRef(geometry, i) { collect(part, into: &result) }
      }
    default: break
    }
  }

  /// Adds a ring's places, or those of a part of it; arcs become chords.
  private static func append(_ ring: OGRGeometryH, to result: inout MultiPolygon) {
    if OGR_GT_Flatten(OGR_G_GetGeometryType(ring)) == wkbCompoundCurve {
      for i in 0..<OGR_G_GetGeometryCount(ring) {
        guard let part = OGR_G_GetGeometryRef(ring, i) else { continue }
        let joint = result.x.count
        append(part, to: &result)
        // Each part begins where the one before has ended.
        if i > 0, joint < result.x.count,
          (result.x[joint - 1], result.y[joint - 1]) == (result.x[joint], result.y[joint])
        {
          result.x.remove(at: joint)
          result.y.remove(at: joint)
        }
      }
      return
    }
    // Straight into the flat arrays, all at once.
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
    guard OGR_GT_Flatten(OGR_G_GetGeometryType(ring)) == wkbCircularString, count >= 3 else { return }
    let (x, y) = (Array(result.x[start...]), Array(result.y[start...]))
    result.x.removeSubrange((start + 1)...)
    result.y.removeSubrange((start + 1)...)
    // Each arc takes two points more.
    for i in stride(from: 2, to: count, by: 2) {
      let (middle, last) = ((x[i - 1], y[i - 1]), (x[i], y[i]))
      let inner = CircularArc(from: (x[i - 2], y[i - 2]), through: middle, to: last)?.inner ?? [middle]
      for place in inner + [last] {
        result.x.append(place.0)
        result.y.append(place.1)
      }
    }
  }
}
