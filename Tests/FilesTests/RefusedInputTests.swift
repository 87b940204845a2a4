import Columns
import Core
import Foundation
import Geometry
import TestSupport
import Testing

@testable import Files

/// Every input that cannot be used gets a failure of its own kind, with what is needed to set it right.
@Suite struct RefusedInputTests {
  private let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  private func failure(_ path: String, layer: String? = nil, where filter: String? = nil) -> Failure? {
    TestSupport.failure { _ = try VectorLayer(path: path, layer: layer, where: filter).read([]) }
  }

  @Test(arguments: [
    "/vsicurl/http://example.org/a.gpkg", "/VSIZIP/a.zip", "http://example.org/a.geojson", "WFS:http://example.org",
    "PG:dbname=hemlig", "GPKG:a.gpkg:b", "MySQL:x", "ESRI:http://x/y", "",
    "<OGRVRTDataSource></OGRVRTDataSource>", "{\"type\":\"FeatureCollection\",\"features\":[]}",
  ])
  func remoteAndPrefixedNames(_ name: String) {
    #expect(failure(name)?.kind == .noInput, "\(name)")
  }

  @Test func remoteNamesSayWhy() {
    #expect(failure("/vsicurl/http://example.org/a.gpkg")?.message == "not a local file")
    #expect(failure("PG:dbname=hemlig")?.message == "not a local file")
  }

