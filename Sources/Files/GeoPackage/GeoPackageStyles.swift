import SQLite

extension GeoPackageWriter {
  /// The `layer_styles` table as QGIS 3.22 looks for it, each style as its layer's default.
  ///
  /// QGIS looks for empty texts, not for null, in the columns that a GeoPackage has no use for.
  func addStyles(_ styles: [StoredStyle]) throws {
    try prepare(rows: 0)
    let texts: [(name: String, width: Int)] = [
      ("f_table_catalog", 256), ("f_table_schema", 256), ("f_table_name", 256), ("f_geometry_column", 256),
      ("styleName", 30),
    ]
    let columns = texts.map { "\($0.name) TEXT(\($0.width))" }.joined(separator: ", ")
    try database.run(
      """
      BEGIN;
      CREATE TABLE layer_styles (
        id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, \(columns), styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN,
        description TEXT, owner TEXT(30), ui TEXT(30), update_time DATETIME)
      """)
    for style in styles {
      var title = style.name
      while title.utf8.count > 30 { title.removeLast() }
      let geometry = style.hasGeometry ? geometryColumns[style.layer] ?? "" : ""
      let values = ["", "", style.layer, geometry, title, style.qml, ""].map(SQLiteConnection.literal)
      try database.run(
        """
        INSERT INTO layer_styles VALUES (NULL, \(values.joined(separator: ", ")), 1,
        \(SQLiteConnection.literal(title)), '', NULL, '\(GDALRuntime.stamp.time)')
        """)
      if style.title.isEmpty { continue }
      // QGIS takes identifier and description for title and abstract; of two layers of one title the first has it.
      try database.run(
        """
        UPDATE OR IGNORE gpkg_contents SET identifier = \(SQLiteConnection.literal(style.title)),
        description = \(SQLiteConnection.literal(style.abstract))
        WHERE table_name = \(SQLiteConnection.literal(style.layer))
        """)
    }
    try addContents("layer_styles", kind: "attributes", bounds: nil, system: 0)
    try database.run(GeoPackageSchema.count("layer_styles", rows: styles.count))
    try database.run("COMMIT")
  }
}
