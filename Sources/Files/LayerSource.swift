import Core

/// Where GDAL finds an input, and which drivers may open it.
public struct LayerSource: Sendable {
  /// As messages name it.
  public let name: String
  /// An absolute path of a local file, or a name of GDAL's for bytes in memory.
  let path: String
  /// GDAL's short names of the drivers, a part of the allow-list.
  let drivers: [String]
  /// Kept alive as long as it may be read.
  private let memory: MemoryFile?

  /// A local file; throws as ``InputPath/checked(_:)`` does.
  ///
  /// - Parameter drivers: those that may open it; nil for all of the allow-list.
  public init(path: String, drivers: [String]? = nil) throws {
    self.path = try InputPath.checked(path)
    name = path
    self.drivers = drivers ?? DriverList.formats.map(\.driver)
    memory = nil
  }

  /// Bytes in memory, called `name` in messages.
  public init(_ memory: MemoryFile, name: String, drivers: [String]? = nil) {
    (self.memory, self.name) = (memory, name)
    self.drivers = drivers ?? DriverList.formats.map(\.driver)
    path = memory.path
  }

  /// Whether nothing but a file on disk that is a GeoPackage is meant.
  var mayBePlainGeoPackage: Bool {
    memory == nil && (FilePath.fileExtension(path) == "gpkg" ? drivers.contains("GPKG") : drivers == ["GPKG"])
  }
}
