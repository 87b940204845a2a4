internal import CGEOS
import Core
import Geometry

/// From and to GEOS. Coordinates pass unchanged, bit for bit.
extension TopologyContext {
  /// The geometry as a GEOS polygon or multipolygon.
  ///
  /// Rings of fewer than four vertices (closing one included) enclose nothing and GEOS refuses them: such a hole is
  /// left out, and with such an outer ring the whole part. Throws ``Failure`` for a coordinate that is not finite.
  func geometry(of polygon: MultiPolygon) throws -> GeometryHandle {
    if let i = polygon.firstVertexNotFinite {
      throw Failure(
        .badData, "coordinate is not a finite number", value: "\(polygon.x[i]), \(polygon.y[i])")
    }
    var parts = GeometryParts(in: handle)
    for part in polygon.partEnds.indices {
      let rings = polygon.rings(ofPart: part).filter { polygon.vertices(ofRing: $0).count >= 4 }
      // A hole needs the part's own outer ring; never promote one.
      guard let outer = rings.first, outer == polygon.rings(ofPart: part).lowerBound else { continue }
      parts.append(try polygonPointer(polygon, outer: outer, holes: rings.dropFirst()))
    }
    var pointers = parts.takeAll()
    if pointers.count == 1, let single = pointers[0] { return GeometryHandle(single, in: handle) }
    return try own(
      GEOSGeom_createCollection_r(handle, Int32(GEOS_MULTIPOLYGON.rawValue), &pointers, UInt32(pointers.count)),
      from: "GEOSGeom_createCollection_r")
  }

  private func polygonPointer(
    _ polygon: MultiPolygon, outer: Int, holes: ArraySlice<Int>
  ) throws -> OpaquePointer {
    var rings = GeometryParts(in: handle)
    rings.append(try ringPointer(polygon, outer))
    for hole in holes { rings.append(try ringPointer(polygon, hole)) }
    var pointers = rings.takeAll()
    let shell = pointers.removeFirst()
    guard let result = GEOSGeom_createPolygon_r(handle, shell, &pointers, UInt32(pointers.count)) else {
      throw failure("GEOSGeom_createPolygon_r")
    }
    return result
  }

  private func ringPointer(_ polygon: MultiPolygon, _ ring: Int) throws -> OpaquePointer {
    let range = polygon.vertices(ofRing: ring)
    let sequence = polygon.x.withUnsafeBufferPointer { x in
      polygon.y.withUnsafeBufferPointer { y in
        GEOSCoordSeq_copyFromArrays_r(
          handle, x[range].withoutOffset, y[range].withoutOffset, nil, nil, UInt32(range.count))
      }
    }
    guard let sequence else { throw failure("GEOSCoordSeq_copyFromArrays_r") }
    guard let pointer = GEOSGeom_createLinearRing_r(handle, sequence) else {
      throw failure("GEOSGeom_createLinearRing_r")
    }
    return pointer
  }

  /// The areal parts of a GEOS geometry; points and lines are dropped.
  func multiPolygon(from geometry: borrowing GeometryHandle) throws -> MultiPolygon {
    var result = MultiPolygon()
    try collect(geometry.pointer, into: &result)
    return result
  }

  private func collect(_ geometry: OpaquePointer, into result: inout MultiPolygon) throws {
    switch UInt32(bitPattern: GEOSGeomTypeId_r(handle, geometry)) {
    case GEOS_POLYGON.rawValue:
      if GEOSisEmpty_r(handle, geometry) != 0 { return }
      result.beginPart()
      try append(GEOSGetExteriorRing_r(handle, geometry), to: &result)
      for hole in 0..<max(0, GEOSGetNumInteriorRings_r(handle, geometry)) {
        try append(GEOSGetInteriorRingN_r(handle, geometry, hole), to: &result)
      }
    case GEOS_MULTIPOLYGON.rawValue, GEOS_GEOMETRYCOLLECTION.rawValue:
      for i in 0..<max(0, GEOSGetNumGeometries_r(handle, geometry)) {
        guard let part = GEOSGetGeometryN_r(handle, geometry, i) else { throw failure("GEOSGetGeometryN_r") }
        try collect(part, into: &result)
      }
    default: break
    }
  }

  private func append(_ ring: OpaquePointer?, to result: inout MultiPolygon) throws {
    var size: UInt32 = 0
    guard let ring, let sequence = GEOSGeom_getCoordSeq_r(handle, ring),
      GEOSCoordSeq_getSize_r(handle, sequence, &size) == 1
    else { throw failure("GEOSGeom_getCoordSeq_r") }
    let (start, count) = (result.x.count, Int(size))
    result.x.append(contentsOf: repeatElement(0, count: count))
    result.y.append(contentsOf: repeatElement(0, count: count))
    let copied = result.x.withUnsafeMutableBufferPointer { x in
      result.y.withUnsafeMutableBufferPointer { y in
        guard let x = x.baseAddress, let y = y.baseAddress else { return Int32(1) }
        return GEOSCoordSeq_copyToArrays_r(handle, sequence, x + start, y + start, nil, nil)
      }
    }
    guard copied == 1 else { throw failure("GEOSCoordSeq_copyToArrays_r") }
    result.endRing()
  }
}

extension Slice<UnsafeBufferPointer<Double>> {
  /// Its first element's address.
  fileprivate var withoutOffset: UnsafePointer<Double>? { UnsafeBufferPointer(rebasing: self).baseAddress }
}
