internal import CGDAL
import Geometry

/// From values to OGR geometries, which a feature then takes over.
enum PolygonWriter {
  /// A multipolygon, or a polygon for a single part where `multi` is false; nil if the geometry has no vertices.
  ///
  /// Outer rings come out counter-clockwise and holes clockwise, whatever their winding was.
  static func geometry(_ polygon: MultiPolygon, multi: Bool) -> OGRGeometryH? {
    if polygon.x.isEmpty { return nil }
    let parts = polygon.partEnds.indices.filter { !polygon.rings(ofPart: $0).isEmpty }
    if parts.count == 1, !multi { return part(parts[0], of: polygon) }
    guard let result = OGR_G_CreateGeometry(wkbMultiPolygon) else { return nil }
    for index in parts {
      if let part = part(index, of: polygon) { OGR_G_AddGeometryDirectly(result, part) }
    }
    return result
  }

  /// A point.
  static func point(_ x: Double, _ y: Double) -> OGRGeometryH? {
    guard let result = OGR_G_CreateGeometry(wkbPoint) else { return nil }
    OGR_G_SetPoint_2D(result, 0, x, y)
    return result
  }

  private static func part(_ index: Int, of polygon: MultiPolygon) -> OGRGeometryH? {
    guard let result = OGR_G_CreateGeometry(wkbPolygon) else { return nil }
    let rings = polygon.rings(ofPart: index)
    for ring in rings {
      guard let line = OGR_G_CreateGeometry(wkbLinearRing) else { continue }
      let isOuter = ring == rings.lowerBound
      setPoints(line, polygon, ring, reversed: (polygon.signedArea(ofRing: ring) < 0) == isOuter)
      OGR_G_AddGeometryDirectly(result, line)
    }
    return result
  }

  /// Copies a whole ring at once; reversed by stepping backwards from its end.
  private static func setPoints(_ line: OGRGeometryH, _ polygon: MultiPolygon, _ ring: Int, reversed: Bool) {
    let range = polygon.vertices(ofRing: ring)
    let stride = Int32(MemoryLayout<Double>.stride) * (reversed ? -1 : 1)
    let first = reversed ? range.upperBound - 1 : range.lowerBound
    polygon.x.withUnsafeBufferPointer { x in
      polygon.y.withUnsafeBufferPointer { y in
        guard let x = x.baseAddress, let y = y.baseAddress else { return }
        // OGR takes non-const pointers but only reads.
        OGR_G_SetPoints(
          line, Int32(range.count), UnsafeMutablePointer(mutating: x + first), stride,
          UnsafeMutablePointer(mutating: y + first), stride, nil, 0)
      }
    }
  }
}
