internal import CGDAL
import Core

/// GDAL's process-wide state, set up once, when the first file is opened.
enum GDALRuntime {
  /// The moment that undated formats are stamped with, so that the same input gives the same bytes.
  static let stamp = (date: "2000-01-01", time: "2000-01-01T00:00:00.000Z")

  /// Registers the allowed drivers, and those of rasters, and sets the options that hold for every file. Cheap after the first
  /// call. Throws ``Failure`` (software) where GDAL is not installed, with what to install.
  static func prepare() throws {
    if let fault = rutverk_missing_gdal() { throw Failure(.software, String(cString: fault)) }
    _ = prepared
  }

  private static let prepared: Void = {
    let options = [
      // No option out of a gdalrc, neither the system's nor the user's.
      "GDAL_CONFIG_FILE": "/dev/null",
      // Nothing is written beside inputs.
      "GDAL_PAM_ENABLED": "NO",
      // One GeoJSON feature may be larger than the default 200 MB.
      "OGR_GEOJSON_MAX_OBJ_SIZE": "0",
      // A sheet's first row names the columns, also where all cells are texts.
      "OGR_XLSX_HEADERS": "FORCE",
      "OGR_ODS_HEADERS": "FORCE",
      // A GeoPackage's own SQL (a view) might call GDAL's geocoder: no service, and no way out.
      "OGR_GEOCODE_SERVICE": "NONE",
      "GDAL_HTTP_PROXY": "http://127.0.0.1:9",
      "GDAL_HTTPS_PROXY": "http://127.0.0.1:9",
      "GDAL_HTTP_MAX_RETRY": "0",
      "OGR_SQLITE_LOAD_EXTENSIONS": "",
      // A GeoPackage's schema calls nothing that could reach out of it, see `ForeignDatabase`.
      "SPATIALITE_LOAD": "NO",
      "OGR_SQLITE_PRAGMA": "trusted_schema=0",
      // Megabytes of unpacked blocks of rasters that are kept: they are read block by block, of all bands before the next one.
      "GDAL_CACHEMAX": "64",
      // Deterministic output.
      "OGR_CURRENT_DATE": stamp.time,
    ]
    for (key, value) in options { CPLSetConfigOption(key, value) }
    // Threads that GDAL starts on its own have no handler of ours and would write to stderr.
    CPLSetErrorHandler(CPLQuietErrorHandler)
    OSRSetPROJEnableNetwork(0)
    // Whatever in GDAL would fetch an address gets nothing, and no socket is opened.
    CPLHTTPSetFetchCallback({ _, _, _, _, _, _, _ in nil }, nil)
    for format in DriverList.formats { rutverk_register_driver(format.registration) }
    // Rasters: GeoTIFF alone is ever opened.
    rutverk_register_driver("GDALRegister_GTiff")
  }()
}
