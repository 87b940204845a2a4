import Foundation

/// What the libraries below would take from the process's environment: options that change what is read, folders of data,
/// servers to call.
public enum LibraryEnvironment {
  /// Beginnings of such variables' names. GDAL looks for each of its options in the environment too.
  private static let prefixes = [
    "GDAL", "OGR", "OSR", "PROJ", "CPL", "CURL", "VSI", "SQLITE", "SPATIALITE", "GPKG", "SHAPE_", "DBF_", "MITAB",
    "OPENFILEGDB",
    "FGB", "FLATGEOBUF", "GEOJSON", "GEOTIFF", "GTIFF", "GTIF", "TIFF", "COG_", "CSV", "XLSX", "ODS", "TOPOJSON",
    "FLATTEN_",
    "EPSG", "ESRI", "AWS_", "AZURE_", "GS_", "OSS_", "HTTP", "SSL_", "SSLKEYLOG", "AUTODETECT_", "LIST_ALL_",
    "NATIVE_",
    "NESTED_", "GEOMETRY_", "ATTRIBUTES_", "ARRAY_AS_", "DATE_AS_", "ADJUST_", "IMMUTABLE", "PRELUDE", "NOLOCK",
    "FLIP_",
    "CENTER_LONG", "DISABLE_READDIR", "USE_", "VERIFY_", "HEADERS", "ENCODING", "GEOID",
  ]

  /// Takes all of it away. To be called at the program's start, while there is one thread, and before a library is loaded.
  ///
  /// PROJ's folder below the user's home, where grids and even another database may lie, is not looked into either.
  public static func clear() {
    for name in ProcessInfo.processInfo.environment.keys {
      let upper = name.uppercased()
      if upper.hasSuffix("_PROXY") || prefixes.contains(where: upper.hasPrefix) { unsetenv(name) }
    }
    setenv("PROJ_SKIP_READ_USER_WRITABLE_DIRECTORY", "YES", 1)
  }
}
