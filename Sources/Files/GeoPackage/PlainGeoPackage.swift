import Core
import Disk
import SQLite

/// A GeoPackage with one table of polygons and nothing unusual about it, read straight through SQLite.
///
/// Its rows are what GDAL would give, without GDAL: a feature there is an object with an object for each ring, and opening a
/// file takes longer than a small run. Whatever is not plain is left to GDAL, whole files as well as single rows: other tables
/// and views, extensions, types of fields that are more than numbers and texts, curves, coordinates that are not finite.
final class PlainGeoPackage {
  /// The layer's name, which is its table's.
  let table: String
  /// Its fields, without key and geometry.
  let fields: [(name: String, type: LayerFieldType)]
  /// What the file says of the number of features.
  let rowCount: Int
  /// Whether its coordinates are SWEREF 99 TM by number.
  let isNational: Bool

  private let connection: SQLiteConnection
  /// The file's bytes, where the connection reads them.
  private let file: MappedFile?
  private let key: String
  private let geometry: String

  /// `GPKG`, the sign of files from version 1.2 on, and the versions that are known.
  private static let sign = 0x4750_4B47
  private static let versions = 10_200...10_399
  /// Tables of the format that do not change what a row means.
  private static let knownTables = OpenedLayer.programsOwn.union([
    "gpkg_contents", "gpkg_extensions", "gpkg_geometry_columns", "gpkg_ogr_contents", "gpkg_spatial_ref_sys",
    "gpkg_tile_matrix", "gpkg_tile_matrix_set", "sqlite_sequence",
  ])
  private static let knownExtensions: Set<String> = ["gpkg_rtree_index", "gpkg_crs_wkt"]

  /// Opens a file; nil for one that is not plain, or cannot be read.
  init?(path: String) {
    guard (try? SettledCopy.isNeeded(for: path)) == false else { return nil }
    let file = try? MappedFile(path: path)
    let mapped = file.flatMap { SQLiteConnection(mapped: $0.bytes, of: $0, file: path) }
    guard let connection = mapped ?? SQLiteConnection(reading: path) else { return nil }
    do {
      guard try connection.prepare("PRAGMA application_id").integer() == Self.sign,
        let version = try connection.prepare("PRAGMA user_version").integer(), Self.versions.contains(version),
        let layer = try Self.onlyLayer(connection), try Self.hasOnlyKnownTables(connection, beside: layer),
        try Self.hasOnlyKnownExtensions(connection),
        let columns = try Self.columns(connection, of: layer.table, geometry: layer.geometry),
        let count = try Self.count(connection, layer.table)
      else { return nil }
      (table, geometry, isNational) = (layer.table, layer.geometry, layer.isNational)
      (key, fields, rowCount) = (columns.key, columns.fields, count)
    } catch {
      return nil
    }
    self.connection = connection
    self.file = mapped == nil ? nil : file
  }

  /// Lets the system take back what has been read.
  func release() { file?.release(0..<(file?.bytes.count ?? 0)) }

  /// Throws ``Failure`` (I/O) where the file could not be read, or was changed, since it was opened.
  func check() throws { try file?.check() }

  /// A statement that gives, in the order of the keys, the key, the geometry where it is wanted, and those fields.
  func rows(fields names: [String], geometry wantsGeometry: Bool) throws -> SQLiteStatement {
    let columns = ([key] + (wantsGeometry ? [geometry] : []) + names).map(SQLiteConnection.quoted)
    // Without an order an index that holds all that is asked for would be read instead, and rows come in its order.
    let order = SQLiteConnection.quoted(key)
    return try connection.prepare(
      "SELECT \(columns.joined(separator: ", ")) FROM \(SQLiteConnection.quoted(table)) ORDER BY \(order)")
  }

  private struct Layer {
    var table: String
    var geometry: String
    var isNational: Bool
  }

