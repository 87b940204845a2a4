import Columns
import Core
import Disk
import Geometry
import Parallel

/// Writes tables, with geometries or without, as layers of a new vector file.
///
/// Give it a path that an ``OutputSet`` staged: nothing here is atomic, and after a failure the file is of no use. Rows
/// keep their order (FlatGeobuf sorts them along its spatial index). Numbers are rounded as the field says, missing and
/// suppressed values are null, and text that a spreadsheet would take for a formula gets a leading `'`. A GeoPackage is
/// written through SQLite with several threads, all other formats through GDAL; the bytes do not depend on the number of
/// threads.
public struct VectorWriter: ~Copyable {
  private let sink: any LayerSink

  /// Creates the file. The format is chosen by the extension of `target`, the output as the user named it.
  ///
  /// Throws ``Failure`` (cannot create) for an extension that is not a writable format, and if the file cannot be
  /// created.
  public init(path: String, target: String) throws {
    let format = try DriverList.outputFormat(ofFile: target)
    sink =
      format.driver == "GPKG"
      ? try GeoPackageWriter(path: path, target: target) : try GDALWriter(format, path: path, target: target)
  }

  /// Adds a layer (a sheet, in a workbook) with all of a table's rows.
  ///
  /// - Parameters:
  ///   - table: Names, kinds and values.
  ///   - layer: The layer's name; formats with a single layer use the file's name instead.
  ///   - crs: `EPSG:3006` or WKT; nil for none.
  ///   - geometry: The rows' geometries; formats without geometry leave them out, and a note says so.
  ///   - threads: Workers.
  ///
  /// Throws ``Failure``: (cannot create) where the format refuses the layer, (I/O) where writing fails.
  public mutating func addLayer(
    _ table: Table, named layer: String, crs: String? = nil, geometry: OutputGeometry = .none,
    threads: Int = Parallel.availableThreads
  ) throws {
    try sink.addLayer(table, named: layer, crs: crs, geometry: geometry, threads: threads)
  }

  /// Adds the `layer_styles` table, in the form of QGIS 3.22 (`QgsOgrProvider`), each style as its layer's default.
  ///
  /// Rows are dated with the same moment as everything undated, so that the same map gives the same bytes. Throws
  /// ``Failure``: (cannot create) for a format other than GeoPackage, (I/O) where writing fails.
  public mutating func addStyles(_ styles: [StoredStyle]) throws { try sink.addStyles(styles) }

  /// Writes what is still in memory, closes the file and makes sure that it is whole; returns the notes.
  ///
  /// Throws ``Failure`` (I/O), for example for a full disk.
  public consuming func finish() throws -> [String] { try sink.finish() }

  /// Writes a file of one layer in one call; see ``addLayer(_:named:crs:geometry:threads:)``. Returns the notes.
  public static func write(
    _ table: Table, path: String, target: String, layer: String, crs: String? = nil, geometry: OutputGeometry = .none,
    threads: Int = Parallel.availableThreads
  ) throws -> [String] {
    var writer = try VectorWriter(path: path, target: target)
    try writer.addLayer(table, named: layer, crs: crs, geometry: geometry, threads: threads)
    return try writer.finish()
  }
}
