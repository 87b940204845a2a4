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

  /// What a header says of the number of rows is a hint, for a table beside shapes and for one alone.
  @Test func aCountThatTheFileCannotHold() throws {
    let path = try shapefile(.utf8, cpg: "UTF-8")
    var bytes = try scratch.bytes("o.dbf")
    bytes.replaceSubrange(4..<8, with: [0xFF, 0xFF, 0xFF, 0x7F])
    try scratch.write("o.dbf", bytes)
    #expect(try VectorLayer(path: path).read([ColumnRequest("område", .text)])[0].count == 3)
    let alone = failure {
      _ = try VectorLayer(path: try scratch.write("alone.dbf", bytes)).read([ColumnRequest("område", .text)])
    }
    #expect(alone?.kind == .badData && alone?.file == scratch.file("alone.dbf"), "\(alone?.description ?? "read")")
  }

  /// The rows of three columns that pass: a code with zeros in front, a figure with marks for "no value", a name.
  private func passing(_ filter: String) throws -> [Int] {
    let columns = [
      "kod": ["0114", "114", "2080", "", "0115"], "antal": ["12", "..", "7,5", "20", ""],
      "namn": ["Åby", "Östberga", "Tjärna; \"Ängar\"", "12", "by"],
    ]
    let filter = TextRowFilter(filter, columns: ["kod", "antal", "namn"], file: "t.csv")
    return try filter.matchingRows(filter.named.map { TextColumn(columns[$0] ?? []) }, rowCount: 5)
  }

  @Test func codesAreTextAndFiguresAreNumbersInFilters() throws {
    let expected: [(String, [Int])] = [
      ("kod = '0114'", [0]), ("kod LIKE '01%'", [0, 4]), ("kod IN ('114', '0115')", [1, 4]), ("'2080' = KOD", [2]),
      ("kod = 114", [0, 1]), ("kod <> '0114'", [1, 2, 4]), ("kod IS NULL", [3]), ("NOT kod LIKE '0%'", [1, 2, 3]),
      ("antal > 7", [0, 2, 3]), ("antal BETWEEN 7 AND 13", [0, 2]), ("7.5 = antal", [2]), ("antal < 10", [2]),
      ("antal = '..'", [1]), ("antal > 7 AND antal LIKE '2%'", [3]), ("2 * antal > 30", [3]),
      ("antal > -1", [0, 2, 3]),
      ("namn = 'Åby'", [0]), ("namn LIKE 'Ö%'", [1]), ("\"namn\" = 'Tjärna; \"Ängar\"'", [2]), ("namn = 12", [3]),
      ("kod LIKE '01%' AND kod < 115", [0]),
    ]
    for (filter, rows) in expected { #expect(try passing(filter) == rows, "\(filter)") }
    let wrong = #expect(throws: Failure.self) { _ = try passing("antal >") }
    #expect(wrong?.kind == .usage && wrong?.hint == "fields: kod, antal, namn")
    #expect(throws: Failure.self) { _ = try passing("antla > 3") }
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
