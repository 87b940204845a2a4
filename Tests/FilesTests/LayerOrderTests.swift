import Columns
import Core
import Foundation
import Geometry
import TestSupport
import Testing

@testable import Files
@testable import SQLite

/// Passes over one GeoPackage that fit together, whatever its indexes and journals.
@Suite struct LayerOrderTests {
  private let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  /// Three squares, `c`, `a` and `b` from west to east, with an index on their names.
  private func write(_ name: String, _ sql: String = "") throws -> String {
    let path = scratch.file(name)
    var table = Table()
    table.add("namn", texts: TextColumn(["c", "a", "b"]))
    let squares = OutputGeometry.polygons { row, shape in
      let x = Double(row) * 1000
      shape.addPart([[(x, 0), (x + 100, 0), (x + 100, 100), (x, 100)]])
      return true
    }
    _ = try VectorWriter.write(
      table, path: path, target: path, layer: "zoner", crs: "EPSG:3006", geometry: squares)
    try SQLiteConnection(path, file: path).run("CREATE INDEX namn_index ON zoner(namn);" + sql)
    return path
  }

  private func check(_ layer: VectorLayer, _ expected: [String]) throws {
    guard case .texts(let names) = try layer.read([ColumnRequest("namn", .text)])[0] else { return }
    let west = try layer.readGeometries().map { $0?.x.min() }
    #expect((0..<names.count).map { names[$0] } == expected)
    #expect(west == expected.map { ["c": 0, "a": 1000, "b": 2000][$0] })
    var bounds: [Double?] = [nil, nil, nil]
    try layer.forEachBounds { row, box in
      bounds[row] = box?.minX
      return true
    }
    #expect(Array(bounds.prefix(expected.count)) == west)
  }

  @Test func plainFile() throws {
    let layer = try VectorLayer(path: try write("plain.gpkg"), geometry: .polygons)
    #expect(layer.plain != nil)
    try check(layer, ["c", "a", "b"])
  }

  /// What every GeoPackage of ours comes with: its style.
  @Test func fileWithStyles() throws {
    let path = try write("styles.gpkg")
    let box = scratch.file("box.gpkg")
    var table = Table()
    table.add("namn", texts: TextColumn(["a"]))
    var writer = try VectorWriter(path: box, target: box)
    try writer.addLayer(
      table, named: "zoner", crs: "EPSG:3006",
      geometry: .polygons { _, shape in
        shape.addPart([[(0, 0), (100, 0), (100, 100), (0, 100)]])
        return true
      }, threads: 1)
    try writer.addStyles([StoredStyle(layer: "zoner", qml: "<qgis/>", name: "zoner")])
    _ = try writer.finish()
    for (path, count) in [(path, 3), (box, 1)] {
      let layer = try VectorLayer(path: path, geometry: .polygons)
      #expect(layer.plain != nil)
      #expect(layer.layerName == "zoner" && layer.rowCount == count)
    }
    // A table of the same name that is a layer is none of a program's own.
    try SQLiteConnection(box, file: box).run(
      "UPDATE gpkg_contents SET data_type = 'features' WHERE table_name = 'layer_styles'")
    #expect(PlainGeoPackage(path: box) == nil)
  }

  @Test func fileForGDAL() throws {
    let layer = try VectorLayer(
      path: try write("other.gpkg", "CREATE TABLE other (id INTEGER PRIMARY KEY);"), geometry: .polygons)
    #expect(layer.plain == nil)
    try check(layer, ["c", "a", "b"])
  }

  @Test func filter() throws {
    let path = try write("filter.gpkg")
    try check(VectorLayer(path: path, where: "namn >= 'b'", geometry: .polygons), ["c", "b"])
  }

  @Test func aLeftOverJournalIsReadAndStays() throws {
    let (path, copy) = (try write("wal.gpkg"), scratch.file("left.gpkg"))
    do {
      let writer = try SQLiteConnection(path, file: path)
      _ = try writer.prepare("PRAGMA journal_mode = WAL").next()
      _ = try writer.prepare("PRAGMA wal_autocheckpoint = 0").next()
      // They call functions that only GDAL has.
      let triggers = try writer.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'")
      var names: [String] = []
      while try triggers.next() { names += triggers.string(0).map { [$0] } ?? [] }
      for name in names { try writer.run("DROP TRIGGER \(SQLiteConnection.quoted(name))") }
      try writer.run("UPDATE zoner SET namn = 'd' WHERE fid = 2")
      for ending in ["", "-wal"] { try FileManager.default.copyItem(atPath: path + ending, toPath: copy + ending) }
    }
    let before = try ["left.gpkg", "left.gpkg-wal"].map { try scratch.bytes($0) }
    let layer = try VectorLayer(path: copy, geometry: .polygons)
    guard case .texts(let names) = try layer.read([ColumnRequest("namn", .text)])[0] else { return }
    #expect((0..<names.count).map { names[$0] } == ["c", "d", "b"])
    #expect(layer.notes.contains { $0.contains("a copy was read") })
    #expect(try ["left.gpkg", "left.gpkg-wal"].map { try scratch.bytes($0) } == before)
    #expect(!FileManager.default.fileExists(atPath: copy + "-shm"))
  }
  /// A journal of a change to several files ends with the name of the one that says so, which SQLite removes in the end.
  @Test func aJournalThatNamesAnotherFileIsRefused() throws {
    let path = try write("super.gpkg")
    let named = try scratch.write("named.txt", "kept")
    let sign: [UInt8] = [0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7]
    let length = UInt8(named.utf8.count)
    let sum = named.utf8.reduce(UInt32(0)) { $0 &+ UInt32($1) }
    let page = try Array(scratch.bytes("super.gpkg").prefix(4096))
    func word(_ value: UInt32) -> [UInt8] { withUnsafeBytes(of: value.bigEndian, Array.init) }
    // Header of one sector: no page to put back, the database as long as it is now.
    let size = try UInt32(scratch.bytes("super.gpkg").count / page.count)
    let header = sign + word(0) + word(1) + word(size) + word(512) + word(4096)
    try scratch.write(
      "super.gpkg-journal",
      header + [UInt8](repeating: 0, count: 512 - header.count)
        + word(0x4000_0000 / 4096 + 1) + Array(named.utf8) + word(UInt32(length)) + word(sum) + sign)
    let refused = failure { _ = try VectorLayer(path: path) }
    #expect(refused?.kind == .badData && refused?.message == "the journal beside it names another file")
    #expect(try scratch.bytes("named.txt") == Array("kept".utf8))
  }
}
