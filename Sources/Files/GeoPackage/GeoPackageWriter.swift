import Columns
import Diagnostics
import Geometry
import Parallel

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
    try database.run("COMMIT")
    let (boxes, bounds) = try addRows(of: layer, threads: threads)
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
      try database.run(GeoPackageSchema.tree(layer))
      let tree = try addNodes(of: layer, boxes)
      try addLeaves(of: layer, tree)
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

  /// Adds the rows; returns their envelopes, and the rectangle around all.
  private func addRows(of layer: FeatureLayer, threads: Int) throws -> ([RTreeBox], BoundingBox?) {
    let count = layer.table.rowCount
    var boxes: [RTreeBox] = []
    if layer.geometryType != nil { boxes.reserveCapacity(count) }
    var bounds: BoundingBox?
    if count == 0 { return ([], nil) }
    try database.run(GeoPackageSchema.redefinition(layer, hasKey: false))
    let pool = MemoryTablePool(columns: layer.definitions(hasKey: false), file: layer.file)
    try Parallel.stream(count: (count + Self.batchRows - 1) / Self.batchRows, threads: threads) { index in
      let rows = index * Self.batchRows..<min(count, (index + 1) * Self.batchRows)
      let batch = try FeatureBatch(layer, rows)
      let table = try pool.take()
      try batch.fill(table)
      return (table, batch.shapes?.boxes ?? [], batch.shapes?.bounds)
    } consume: { table, batchBoxes, batchBounds in
      try table.append(to: layer.name, of: database)
      pool.give(table)
      boxes += batchBoxes
      if let batchBounds { bounds = bounds.map { $0.union(batchBounds) } ?? batchBounds }
    }
    try database.run(GeoPackageSchema.redefinition(layer, hasKey: true))
    // The last key, which SQLite notes only of a table that it knows to count.
    try database.run("INSERT INTO sqlite_sequence VALUES (\(SQLiteConnection.literal(layer.name)), \(count))")
    return (boxes, bounds)
  }

  /// Fills the R-tree's tables of nodes and parents.
  private func addNodes(of layer: FeatureLayer, _ boxes: [RTreeBox]) throws -> PackedRTree {
    let name = GeoPackageSchema.treeName(layer)
    let (nodes, parents) = (SQLiteConnection.quoted(name + "_node"), SQLiteConnection.quoted(name + "_parent"))
    // SQLite has made an empty root of the size that all nodes must have.
    guard let bytes = try database.prepare("SELECT length(data) FROM \(nodes) WHERE nodeno=1").integer(), bytes > 100
    else { throw Failure(.software, "the spatial index has no root", file: layer.file) }
    let node = try database.prepare("INSERT OR REPLACE INTO \(nodes) VALUES(?,?)")
    let tree = try PackedRTree(boxes, nodeBytes: bytes) { number, data in
      node.bind(1, Int64(number))
      try data.withUnsafeBufferPointer {
        try node.bind(2, blob: $0)
        try node.run()
      }
    }
    let parent = try database.prepare("INSERT INTO \(parents) VALUES(?,?)")
    for (place, number) in tree.parents.enumerated() {
      parent.bind(1, Int64(place + 2))
      parent.bind(2, Int64(number))
      try parent.run()
    }
    return tree
  }

  /// Fills the R-tree's table of rows, which is as long as the layer's.
  private func addLeaves(of layer: FeatureLayer, _ tree: PackedRTree) throws {
    let name = GeoPackageSchema.treeName(layer) + "_rowid"
    // Without rows that are left out, the keys follow each other, and SQLite counts them.
    let hasAll = !tree.leaves.contains(0)
    let keys = hasAll ? [] : tree.leaves.indices.filter { tree.leaves[$0] > 0 }.map { Int32(truncatingIfNeeded: $0 + 1) }
    let leaves = hasAll ? tree.leaves : tree.leaves.filter { $0 > 0 }
    let names = hasAll ? "nodeno" : "nodeno, rowid"
    let source = try RowSource(columns: hasAll ? 1 : 2, in: database)
    try leaves.withUnsafeBufferPointer { leaves in
      try keys.withUnsafeBufferPointer { keys in
        let columns = [RowColumn.integers(leaves.baseAddress)] + (hasAll ? [] : [.integers(keys.baseAddress)])
        try source.offer(columns, rows: leaves.count) {
          try database.run(
            "INSERT INTO \(SQLiteConnection.quoted(name))(\(names)) SELECT * FROM \(RowSource.name)")
        }
      }
    }
  }
}
