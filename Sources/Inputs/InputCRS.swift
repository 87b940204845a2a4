import Core
import Files
import Projections

/// Coordinate systems of inputs: taken from the file, or from a flag in its stead.
package enum InputCRS {
  /// A system by its name on the command line.
  package static func named(_ text: String, flag: String) throws -> CoordinateSystem {
    if let file = SystemText.namedFile(text) {
      throw Failure(
        .usage, "\(flag): the coordinate system names a file, which is not opened", value: file,
        expected: "such as EPSG:3006 or EPSG:4326")
    }
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
        .badData, "the layer has no coordinate system that is known", file: layer.name,
        expected: "a .prj file or the like",
        hint: "say which with \(flag) EPSG:3006")
    }
    if let file = SystemText.namedFile(wkt) {
      throw Failure(
        .badData, "the layer's coordinate system names a file, which is not opened", file: layer.name, value: file,
        hint: "say which system it is with \(flag) EPSG:3006")
    }
    if wkt == "EPSG:3006" { return try .gridPlane() }
    guard let system = CoordinateSystem(wkt) else {
      throw Failure(
        .badData, "PROJ does not understand the layer's coordinate system", file: layer.name,
        value: layer.crs?.name, hint: "say which with \(flag) EPSG:3006")
    }
    return system
  }
}
