import Columns
import Files
import Foundation
import TestSupport
import Testing

/// The forms in which events come, and what one world gives in each of them.
@Suite(.english) struct FootprintInputTests {
  /// The bundled sample in a folder of its own, with its result.
  static func sample() throws -> Workspace {
    let work = try Workspace()
    try work.write("events.csv", try String(contentsOfFile: eventsFile, encoding: .utf8))
    let run = try work.run(arguments: ["footprint", "--events", "events.csv"] + rest + ["--output", "whole.csv"])
    try #require(run.code == 0, "\(run.errors)")
    return work
  }

  static let eventsFile = Tool.project("shapes/exempelstad_handelser.csv")
  static let stationsFile = Tool.project("shapes/exempelstad_stationer.csv")
  static let areasFile = Tool.project("shapes/exempelstad_omraden.geojson")
  static let rest = ["--stations", stationsFile, "--areas", areasFile]

  /// Header and rows of the sample's events.
  static func events() throws -> (header: String, rows: [[Substring]]) {
    let lines = try String(contentsOfFile: eventsFile, encoding: .utf8).split(separator: "\n")
    return (String(lines[0]), lines.dropFirst().map { $0.split(separator: ",", omittingEmptySubsequences: false) })
  }

  @Test func orderCompressionAndMemoryChangeNothing() throws {
    let work = try Self.sample()
    let whole = try work.bytes("whole.csv")
    let (header, rows) = try Self.events()
    func write(_ name: String, _ rows: [[Substring]]) throws {
      try work.write(name, ([header] + rows.map { $0.joined(separator: ",") }).joined(separator: "\n") + "\n")
    }
    try write("sorted.csv", rows.sorted { $0[0] < $1[0] })
    // Looks sorted for its first half.
    try write("half.csv", rows[..<20_000].sorted { $0[0] < $1[0] } + rows[20_000...])
    var generator = SeededRandom(7)
    try write("shuffled.csv", rows.shuffled(using: &generator))
    try write("a.csv", Array(rows[..<11_111]))
    try write("b.csv", Array(rows[11_111...]))
    #expect(try work.shell("gzip -k events.csv && zstd -q events.csv").code == 0)
    for events in [
      ["sorted.csv"], ["half.csv"], ["shuffled.csv"], ["a.csv", "b.csv"], ["events.csv.gz"], ["events.csv.zst"],
      ["sorted.csv", "--memory", "1", "--threads", "1"], ["events.csv", "--memory", "1", "--threads", "3"],
    ] {
      let files = events.filter { $0.hasPrefix("--") == false && Int($0) == nil }
      let flags = events.filter { !files.contains($0) }
      let run = try work.run(
        arguments: ["footprint"] + files.flatMap { ["--events", $0] } + Self.rest + flags + ["--output", "o.csv"])
      #expect(run.code == 0, "\(events): \(run.errors)")
      #expect(try work.bytes("o.csv") == whole, "\(events)")
    }
    let piped = try work.shell(
      "rutverk footprint --events - \(Self.rest.joined(separator: " ")) --output o.csv < events.csv")
    #expect(piped.code == 0)
    #expect(try work.bytes("o.csv") == whole)
  }

  @Test func coordinatesInsteadOfStations() throws {
    let work = try Self.sample()
    let stations = try String(contentsOfFile: Self.stationsFile, encoding: .utf8).split(separator: "\n").dropFirst()
    let places = Dictionary(
      uniqueKeysWithValues: stations.map { line in
        let parts = line.split(separator: ",")
        return (parts[0], "\(parts[1]),\(parts[2])")
      })
    let rows = try Self.events().rows.map { "\($0[0]),\($0[1]),\(places[$0[2]] ?? ",")" }
    try work.write("en.csv", "phone,timestamp,e,n\n" + rows.joined(separator: "\n") + "\n")
    let run = try work.run(
      "footprint", "--events", "en.csv", "--areas", Self.areasFile, "--output", "o.csv", "--stats", "s.json")
    #expect(run.code == 0, "\(run.errors)")
    #expect(try work.bytes("o.csv") == work.bytes("whole.csv"))
    #expect((try work.json("s.json")["totals"] as? [String: Any])?["events_unlocated"] as? Int == 821)
    // The same through GDAL, and on one thread.
    #expect(try work.shell("ogr2ogr en.xlsx en.csv -oo AUTODETECT_TYPE=YES && ogr2ogr en.gpkg en.csv").code == 0)
    for file in ["en.xlsx", "en.gpkg"] {
      let table = try work.run("footprint", "--events", file, "--areas", Self.areasFile, "--output", "o.csv")
      #expect(table.code == 0, "\(file): \(table.errors)")
      #expect(try work.bytes("o.csv") == work.bytes("whole.csv"), "\(file)")
    }
  }

