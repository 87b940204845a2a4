import Columns
import Core
import Foundation
import Geometry
import TestSupport
import Testing

@testable import Files
@testable import SQLite

/// GeoPackages read without GDAL, compared with what GDAL makes of the same file: with an option it is always asked.
@Suite struct PlainGeoPackageTests {
  private let requests = [
    ColumnRequest("name", .text), ColumnRequest("people", .number), ColumnRequest("share", .text),
    ColumnRequest("people", .text), ColumnRequest("share", .number),
  ]

  /// The bytes of a geometry: header without envelope, then WKB.
  private func blob(_ type: UInt32, flags: UInt8 = 1, _ rings: [[(Double, Double)]]) -> [UInt8] {
    var bytes: [UInt8] = [0x47, 0x50, 0, flags]
    func add<T: FixedWidthInteger>(_ value: T) { withUnsafeBytes(of: value.littleEndian) { bytes += $0 } }
    add(Int32(3006))
    func polygon() {
      add(UInt8(1))
      add(UInt32(3))
      add(UInt32(rings.count))
      for ring in rings {
        add(UInt32(ring.count))
        for (x, y) in ring {
          add(x.bitPattern)
          add(y.bitPattern)
        }
      }
    }
    if type == 6 {
      add(UInt8(1))
      add(UInt32(6))
      add(UInt32(2))
      polygon()
      polygon()
    } else {
      polygon()
    }
    return bytes
  }

  private let square: [[(Double, Double)]] = [[(0.0, 0.0), (9.5, 0), (9.5, 7.25), (0, 7.25), (0, 0)]]
  private let holed: [[(Double, Double)]] = [
    [(500_000.1, 6_500_000), (501_000, 6_500_000), (501_000, 6_501_000), (500_000.1, 6_500_000)],
    [(500_800, 6_500_100), (500_900, 6_500_100), (500_900, 6_500_150)],
  ]

  /// A GeoPackage of those rows: name, people, share, geometry.
  private func write(
    _ path: String, _ rows: [(String, String, String, [UInt8]?)], type: String = "TEXT(40)",
    geometry: String = "POLYGON",
    extra: String = "", count: Int? = nil
  ) throws {
    let database = try SQLiteConnection(path, file: path)
    try database.run(
      """
      PRAGMA application_id = 1196444487; PRAGMA user_version = 10200;
      CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT,
        organization_coordsys_id INTEGER, definition TEXT, description TEXT);
      INSERT INTO gpkg_spatial_ref_sys VALUES ('SWEREF99 TM', 3006, 'EPSG', 3006, 'undefined', NULL);
      CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT, identifier TEXT, description TEXT,
        last_change DATETIME, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER);
      INSERT INTO gpkg_contents VALUES ('zoner', 'features', 'zoner', '', '2000-01-01T00:00:00.000Z', 0, 0, 1, 1, 3006);
      CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER,
        z TINYINT, m TINYINT);
      INSERT INTO gpkg_geometry_columns VALUES ('zoner', 'geom', '\(geometry)', 3006, 0, 0);
      CREATE TABLE gpkg_ogr_contents (table_name TEXT PRIMARY KEY, feature_count INTEGER);
      INSERT INTO gpkg_ogr_contents VALUES ('zoner', \(count ?? rows.count));
      CREATE TABLE zoner (fid INTEGER PRIMARY KEY, geom \(geometry), name \(type), people INTEGER, share REAL);
      \(extra)
      """)
    for (i, row) in rows.enumerated() {
      let bytes = row.3.map { "x'" + $0.map { String(format: "%02x", $0) }.joined() + "'" } ?? "NULL"
      try database.run("INSERT INTO zoner VALUES (\(3 * i + 2), \(bytes), \(row.0), \(row.1), \(row.2))")
    }
  }

  private func read(_ layer: VectorLayer) -> String {
    do {
      let content = try layer.readAll(requests)
      return "\(content) \(layer.featureIDs)"
    } catch {
      return "\(error)"
    }
  }

  /// Whether GDAL is left out of opening the file, and that it says the same of it.
  @discardableResult
  private func compare(_ path: String, isPlain: Bool) throws -> String {
    let layer = try VectorLayer(path: path, geometry: .polygons)
    let asked = try VectorLayer(path: path, geometry: .polygons, openOptions: ["LIST_ALL_TABLES=NO"])
    #expect((layer.plain != nil) == isPlain && asked.plain == nil)
    #expect(layer.layerNames == asked.layerNames && layer.columnNames == asked.columnNames)
    #expect(layer.fieldTypes == asked.fieldTypes && layer.geometryType == asked.geometryType)
    #expect(layer.rowCount == asked.rowCount && layer.notes == asked.notes && layer.format == asked.format)
    #expect(layer.crs?.authorityCode == asked.crs?.authorityCode && layer.crs?.name == asked.crs?.name)
    let text = read(layer)
    #expect(text == read(asked))
    return text
  }

  @Test func rowsAreThoseOfGDAL() throws {
    let scratch = try ScratchFolder()
    let path = scratch.file("a b?%#.gpkg")
    try write(
      path,
      [
        ("'Östberga'", "12", "0.1", blob(3, square)), ("NULL", "NULL", "NULL", nil),
        ("''", "-3", "1e-7", blob(3, holed)), ("'x'", "9007199254740993", "6475250.123456", blob(6, square)),
      ])
    let text = try compare(path, isPlain: true)
    #expect(text.contains("[2, 5, 8, 11]"))
    // Without geometries, and layer by layer.
    let layer = try VectorLayer(path: path, layer: "zoner")
    #expect(try layer.read(requests) == VectorLayer(path: path, where: "1 = 1").read(requests))
    #expect(throws: Failure.self) { _ = try VectorLayer(path: path, layer: "zon") }
    #expect(try scratch.list() == ["a b?%#.gpkg"])
  }

