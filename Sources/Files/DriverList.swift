internal import CGDAL
import Core
import Disk

/// The allow-list: the only GDAL drivers that rutverk ever registers and opens files with.
///
/// Everything that could fetch from a network, run a query on a server or follow a reference to another file (VRT,
/// WFS, databases, `/vsicurl/`) is left out on purpose, so a file that somebody sends cannot make the program
/// connect anywhere. A new format is an entry here, whatever command writes it.
public enum DriverList {
  /// All formats, the preferred one first.
  public static let formats: [VectorFormat] = [
    VectorFormat("GPKG", "RegisterOGRGeoPackage", ["gpkg"], hasLayers: true),
    VectorFormat("GeoJSON", "RegisterOGRGeoJSON", ["geojson", "json"]),
    // One feature a line; in .geojsons and .geojsonseq behind a record separator (RFC 8142).
    VectorFormat(
      "GeoJSONSeq", "RegisterOGRGeoJSONSeq", ["geojsonl", "geojsons", "geojsonseq", "ndjson", "ndgeojson", "jsonl"]),
    VectorFormat("FlatGeobuf", "RegisterOGRFlatGeobuf", ["fgb"]),
    VectorFormat("ESRI Shapefile", "RegisterOGRShape", ["shp", "dbf"]),
    VectorFormat("CSV", "RegisterOGRCSV", ["csv", "tsv"], hasGeometry: false, isSpreadsheet: true),
    VectorFormat(
      "XLSX", "RegisterOGRXLSX", ["xlsx", "xlsm"], hasGeometry: false, hasLayers: true, isSpreadsheet: true),
    VectorFormat("ODS", "RegisterOGRODS", ["ods"], hasGeometry: false, hasLayers: true, isSpreadsheet: true),
    VectorFormat("MapInfo File", "RegisterOGRTAB", ["tab", "mif", "mid"]),
    VectorFormat("OpenFileGDB", "RegisterOGROpenFileGDB", ["gdb"], hasLayers: true),
    VectorFormat("TopoJSON", "RegisterOGRTopoJSON", ["topojson"], canCreate: false),
  ]

  /// GDAL's version, `3.6.2`; `not found` where it is not installed.
  public static var gdalVersion: String {
    if rutverk_missing_gdal() != nil { return "not found" }
    guard let text = GDALVersionInfo("RELEASE_NAME") else { return "unknown" }
    return String(cString: text)
  }

  /// Its version where this run has called it; nil where it has not, which does not load it.
  package static var gdalVersionInUse: String? { rutverk_loaded_gdal() == 0 ? nil : gdalVersion }

  /// The extensions that outputs may have, with dots: `.gpkg`, `.geojson`, ….
  public static var outputExtensions: [String] { outputExtensions(of: formats) }

  /// The extensions of outputs that hold shapes, without dots.
  package static var shapeExtensions: [String] {
    outputExtensions(of: formats.filter(\.hasGeometry)).map { String($0.dropFirst()) }
  }

  private static func outputExtensions(of formats: [VectorFormat]) -> [String] {
    formats.filter(\.canCreate).flatMap { $0.extensions.filter { !["dbf", "mid", "xlsm", "tsv"].contains($0) } }
      .map { ".\($0)" }
  }

  /// The format that a file name's extension stands for; nil if it is unknown or missing.
  public static func format(ofFile path: String) -> VectorFormat? {
    let name = FilePath.fileExtension(path)
    return formats.first { $0.extensions.contains(name) }
  }

  /// The format in which `path` would be written.
  ///
  /// Throws ``Failure`` (cannot create) for an extension that is missing, unknown or read-only.
  public static func outputFormat(ofFile path: String) throws -> VectorFormat {
    let name = FilePath.fileExtension(path)
    if let format = format(ofFile: path), format.canCreate, outputExtensions.contains(".\(name)") { return format }
    throw Failure(
      .cannotCreate,
      name.isEmpty ? "no file name extension says which format to write" : "cannot write .\(name) files",
      file: path, expected: outputExtensions.joined(separator: " "),
      hint: Suggestion.nearest(to: ".\(name)", among: outputExtensions).map { "did you mean \"\($0)\"?" })
  }
}
