internal import CGEOS
import Core
import Geometry

extension TopologyContext {
  /// Whether a point lies in the geometry or on its border.
  public func covers(_ polygon: MultiPolygon, x: Double, y: Double) throws -> Bool {
    try covers(polygon, xs: [x], ys: [y])[0]
  }

  /// For each point whether it lies in the geometry or on its border. `xs` and `ys` must be equally long.
  ///
  /// Throws ``Failure`` (bad data) for an invalid geometry and for coordinates that are not finite.
  public func covers(_ polygon: MultiPolygon, xs: [Double], ys: [Double]) throws -> [Bool] {
    guard xs.count == ys.count else {
      throw Failure(.software, "\(xs.count) eastings but \(ys.count) northings to locate")
    }
    let subject = try geometry(of: polygon)
    guard let pointer = GEOSPrepare_r(handle, subject.pointer) else { throw failure("GEOSPrepare_r") }
    let prepared = PreparedHandle(pointer, in: handle)
    return try xs.indices.map { i in
      guard xs[i].isFinite, ys[i].isFinite else {
        throw Failure(.badData, "coordinate is not a finite number", value: "\(xs[i]), \(ys[i])")
      }
      let point = try own(GEOSGeom_createPointFromXY_r(handle, xs[i], ys[i]), from: "GEOSGeom_createPointFromXY_r")
      switch GEOSPreparedCovers_r(handle, prepared.pointer, point.pointer) {
      case 0: return false
      case 1: return true
      default: throw failure("GEOSPreparedCovers_r")
      }
    }
  }
}
