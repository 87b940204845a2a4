import Core
import Files
import Geometry
import Projections

/// Coordinate systems of inputs: taken from the file, overridden by a flag, and checked against the coordinates.
package enum InputCRS {
  /// A system by its name on the command line.
  package static func named(_ text: String, flag: String) throws -> CoordinateSystem {
    guard let system = CoordinateSystem(text) else {
      throw Failure(
        .usage, "\(flag): unknown coordinate system", value: text, expected: "such as EPSG:3006 or EPSG:4326")
    }
    return system
  }

  /// The layer's own system, or the one given in its stead.
  package static func of(_ layer: VectorLayer, given: String?, flag: String) throws -> CoordinateSystem {
    if let given { return try named(given, flag: flag) }
    guard let wkt = layer.crs?.wkt, !wkt.isEmpty else {
      throw Failure(
        .badData, "the layer has no coordinate system", file: layer.name, expected: "a .prj file or the like",
        hint: "say which with \(flag) EPSG:3006")
    }
    if wkt == "EPSG:3006" { return try .gridPlane() }
    guard let system = CoordinateSystem(wkt) else {
      throw Failure(
        .badData, "PROJ does not understand the layer's coordinate system", file: layer.name,
        value: layer.crs?.name, hint: "say which with \(flag) EPSG:3006")
    }
    return system
  }

  /// Whether a polygon in the plane of the grid, by the box around it, keeps within what a map of the Earth can hold.
  package static func isOnEarth(_ bounds: BoundingBox?) -> Bool {
    guard let box = bounds else { return true }
    return max(-box.minX, -box.minY, box.maxX, box.maxY) < 5e7
  }

  /// Refuses coordinates that cannot be of that system: metres called degrees, or degrees called metres.
  package static func check(
    _ polygons: [MultiPolygon], _ crs: CoordinateSystem, file: String, flag: String = "--areas-crs"
  )
    throws
  {
    let bounds = polygons.lazy.compactMap(\.bounds).reduce(nil as BoundingBox?) { $0?.union($1) ?? $1 }
    try check(bounds: bounds, crs, file: file, flag: flag)
  }

  /// The same by the box around all polygons; nil for none.
  package static func check(bounds: BoundingBox?, _ crs: CoordinateSystem, file: String, flag: String) throws {
    guard let box = bounds else { return }
    let looksLikeDegrees = box.minX >= -180 && box.maxX <= 360 && box.minY >= -90 && box.maxY <= 90
    if crs.isGeographic, !looksLikeDegrees {
      throw Failure(
        .badData, "the file says \(crs.label), but its coordinates are no degrees", file: file,
        value: "\(box.minX) \(box.minY)", hint: "override with \(flag) EPSG:3006")
    }
    if !crs.isGeographic, looksLikeDegrees, box.maxX - box.minX < 180 {
      throw Failure(
        .badData, "the file says \(crs.label), but its coordinates look like degrees", file: file,
        value: "\(box.minX) \(box.minY)", hint: "override with \(flag) EPSG:4326")
    }
  }
}
