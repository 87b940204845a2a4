internal import CGEOS
import Core
import Geometry

extension TopologyContext {
  /// Longest mitre, in half widths: corners sharper than 11.5° are cut off.
  private static let mitreLimit = 10.0

  /// The geometry with everything filled that is narrower than `width` (units of the coordinates): grown by half of it and
  /// shrunk again, with mitred corners, so that a wide corner or bay stays what it is to the last nanometres. Of a wedge sharper
  /// than 11.5° the tip is filled.
  ///
  /// Throws ``Failure`` (usage) for a width that is not positive, (bad data) where GEOS fails.
  public func closed(_ polygon: MultiPolygon, width: Double) throws -> MultiPolygon {
    guard width > 0, width.isFinite else { throw Failure(.usage, "gaps are closed up to a positive width") }
    let subject = try geometry(of: polygon)
    let grown = try own(mitred(subject.pointer, by: width / 2), from: "GEOSBufferWithStyle_r")
    return try multiPolygon(from: own(mitred(grown.pointer, by: -width / 2), from: "GEOSBufferWithStyle_r"))
  }

  private func mitred(_ geometry: OpaquePointer, by distance: Double) -> OpaquePointer? {
    GEOSBufferWithStyle_r(
      handle, geometry, distance, 8, Int32(GEOSBUF_CAP_FLAT.rawValue), Int32(GEOSBUF_JOIN_MITRE.rawValue),
      Self.mitreLimit)
  }
}
