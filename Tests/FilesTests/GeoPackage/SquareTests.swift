import Columns
import Foundation
import Geometry
import Projections
import TestSupport
import Testing

@testable import Files

/// Squares that are written without a polygon of them: the same file as with polygons.
@Suite struct SquareTests {
  private let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  private static func square(_ row: Int) -> OutputSquare {
    let (x, y) = (Double(300_000 + row % 250 * 250), Double(6_200_000 + row / 250 * 250))
    return OutputSquare(x: x, y: y, side: row % 10 == 3 ? 1_000 : 250)
  }

  /// Every row that `isOther` says is a triangle, or nothing in some.
  private static func triangle(_ row: Int, _ scratch: inout MultiPolygon) -> Bool {
    if row % 7 == 0 { return false }
    let square = square(row)
    scratch.addPart([[(square.x, square.y), (square.x + 100, square.y), (square.x, square.y + 100.5)]])
    return true
  }

  private static func squares(_ isOther: @escaping @Sendable (Int) -> Bool) -> OutputGeometry {
    .squares({ isOther($0) ? nil : square($0) }, otherwise: { triangle($0, &$1) })
  }

  private static func polygons(_ isOther: @escaping @Sendable (Int) -> Bool) -> OutputGeometry {
    .polygons { row, scratch in
      if isOther(row) { return triangle(row, &scratch) }
      scratch = square(row).polygon
      return true
    }
  }

  private static func table(_ count: Int) -> Table {
    var table = Table()
    table.add("nummer", .integer, numbers: (0..<count).map(Double.init))
    table.add("andel", .real(decimals: 3), numbers: (0..<count).map { $0 % 4 == 1 ? .nan : Double($0) / 7 })
    table.add(
      Field("klass", .text),
      derived: DerivedColumn(
        count: count, .choices(["låg", "", "hög"], { rows in rows.map { UInt16($0 % 3) }[...] })))
    return table
  }

  private func write(_ count: Int, _ geometry: OutputGeometry, _ name: String, threads: Int = 2) throws -> String {
    let path = scratch.file(name)
    let notes = try VectorWriter.write(
      Self.table(count), path: path, target: path, layer: "t", crs: "EPSG:3006", geometry: geometry, threads: threads)
    if name.hasSuffix("gpkg") { #expect(notes.isEmpty) }
    return path
  }

  /// Rows of many batches, so that the spatial index comes in parts between them; and with triangles, all at the end.
  @Test(arguments: [1, 51, 4_096, 16_384, 40_001], [0, 5])
  func squaresAreTheirPolygons(_ count: Int, _ everyOther: Int) throws {
    let isOther: @Sendable (Int) -> Bool = { everyOther > 0 && $0 % everyOther == 2 }
    let quick = try SQLiteReading(write(count, Self.squares(isOther), "s.gpkg"))
    let plain = try SQLiteReading(write(count, Self.polygons(isOther), "p.gpkg"))
    for sql in [
      "SELECT * FROM t", "SELECT * FROM rtree_t_geom", "SELECT * FROM rtree_t_geom_node",
      "SELECT * FROM gpkg_contents",
      "SELECT * FROM rtree_t_geom_parent", "SELECT * FROM rtree_t_geom_rowid", "SELECT * FROM sqlite_sequence",
    ] {
      #expect(try quick.rows(sql) == plain.rows(sql), "\(sql)")
    }
    #expect(try quick.value("SELECT rtreecheck('rtree_t_geom')") == "ok")
    #expect(try quick.value("PRAGMA integrity_check") == "ok")
    #expect(
      try quick.rows("SELECT nummer, round(andel, 3), klass FROM t WHERE fid < 4")
        == [["0", "0.0", "låg"], ["1", "NULL", "NULL"], ["2", "0.286", "hög"]].prefix(count).map(\.self))
  }

  @Test(arguments: [0, 9]) func theSameBytesForAnyNumberOfThreads(_ everyOther: Int) throws {
    let isOther: @Sendable (Int) -> Bool = { everyOther > 0 && $0 % everyOther == 2 }
    for threads in [1, 2, 4] {
      _ = try write(50_000, Self.squares(isOther), "\(threads).gpkg", threads: threads)
    }
    let first = try scratch.bytes("1.gpkg")
    #expect(try scratch.bytes("2.gpkg") == first)
    #expect(try scratch.bytes("4.gpkg") == first)
  }

  @Test(arguments: ["shp", "fgb", "tab"]) func otherFormatsTakeThemToo(_ ending: String) throws {
    let isOther: @Sendable (Int) -> Bool = { $0 % 5 == 1 }
    let quick = try VectorLayer(path: write(7, Self.squares(isOther), "s.\(ending)"), geometry: .polygons)
    let plain = try VectorLayer(path: write(7, Self.polygons(isOther), "p.\(ending)"), geometry: .polygons)
    let names = quick.columnNames.map { ColumnRequest($0, .text) }
    let (a, b) = (try quick.readAll(names), try plain.readAll(names))
    #expect(a.columns == b.columns && a.polygons == b.polygons && a.polygons.count == 7)
  }

  @Test func aCornerThatIsNotFiniteIsRefused() throws {
    for square in [OutputSquare(x: .nan, y: 0, side: 1), OutputSquare(x: 0, y: 0, side: .infinity)] {
      #expect(throws: (any Error).self) {
        try write(2, .squares({ _ in square }, otherwise: { _, _ in false }), "n.gpkg")
      }
    }
  }

  /// The table counts its keys although it was filled as one without: its rows have them, and the next is a new one.
  @Test func keysGoOnAfterTheRows() throws {
    let path = try write(300, Self.squares { _ in false }, "k.gpkg")
    let database = try SQLiteReading(path)
    #expect(
      try database.value("SELECT sql FROM sqlite_master WHERE name = 't'")?
        .contains("\"fid\" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, \"geom\" MULTIPOLYGON") == true)
    #expect(try database.rows("SELECT * FROM sqlite_sequence") == [["t", "300"]])
    try database.run(
      """
      DROP TRIGGER rtree_t_geom_insert; DELETE FROM rtree_t_geom; DROP TRIGGER rtree_t_geom_delete;
      DELETE FROM t WHERE fid > 200; INSERT INTO t(nummer) VALUES (7)
      """)
    #expect(try database.value("SELECT max(fid) FROM t") == "301")
    #expect(try database.value("SELECT nummer FROM t WHERE fid = 200") == "199")
    #expect(try database.value("PRAGMA integrity_check") == "ok")
  }

  /// The systems that are known without GDAL are those that it knows.
  @Test(arguments: ["EPSG:3006", "EPSG:4326"]) func knownSystems(_ code: String) throws {
    let known = try #require(KnownSystems.definition(code))
    let asked = try SystemDefinition(code, file: "t.gpkg")
    #expect(known.name == asked.name && known.authority == asked.authority && known.code == asked.code)
    let a = try #require(known.wkt1.flatMap { CoordinateSystem($0) })
    let b = try #require(asked.wkt1.flatMap { CoordinateSystem($0) })
    #expect(a.authorityCode == code && a.isSame(as: b) && a.name == b.name)
    #expect(KnownSystems.definition("EPSG:3021") == nil)
  }
}
