/// A vector file format that rutverk reads or writes, and how GDAL calls it.
public struct VectorFormat: Sendable, Equatable {
  /// GDAL's short driver name.
  public let driver: String
  /// The function of GDAL that registers the driver.
  let registration: String
  /// File name extensions, lower case, without dot; the first is the usual one.
  public let extensions: [String]
  /// Whether files in it can be created.
  public let canCreate: Bool
  /// Whether geometries can be stored.
  public let hasGeometry: Bool
  /// Whether a file can hold several layers (tables, sheets).
  public let hasLayers: Bool
  /// Whether people open it in a spreadsheet program, where a text like `=1+1` would be taken as a formula.
  public let isSpreadsheet: Bool

  init(
    _ driver: String, _ registration: String, _ extensions: [String], canCreate: Bool = true,
    hasGeometry: Bool = true,
    hasLayers: Bool = false, isSpreadsheet: Bool = false
  ) {
    self.driver = driver
    self.registration = registration
    self.extensions = extensions
    self.canCreate = canCreate
    self.hasGeometry = hasGeometry
    self.hasLayers = hasLayers
    self.isSpreadsheet = isSpreadsheet
  }
}