  @Test(arguments: 0..<9) func whatIsNotPlainIsLeftToGDAL(odd: Int) throws {
    let scratch = try ScratchFolder()
    let path = scratch.file("f.gpkg")
    let good = ("'a'", "1", "2.5", Optional(blob(3, square)))
    // Rows of which GDAL has to say what they are, between two that are plain.
    let row: (String, String, String, [UInt8]?) =
      switch odd {
      case 0: ("'a'", "1", "2.5", blob(3, [[(0, 0), (.nan, 0), (1, 1), (0, 0)]]))
      case 1: ("'a'", "1", "2.5", Array(blob(3, square).dropLast(3)))
      case 2: ("'a'", "1", "2.5", blob(3, flags: 0x11, []))
      case 3: ("'a'", "1", "2.5", blob(3, square) + [0])
      case 4: ("x'414200'", "1", "2.5", blob(3, square))
      case 5: ("'a'", "'zwei'", "2.5", blob(3, square))
      case 6: ("'a'", "1", "9e999", blob(3, square))
      case 7: ("'a' || char(0) || 'b'", "1", "2.5", blob(3, square))
      default: ("CAST(x'c353' AS TEXT)", "1", "2.5", blob(3, square))
      }
    try write(path, [good, row, good])
    try compare(path, isPlain: true)
  }

  @Test func unusualFilesAreLeftToGDAL() throws {
    let scratch = try ScratchFolder()
    let rows = [("'2020-02-03'", "1", "2.5", Optional(blob(3, square)))]
    try write(scratch.file("date.gpkg"), rows, type: "DATE")
    try compare(scratch.file("date.gpkg"), isPlain: false)
    try write(scratch.file("any.gpkg"), rows, geometry: "GEOMETRY")
    try compare(scratch.file("any.gpkg"), isPlain: false)
    try write(scratch.file("view.gpkg"), rows, extra: "CREATE VIEW utsikt AS SELECT * FROM zoner;")
    #expect(PlainGeoPackage(path: scratch.file("view.gpkg")) == nil)
    try write(scratch.file("styles.gpkg"), rows, extra: "CREATE TABLE layer_styles (id INTEGER PRIMARY KEY);")
    try compare(scratch.file("styles.gpkg"), isPlain: true)
    try write(scratch.file("more.gpkg"), rows, extra: "CREATE TABLE annat (id INTEGER PRIMARY KEY);")
    #expect(PlainGeoPackage(path: scratch.file("more.gpkg")) == nil)
    try scratch.write("text.gpkg", "no database")
    #expect(PlainGeoPackage(path: scratch.file("text.gpkg")) == nil)
  }

  @Test func anOldNumberOfFeaturesIsCorrected() throws {
    let scratch = try ScratchFolder()
    let row = ("'a'", "1", "2.5", Optional(blob(3, square)))
    for promised in [1, 3] {
      let path = scratch.file("\(promised).gpkg")
      try write(path, [row, row], count: promised)
      let layer = try VectorLayer(path: path, geometry: .polygons)
      #expect(try layer.readAll([]).polygons.count == 2)
      #expect(layer.rowCount == 2)
      #expect(layer.notes.contains { $0.contains("promises \(promised) features, but 2 can be read") })
    }
  }

  /// A mapped file of which the end is gone reads as zeros, which are no rows.
  @Test func aFileCutShortMeanwhileIsRefused() throws {
    let scratch = try ScratchFolder()
    let path = scratch.file("f.gpkg")
    let row = ("'a'", "1", "2.5", Optional(blob(3, square)))
    try write(path, [(String, String, String, [UInt8]?)](repeating: row, count: 400))
    let layer = try VectorLayer(path: path, geometry: .polygons)
    #expect(layer.plain != nil)
    truncate(path, 40_960)
    let failure = #expect(throws: Failure.self) { try layer.readAll(requests) }
    #expect(failure?.kind == .io && failure?.message == "changed while it was read")
  }

  /// Its pages cannot be looked at where they lie, for SQLite asks for the log beside them.
  @Test func aFileWithALogModeIsReadAllTheSame() throws {
    let scratch = try ScratchFolder()
    let path = scratch.file("f.gpkg")
    try write(path, [("'a'", "1", "2.5", blob(3, square)), ("'b'", "2", "0.5", blob(3, holed))])
    try SQLiteConnection(path, file: path).run("PRAGMA journal_mode = WAL")
    #expect(try Data(contentsOf: URL(fileURLWithPath: path))[18] == 2)
    try compare(path, isPlain: true)
  }

  @Test func aDamagedFileIsRefusedAsByGDAL() throws {
    let scratch = try ScratchFolder()
    let long: [[(Double, Double)]] = [(0..<3000).map { (Double($0), Double($0 * $0)) }]
    let path = scratch.file("whole.gpkg")
    try write(path, (0..<40).map { ("'\($0)'", "1", "2.5", blob(3, long)) })
    var bytes = try Array(Data(contentsOf: URL(fileURLWithPath: path)))
    // Pages in the middle that hold nothing that SQLite knows.
    for i in bytes.count / 2..<bytes.count * 3 / 4 { bytes[i] = 0xFF }
    try compare(try scratch.write("damaged.gpkg", bytes), isPlain: true)
  }
}
