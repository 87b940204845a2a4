internal import CGEOS
import Core
import Geometry

extension TopologyContext {
  /// Planar distances from one geometry to others, units of the coordinates; 0 where they touch or overlap.
  ///
  /// The geometry is prepared once for all of them. Nil in place of an empty one.
  ///
  /// - Parameters:
  ///   - polygon: valid, not empty.
  ///   - next: asked with the distance of the one before (nil at first) for the next other geometry; nil ends it.
  /// - Throws: ``Failure`` (bad data) with GEOS's reason where a distance cannot be found.
  public func distances(
    from polygon: MultiPolygon, next: (_ distance: Double?) throws -> MultiPolygon?
  ) throws {
    let subject = try geometry(of: polygon)
    guard let pointer = GEOSPrepare_r(handle, subject.pointer) else { throw failure("GEOSPrepare_r") }
    let prepared = PreparedHandle(pointer, in: handle)
    var last: Double?
    while let other = try next(last) {
      let target = try geometry(of: other)
      var distance = 0.0
      guard GEOSPreparedDistance_r(handle, prepared.pointer, target.pointer, &distance) == 1 else {
        throw failure("GEOSPreparedDistance_r")
      }
      last = distance
    }
  }
}