  /// The one layer, if it is one of polygons with a coordinate system by number.
  private static func onlyLayer(_ connection: SQLiteConnection) throws -> Layer? {
    let contents = try connection.prepare("SELECT table_name, data_type FROM gpkg_contents")
    var found: String?
    while try contents.next() {
      guard let name = contents.string(0), let kind = contents.string(1) else { return nil }
      // Styles that every GeoPackage of ours comes with, as tables without geometries.
      if kind == "attributes", OpenedLayer.programsOwn.contains(name) { continue }
      guard kind == "features", found == nil else { return nil }
      found = name
    }
    guard let table = found else { return nil }
    let columns = try connection.prepare(
      """
      SELECT c.table_name, column_name, geometry_type_name, z, m, s.srs_id, organization, organization_coordsys_id
      FROM gpkg_geometry_columns c JOIN gpkg_spatial_ref_sys s ON c.srs_id = s.srs_id
      """)
    guard try columns.next(), columns.string(0) == table, let geometry = columns.string(1),
      ["POLYGON", "MULTIPOLYGON"].contains(columns.string(2)), columns.integer(3) == 0, columns.integer(4) == 0
    else { return nil }
    let (system, authority, code) = (columns.integer(5), columns.string(6), columns.integer(7))
    guard try !columns.next() else { return nil }
    return Layer(
      table: table, geometry: geometry,
      isNational: authority?.uppercased() == "EPSG" && code == 3006 && system == 3006)
  }

  /// Whether there is no other table that may be a layer, no view, and nothing that gives a table another meaning.
  private static func hasOnlyKnownTables(_ connection: SQLiteConnection, beside layer: Layer) throws -> Bool {
    let tables = try connection.prepare(
      "SELECT name, type, sql FROM sqlite_master WHERE type NOT IN ('index', 'trigger')")
    let tree = "rtree_\(layer.table)_\(layer.geometry)"
    var isThere = false
    while try tables.next() {
      guard let name = tables.string(0), tables.string(1) == "table" else { return false }
      if name == layer.table {
        isThere = tables.string(2)?.uppercased().hasPrefix("CREATE TABLE") ?? false
      } else if !knownTables.contains(name), name != tree, !name.hasPrefix(tree + "_") {
        return false
      }
    }
    return isThere
  }

  private static func hasOnlyKnownExtensions(_ connection: SQLiteConnection) throws -> Bool {
    guard try connection.prepare("SELECT 1 FROM sqlite_master WHERE name = 'gpkg_extensions'").integer() != nil else {
      return true
    }
    let extensions = try connection.prepare("SELECT extension_name FROM gpkg_extensions")
    while try extensions.next() {
      guard let name = extensions.string(0), knownExtensions.contains(name) else { return false }
    }
    return true
  }

  /// The table's key and fields; nil if one is of a type that is not plain.
  private static func columns(
    _ connection: SQLiteConnection, of table: String, geometry: String
  ) throws -> (key: String, fields: [(name: String, type: LayerFieldType)])? {
    let info = try connection.prepare("PRAGMA table_xinfo(\(SQLiteConnection.quoted(table)))")
    var key: String?
    var hasGeometry = false
    var fields: [(name: String, type: LayerFieldType)] = []
    // Column by column: number, name, type, whether null is refused, default, place in the key, whether hidden.
    while try info.next() {
      guard let name = info.string(1), let type = info.string(2)?.uppercased(), info.integer(6) == 0 else {
        return nil
      }
      if info.integer(5) != 0 {
        guard key == nil, type == "INTEGER" else { return nil }
        key = name
      } else if name == geometry {
        hasGeometry = true
      } else {
        guard let type = fieldType(type) else { return nil }
        fields.append((name, type))
      }
    }
    guard let key, hasGeometry else { return nil }
    return (key, fields)
  }

  private static func fieldType(_ declared: String) -> LayerFieldType? {
    switch declared {
    case "INTEGER", "INT", "MEDIUMINT": return .integer
    case "REAL", "DOUBLE": return .real
    case "TEXT": return .text
    default:
      guard declared.hasPrefix("TEXT("), declared.hasSuffix(")") else { return nil }
      let width = declared.dropFirst(5).dropLast()
      return !width.isEmpty && width.allSatisfy { $0.isASCII && $0.isNumber } ? .text : nil
    }
  }

  /// The number of features that GDAL would say: the one that it keeps in the file.
  private static func count(_ connection: SQLiteConnection, _ table: String) throws -> Int? {
    let counts = try connection.prepare("SELECT table_name, feature_count FROM gpkg_ogr_contents")
    var found: Int64?
    while try counts.next() {
      if counts.string(0) == table { found = counts.integer(1) }
    }
    return found.flatMap { $0 > 0 ? Int(exactly: $0) : nil }
  }
}
