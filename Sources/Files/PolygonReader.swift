internal import CGDAL
import Core
import Geometry

/// From OGR geometries to values.
enum PolygonReader {
  /// Degrees of arc per segment when it is found out how much of a polygon's area its curves are.
  private static let firstArcStep = 1.0
  /// By how much the area may differ from the curves' own, relative to it; half of what is promised.
  private static let arcTolerance = 0.5e-9
  /// GDAL draws no finer, whatever it is asked for; a circle's area is then 5e-9 of it too small.
  private static let leastArcStep = 0.01

  /// The areal parts of a geometry; nil if it has none (a point, a line, empty).
  ///
  /// Z and M are dropped, curves become segments, and the polygons in a collection are taken together. Coordinates may not be
  /// finite: what becomes of such a polygon is for the caller to say.
  static func polygons(_ geometry: OGRGeometryH) throws -> MultiPolygon? {
    var result = MultiPolygon()
    if isCurved(geometry) {
      // What chords cut off an arc grows with the square of their angle: two drawings tell how much it is.
      guard let coarse = linear(geometry, firstArcStep), let fine = linear(geometry, firstArcStep / 2) else {
        return nil
      }
      let area = abs(fine.planarArea)
      let error = abs(area - abs(coarse.planarArea)) / 3
      let factor = area > 0 ? (error / (arcTolerance * area)).squareRoot() : 1
      let step = min(max(firstArcStep / 2 / max(factor, 1), leastArcStep), firstArcStep / 2)
      guard let exact = linear(geometry, step) else { return nil }
      result = exact
    } else {
      collect(geometry, into: &result)
    }
    if result.isEmpty { return nil }
    return result
  }

  /// The areal parts with arcs drawn as chords of at most so many degrees; nil where GDAL cannot.
  private static func linear(_ geometry: OGRGeometryH, _ step: Double) -> MultiPolygon? {
    guard let linear = OGR_G_GetLinearGeometry(geometry, step, nil) else { return nil }
    defer { OGR_G_DestroyGeometry(linear) }
    var result = MultiPolygon()
    collect(linear, into: &result)
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
