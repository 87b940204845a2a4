import Core
import Foundation
import Geometry
import TestSupport
import Testing

@testable import Files
@testable import SQLite

/// GeoPackages that would make their reader do more than read them are refused before anybody does, each by what it holds.
@Suite struct ForeignDatabaseTests {
  private let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  /// A GeoPackage with one layer, `rutor`, and what those statements make.
  private func file(_ name: String, _ statements: String..., hidden: (type: String, name: String, sql: String)? = nil)
    throws -> String
  {
    let path = scratch.file(name)
    try? FileManager.default.removeItem(atPath: path)
    _ = try VectorWriter.write(
      SampleLayers.table(), path: scratch.file("x.gpkg"), target: path, layer: "rutor",
      geometry: SampleLayers.polygons)
    try FileManager.default.moveItem(atPath: scratch.file("x.gpkg"), toPath: path)
    let database = try SQLiteReading(path)
    for statement in statements { try database.run(statement) }
    if let hidden {
      // What SQLite itself would not take in, because it lacks the module.
      try database.run(
        """
        PRAGMA writable_schema = ON;
        INSERT INTO sqlite_master VALUES ('\(hidden.type)', '\(hidden.name)', '\(hidden.name)', 0,
          \(SQLiteConnection.literal(hidden.sql)));
        """)
    }
    return path
  }

  private func failure(_ path: String) -> Failure? {
    TestSupport.failure { _ = try VectorLayer(path: path, layer: "rutor", geometry: .polygons).readAll([]) }
  }

