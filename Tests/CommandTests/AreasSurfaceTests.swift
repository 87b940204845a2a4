import Foundation
import Testing

/// `rutverk areas partition` and `areas equivalent`, and the help of all of `areas`, through the binary.
@Suite struct AreasSurfaceTests {
  @Test(arguments: ["", "validate", "diff", "panel", "partition", "equivalent", "levels"])
  func help(_ command: String) throws {
    let words = ["areas"] + (command.isEmpty ? [] : [command])
    let run = try Workspace().run(arguments: words + ["--help"])
    #expect(run.code == 0 && run.output.contains("Example: rutverk areas"))
    try Golden.check(run.output, "help\(words.map { "-" + $0 }.joined()).txt")
  }

  /// Norrby keeps its 0.125 km², Söderby loses 31,250 m² of 187,500, Utby has 1 km².
  @Test func thePartitionOfTheHandSizedWorld() throws {
    let work = try HandWorld.workspace()
    let run = try work.run(
      "areas", "partition", "omraden.geojson", "--output", "p.csv", "--output", "p.gpkg", "--stats", "p.json",
      "--country-km2", "100")
    #expect(run.code == 0 && run.errors.isEmpty, "\(run.errors)")
    let rows = try work.table("p.csv")
    #expect(rows.map { $0["id"] } == ["A1", "A2", "A3"])
    #expect(rows.map { $0["area_planar_km2"] } == ["0.125", "0.15625", "1"])
    #expect(rows.map { $0["lost_m2"] } == ["0", "31250", "0"])
    let stats = try work.json("p.json")
    let classes = stats["classes"] as? [[String: Any]] ?? []
    #expect(classes.map { $0["class"] as? String } == ["sarskilt_utsatt", "risk", "utsatt"])
    let sum = classes.reduce(0) { $0 + ($1["area_planar_km2"] as? Double ?? 0) }
    let outside = (stats["outside"] as? [String: Any])?["area_planar_km2"] as? Double ?? 0
    #expect(sum == 1.28125 && sum + outside == 100)
    try Golden.check(try work.run("areas", "partition", "omraden.geojson").output, "areas-partition-sv.txt")
    // The pieces do not overlap: partitioned once more they stay what they are.
    let again = try work.run("areas", "partition", "p.gpkg", "--output", "q.csv", "--stats", "q.json")
    #expect(again.code == 0)
    #expect((try work.json("q.json")["overlaps"] as? [Any])?.isEmpty == true)
    #expect(try work.table("q.csv").map { $0["area_planar_km2"] } == rows.map { $0["area_planar_km2"] })
    #expect(try work.run("areas", "partition", "omraden.geojson", "--country-km2", "0").code == 64)
  }

  /// Six municipalities of 1 km² in a row, the third 20 m apart from the fourth; the sixth meets the fifth at a corner.
  private static let municipalities = SmallWorld.layer(
    [(0, 0), (1000, 0), (2000, 0), (3020, 0), (4020, 0), (5020, 1000)].enumerated().map { i, corner in
      SmallWorld.feature(
        "\"kommun_kod\":\"0\(i + 1)\",\"kommun\":\"K\(i + 1)\"",
        SmallWorld.box(
          600_000 + Double(corner.0), 6_600_000 + Double(corner.1), 601_000 + Double(corner.0),
          6_601_000 + Double(corner.1)))
    })

  @Test(.english) func neighboursThatTogetherAreAsLarge() throws {
    let work = try Workspace()
    try work.write("k.geojson", Self.municipalities)
    // Two areas of 1.1 km² with 0.2 km² in common: 2 km².
    try work.write(
      "a.geojson",
      SmallWorld.layer([
        SmallWorld.feature("\"id\":\"1\"", SmallWorld.box(700_000, 6_600_000, 701_100, 6_601_000)),
        SmallWorld.feature("\"id\":\"2\"", SmallWorld.box(700_900, 6_600_000, 702_000, 6_601_000)),
      ]))
    func groups(_ options: String...) throws -> [String] {
      let run = try work.run(
        arguments: [
          "areas", "equivalent", "a.geojson", "--municipalities", "k.geojson", "--rank-by", "planar", "--output",
          "e.csv",
          "--output", "e.geojson", "--stats", "e.json",
        ] + options)
      #expect(run.code == 0, "\(run.errors)")
      return try work.table("e.csv").map { $0["group"] ?? "" }
    }
    #expect(try groups() == ["K1 + K2", "K2 + K3", "K3 + K4", "K4 + K5"])
    #expect(try work.table("e.csv").allSatisfy { $0["area_planar_km2"] == "2" && $0["difference_km2"] == "0" })
    #expect(try groups("--border-tolerance", "10") == ["K1 + K2", "K2 + K3", "K4 + K5"])
    // A corner in common is no border, unless every touch is to count.
    #expect(try groups("--min-border", "0").contains("K5 + K6"))
    #expect(try groups("--max-size", "3", "--within", "50").count == 4 + 6 + 3)
    #expect(try groups("--max-size", "1") == (1...6).map { "K\($0)" })
    let note = try work.run(
      "areas", "equivalent", "a.geojson", "--municipalities", "k.geojson", "--max-size", "1", "--stats", "e.json")
    #expect(note.errors.contains("no group comes so near"))
  }

  @Test(.english) func whatEquivalentRefuses() throws {
    let work = try HandWorld.workspace()
    try work.write("k.geojson", Self.municipalities)
    for (arguments, code, part) in [
      (["--municipalities", "borta.gpkg"], 66, "borta.gpkg"),
      (["--municipalities", "k.geojson", "--municipalities-crs", "EPSG:4326"], 65, "--municipalities-crs"),
      (["--municipalities", "k.geojson", "--municipalities-name-field", "namn"], 64, "--municipalities-name-field"),
      (["--municipalities", "k.geojson", "--municipalities-where", "kommun = 'X'"], 65, "--municipalities-where"),
      (["--municipalities", "k.geojson", "--max-size", "9"], 64, "--max-size"),
      (["--municipalities", "k.geojson", "--within", "0"], 64, "--within"),
      (["--municipalities", "k.geojson", "--border-tolerance", "-5"], 64, "--border-tolerance"),
      ([], 64, "--municipalities"),
    ] as [([String], Int32, String)] {
      let run = try work.run(arguments: ["areas", "equivalent", "omraden.geojson"] + arguments)
      #expect(run.code == code && run.errors.contains(part) && run.output.isEmpty, "\(arguments): \(run.errors)")
    }
  }
}
