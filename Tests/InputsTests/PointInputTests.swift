import Inputs
import Reports
import Columns
import Core
import Files
import Foundation
import TestSupport
import Testing

/// Points out of files, batch by batch.
@Suite struct PointInputTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  /// All points of a file in order, with the texts of a column.
  private struct All: Sendable, Equatable {
    var x: [Double] = []
    var y: [Double] = []
    var texts: [String] = []
  }

  private func file(_ name: String, _ text: String) throws -> String { try folder.write(name, text) }

  private func read(
    _ path: String, columns: [String] = [], options: InputOptions = .init(), journal: Journal = Journal(),
    threads: Int = 2, refusing: @escaping @Sendable (PointBatch, Int) -> Bool = { _, _ in false }
  ) throws -> (all: All, totals: PointInput.Totals) {
    var all = All()
    let input = try PointInput.open(path: path, options: options, threads: threads, journal: journal)
    let totals = try input.forEachBatch(columns: columns.map { ColumnRequest($0, .text) }, journal: journal) {
      batch in
      var part = All()
      for i in 0..<batch.count {
        if refusing(batch, i) {
          try batch.refuse(i, Failure(.badData, "refused", field: "id"))
          continue
        }
        part.x.append(batch.x[i])
        part.y.append(batch.y[i])
        if case .texts(let texts)? = batch.columns.first { part.texts.append(texts[i]) }
      }
      return part
    } consume: { part in
      all.x += part.x
      all.y += part.y
      all.texts += part.texts
    }
    return (all, totals)
  }

  private func failure(_ path: String, options: InputOptions = .init(), columns: [String] = []) -> Failure? {
    TestSupport.failure { _ = try read(path, columns: columns, options: options) }
  }

  private var skipping: InputOptions {
    var options = InputOptions()
    options.badRows = .skip
    return options
  }

  @Test func metresInAnyFormOfText() throws {
    let wanted = All(x: [500_000.25, 674_000], y: [6_500_000, 6_580_000.5], texts: ["a", "b, c"])
    for (name, text) in [
      ("a.csv", "id,e,n\na,500000.25,6500000\n\"b, c\",674000,6580000.5\n"),
      ("b.csv", "n;e;id\r\n6500000;500000,25;a\r\n6580000,5;674000;b, c\r\n"),
      ("c.tsv", "id\teasting\tnorthing\na\t500000.25\t6500000\nb, c\t674 000\t6580000.5\n"),
    ] {
      let found = try read(try file(name, text), columns: ["id"])
      #expect(found.all == wanted, "\(name)")
      #expect(found.totals == PointInput.Totals(points: 2, withoutCoordinates: 0, refused: 0))
    }
  }

  @Test func pointsWithoutCoordinatesAreCounted() throws {
    let path = try file("a.csv", "id,e,n\n1,500000,6500000\n2,,\n3,NA,6500000\n4,500001,\n5,500002,6500002\n")
    let found = try read(path, columns: ["id"])
    #expect(found.totals == PointInput.Totals(points: 5, withoutCoordinates: 3, refused: 0))
    #expect(found.all.texts == ["1", "2", "3", "4", "5"])
    #expect(found.all.x.map(\.isNaN) == [false, true, true, true, false])
    #expect(found.all.y.map(\.isNaN) == [false, true, true, true, false])
  }

  @Test func degreesAreMovedIntoThePlane() throws {
    // On the central meridian the easting is the false one; the equator's northing is 0.
    let path = try file("a.csv", "lat,lon\n0,15\n60,15\n60,\n")
    let found = try read(path)
    #expect(abs(found.all.x[0] - 500_000) < 1e-6 && abs(found.all.y[0]) < 1e-6)
    #expect(abs(found.all.x[1] - 500_000) < 1e-6 && abs(found.all.y[1] - 6_651_411.190) < 1e-3)
    #expect(found.all.x[2].isNaN && found.totals.withoutCoordinates == 1)
    // The same numbers in another system: RT90 2.5 gon V is a good kilometre off.
    var options = InputOptions()
    options.crs = "EPSG:3021"
    let moved = try read(try file("b.csv", "e,n\n1500000,6600000\n"), options: options)
    #expect(abs(moved.all.x[0] - 545_557.14) < 2 && abs(moved.all.y[0] - 6_598_266.33) < 2)
  }

  @Test func faultsNameTheirRow() throws {
    let path = try file("a.csv", "id,e,n\n1,500000,6500000\n\n2,abc,6500000\n3,500000,x1\n")
    let first = failure(path)
    #expect(
      first?.place == "row 4" && first?.field == "e" && first?.value?.text == "3 characters, letters"
        && first?.kind == .badData)
    let journal = Journal()
    let found = try read(path, columns: ["id"], options: skipping, journal: journal)
    #expect(found.all.texts == ["1"])
    #expect(found.totals == PointInput.Totals(points: 1, withoutCoordinates: 0, refused: 2))
    #expect(journal.notes.count == 1 && journal.notes[0].contains("2 bad rows left out"))
    let degrees = try file("b.csv", "lon,lat\n15,60\n15,61\n190,60\n16,62\n")
    #expect(failure(degrees)?.place == "row 4")
    #expect(try read(degrees, options: skipping).totals.refused == 1)
  }

  @Test func theReceiverMayRefuseRows() throws {
    let path = try file("a.csv", "id,e,n\n1,5e5,6500000\n2,500001,oops\n3,500002,6500000\n4,500003,6500000\n")
    let isThird: @Sendable (PointBatch, Int) -> Bool = { batch, i in batch.x[i] >= 500_002 }
    do {
      _ = try read(path, refusing: isThird)
      Issue.record("no fault was told")
    } catch let failure as Failure {
      #expect(failure.place == "row 3" && failure.field == "n")
    }
    let found = try read(path, columns: ["id"], options: skipping, refusing: isThird)
    #expect(found.all.texts == ["1"])
    #expect(found.totals == PointInput.Totals(points: 1, withoutCoordinates: 0, refused: 3))
    do {
      _ = try read(try file("b.csv", "id,e,n\n1,500000,6500000\n3,500002,6500000\n"), refusing: isThird)
      Issue.record("no fault was told")
    } catch let failure as Failure {
      #expect(failure.place == "row 3" && failure.message == "refused" && failure.file?.hasSuffix("b.csv") == true)
    }
  }

  @Test func placesElsewhereAreNotedOnce() throws {
    func notes(_ name: String, _ text: String, options: InputOptions = .init()) throws -> [String] {
      let journal = Journal()
      _ = try read(try file(name, text), options: options, journal: journal)
      return journal.notes
    }
    let swapped = try notes("a.csv", "lon,lat\n15,60\n59.3,18.1\n59.4,18.2\n")
    #expect(swapped.count == 1 && swapped[0].contains("2 of 3 places lie outside Sweden"), "\(swapped)")
    #expect(swapped.first?.contains("the first in row 3 (lon/lat): longitude and latitude look exchanged") == true)
    // 0 0 is how some say that there is no place.
    #expect(try notes("f.csv", "e,n\n0,0\n0,0\n500000,6500000\n").first?.contains("all of them at 0, 0") == true)
    var anywhere = InputOptions()
    anywhere.isAnywhere = true
    #expect(try notes("a.csv", "lon,lat\n59.3,18.1\n", options: anywhere).isEmpty)
    let metres = failure(try file("b.csv", "lon,lat\n674000,6580000\n"))
    #expect(metres?.hint == "are they metres? say so with --points-crs EPSG:3006" && metres?.place == "row 2")
    let degrees = failure(try file("c.csv", "e,n\n18.1,59.3\n"))
    #expect(degrees?.hint == "say so with --points-crs EPSG:4326" && degrees?.place == "row 2")
  }

  @Test func whatHoldsNoPointsIsRefused() throws {
    #expect(failure(try file("a.csv", "id,x\n1,2\n"))?.message == "no columns hold the points' places")
    #expect(failure(try file("b.csv", "e,n\n1,2\n"), columns: ["tid"]) != nil)
    #expect(failure(folder.file("none.csv"))?.kind == .noInput)
    var options = InputOptions()
    options.filter = "kind = '2'"
    let some = try file("c.csv", "e,n,kind\n500000,6500000,1\n500001,6500000,2\n")
    #expect(try read(some, options: options).all.x == [500_001])
  }

  /// What a table becomes that GDAL's tool turns into GeoJSON: features of which none has a geometry.
  @Test func aLayerWithoutAnyGeometryIsATable() throws {
    func features(_ geometry: String) -> String {
      let rows = [(600_100.5, 6_600_200.5), (600_300, 6_600_400)].map { e, n in
        "{\"type\":\"Feature\",\"properties\":{\"e\":\(e),\"n\":\(n)},\"geometry\":null}"
      }
      return "{\"type\":\"FeatureCollection\",\"features\":[\((rows + [geometry]).joined(separator: ","))]}"
    }
    let table = try file("t.geojson", features(#"{"type":"Feature","properties":{"e":1e5,"n":7e6},"geometry":null}"#))
    #expect(try read(table).all == All(x: [600_100.5, 600_300, 1e5], y: [6_600_200.5, 6_600_400, 7e6]))
    // Where one has a geometry, that is meant, and the others lack theirs.
    let layer = try file(
      "p.geojson", features(#"{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[18,59]}}"#))
    let found = try read(layer)
    #expect(found.totals.withoutCoordinates == 2 && found.all.x.count { !$0.isNaN } == 1)
  }

  @Test func layersOfPointsAndTables() throws {
    let features = (0..<3).map { i in
      let place = i == 1 ? "null" : "{\"type\":\"Point\",\"coordinates\":[\(500_000 + i),6500000]}"
      return "{\"type\":\"Feature\",\"properties\":{\"id\":\"p\(i)\"},\"geometry\":\(place)}"
    }
    let crs = "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::3006\"}}"
    let layer = try file(
      "a.geojson", "{\"type\":\"FeatureCollection\",\(crs),\"features\":[\(features.joined(separator: ","))]}")
    let found = try read(layer, columns: ["id"])
    #expect(found.all.texts == ["p0", "p1", "p2"])
    #expect(found.all.x[0] == 500_000 && found.all.x[1].isNaN && found.all.x[2] == 500_002)
    #expect(found.totals == PointInput.Totals(points: 3, withoutCoordinates: 1, refused: 0))
    #expect(failure(layer, columns: ["tid"]) != nil)
    // A plain layer in degrees, as GeoJSON is by its standard.
    let degrees = try file(
      "b.geojson",
      "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"Point\",\"coordinates\":[15,60]}}]}"
    )
    #expect(abs(try read(degrees).all.x[0] - 500_000) < 1e-6)
  }

  @Test func batchesAndThreadsChangeNothing() throws {
    var text = "id,e,n\n"
    for i in 0..<120_000 { text += "row \(i),\(300_000 + i),\(6_200_000 + i % 977).5\n" }
    let path = try file("a.csv", text)
    let one = try read(path, columns: ["id"], threads: 1)
    #expect(one.totals.points == 120_000)
    #expect(one.all.x == (0..<120_000).map { Double(300_000 + $0) })
    #expect(one.all.texts.last == "row 119999")
    let three = try read(path, columns: ["id"], threads: 3)
    #expect(three.all == one.all)
  }
}
