import SQLite

/// The tables and triggers of a GeoPackage 1.2 (OGC 12-128r14), as statements of SQL.
enum GeoPackageSchema {
  /// What every file has: who made the format, its systems, its contents, and GDAL's and QGIS's numbers of features.
  static let base = """
    PRAGMA application_id=1196444487;
    PRAGMA user_version=10200;
    CREATE TABLE gpkg_spatial_ref_sys (
      srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
      organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
    CREATE TABLE gpkg_contents (
      table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
      description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
      min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
      CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
    CREATE TABLE gpkg_ogr_contents (table_name TEXT NOT NULL PRIMARY KEY, feature_count INTEGER DEFAULT NULL);
    CREATE TABLE gpkg_geometry_columns (
      table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL,
      z TINYINT NOT NULL, m TINYINT NOT NULL,
      CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name),
      CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
      CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
    CREATE TABLE gpkg_extensions (
      table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope TEXT NOT NULL,
      CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
    """

  /// A layer's table, as SQLite keeps the statement.
  static func table(_ layer: FeatureLayer, hasKey: Bool = true) -> String {
    "CREATE TABLE \(SQLiteConnection.quoted(layer.name)) (\(layer.definitions(hasKey: hasKey).joined(separator: ", ")))"
  }

  /// Says what SQLite takes a layer's table for, whose rows and statement's length stay the same.
  ///
  /// Tables without a declared key take over other tables' rows one after the other; with one, SQLite looks in the whole
  /// table for a row of the same key before it adds one, even if rows are only added at the end. The rows themselves are
  /// the same in both (SQLite's "ALTER TABLE", section 7: changes that do not affect the content on disk).
  static func redefinition(_ layer: FeatureLayer, hasKey: Bool) -> String {
    let literal = SQLiteConnection.literal
    return """
      PRAGMA writable_schema=ON;
      UPDATE main.sqlite_master SET sql = \(literal(table(layer, hasKey: hasKey)))
      WHERE type = 'table' AND name = \(literal(layer.name));
      PRAGMA writable_schema=RESET
      """
  }

  /// The name of a layer's R-tree.
  static func treeName(_ layer: FeatureLayer) -> String { "rtree_\(layer.name)_\(layer.geometryColumn)" }

  /// A layer's R-tree, still empty, and its entry among the extensions.
  static func tree(_ layer: FeatureLayer) -> String {
    """
    CREATE VIRTUAL TABLE \(SQLiteConnection.quoted(treeName(layer))) USING rtree(id, minx, maxx, miny, maxy);
    INSERT INTO gpkg_extensions VALUES (
      \(SQLiteConnection.literal(layer.name)), \(SQLiteConnection.literal(layer.geometryColumn)), 'gpkg_rtree_index',
      'http://www.geopackage.org/spec120/#extension_rtree', 'write-only')
    """
  }

  /// What keeps the R-tree true when somebody edits the layer: the specification's triggers (annex F.3).
  static func treeTriggers(_ layer: FeatureLayer) -> String {
    let quoted = SQLiteConnection.quoted
    let (name, tree) = (quoted(layer.name), quoted(treeName(layer)))
    let (key, shape) = (quoted(layer.key), quoted(layer.geometryColumn))
    let put = """
      INSERT OR REPLACE INTO \(tree) VALUES (NEW.\(key), ST_MinX(NEW.\(shape)), ST_MaxX(NEW.\(shape)), \
      ST_MinY(NEW.\(shape)), ST_MaxY(NEW.\(shape)));
      """
    let remove = "DELETE FROM \(tree) WHERE id = OLD.\(key);"
    let (here, gone) = (
      "(NEW.\(shape) NOTNULL AND NOT ST_IsEmpty(NEW.\(shape)))", "(NEW.\(shape) ISNULL OR ST_IsEmpty(NEW.\(shape)))"
    )
    let (same, moved) = ("OLD.\(key) = NEW.\(key)", "OLD.\(key) != NEW.\(key)")
    let triggers = [
      ("insert", "AFTER INSERT ON \(name) WHEN \(here)", put),
      ("update1", "AFTER UPDATE OF \(shape) ON \(name) WHEN \(same) AND \(here)", put),
      ("update2", "AFTER UPDATE OF \(shape) ON \(name) WHEN \(same) AND \(gone)", remove),
      ("update3", "AFTER UPDATE ON \(name) WHEN \(moved) AND \(here)", "\(remove) \(put)"),
      (
        "update4", "AFTER UPDATE ON \(name) WHEN \(moved) AND \(gone)",
        "DELETE FROM \(tree) WHERE id IN (OLD.\(key), NEW.\(key));"
      ),
      ("delete", "AFTER DELETE ON \(name) WHEN OLD.\(shape) NOT NULL", remove),
    ]
    return triggers.map { trigger, occasion, action in
      "CREATE TRIGGER \(quoted(treeName(layer) + "_" + trigger)) \(occasion) BEGIN \(action) END;"
    }.joined(separator: "\n")
  }

  /// A table's number of rows, and the triggers with which GDAL keeps it.
  static func count(_ table: String, rows: Int) -> String {
    let literal = SQLiteConnection.literal(table)
    func trigger(_ event: String, _ sign: String) -> String {
      """
      CREATE TRIGGER \(SQLiteConnection.quoted("trigger_\(event.lowercased())_feature_count_\(table)"))
      AFTER \(event) ON \(SQLiteConnection.quoted(table)) BEGIN UPDATE gpkg_ogr_contents
      SET feature_count = feature_count \(sign) 1 WHERE lower(table_name) = lower(\(literal)); END;
      """
    }
    return """
      INSERT INTO gpkg_ogr_contents VALUES (\(literal), \(rows));
      \(trigger("INSERT", "+"))
      \(trigger("DELETE", "-"))
      """
  }
}