  /// Several batches of a layer, at stations and at coordinates, on any number of threads.
  @Test func tablesOfOtherFormatsAreReadInBatches() throws {
    let work = try Self.sample()
    let rows = try Self.events().rows
    var table = Table()
    for (column, name) in ["phone", "timestamp", "station"].enumerated() {
      table.add(name, texts: TextColumn(rows.map { String($0[column]) }))
    }
    _ = try VectorWriter.write(table, path: work.path("e.gpkg"), target: "e.gpkg", layer: "events")
    for threads in ["1", "2", "3"] {
      let run = try work.run(
        arguments: ["footprint", "--events", "e.gpkg", "--threads", threads] + Self.rest + ["--output", "o.csv"])
      #expect(run.code == 0, "\(run.errors)")
      #expect(try work.bytes("o.csv") == work.bytes("whole.csv"))
    }
    let stations = try String(contentsOfFile: Self.stationsFile, encoding: .utf8).split(separator: "\n").dropFirst()
    let places = Dictionary(
      uniqueKeysWithValues: stations.map { line in
        let parts = line.split(separator: ",")
        return (parts[0], (Double(parts[1]) ?? .nan, Double(parts[2]) ?? .nan))
      })
    var placed = Table()
    for (column, name) in ["phone", "timestamp"].enumerated() {
      placed.add(name, texts: TextColumn(rows.map { String($0[column]) }))
    }
    placed.add("e", .real(decimals: nil), numbers: rows.map { places[$0[2]]?.0 ?? .nan })
    placed.add("n", .real(decimals: nil), numbers: rows.map { places[$0[2]]?.1 ?? .nan })
    _ = try VectorWriter.write(placed, path: work.path("p.gpkg"), target: "p.gpkg", layer: "events")
    for threads in ["1", "3"] {
      let run = try work.run(
        "footprint", "--events", "p.gpkg", "--threads", threads, "--areas", Self.areasFile, "--output", "o.csv")
      #expect(run.code == 0, "\(run.errors)")
      #expect(try work.bytes("o.csv") == work.bytes("whole.csv"))
    }
  }

  @Test func degreesAreMovedIntoThePlane() throws {
    let work = try Workspace()
    try work.write("s.csv", "station,e,n\nA,560500,6590500\n")
    try work.write("a.geojson", HandFootprint.area)
    // 560500 6590500 in degrees, by PROJ: a centimetre off changes nothing in the middle of the area.
    try work.write(
      "e.csv", "phone,timestamp,lon,lat\np,2021-03-01T10:00:00,16.0664,59.4465\np,2021-03-01T11:00:00,,\n")
    let run = try work.run("footprint", "--events", "e.csv", "--areas", "a.geojson", "--output", "o.csv")
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.errors.contains("1 of 2 events have no known station"))
    #expect(try work.table("o.csv")[0]["dygnsavtryck"] == "1")
  }

  @Test(arguments: [
    ("lon,lat", "560500,6590500", "no degrees"),
    ("e,n", "abc,6590500", "no number"),
  ])
  func placesThatAreNone(columns: String, place: String, problem: String) throws {
    let work = try Workspace()
    try work.write("a.geojson", HandFootprint.area)
    try work.write("e.csv", "phone,timestamp,\(columns)\nsecret,2021-03-01T10:00:00,\(place)\n")
    let stop = try work.run("footprint", "--events", "e.csv", "--areas", "a.geojson")
    #expect(stop.code == 65 && stop.errors.contains(problem) && stop.errors.contains("row 2"), "\(stop.errors)")
    #expect(!stop.errors.contains("secret"))
    let skip = try work.run("footprint", "--events", "e.csv", "--areas", "a.geojson", "--on-bad-row", "skip")
    #expect(skip.code == 0 && skip.errors.contains("1 bad rows left out"), "\(skip.errors)")
  }

  @Test func stationsWithoutATable() throws {
    let work = try Workspace()
    try work.write("a.geojson", HandFootprint.area)
    try work.write("e.csv", "phone,timestamp,station\np,2021-03-01T10:00:00,A\n")
    let run = try work.run("footprint", "--events", "e.csv", "--areas", "a.geojson")
    #expect(run.code == 64 && run.errors.contains("--stations"), "\(run.errors)")
  }

  /// At 15° E the projection shortens lengths by 0.4 per mille: a circle of 500 m on the ground is 499.8 m in the plane.
  @Test func groundRadius() throws {
    let work = try Workspace()
    try work.write("a.geojson", HandFootprint.area)
    // The circle's centre lies 250 m inside the area's southern border, on the central meridian.
    try work.write("s.csv", "station,e,n\nA,500000,6590250\n")
    try work.write("e.csv", "phone,timestamp,station\np,2021-03-01T10:00:00,A\n")
    try work.write(
      "a.geojson",
      SmallWorld.layer([
        SmallWorld.feature("\"id\":\"A\"", SmallWorld.box(490_000, 6_590_000, 510_000, 6_600_000))
      ]))
    func share(_ flags: [String]) throws -> Double {
      let run = try work.run(
        arguments: [
          "footprint", "--events", "e.csv", "--stations", "s.csv", "--areas", "a.geojson", "--stats", "s.json",
        ] + flags)
      #expect(run.code == 0, "\(run.errors)")
      return (try work.json("s.json")["totals"] as? [String: Any])?["inside"] as? Double ?? .nan
    }
    func expected(_ radius: Double) -> Double {
      let half = 250 / radius
      return 1 - (acos(half) - half * (1 - half * half).squareRoot()) / .pi
    }
    #expect(abs(try share([]) - expected(500)) < 1e-9)
    #expect(abs(try share(["--ground-radius"]) - expected(500 * 0.9996)) < 1e-9)
  }
}

/// One square area around 560500 6590500.
enum HandFootprint {
  static let area = SmallWorld.layer([
    SmallWorld.feature(
      "\"id\":\"A\",\"name\":\"Ängen\",\"class\":\"UO\"", SmallWorld.box(559_000, 6_589_000, 561_000, 6_592_000))
  ])
}
