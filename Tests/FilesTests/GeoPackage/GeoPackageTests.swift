import Columns
import Core
import Foundation
import Geometry
import TestSupport
import Testing

@testable import Files

/// What the specification and GDAL want to find in a GeoPackage, and that every value arrives.
@Suite struct GeoPackageTests {
  private let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  private func write(
    _ table: Table, layer: String = "t", crs: String? = "EPSG:3006", geometry: OutputGeometry = .none,
    threads: Int = 2, to name: String = "t.gpkg"
  ) throws -> SQLiteReading {
    let path = scratch.file(name)
    _ = try VectorWriter.write(
      table, path: path, target: path, layer: layer, crs: crs, geometry: geometry, threads: threads)
    return try SQLiteReading(path)
  }

  @Test func tablesOfTheSpecification() throws {
    let database = try write(SampleLayers.table(), layer: "rutor", geometry: SampleLayers.polygons)
    #expect(try database.value("PRAGMA application_id") == "\(0x4750_4B47)")
    #expect(try database.value("PRAGMA user_version") == "10200")
    #expect(
      try database.rows("SELECT srs_id, organization, organization_coordsys_id FROM gpkg_spatial_ref_sys ORDER BY 1")
        == [["-1", "NONE", "-1"], ["0", "NONE", "0"], ["3006", "EPSG", "3006"], ["4326", "EPSG", "4326"]])
    #expect(
      try database.value("SELECT definition FROM gpkg_spatial_ref_sys WHERE srs_id=3006")?
        .hasPrefix("PROJCS[\"SWEREF99 TM\",GEOGCS[\"SWEREF99\",DATUM[") == true)
    #expect(
      try database.rows("SELECT * FROM gpkg_contents") == [
        [
          "rutor", "features", "rutor", "", "2000-01-01T00:00:00.000Z", "400000.0", "6500000.0", "700250.0",
          "6800250.123", "3006",
        ]
      ])
    #expect(
      try database.rows("SELECT * FROM gpkg_geometry_columns")
        == [["rutor", "geom", "MULTIPOLYGON", "3006", "0", "0"]])
    #expect(
      try database.rows("SELECT table_name, column_name, extension_name, scope FROM gpkg_extensions")
        == [["rutor", "geom", "gpkg_rtree_index", "write-only"]])
    #expect(try database.rows("SELECT * FROM gpkg_ogr_contents") == [["rutor", "4"]])
    #expect(
      try database.rows("SELECT name, type, \"notnull\", pk FROM pragma_table_info('rutor')") == [
        ["fid", "INTEGER", "1", "1"], ["geom", "MULTIPOLYGON", "0", "0"], ["ruta", "TEXT", "0", "0"],
        ["namn", "TEXT", "0", "0"], ["population", "MEDIUMINT", "0", "0"], ["kod", "INTEGER", "0", "0"],
        ["andel", "REAL", "0", "0"], ["vikt", "REAL", "0", "0"],
      ])
    #expect(
      try database.column("SELECT name FROM sqlite_master WHERE type='trigger' ORDER BY name") == [
        "rtree_rutor_geom_delete", "rtree_rutor_geom_insert", "rtree_rutor_geom_update1", "rtree_rutor_geom_update2",
        "rtree_rutor_geom_update3", "rtree_rutor_geom_update4", "trigger_delete_feature_count_rutor",
        "trigger_insert_feature_count_rutor",
      ])
    #expect(try database.column("SELECT seq FROM sqlite_sequence WHERE name='rutor'") == ["4"])
    #expect(try database.column("PRAGMA foreign_key_check").isEmpty)
  }

  /// Header: GP, version 0, little-endian with envelope, 3006; then the envelope and the WKB.
  @Test func geometriesToTheByte() throws {
    var table = Table()
    table.add("a", .integer, numbers: [1, 2])
    let database = try write(
      table,
      geometry: .polygons { row, shape in
        if row == 0 { shape.addPart([[(0, 0), (0, 1), (1, 1), (1, 0)]]) }
        return true
      })
    let (zero, one) = ("0000000000000000", "000000000000F03F")
    #expect(
      // Turned counter-clockwise.
      try database.column("SELECT geom FROM t") == [
        "47500003BE0B0000" + zero + one + zero + one + "010600000001000000" + "010300000001000000" + "05000000"
          + (zero + zero) + (one + zero) + (one + one) + (zero + one) + (zero + zero), "NULL",
      ])
    let points = try write(
      table, crs: nil, geometry: .points(x: [1, .nan], y: [0, 0]), to: "p.gpkg")
    #expect(try points.column("SELECT geom FROM t") == ["47500001000000000101000000" + one + zero, "NULL"])
    #expect(try points.rows("SELECT geometry_type_name, srs_id FROM gpkg_geometry_columns") == [["POINT", "0"]])
  }

  /// Several batches, read by GDAL and by SQLite; the same bytes whoever made them.
  @Test func manyRowsOnAnyNumberOfThreads() throws {
    let count = 9_001
    var numbers = SeededRandom(1)
    var table = Table()
    let wholes = (0..<count).map { _ in
      Int.random(in: 0..<9, using: &numbers) == 0 ? .nan : Double(Int.random(in: -9_000...9_000, using: &numbers))
    }
    let reals = (0..<count).map { $0 % 11 == 3 ? .nan : Double.random(in: -1e6...1e6, using: &numbers) }
    let texts = (0..<count).map { $0 % 5 == 0 ? "" : $0 % 5 == 1 ? "Åäö \($0) 😀" : "rad \($0)" }
    table.add("hel", .integer, numbers: wholes)
    table.add("tal", .real(decimals: nil), numbers: reals)
    table.add(
      Field("kort", .real(decimals: 2)),
      derived: DerivedColumn(count: count, .numbers { rows in rows.map { reals[$0] } }))
    table.add("text", texts: TextColumn(texts))
    table.add(
      Field("kod", .text),
      derived: DerivedColumn(count: count, .texts { rows in TextColumn(rows.map { "\($0 * 3)" }) }))
    let geometry = OutputGeometry.points(x: wholes, y: reals)
    var files: [[UInt8]] = []
    for threads in [1, 2, 3] {
      _ = try write(table, geometry: geometry, threads: threads, to: "\(threads).gpkg")
      files.append(try scratch.bytes("\(threads).gpkg"))
    }
    #expect(files[0] == files[1] && files[0] == files[2])
    let layer = try VectorLayer(path: scratch.file("1.gpkg"), geometry: .points)
    let content = try layer.readAll([
      ColumnRequest("hel", .number), ColumnRequest("tal", .number), ColumnRequest("kort", .number),
      ColumnRequest("text", .text), ColumnRequest("kod", .text),
    ])
    #expect(content.columns[0] == .numbers(NumberColumn(wholes)))
    // Doubles are kept as they are, whatever decimals their texts would have.
    #expect(content.columns[1] == .numbers(NumberColumn(reals)))
    #expect(content.columns[2] == .numbers(NumberColumn(reals)))
    #expect(content.columns[3] == .texts(TextColumn(texts)))
    #expect(content.columns[4] == .texts(TextColumn((0..<count).map { "\($0 * 3)" })))
    let present = (0..<count).filter { !wholes[$0].isNaN && !reals[$0].isNaN }
    #expect(content.withoutGeometry == count - present.count)
    #expect(present.allSatisfy { content.pointX[$0] == wholes[$0] && content.pointY[$0] == reals[$0] })
    let database = try SQLiteReading(scratch.file("1.gpkg"))
    #expect(try database.column("SELECT fid FROM t") == (1...count).map(String.init))
    #expect(try database.value("PRAGMA integrity_check") == "ok")
    #expect(try database.value("SELECT rtreecheck('rtree_t_geom')") == "ok")
  }

  @Test func namesThatNeedQuotes() throws {
    var table = Table()
    for name in ["a\"b", "it's", "select", "fid", "Geom", "ååå", "A\"B", "", "kolumn med blank"] {
      table.add(name, texts: TextColumn(["värde i \(name)"]))
    }
    let layer = "lager \"ett\" it's"
    let database = try write(table, layer: layer, geometry: .points(x: [1], y: [2]))
    let names = ["a\"b", "it's", "select", "fid", "Geom", "ååå", "A\"B_1", "", "kolumn med blank"]
    #expect(
      try database.column("SELECT name FROM pragma_table_info('lager \"ett\" it''s')") == ["ogc_fid", "geometry"]
        + names)
    #expect(try database.value("SELECT rtreecheck('rtree_lager \"ett\" it''s_geometry')") == "ok")
    try database.run("DELETE FROM \"lager \"\"ett\"\" it's\"")
    #expect(try database.value("SELECT feature_count FROM gpkg_ogr_contents") == "0")
    let read = try VectorLayer(path: scratch.file("t.gpkg"))
    #expect(read.layerName == layer && read.columnNames == names)
  }

  @Test func textsThatAreNoTexts() throws {
    var column = TextColumn()
    column.append(utf8: [0xC5, 0x6C])
    column.append(utf8: [0x61, 0x00, 0x62])
    column.append("✓")
    var table = Table()
    table.add("text", texts: column)
    #expect(
      try write(table).rows("SELECT text, length(text) FROM t") == [["\u{FFFD}l", "2"], ["a", "1"], ["✓", "1"]])
  }

  @Test func layersWithoutGeometryAndWithoutRows() throws {
    var table = Table()
    table.add("a", .integer, numbers: [])
    let empty = try write(table, geometry: SampleLayers.polygons)
    #expect(try empty.rows("SELECT min_x, max_y, srs_id FROM gpkg_contents") == [["NULL", "NULL", "3006"]])
    #expect(try empty.value("SELECT rtreecheck('rtree_t_geom')") == "ok")
    let plain = try write(SampleLayers.table(), to: "p.gpkg")
    #expect(
      try plain.rows("SELECT data_type, min_x, srs_id FROM gpkg_contents") == [["attributes", "NULL", "0"]])
    #expect(try plain.column("SELECT count(*) FROM gpkg_geometry_columns") == ["0"])
    #expect(try plain.column("SELECT kod FROM t") == ["3775006475250", "NULL", "0", "-3775006475250"])
  }

  @Test func namesThatAreTaken() throws {
    for (number, name) in ["a", "A", "gpkg_contents", "sqlite_x"].enumerated() {
      let path = scratch.file("\(number).gpkg")
      var writer = try VectorWriter(path: path, target: path)
      try writer.addLayer(SampleLayers.table(), named: "a")
      var failure: Failure?
      do { try writer.addLayer(SampleLayers.table(), named: name) } catch let error as Failure { failure = error }
      #expect(failure?.kind == .cannotCreate && failure?.file == path, "\(name)")
      #expect(failure?.message.contains("transaction") == false)
    }
  }
}
