import Core

extension CoordinateSystem {
  /// The code of ``gridPlane()``.
  public static let gridPlaneCode = "EPSG:3006"

  /// The plane of the national grid, SWEREF 99 TM: easting and northing in metres.
  ///
  /// - Throws: ``Failure`` (software) where PROJ lacks its database.
  public static func gridPlane() throws -> CoordinateSystem {
    guard let plane = sweref99TM else {
      throw Failure(.software, "PROJ does not know EPSG:3006", hint: "its database proj.db may be missing")
    }
    return plane
  }
}