  @Test func formatsOffTheList() throws {
    let csv = try scratch.write("a.csv", "a,b\n1,2\n")
    let vrt = try scratch.write(
      "a.vrt",
      "<OGRVRTDataSource><OGRVRTLayer name=\"a\"><SrcDataSource>\(csv)</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"
    )
    #expect(failure(vrt)?.kind == .noInput)
    #expect(failure(vrt)?.message == "not in a format that rutverk reads")
    // Nor under another extension.
    let disguised = try scratch.write("b.gpkg", try scratch.bytes("a.vrt"))
    #expect(failure(disguised)?.kind == .badData)
    #expect(
      failure(try scratch.write("a.kml", "<kml xmlns=\"http://www.opengis.net/kml/2.2\"></kml>"))?.kind == .noInput)
    #expect(failure(try scratch.write("a.txt", "hej\n"))?.kind == .noInput)
  }

  @Test func missingFilesGetTheNearestName() throws {
    try scratch.write("rutor.geojson", "{}")
    let near = failure(scratch.file("ruter.geojson"))
    #expect(near?.kind == .noInput && near?.message == "no such file")
    #expect(near?.hint == "did you mean \"rutor.geojson\"?")
    #expect(failure(scratch.file("helt-annat-namn.gpkg"))?.hint == nil)
    let folder = failure(scratch.file("finns/inte.gpkg"))
    #expect(
      folder?.kind == .noInput && folder?.message.hasSuffix("there is no folder \(scratch.file("finns"))") == true)
  }

  @Test func foldersDevicesAndEmptyFiles() throws {
    #expect(failure(scratch.path)?.kind == .noInput)
    try scratch.write("a.csv", "a\n1\n")
    #expect(failure(scratch.path)?.hint == "name a file in it, such as \(scratch.file("a.csv"))")
    #expect(failure("/dev/null")?.message == "not a file but a device or pipe")
    let empty = failure(try scratch.write("tom.gpkg", ""))
    #expect(empty?.kind == .badData && empty?.message == "the file is empty")
    // A folder that is called like a geodatabase but is none.
    try FileManager.default.createDirectory(atPath: scratch.file("x.gdb"), withIntermediateDirectories: true)
    #expect(failure(scratch.file("x.gdb"))?.kind == .badData)
  }

  @Test func cutOffFiles() throws {
    let path = scratch.file("a.geojson")
    _ = try VectorWriter.write(
      SampleLayers.table(), path: path, target: path, layer: "a", crs: "EPSG:3006", geometry: SampleLayers.polygons)
    let whole = try scratch.bytes("a.geojson")
    for length in [20, whole.count / 3, whole.count / 2, whole.count - 40] {
      let cut = failure(try scratch.write("cut.geojson", Array(whole.prefix(length))))
      #expect(cut?.kind == .badData && cut?.file == scratch.file("cut.geojson"), "\(length)")
    }
    let database = scratch.file("a.gpkg")
    _ = try VectorWriter.write(
      SampleLayers.table(), path: database, target: database, layer: "a", geometry: SampleLayers.polygons)
    let pages = try scratch.bytes("a.gpkg")
    #expect(failure(try scratch.write("cut.gpkg", Array(pages.prefix(pages.count / 3))))?.kind == .badData)
    let shape = scratch.file("s.shp")
    _ = try VectorWriter.write(
      SampleLayers.table(), path: shape, target: shape, layer: "s", geometry: SampleLayers.polygons)
    try scratch.write("s.shp", Array(try scratch.bytes("s.shp").prefix(200)))
    let damaged = #expect(throws: Failure.self) { _ = try VectorLayer(path: shape).readGeometries() }
    #expect(damaged?.kind == .badData && damaged?.message.hasPrefix("the file is damaged") == true)
  }

  @Test func filters() throws {
    for ending in ["gpkg", "shp", "geojson", "csv"] {
      let path = scratch.file("f.\(ending)")
      _ = try VectorWriter.write(
        SampleLayers.table(), path: path, target: path, layer: "f", geometry: SampleLayers.polygons)
      #expect(try VectorLayer(path: path, where: "namn = 'Åkersberga'").rowCount == 1, "\(ending)")
      for filter in ["namn =", "finns_inte = 1", "namn = 'x", "((("] {
        let wrong = failure(path, where: filter)
        #expect(wrong?.kind == .usage, "\(ending) \(filter)")
        #expect(wrong?.hint?.contains("population") == true && wrong?.value?.text == filter)
      }
    }
    // Filters on fields that nobody asked for still see them.
    let layer = try VectorLayer(path: scratch.file("f.shp"), where: "population > 5", geometry: .polygons)
    #expect(try layer.read([ColumnRequest("namn", .text)])[0] == .texts(TextColumn(["Tjärna Ängar", ""])))
    #expect(try layer.readGeometries().count == 2)
    #expect(layer.place(ofRow: 1) == "feature 3")
  }

  @Test func columnsAndValues() throws {
    let path = try scratch.write(
      "v.geojsonl",
      """
      {"type":"Feature","properties":{"inkomst":"12,5","x":1},"geometry":null}
      {"type":"Feature","properties":{"inkomst":"abc","x":2},"geometry":null}
      """)
    let layer = try VectorLayer(path: path)
    let unknown = #expect(throws: Failure.self) { _ = try layer.read([ColumnRequest("inkomts", .number)]) }
    #expect(unknown?.kind == .badData && unknown?.hint == "did you mean \"inkomst\"?")
    let text = #expect(throws: Failure.self) { _ = try layer.read([ColumnRequest("inkomst", .number)]) }
    #expect(text?.kind == .badData && text?.field == "inkomst" && text?.value?.text == "abc" && text?.file == path)
    #expect(text?.place == layer.place(ofRow: 1) && text?.place?.hasPrefix("feature ") == true)
    // The layer is still usable.
    #expect(try layer.read([ColumnRequest("x", .number)]) == [.numbers(NumberColumn([1, 2]))])
  }

  @Test func coordinatesThatAreNotFinite() throws {
    for bad in [Double.nan, .infinity] {
      let path = scratch.file("\(bad).gpkg")
      var table = Table()
      table.add("a", .integer, numbers: [1])
      // Our own writer refuses too.
      let refused = #expect(throws: Failure.self) {
        _ = try VectorWriter.write(
          table, path: path, target: path, layer: "a",
          geometry: .polygons { _, scratch in
            scratch.addPart([[(0, 0), (bad, 1), (1, 1)]])
            return true
          })
      }
      #expect(refused?.kind == .software)
    }
    for value in ["NaN", "1e999"] {
      let text = """
        {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":1},"geometry":
        {"type":"Polygon","coordinates":[[[0,0],[\(value),0],[1,1],[0,0]]]}}]}
        """
      let layer = try VectorLayer(path: try scratch.write("n.geojson", text), geometry: .polygons)
      let failure = #expect(throws: Failure.self) { _ = try layer.readGeometries() }
      #expect(failure?.kind == .badData && failure?.message == "coordinate is not a finite number")
      #expect(failure?.place == "feature 0" && failure?.file == scratch.file("n.geojson"))
    }
  }

  @Test func layersWithoutAreas() throws {
    let csv = try scratch.write("a.csv", "a,b\n1,2\n")
    let none = #expect(throws: Failure.self) { _ = try VectorLayer(path: csv, geometry: .polygons) }
    #expect(none?.kind == .badData && none?.expected == "polygons")
    let path = try scratch.write(
      "g.csv",
      """
      a,WKT
      1,"LINESTRING(0 0,1 1)"
      2,"GEOMETRYCOLLECTION(POINT(9 9),POLYGON((0 0,2 0,2 2,0 2,0 0)))"
      3,"CURVEPOLYGON(CIRCULARSTRING(0 0,500 500,1000 0,500 -500,0 0))"
      4,"MULTIPOLYGON Z(((0 0 5,1 0 5,1 1 5,0 0 5)),((5 5 1,6 5 1,6 6 1,5 5 1)))"
      5,"POLYGON EMPTY"
      6,"POLYGON M((0 0 5,4 0 5,4 4 5,0 0 5))"
      7,"MULTISURFACE(CURVEPOLYGON(COMPOUNDCURVE((0 0,10 0),CIRCULARSTRING(10 0,12 2,14 0),(14 0,14 -9,0 -9,0 0))),((50 0,51 0,51 1,50 0)))"
      """)
    let content = try VectorLayer(path: path, geometry: .polygons).readAll([ColumnRequest("a", .number)])
    #expect(content.polygons.map { $0 == nil } == [true, false, false, false, true, false, false])
    #expect(content.ofOtherKind == 1 && content.withoutGeometry == 1)
    #expect(content.polygons[1]?.planarArea == 4 && content.polygons[3]?.planarArea == 1)
    #expect(content.polygons[5]?.planarArea == 8)
    let compound = try #require(content.polygons[6])
    #expect(abs(compound.planarArea - (126 + 2 * .pi + 0.5)) < 1e-11)
    #expect(!zip(zip(compound.x, compound.y), zip(compound.x, compound.y).dropFirst()).contains { $0 == $1 })
    #expect(abs(try #require(content.polygons[2]).planarArea / (Double.pi * 250_000) - 1) < 1e-12)
  }

  /// Columns of texts that hold numbers, codes and marks for withheld values: numbers are asked of the numbers among them.
  @Test(arguments: ["csv", "gpkg", "xlsx"]) func filtersOnColumnsThatHoldBoth(_ ending: String) throws {
    var table = Table()
    table.add("kod", texts: TextColumn(["0114", "114", "0115", "0116"]))
    table.add("tal", texts: TextColumn(["7", "..", "30", "4"]))
    table.add("antal", .integer, numbers: [1, 2, 3, .nan])
    let path = scratch.file("both.\(ending)")
    _ = try VectorWriter.write(table, path: path, target: path, layer: "both")
    func codes(_ filter: String) throws -> [String] {
      let layer = try VectorLayer(path: path, where: filter)
      let column = try layer.read([ColumnRequest("kod", .text)])[0]
      guard case .texts(let texts) = column else { return [] }
      #expect(layer.rowCount == texts.count)
      return (0..<texts.count).map { texts[$0] }
    }
    #expect(try codes("tal > 5") == ["0114", "0115"])
    #expect(try codes("tal > 5 AND kod LIKE '011%'") == ["0114", "0115"])
    #expect(try codes("tal < 5") == ["0116"])
    #expect(try codes("tal = '..'") == ["114"])
    #expect(try codes("kod = '0114'") == ["0114"])
    #expect(try codes("kod = 114") == ["0114", "114"])
    #expect(try codes("kod <> 114 AND antal = 3") == ["0115"])
    #expect(failure(path, where: "tal >")?.kind == .usage)
  }

  @Test func outputsThatCannotBeCreated() throws {
    for name in ["x.gpgk", "x", "x.vrt", "x.topojson", "x.dbf"] {
      let failure = #expect(throws: Failure.self) { _ = try VectorWriter(path: scratch.file(name), target: name) }
      #expect(failure?.kind == .cannotCreate, "\(name)")
    }
    let near = #expect(throws: Failure.self) { _ = try VectorWriter(path: scratch.file("x.gpgk"), target: "x.gpgk") }
    #expect(near?.hint == "did you mean \".gpkg\"?")
    let folder = #expect(throws: Failure.self) {
      _ = try VectorWriter(path: scratch.file("finns/inte.gpkg"), target: "inte.gpkg")
    }
    #expect(folder?.kind == .cannotCreate)
    let crs = #expect(throws: Failure.self) {
      let path = scratch.file("c.gpkg")
      _ = try VectorWriter.write(
        SampleLayers.table(), path: path, target: path, layer: "c", crs: "EPSG:0", geometry: SampleLayers.polygons)
    }
    #expect(crs?.kind == .badData)
    var table = Table()
    table.add("a", .real(decimals: nil), numbers: [1, .infinity])
    let infinite = #expect(throws: Failure.self) {
      _ = try VectorWriter.write(table, path: scratch.file("i.gpkg"), target: "i.gpkg", layer: "i")
    }
    #expect(infinite?.kind == .software && infinite?.place == "row 2" && infinite?.field == "a")
  }
}
