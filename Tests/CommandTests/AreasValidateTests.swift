import Foundation
import Testing

/// `rutverk areas validate`, through the binary.
@Suite struct AreasValidateTests {
  private static func box(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> [[Double]] {
    SmallWorld.box(600_000 + west, 6_600_000 + south, 600_000 + east, 6_600_000 + north)
  }

  /// One of everything: a bow-tie, an overlap of 10 × 100 m, twins, a slit of 0.5 × 100 m, names and identifiers twice, a
  /// class that is missing and one misspelt, and an area without an outline.
  private static let layer = SmallWorld.layer([
    SmallWorld.feature("\"id\":\"1\",\"name\":\"Ett\",\"class\":\"UO\"", box(0, 0, 100, 100)),
    SmallWorld.feature("\"id\":\"2\",\"name\":\"Två\",\"class\":\"RO\"", box(90, 0, 200, 100)),
    SmallWorld.feature("\"id\":\"3\",\"name\":\"Tre\",\"class\":\"SUO\"", box(200.5, 0, 300, 100)),
    SmallWorld.feature("\"id\":\"3\",\"name\":\"Fyra\",\"class\":\"Riskomrde\"", box(500, 0, 600, 100)),
    SmallWorld.feature("\"id\":\"5\",\"name\":\"TRE\",\"class\":\"\"", box(500, 0, 600, 100)),
    SmallWorld.feature(
      "\"id\":\"6\",\"name\":\"Fluga\",\"class\":\"UO\"",
      [
        [600_800, 6_600_000], [600_900, 6_600_100], [600_900, 6_600_000], [600_800, 6_600_100], [600_800, 6_600_000],
      ]),
    "{\"type\":\"Feature\",\"properties\":{\"id\":\"7\",\"name\":\"Tom\",\"class\":\"UO\"},\"geometry\":null}",
  ])

  private func findings(_ work: Workspace, _ name: String) throws -> [String] {
    (try work.json(name)["findings"] as? [[String: Any]] ?? []).map { one in
      let other = (one["other"] as? String).map { "/\($0)" } ?? ""
      let area = (one["area_m2"] as? Double).map { " \(($0 * 100).rounded() / 100)" } ?? ""
      return "\(one["kind"] ?? "") \(one["id"] ?? "")\(other)\(area)"
    }
  }

  @Test func oneOfEverything() throws {
    let work = try Workspace()
    try work.write("a.geojson", Self.layer)
    let run = try work.run(
      "areas", "validate", "a.geojson", "--output", "f.geojson", "--output", "f.gpkg", "--output", "f.csv", "--stats",
      "f.json")
    #expect(run.code == 0, "\(run.errors)")
    #expect(
      try findings(work, "f.json") == [
        "invalid 6", "empty_geometry 7", "overlap 2/1 1000.0", "duplicate_geometry 5/3 10000.0", "gap 3/2 50.0",
        "duplicate_id 3/3", "duplicate_name 5/3", "no_class 5", "unknown_class 3",
      ])
    let rows = try work.json("f.json")["findings"] as? [[String: Any]] ?? []
    #expect((rows[0]["detail"] as? String)?.contains("Self-intersection at 600850.0 6600050.0") == true)
    #expect(rows[0]["e"] as? Double == 600_850 && rows[0]["n"] as? Double == 6_600_050)
    #expect((rows.last?["detail"] as? String)?.contains("Riskområde") == true)
    let features = try work.json("f.geojson")["features"] as? [[String: Any]] ?? []
    #expect(features.count == 9 && features.count { $0["geometry"] is [String: Any] } == 8)
    let text = try work.run("areas", "validate", "a.geojson")
    try Golden.check(text.output, "areas-validate-sv.txt")
    #expect(text.code == 0)
    try Golden.check(try work.run("areas", "validate", "a.geojson", "--lang", "en").output, "areas-validate-en.txt")
  }

  @Test func strictEndsWith65ButWritesWhatWasFound() throws {
    let work = try Workspace()
    try work.write("a.geojson", Self.layer)
    let run = try work.run("areas", "validate", "a.geojson", "--strict", "--output", "f.csv")
    #expect(run.code == 65 && run.errors.contains("9 fynd") && run.output.contains("Granskning"))
    #expect(try work.text("f.csv").split(separator: "\n").count == 10)
    let clean = SmallWorld.layer([SmallWorld.feature("\"id\":\"1\",\"class\":\"UO\"", Self.box(0, 0, 9, 9))])
    try work.write("b.geojson", clean)
    let good = try work.run("areas", "validate", "b.geojson", "--strict", "--output", "g.geojson")
    #expect(good.code == 0 && good.output.contains("Inget att anmärka på"))
    #expect((try work.json("g.geojson")["features"] as? [Any])?.isEmpty == true)
  }

  @Test func theWidthOfAGapIsTheUsers() throws {
    let work = try Workspace()
    try work.write("a.geojson", Self.layer)
    for (width, count) in [("0.4", 0), ("0.6", 1), ("0", 0)] {
      let run = try work.run("areas", "validate", "a.geojson", "--gap-width", width, "--stats", "f.json")
      #expect(run.code == 0)
      #expect(try findings(work, "f.json").count { $0.hasPrefix("gap") } == count)
    }
    for width in ["-1", "nan", "5000"] {
      #expect(try work.run("areas", "validate", "a.geojson", "--gap-width", width).code == 64)
    }
  }

  @Test(.english) func whatCannotBeChecked() throws {
    let work = try Workspace()
    try work.write("tom.geojson", SmallWorld.layer([]))
    try work.write(
      "a.geojson", SmallWorld.layer([SmallWorld.feature("\"id\":\"1\"", Self.box(0, 0, 9, 9))], epsg: nil))
    for (arguments, code, part) in [
      (["tom.geojson"], 65, "no features"), (["a.geojson"], 65, "--areas-crs"), (["borta.gpkg"], 66, "borta.gpkg"),
      (["a.geojson", "--areas-crs", "EPSG:3006", "--id-field", "nr"], 64, "--id-field"),
    ] as [([String], Int32, String)] {
      let run = try work.run(arguments: ["areas", "validate"] + arguments)
      #expect(run.code == code && run.errors.contains(part), "\(arguments): \(run.errors)")
    }
    let classless = try work.run("areas", "validate", "a.geojson", "--areas-crs", "EPSG:3006", "--strict")
    #expect(classless.code == 0 && classless.errors.contains("no class field"))
  }
}
