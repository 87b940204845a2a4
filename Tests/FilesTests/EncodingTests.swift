import Columns
import Core
import Foundation
import Geometry
import TestSupport
import Testing

@testable import Files

@Suite struct EncodingTests {
  private let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  private static let names = ["Tjärna Ängar", "Åkersberga", "Östberga"]

  /// A shapefile whose texts are in `encoding`, with this `.cpg` (nil for none).
  private func shapefile(_ encoding: String.Encoding, cpg: String?) throws -> String {
    let path = scratch.file("o.shp")
    var table = Table()
    table.add("område", texts: TextColumn(Self.names))
    _ = try VectorWriter.write(
      table, path: path, target: path, layer: "o", geometry: .points(x: [1, 2, 3], y: [1, 2, 3]))
    if encoding != .utf8 {
      // The same table by hand, each text padded to the field's width.
      var bytes = try scratch.bytes("o.dbf")
      let (header, record) = (Int(bytes[8]) | Int(bytes[9]) << 8, Int(bytes[10]) | Int(bytes[11]) << 8)
      for (row, name) in Self.names.enumerated() {
        let text = try #require(name.data(using: encoding))
        let start = header + row * record + 1
        bytes.replaceSubrange(
          start..<start + record - 1, with: text + [UInt8](repeating: 0x20, count: record - 1 - text.count))
      }
      let field = try #require("område".data(using: encoding))
      bytes.replaceSubrange(32..<43, with: field + [UInt8](repeating: 0, count: 11 - field.count))
      try scratch.write("o.dbf", bytes)
    }
    try? FileManager.default.removeItem(atPath: scratch.file("o.cpg"))
    if let cpg { try scratch.write("o.cpg", cpg) }
    return path
  }

  @Test(arguments: [
    ("UTF-8", false), ("1252", false), ("UTF-8", true), ("1252", true), ("ISO-8859-1", true), ("", true), ("", false),
  ])
  func swedishLettersWhateverTheCodePageSays(_ cpg: String, _ isWindows: Bool) throws {
    let path = try shapefile(isWindows ? .windowsCP1252 : .utf8, cpg: cpg.isEmpty ? nil : cpg)
    let layer = try VectorLayer(path: path)
    #expect(layer.columnNames == ["område"])
    #expect(try layer.read([ColumnRequest("område", .text)])[0] == .texts(TextColumn(Self.names)))
    // Filters see the same letters.
    #expect(try VectorLayer(path: path, where: "område = 'Östberga'").rowCount == 1)
    // A remark where the .cpg lies.
    let lies = !cpg.isEmpty && (cpg == "UTF-8") == isWindows
    #expect(layer.notes.isEmpty == !lies, "\(cpg) \(isWindows): \(layer.notes)")
  }

  @Test func deletedRecordsAreNotCounted() throws {
    let path = try shapefile(.utf8, cpg: "UTF-8")
    var bytes = try scratch.bytes("o.dbf")
    let (header, record) = (Int(bytes[8]) | Int(bytes[9]) << 8, Int(bytes[10]) | Int(bytes[11]) << 8)
    bytes[header + record] = UInt8(ascii: "*")
    try scratch.write("o.dbf", bytes)
    let layer = try VectorLayer(path: path)
    #expect(layer.rowCount == 2)
    #expect(try layer.read([ColumnRequest("område", .text)])[0] == .texts(TextColumn(["Tjärna Ängar", "Östberga"])))
    #expect(layer.featureIDs == [0, 2] && layer.place(ofRow: 1) == "feature 2")
  }

  @Test func filtersOnTextFiles() throws {
    let text = "namn;antal\nÖstberga;12\n\"Tjärna; Ängar\";7\n\nÅby;20\n"
    for encoding in [String.Encoding.utf8, .windowsCP1252] {
      let data = try #require(text.data(using: encoding))
      let path = try scratch.write("t.csv", [UInt8](data))
      #expect(
        try CSVRowFilter.matchingRows(LayerSource(path: path), isUTF8: encoding == .utf8, where: "antal > 7")
          == CSVRowFilter.Result(matching: [0, 2], total: 3))
      #expect(
        try CSVRowFilter.matchingRows(LayerSource(path: path), isUTF8: encoding == .utf8, where: "namn = 'Östberga'")
          .matching == [0])
      #expect(
        try CSVRowFilter.matchingRows(LayerSource(path: path), isUTF8: encoding == .utf8, where: "namn LIKE 'Å%'")
          .matching == [2])
    }
    let wrong = #expect(throws: Failure.self) {
      _ = try CSVRowFilter.matchingRows(LayerSource(path: scratch.file("t.csv")), isUTF8: false, where: "antal >")
    }
    #expect(wrong?.kind == .usage && wrong?.hint == "fields: namn, antal")
  }

  @Test func readingLeavesNothingBesideAGeoPackage() throws {
    let path = scratch.file("a.gpkg")
    _ = try VectorWriter.write(
      SampleLayers.table(), path: path, target: path, layer: "a", geometry: SampleLayers.polygons)
    let before = try scratch.bytes("a.gpkg")
    #expect(try VectorLayer(path: path, geometry: .polygons).readAll([]).polygons.count == 4)
    #expect(try scratch.list() == ["a.gpkg"])
    #expect(try scratch.bytes("a.gpkg") == before)
  }
}
