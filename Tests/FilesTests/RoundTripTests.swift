import Columns
import Core
import Foundation
import Geometry
import TestSupport
import Testing

@testable import Files

@Suite struct RoundTripTests {
  private let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  /// Rows by their `namn`, since a spatial index may reorder them.
  private func order(_ layer: VectorLayer) throws -> [Int] {
    guard case .texts(let names) = try layer.read([ColumnRequest("namn", .text)])[0] else { return [] }
    let expected = ["Tjärna Ängar", "Åkersberga", "Östberga, \"norra\"", ""]
    return expected.compactMap { name in (0..<names.count).first { names[$0] == name } }
  }

  @Test(arguments: ["gpkg", "fgb", "shp", "geojson", "gdb"])
  func tablesAndPolygons(_ ending: String) throws {
    let path = scratch.file("rutor.\(ending)")
    let table = SampleLayers.table()
    let notes = try VectorWriter.write(
      table, path: path, target: path, layer: "rutor", crs: "EPSG:3006", geometry: SampleLayers.polygons(for: ending))
    #expect(notes.isEmpty)
    let layer = try VectorLayer(path: path, geometry: .polygons)
    #expect(layer.rowCount == 4 && layer.layerName == "rutor")
    #expect(layer.columnNames == table.fields.map(\.name))
    #expect(layer.crs?.authorityCode == "EPSG:3006")
    #expect(layer.geometryType == .polygons || ending == "geojson")
    let content = try layer.readAll(
      table.fields.map { ColumnRequest($0.name, $0.kind == .text ? .text : .number) })
    let rows = try order(layer)
    #expect(rows.count == 4)
    let expected: [[Double]] = [
      [1234, 0, .nan, 7], [3_775_006_475_250, .nan, 0, -3_775_006_475_250], [0.1234567, .nan, -12.0005, 0],
      [0.1, 1e-7, .nan, 6_475_250.123456],
    ]
    let columns = content.columns.map { $0.gathered(rows) }
    #expect(columns[0] == .texts(TextColumn(["3775006475250", "0000", "", "3775006475750"])))
    for (column, values) in zip(columns[2...], expected) { #expect(column == .numbers(NumberColumn(values))) }
    let polygons = rows.map { content.polygons[$0] }
    #expect(content.withoutGeometry == (ending == "fgb" ? 0 : 1) && content.ofOtherKind == 0)
    for (polygon, area) in zip(polygons, SampleLayers.areas) where !(ending == "fgb" && area == nil) {
      // File geodatabases keep coordinates on a grid of 0.1 mm.
      #expect((polygon == nil) == (area == nil))
      if let polygon, let area { #expect(abs(polygon.planarArea - area) <= (ending == "gdb" ? 0.1 : 1e-6)) }
    }
    #expect(polygons[1]?.ringEnds.count == 2 && polygons[3]?.partEnds.count == 2)
    // As written: outer rings counter-clockwise (ESRI's formats store them the other way).
    if ending != "shp", ending != "gdb", let first = polygons[0] { #expect(first.signedArea(ofRing: 0) > 0) }
    // Codes as text: all digits, no exponent.
    #expect(
      try layer.read([ColumnRequest("kod", .text)])[0].gathered(rows)
        == .texts(TextColumn(["3775006475250", "", "0", "-3775006475250"])))
  }

  @Test(arguments: ["tab", "mif"])
  func mapInfoKeepsMissingNumbersMissing(_ ending: String) throws {
    let path = scratch.file("rutor.\(ending)")
    let table = SampleLayers.table()
    let notes = try VectorWriter.write(
      table, path: path, target: path, layer: "rutor", crs: "EPSG:3006", geometry: SampleLayers.polygons)
    #expect(notes.count == 4 && notes.allSatisfy { $0.contains("stored as text") })
    let layer = try VectorLayer(path: path, geometry: .polygons)
    let content = try layer.readAll([
      ColumnRequest("namn", .text), ColumnRequest("population", .number), ColumnRequest("kod", .text),
      ColumnRequest("andel", .number),
    ])
    #expect(content.columns[0] == .texts(TextColumn(["Tjärna Ängar", "Åkersberga", "Östberga, \"norra\"", ""])))
    #expect(content.columns[1] == .numbers(NumberColumn([1234, 0, .nan, 7])))
    #expect(content.columns[2] == .texts(TextColumn(["3775006475250", "", "0", "-3775006475250"])))
    #expect(content.columns[3] == .numbers(NumberColumn([0.1234567, .nan, -12.0005, 0])))
    for (polygon, area) in zip(content.polygons, SampleLayers.areas) {
      #expect((polygon == nil) == (area == nil))
      // A .tab keeps half millimetres.
      if let polygon, let area { #expect(abs(polygon.planarArea - area) < 5) }
    }
  }

  /// Under all their usual names; those of RFC 8142 with record separators.
  @Test(arguments: ["geojsonl", "geojsons", "geojsonseq", "ndjson", "ndgeojson", "jsonl"])
  func lineDelimitedGeoJSONIsInDegrees(_ ending: String) throws {
    let path = scratch.file("rutor.\(ending)")
    _ = try VectorWriter.write(
      SampleLayers.table(), path: path, target: path, layer: "rutor", crs: "EPSG:3006",
      geometry: SampleLayers.polygons)
    let first = try #require(FileManager.default.contents(atPath: path)?.first)
    #expect((first == 0x1E) == ["geojsons", "geojsonseq"].contains(ending))
    let layer = try VectorLayer(path: path, geometry: .polygons)
    #expect(layer.rowCount == 4 && layer.crs?.authorityCode == "EPSG:4326")
    let box = try #require(try layer.readGeometries()[0]?.bounds)
    #expect(box.minX > 13 && box.maxX < 14 && box.minY > 58 && box.maxY < 59)
    #expect(
      try layer.read([ColumnRequest("kod", .number)])
        == [.numbers(NumberColumn([3_775_006_475_250, .nan, 0, -3_775_006_475_250]))])
  }

  @Test(arguments: ["xlsx", "ods", "csv"])
  func spreadsheets(_ ending: String) throws {
    let path = scratch.file("tabell.\(ending)")
    let table = SampleLayers.table()
    let notes = try VectorWriter.write(
      table, path: path, target: path, layer: "tabell", crs: "EPSG:3006", geometry: SampleLayers.polygons)
    #expect(notes.count == 1 && notes[0].contains("without geometries"))
    let layer = try VectorLayer(path: path)
    #expect(layer.columnNames == table.fields.map(\.name) && layer.rowCount == 4)
    #expect(layer.geometryType == .none && layer.crs == nil)
    let columns = try layer.read([
      ColumnRequest("namn", .text), ColumnRequest("population", .number), ColumnRequest("kod", .text),
      ColumnRequest("vikt", .number), ColumnRequest("kod", .number), ColumnRequest("ruta", .text),
    ])
    #expect(columns[0] == .texts(TextColumn(["Tjärna Ängar", "Åkersberga", "Östberga, \"norra\"", ""])))
    #expect(columns[1] == .numbers(NumberColumn([1234, 0, .nan, 7])))
    // Minus five in a text cell is escaped; as a number it is not.
    #expect(columns[2] == .texts(TextColumn(["3775006475250", "", "0", "-3775006475250"])))
    #expect(columns[3] == .numbers(NumberColumn([0.1, 1e-7, .nan, 6_475_250.123456])))
    #expect(columns[4] == .numbers(NumberColumn([3_775_006_475_250, .nan, 0, -3_775_006_475_250])))
    #expect(columns[5] == .texts(TextColumn(["3775006475250", "0000", "", "3775006475750"])))
    #expect(layer.place(ofRow: 0).hasPrefix("row "))
  }

  @Test(arguments: ["xlsx", "ods", "csv", "gpkg"])
  func formulasAreEscapedInSpreadsheetsOnly(_ ending: String) throws {
    let texts = ["=1+1", "+46", "-5", "@SUM(A1)", "a=b", "\t=1"]
    var table = Table()
    table.add("text", texts: TextColumn(texts))
    let path = scratch.file("t.\(ending)")
    _ = try VectorWriter.write(table, path: path, target: path, layer: "t")
    let read = try VectorLayer(path: path).read([ColumnRequest("text", .text)])[0]
    let escaped = ["'=1+1", "'+46", "'-5", "'@SUM(A1)", "a=b", "'\t=1"]
    // Blanks at the ends are no part of a text.
    #expect(read == .texts(TextColumn(ending == "gpkg" ? texts.dropLast() + ["=1"] : escaped)))
  }

  @Test func severalLayersInOneFile() throws {
    let path = scratch.file("allt.gpkg")
    var writer = try VectorWriter(path: path, target: path)
    try writer.addLayer(SampleLayers.table(), named: "rutor", crs: "EPSG:3006", geometry: SampleLayers.polygons)
    var points = Table()
    points.add("id", .integer, numbers: [1, 2])
    try writer.addLayer(points, named: "punkter", crs: "EPSG:3006", geometry: .points(x: [1.5, .nan], y: [2.5, 1]))
    _ = try writer.finish()
    let failure = #expect(throws: Failure.self) { _ = try VectorLayer(path: path) }
    #expect(failure?.kind == .usage && failure?.expected == "one of: rutor, punkter")
    let wrong = #expect(throws: Failure.self) { _ = try VectorLayer(path: path, layer: "punkte") }
    #expect(wrong?.kind == .noInput && wrong?.hint == "did you mean \"punkter\"?")
    let layer = try VectorLayer(path: path, layer: "punkter", geometry: .points)
    #expect(layer.layerNames == ["rutor", "punkter"] && layer.geometryType == .points)
    let content = try layer.readAll([ColumnRequest("id", .number)])
    #expect(content.pointX[0] == 1.5 && content.pointY[0] == 2.5 && content.pointX[1].isNaN)
    #expect(content.withoutGeometry == 1)
    // Points where areas are wanted are counted, not guessed at.
    let areas = try VectorLayer(path: path, layer: "punkter", geometry: .polygons).readAll([])
    #expect(areas.polygons == [nil, nil] && areas.ofOtherKind == 1 && areas.withoutGeometry == 1)
  }

  @Test func flatGeobufRefusesRowsWithoutGeometry() throws {
    for geometry in [SampleLayers.polygons, .none] {
      let failure = #expect(throws: Failure.self) {
        _ = try VectorWriter.write(
          SampleLayers.table(), path: scratch.file("a.fgb"), target: "a.fgb", layer: "a", geometry: geometry)
      }
      #expect(failure?.kind == .cannotCreate && failure?.place?.hasPrefix("row ") == true)
      try FileManager.default.removeItem(atPath: scratch.file("a.fgb"))
    }
  }

  @Test func oneLayerFormatsRefuseASecond() throws {
    let path = scratch.file("a.fgb")
    var writer = try VectorWriter(path: path, target: path)
    try writer.addLayer(
      SampleLayers.table(), named: "a", geometry: .points(x: [1, 2, 3, 4], y: [1, 2, 3, 4]))
    var failure: Failure?
    do { try writer.addLayer(SampleLayers.table(), named: "b") } catch let error as Failure { failure = error }
    #expect(failure?.kind == .cannotCreate)
  }

  @Test func shapefileNamesAreCutUniquely() throws {
    var table = Table()
    for name in ["utlandsk_bakgrund", "utlandsk_bakgrund_z", "Utlandsk_b", "åäöåäöåäö", "kort"] {
      table.add(name, .integer, numbers: [1])
    }
    let path = scratch.file("n.shp")
    let notes = try VectorWriter.write(table, path: path, target: "ut/n.shp", layer: "n")
    #expect(notes.count == 4 && notes[0] == "ut/n.shp: field utlandsk_bakgrund is called utlandsk_b")
    // Without geometry a shapefile is its table only.
    #expect(
      try VectorLayer(path: scratch.file("n.dbf")).columnNames
        == ["utlandsk_b", "utlandsk_1", "Utlandsk_2", "åäöåä", "kort"])
  }

