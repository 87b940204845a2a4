internal import CGEOS
import Core
import Geometry

/// GEOS's repairs of invalid polygons.
extension TopologyContext {
  /// Where structure leaves less of the ground than this share of what linework leaves, linework is taken.
  private static let leastShare = 0.5

  /// A valid geometry of the ground that was meant.
  ///
  /// The method is *structure*: outer rings are joined and holes cut out of them, whatever they overlap; a bow-tie keeps both
  /// its wings. Where that fails, or leaves less than half of what *linework* leaves (a shell given as the second ring, so
  /// that it is cut out of its hole), it is linework: what an odd number of rings is around. Collapsed parts vanish. What
  /// comes out is valid: it was checked again.
  ///
  /// Throws ``Failure`` (bad data) for coordinates that are not finite, and for what neither method repairs.
  public func repaired(_ polygon: MultiPolygon) throws -> MultiPolygon {
    let subject = try geometry(of: polygon)
    var (structure, linework) = (MultiPolygon?.none, MultiPolygon?.none)
    var reason: Failure?
    do { structure = try repaired(subject, by: GEOS_MAKE_VALID_STRUCTURE) } catch let failure as Failure {
      reason = failure
    }
    do { linework = try repaired(subject, by: GEOS_MAKE_VALID_LINEWORK) } catch let failure as Failure {
      reason = reason ?? failure
    }
    guard let structure else {
      if let linework { return linework }
      throw (reason ?? failure("GEOSMakeValidWithParams_r")).with(hint: "no method of repair mends it")
    }
    guard let linework, abs(structure.planarArea) < Self.leastShare * abs(linework.planarArea) else {
      return structure
    }
    return linework
  }

  /// By one method; throws where GEOS fails or what it gives is not valid.
  private func repaired(
    _ subject: borrowing GeometryHandle, by method: GEOSMakeValidMethods
  ) throws -> MultiPolygon {
    guard let parameters = GEOSMakeValidParams_create_r(handle) else { throw failure("GEOSMakeValidParams_create_r") }
    defer { GEOSMakeValidParams_destroy_r(handle, parameters) }
    _ = GEOSMakeValidParams_setMethod_r(handle, parameters, method)
    _ = GEOSMakeValidParams_setKeepCollapsed_r(handle, parameters, 0)
    let result = try multiPolygon(
      from: own(
        GEOSMakeValidWithParams_r(handle, subject.pointer, parameters), from: "GEOSMakeValidWithParams_r"))
    if let fault = try validityByGEOS(of: result) {
      throw Failure(.badData, "the repaired polygon is still invalid: \(fault.reason)")
    }
    return result
  }
}

extension Failure {
  fileprivate func with(hint: String) -> Failure {
    var copy = self
    copy.hint = hint
    return copy
  }
}
