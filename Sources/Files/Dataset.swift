internal import CGDAL
import Core
import Disk

/// Owner of an open GDAL dataset, never shared between threads.
struct Dataset: ~Copyable {
  let pointer: GDALDatasetH

  /// Takes over a dataset that GDAL returned.
  init(owning pointer: GDALDatasetH) { self.pointer = pointer }

  deinit { GDALClose(pointer) }

  /// Closes it now, and collects what GDAL reports while it writes the rest.
  consuming func close(_ errors: GDALErrors) {
    let pointer = pointer
    discard self
    errors.capture { GDALClose(pointer) }
  }

  /// Opens a file, which has been looked at (``LayerSource/check()``), for reading with the allowed drivers.
  ///
  /// Throws ``Failure``: see ``InputPath``; (bad data) for a file of a known format that cannot be read as such,
  /// (no input) for a format that is not on the list.
  static func open(_ source: LayerSource, options: [String], errors: GDALErrors) throws -> Dataset {
    try GDALRuntime.prepare()
    let all = try options + automaticOptions(source)
    let pointer = errors.capture {
      withCStrings(source.likelyDrivers) { drivers in
        withCStrings(all) { options in
          GDALOpenEx(
            source.path, UInt32(GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR), drivers, options, nil)
        }
      }
    }
    guard let pointer else { throw unreadable(source, errors) }
    let dataset = Dataset(owning: pointer)
    // A GeoJSON file that breaks off may still give a dataset with the features before the break.
    try errors.check(.badData, "cannot be read completely", "GDALOpenEx", file: source.name)
    return dataset
  }

  private static func unreadable(_ source: LayerSource, _ errors: GDALErrors) -> Failure {
    let driver = DriverList.format(ofFile: source.path)?.driver
    if let driver = source.drivers.count == 1 ? source.drivers[0] : driver {
      return errors.failure(.badData, "cannot be read as \(driver)", "GDALOpenEx", file: source.name)
    }
    return Failure(
      .noInput, "not in a format that rutverk reads", file: source.name,
      expected: DriverList.formats.flatMap(\.extensions).map { ".\($0)" }.joined(separator: " "))
  }

  /// What depends on the file: a GeoPackage is opened as immutable, so that SQLite leaves no `-wal` or `-shm`
  /// beside it and touches none that is there; a shapefile's texts are read in the encoding they are really in.
  private static func automaticOptions(_ source: LayerSource) throws -> [String] {
    let path = source.path
    return switch source.drivers == ["GPKG"] ? "gpkg" : FilePath.fileExtension(path) {
    case "gpkg": ["IMMUTABLE=YES"]
    case "shp", "dbf": try DBFEncoding(ofShapefile: path).openOptions
    case "csv", "tsv": ["HEADERS=YES"]
    default: []
    }
  }
}

/// Calls `body` with the strings as a NULL-terminated array of C strings.
func withCStrings<T>(_ strings: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) throws -> T) rethrows -> T {
  // One buffer for all, so that nothing has to be freed by hand.
  var bytes: [CChar] = []
  var starts: [Int] = []
  for string in strings {
    starts.append(bytes.count)
    bytes.append(contentsOf: string.utf8CString)
  }
  return try bytes.withUnsafeBufferPointer { buffer in
    var pointers: [UnsafePointer<CChar>?] = starts.map { start in buffer.baseAddress.map { $0 + start } }
    pointers.append(nil)
    return try pointers.withUnsafeBufferPointer { try body($0.baseAddress) }
  }
}