  @Test func longTextsInShapefiles() throws {
    var table = Table()
    table.add("lang", texts: TextColumn([String(repeating: "å", count: 300), String(repeating: "x", count: 200)]))
    let path = scratch.file("l.shp")
    let notes = try VectorWriter.write(
      table, path: path, target: path, layer: "l", geometry: .points(x: [1, 2], y: [1, 2]))
    #expect(notes == ["\(path): texts in lang are cut to 254 bytes"])
    #expect(
      try VectorLayer(path: path).read([ColumnRequest("lang", .text)])[0]
        == .texts(TextColumn([String(repeating: "å", count: 127), String(repeating: "x", count: 200)])))
  }

  @Test func ownColumnNamesDoNotCollide() throws {
    var table = Table()
    table.add("fid", texts: TextColumn(["a", "b"]))
    table.add("geom", .integer, numbers: [1, 2])
    for ending in ["gpkg", "gdb"] {
      let path = scratch.file("k.\(ending)")
      _ = try VectorWriter.write(
        table, path: path, target: path, layer: "k", geometry: .points(x: [1, 2], y: [1, 2]))
      let layer = try VectorLayer(path: path)
      #expect(layer.columnNames == ["fid", "geom"])
      #expect(try layer.read([ColumnRequest("fid", .text)])[0] == .texts(TextColumn(["a", "b"])))
    }
  }

  @Test(arguments: ["gpkg", "fgb", "shp", "geojson", "geojsonl", "csv", "xlsx", "ods", "tab", "mif", "gdb"])
  func emptyTables(_ ending: String) throws {
    let path = scratch.file("tom.\(ending)")
    var table = Table()
    table.add("a", .integer, numbers: [])
    table.add("b", texts: TextColumn())
    _ = try VectorWriter.write(
      table, path: path, target: path, layer: "tom", crs: "EPSG:3006", geometry: SampleLayers.polygons(for: ending))
    // An empty text file of lines has nothing that could be read back, and GDAL shows no sheet without rows.
    if ["geojsonl", "xlsx", "ods"].contains(ending) { return }
    let layer = try VectorLayer(path: path)
    #expect(layer.rowCount == 0)
    // GeoJSON has its fields in its features.
    if ending == "geojson" { return }
    #expect(try layer.read([ColumnRequest("a", .number), ColumnRequest("b", .text)]).allSatisfy { $0.count == 0 })
  }

  @Test(arguments: ["gpkg", "fgb", "shp", "geojson", "geojsonl", "csv", "xlsx", "ods", "mif", "tab"])
  func sameInputGivesTheSameBytes(_ ending: String) throws {
    var contents: [[[UInt8]]] = []
    for folder in ["a", "b"] {
      let part = scratch.file(folder)
      try FileManager.default.createDirectory(atPath: part, withIntermediateDirectories: true)
      let path = "\(part)/x.\(ending)"
      _ = try VectorWriter.write(
        SampleLayers.table(), path: path, target: path, layer: "x", crs: "EPSG:3006",
        geometry: SampleLayers.polygons(for: ending))
      let files = try FileManager.default.contentsOfDirectory(atPath: part).sorted()
      contents.append(try files.map { try scratch.bytes("\(folder)/\($0)") })
      // ZIP files and tables may hold the time in steps of two seconds.
      if folder == "a", ["xlsx", "ods"].contains(ending) { sleep(3) }
    }
    #expect(contents[0] == contents[1])
  }
}