  @Test(arguments: [
    "CREATE VIRTUAL TABLE vt USING VirtualText('/etc/passwd', 'UTF-8', 0, POINT, NONE, ':')",
    "CREATE/* */VIRTUAL -- USING rtree\n TABLE vt /*USING rtree*/ USING\tVirtualText('x')",
    "create virtual table if not exists \"vt\" using VirtualShape(a, b, 3006)",
    "CREATE VIRTUAL TABLE [vt]USING`VirtualOGR`('/etc/passwd')", "CREATE VIRTUAL TABLE vt USING fts5(a)",
    "CREATE VIRTUAL TABLE vt USING dbstat", "CREATE VIRTUAL TABLE \"vt\" USING 'rtree2'(\"USING rtree\")",
  ])
  func virtualTables(_ sql: String) throws {
    let path = try file("a.gpkg", hidden: ("table", "vt", sql))
    let refused = failure(path)
    #expect(refused?.kind == .badData && refused?.file == path)
    #expect(
      refused?.message.hasPrefix("the database holds what is not read: virtual table \"vt\" (") == true,
      "\(refused?.description ?? "read")")
  }

  @Test func onlyVirtualTablesHaveAModule() {
    #expect(SchemaStatement("CREATE TABLE t(a)") == .table)
    #expect(SchemaStatement("CREATE VIEW v AS SELECT 1") == .view)
    #expect(SchemaStatement("CREATE UNIQUE INDEX i ON t(a)") == .other)
    #expect(SchemaStatement("CREATE TRIGGER i AFTER INSERT ON t BEGIN SELECT 1; END") == .other)
    #expect(
      SchemaStatement("CREATE VIRTUAL TABLE \"rtree_a\"\"b_geom\" USING rtree(id)") == .virtualTable(module: "rtree"))
    for sql in [
      "", "CREATE", "SELECT 1", "CREATE VIRTUAL TABLE a", "CREATE VIRTUAL TABLE 'a", "CREATE \0TABLE a",
      "CREATE VIRTUAL TABLE main.a USING rtree",
    ] {
      #expect(SchemaStatement(sql) == nil, "\(sql)")
    }
  }

  @Test(arguments: [
    ("WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x FROM c", "it calls itself"),
    ("SELECT count(*) FROM rutor a, rutor b, rutor c, n d, n e, n f, n g", "its rows take too long"),
    ("SELECT ST_Area(geom) FROM rutor", "no such function: ST_Area"),
    ("SELECT readfile('/etc/passwd')", "no such function: readfile"),
    ("SELECT load_extension('x')", "load_extension"), ("SELECT name FROM dbstat", "dbstat"),
    ("SELECT name FROM pragma_database_list", "pragma_database_list"),
    ("SELECT zeroblob(900000000) FROM rutor", "too big"),
  ])
  func views(_ query: String, _ reason: String) throws {
    let many = (1...60).map { "(\($0))" }.joined(separator: ",")
    let path = try file(
      "a.gpkg", "CREATE TABLE n(a); INSERT INTO n VALUES \(many)", "CREATE VIEW inner AS \(query)",
      "CREATE VIEW vw AS SELECT * FROM inner")
    let refused = failure(path)
    #expect(refused?.kind == .badData && refused?.file == path)
    #expect(refused?.message.hasPrefix("the database holds what is not read: view \"inner\": ") == true)
    #expect(refused?.message.contains(reason) == true, "\(refused?.description ?? "read")")
  }

  @Test func columnsThatAreComputed() throws {
    let path = try file("a.gpkg", "CREATE TABLE g(a, b AS (a + 1), c AS (upper(a)))")
    #expect(failure(path) == nil)
    let database = try SQLiteReading(path)
    try database.run(
      "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = replace(sql, 'upper', 'ogr_inflate')")
    #expect(failure(path)?.message.contains("ogr_inflate") == true)
  }

  @Test func whatIsHarmlessIsRead() throws {
    let path = try file(
      "a.gpkg", "CREATE VIEW folk AS SELECT fid, geom, upper(namn) AS namn, group_concat(population) AS p FROM rutor",
      "CREATE VIEW broken AS SELECT * FROM is_gone",
      "CREATE TABLE log(a); CREATE TRIGGER t AFTER UPDATE ON rutor BEGIN INSERT INTO log VALUES (1); END")
    let plain = try VectorLayer(path: try file("b.gpkg"), layer: "rutor", geometry: .polygons).readAll([])
    #expect(try VectorLayer(path: path, layer: "rutor", geometry: .polygons).readAll([]).polygons == plain.polygons)
    #expect(plain.polygons.count == 4)
  }

  /// Neither another name nor another way in leads around it.
  @Test func everyWayIn() throws {
    let path = try file("a.gpkg", hidden: ("table", "vt", "CREATE VIRTUAL TABLE vt USING VirtualText('x')"))
    let bytes = try scratch.bytes("a.gpkg")
    for name in ["a.sqlite", "a.shp", "a.geojson", "a.tab"] {
      let file = try LayerSource(path: try scratch.write(name, bytes), drivers: ["GPKG"])
      let refused = TestSupport.failure { _ = try VectorLayer(file) }
      #expect(refused?.message.contains("virtual table \"vt\"") == true, "\(name)")
    }
    for (name, options) in [("rutor", ["LIST_ALL_TABLES=NO"]), ("vt", [])] {
      let refused = TestSupport.failure { _ = try VectorLayer(path: path, layer: name, openOptions: options) }
      #expect(refused?.message.contains("virtual table \"vt\"") == true)
    }
    let memory = try MemoryFile(name: "a.gpkg") { try $0(bytes) }
    let refused = TestSupport.failure { _ = try VectorLayer(LayerSource(memory, name: "-", drivers: ["GPKG"])) }
    #expect(refused?.message.contains("virtual table \"vt\"") == true && refused?.file == "-")
  }

  @Test func inMemoryWhateverTheJournal() throws {
    let path = try file("a.gpkg", "PRAGMA journal_mode = WAL")
    let memory = try MemoryFile(name: "a.gpkg") { try $0(try scratch.bytes("a.gpkg")) }
    #expect(try VectorLayer(LayerSource(memory, name: "-", drivers: ["GPKG"])).rowCount == 4)
    #expect(try VectorLayer(path: path).rowCount == 4)
  }
}
