import Columns
import Core
import Geometry
import Parallel
import SQLite

/// Writes a GeoPackage through SQLite: tables, spatial index, and what GDAL and QGIS keep beside them.
///
/// Workers make batches of rows as tables in memory (``MemoryTable``); the calling thread copies them into the file in
/// order, so that its B-tree only grows at the end. The file is not the user's before it is complete, so SQLite need not
/// protect it against a crash. What is written depends on the rows only, not on threads or clock.
final class GeoPackageWriter: LayerSink {
  let database: SQLiteConnection
  private var systems: GeoPackageSystems?
  private var notes: [String] = []
  /// Of each layer with geometries.
  private(set) var geometryColumns: [String: String] = [:]

  /// Rows of a batch: enough that taking it over costs little, few enough that a processor's cache holds it.
  private static let batchRows = 4_096
  /// Batches between parts of the spatial index: few enough that the workers do not wait for the calling thread.
  private static let batchesPerPart = 4

  /// Creates the file. Throws ``Failure`` (cannot create).
  init(path: String, target: String) throws {
    // Not to be taken for a URI.
    database = try SQLiteConnection(path.hasPrefix("/") ? path : "./" + path, file: target)
  }

  func addLayer(
    _ table: Table, named name: String, crs: String?, geometry: OutputGeometry, threads: Int
  ) throws {
    try prepare(rows: table.rowCount)
    if name.lowercased().hasPrefix("gpkg") {
      throw Failure(
        .cannotCreate, "names that begin with gpkg are the format's own", file: database.file, value: name)
    }
    let (fields, fieldNotes) = GeoPackageField.all(of: table, file: database.file)
    notes += fieldNotes
    try database.run("BEGIN")
    var system: Int32 = 0
    if case .none = geometry {} else { system = try systems?.id(of: crs) ?? 0 }
    let layer = FeatureLayer(name, table, geometry, fields: fields, system: system, file: database.file)
    try database.run(GeoPackageSchema.table(layer))
    if layer.geometryType != nil { try database.run(GeoPackageSchema.tree(layer)) }
    try database.run("COMMIT")
    let bounds = try addRows(of: layer, threads: threads)
    try database.run("BEGIN")
    try addContents(name, kind: layer.geometryType == nil ? "attributes" : "features", bounds: bounds, system: system)
    if let type = layer.geometryType {
      geometryColumns[name] = layer.geometryColumn
      let literal = SQLiteConnection.literal
      try database.run(
        """
        INSERT INTO gpkg_geometry_columns VALUES (\(literal(name)), \(literal(layer.geometryColumn)), '\(type)',
        \(system), 0, 0)
        """)
      try database.run(GeoPackageSchema.treeTriggers(layer))
    }
    try database.run(GeoPackageSchema.count(name, rows: table.rowCount))
    try database.run("COMMIT")
  }

  func finish() throws -> [String] {
    try prepare(rows: 0)
    return notes
  }

  /// Makes the tables that every GeoPackage has, once. Large pages are written faster, small ones waste less on a file
  /// of few rows. Secure deletion is what clears the unused bytes of pages, so that they too are the same every time.
  func prepare(rows: Int) throws {
    if systems != nil { return }
    try database.run(
      """
      PRAGMA page_size=\(rows < 10_000 ? 4_096 : 32_768); PRAGMA main.locking_mode=EXCLUSIVE; PRAGMA synchronous=OFF;
      PRAGMA journal_mode=OFF; PRAGMA secure_delete=ON; PRAGMA cache_size=-8000; BEGIN
      """)
    try database.run(GeoPackageSchema.base)
    systems = try GeoPackageSystems(in: database)
    try database.run("COMMIT")
  }

  /// Notes a table in `gpkg_contents`.
  func addContents(_ table: String, kind: String, bounds: BoundingBox?, system: Int32) throws {
    let literal = SQLiteConnection.literal(table)
    let statement = try database.prepare(
      """
      INSERT INTO gpkg_contents VALUES (\(literal), '\(kind)', \(literal), '', '\(GDALRuntime.stamp.time)', ?, ?, ?, ?,
      \(system))
      """)
    if let bounds {
      for (place, value) in zip(Int32(1)..., [bounds.minX, bounds.minY, bounds.maxX, bounds.maxY]) {
        statement.bind(place, value)
      }
    }
    try statement.run()
  }

  /// Adds the rows and their spatial index; returns the rectangle around all.
  ///
  /// Where the envelopes are known before the geometries, the index is added in parts, after the rows of some batches:
  /// the calling thread has little to do while workers make the rows, and alone would need as long for it again.
  private func addRows(of layer: FeatureLayer, threads: Int) throws -> BoundingBox? {
    let count = layer.table.rowCount
    let known = try layer.knownBoxes(threads: threads)
    var boxes: [RTreeBox] = []
    if layer.geometryType != nil, known == nil { boxes.reserveCapacity(count) }
    var tree: TreeWriter?
    var bounds: BoundingBox?
    if count > 0 { try database.run(GeoPackageSchema.redefinition(layer, hasKey: false)) }
    let pool = MemoryTablePool(columns: layer.definitions(hasKey: false), file: layer.file)
    var batches = 0
    try Parallel.stream(count: (count + Self.batchRows - 1) / Self.batchRows, threads: threads) { index in
      let rows = index * Self.batchRows..<min(count, (index + 1) * Self.batchRows)
      let batch = try FeatureBatch(layer, rows)
      let table = try pool.take()
      try batch.fill(table)
      return (table, batch.shapes?.boxes ?? [], batch.shapes?.bounds)
    } consume: { table, batchBoxes, batchBounds in
      try table.append(to: layer.name, of: database)
      pool.give(table)
      if let batchBounds { bounds = bounds.map { $0.union(batchBounds) } ?? batchBounds }
      batches += 1
      if let known {
        if tree == nil { tree = try TreeWriter(layer, known, in: database) }
        if batches.isMultiple(of: Self.batchesPerPart) { try tree?.add(before: batches * Self.batchRows) }
      } else {
        boxes += batchBoxes
      }
    }
    if count > 0 {
      try database.run(GeoPackageSchema.redefinition(layer, hasKey: true))
      // The last key, which SQLite notes only of a table that it knows to count.
      try database.run("INSERT INTO sqlite_sequence VALUES (\(SQLiteConnection.literal(layer.name)), \(count))")
    }
    if layer.geometryType != nil { try (tree ?? TreeWriter(layer, boxes, in: database)).finish() }
    return bounds
  }
}
