import Columns
import Core
import Geometry
import Parallel
import SQLite

/// A layer that is being written: what its table looks like, and where rows and geometries come from.
struct FeatureLayer: Sendable {
  /// Name of the table.
  let name: String
  /// Name of the key column.
  let key: String
  /// Name of the geometry column, also where there is none.
  let geometryColumn: String
  let fields: [GeoPackageField]
  let table: Table
  let geometry: OutputGeometry
  /// The `srs_id` of the geometries.
  let system: Int32
  /// The output's name in messages.
  let file: String

  /// The columns' definitions.
  init(
    _ name: String, _ table: Table, _ geometry: OutputGeometry, fields: [GeoPackageField], system: Int32, file: String
  ) {
    (self.name, self.table, self.geometry, self.system, self.file) = (name, table, geometry, system, file)
    self.fields = fields
    // The table's own columns must not collide with key and geometry.
    let taken = Set(fields.map { $0.name.lowercased() })
    key = Self.free(["fid", "ogc_fid", "rutverk_fid"], taken)
    geometryColumn = Self.free(["geom", "geometry", "rutverk_geom"], taken)
  }

  private static func free(_ candidates: [String], _ taken: Set<String>) -> String {
    var name = candidates.first { !taken.contains($0) } ?? candidates[0]
    while taken.contains(name) { name += "_" }
    return name
  }

  /// The name of the geometries' type in SQL and in `gpkg_geometry_columns`; nil without geometries.
  var geometryType: String? {
    switch geometry {
    case .none: nil
    case .points: "POINT"
    case .polygons, .squares: "MULTIPOLYGON"
    }
  }

  /// The columns as in `CREATE TABLE`: key, geometry, fields.
  ///
  /// The table counts its keys, so that one that was deleted is not used again. Without key constraint the first column is
  /// any column, in as many bytes; SQLite keeps null in it either way, and the key beside the row.
  func definitions(hasKey: Bool) -> [String] {
    let constraint = " INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL"
    let key = SQLiteConnection.quoted(key) + (hasKey ? constraint : String(repeating: " ", count: constraint.count))
    let geometry = geometryType.map { [SQLiteConnection.quoted(geometryColumn) + " " + $0] } ?? []
    return [key] + geometry + fields.map(\.definition)
  }

  /// The envelopes of all rows where they are known without the geometries: where all rows are squares.
  func knownBoxes(threads: Int) throws -> [RTreeBox]? {
    guard case .squares(let square, _) = geometry else { return nil }
    let boxes = try filledColumn(count: table.rowCount, threads: threads) { rows, boxes in
      for row in rows { boxes[row - rows.lowerBound] = square(row).map { RTreeBox($0.box) } ?? .none }
    }
    return boxes.allSatisfy(\.exists) ? boxes : nil
  }

  /// The geometries of some rows; nil without geometries.
  func shapes(of rows: Range<Int>) throws -> GeometryBlobs? {
    var blobs = GeometryBlobs(system: system, rows: rows.count)
    switch geometry {
    case .none: return nil
    case .points(let x, let y):
      for row in rows {
        guard row < x.count, row < y.count else { throw Failure(.software, "\(x.count) points for more rows") }
        if x[row].isNaN || y[row].isNaN {
          blobs.appendNull()
        } else {
          guard x[row].isFinite, y[row].isFinite else { throw Self.notFinite(row, x[row], y[row]) }
          blobs.append(x: x[row], y: y[row])
        }
      }
    case .polygons(let provider):
      var scratch = MultiPolygon()
      for row in rows { try append(row, of: provider, to: &blobs, &scratch) }
    case .squares(let square, let otherwise):
      var scratch = MultiPolygon()
      for row in rows {
        guard let square = square(row) else {
          try append(row, of: otherwise, to: &blobs, &scratch)
          continue
        }
        guard square.x.isFinite, square.y.isFinite, square.side.isFinite else {
          throw Self.notFinite(row, square.x, square.y)
        }
        blobs.append(square)
      }
    }
    return blobs
  }

  private func append(
    _ row: Int, of provider: @Sendable (Int, inout MultiPolygon) throws -> Bool, to blobs: inout GeometryBlobs,
    _ scratch: inout MultiPolygon
  ) throws {
    scratch.removeAll()
    guard try provider(row, &scratch) else { return blobs.appendNull() }
    if let i = scratch.firstVertexNotFinite { throw Self.notFinite(row, scratch.x[i], scratch.y[i]) }
    blobs.append(scratch)
  }

  private static func notFinite(_ row: Int, _ x: Double, _ y: Double) -> Failure {
    Failure(.software, "a coordinate to write is not a finite number", place: "row \(row + 1)", value: "\(x), \(y)")
  }
}
