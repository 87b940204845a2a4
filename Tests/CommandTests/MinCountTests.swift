import Foundation
import Testing

/// `--min-count` through the real binary.
@Suite(.english) struct MinCountTests {
  private static let areas = SmallWorld.layer([
    SmallWorld.feature("\"id\":\"A\",\"class\":\"SUO\"", SmallWorld.box(600_000, 6_600_000, 600_250, 6_600_250)),
    SmallWorld.feature("\"id\":\"B\",\"class\":\"UO\"", SmallWorld.box(600_250, 6_600_000, 600_500, 6_600_250)),
    SmallWorld.feature("\"id\":\"C\",\"class\":\"UO\"", SmallWorld.box(600_500, 6_600_000, 600_750, 6_600_250)),
  ])

  /// So many points in the square of that number, in a year.
  private func points(_ count: Int, _ square: Int, _ year: Int = 2024) -> [String] {
    (0..<count).map { _ in "\(600_125 + 250 * square),6600125,\(year)-05-03T10:00,stöld" }
  }

  private func incidents(_ points: [String], _ extra: [String] = []) throws -> (
    work: Workspace, stats: [String: Any], areas: [[String: String]], output: String
  ) {
    let work = try Workspace()
    try work.write("p.csv", (["e,n,tid,brott"] + points).joined(separator: "\n") + "\n")
    try work.write("a.geojson", Self.areas)
    let run = try work.run(
      arguments: [
        "incidents", "--points", "p.csv", "--areas", "a.geojson", "--time-field", "tid", "--min-count", "5",
        "--output", "o.csv", "--stats", "s.json",
      ] + extra)
    #expect(run.code == 0, "\(run.errors)")
    return (work, try work.json("s.json"), try work.table("o.csv"), run.errors)
  }

  private func rows(_ part: Any?) -> [[String: Any]] { part as? [[String: Any]] ?? [] }

  @Test func incidentsOfAreasAndClasses() throws {
    let (_, stats, areas, errors) = try incidents(
      points(3, 0) + points(12, 1) + points(8, 2) + points(40, 9), ["--period", "all"])
    #expect(areas.map { $0["count"] } == ["", "12", "8"])
    #expect(
      areas.map { $0["share"] == "" } == [true, false, false] && areas.map { $0["low_count"] } == ["", "1", "1"])
    #expect(
      rows(stats["areas"]).map { $0["status"] as? String } == [
        "no_population,few_events", "no_population", "no_population",
      ])
    let totals = stats["totals"] as? [String: Any] ?? [:]
    let classes = rows(totals["classes"])
    #expect(
      classes.map { $0["class"] as? String } == [
        "sarskilt_utsatt", "utsatt", "alla_utsatta", "all", "outside", "total",
      ])
    #expect(classes.map { $0["count"] as? Int } == [nil, 20, nil, nil, nil, 63])
    #expect(totals["inside"] is NSNull && totals["outside"] is NSNull && totals["points"] as? Int == 63)
    #expect((totals["concentration"] as? [String: Any])?["cells_with_events"] == nil)
    #expect(errors.contains("withheld (--min-count 5)"))
  }

  /// 3 events in one of two years: the other year of the area, and of its cover, and both years together are null.
  @Test func incidentsByPeriod() throws {
    let (_, stats, _, _) = try incidents(
      points(3, 0, 2023) + points(20, 0) + points(11, 9, 2023) + points(40, 9) + points(30, 1, 2023) + points(30, 1))
    let areas = rows(stats["areas"])
    #expect(areas.map { $0["count"] as? Int } == [nil, 60, 0])
    #expect(areas.map { rows($0["periods"]).map { $0["count"] as? Int } } == [[nil, nil], [30, 30], [0, 0]])
    let periods = rows(stats["periods"]).filter { $0["class"] as? String == "total" }
    #expect(periods.map { $0["count"] as? Int } == [44, 90])
  }

  @Test func optionsThatAreNotProtectedAreRefused() throws {
    let work = try Workspace()
    let base = ["incidents", "--points", "p.csv", "--areas", "a.geojson", "--min-count", "5"]
    for extra in [
      ["--hotspots", "3"], ["--series", "s.csv"], ["--chart", "c.svg"], ["--trend"], ["--parents", "k.geojson"],
      ["--cells", "c.csv"], ["--valid-from-field", "fr"],
    ] {
      let run = try work.run(arguments: base + extra)
      #expect(run.code == 64 && run.errors.contains("--min-count does not go with \(extra[0])"), "\(run.errors)")
    }
    let run = try work.run("incidents", "--counts", "t.csv", "--min-count", "5")
    #expect(run.code == 64 && run.errors.contains("--counts"))
    #expect(try work.run("overlay", "--cells", "c.csv", "--areas", "a.geojson", "--min-count", "-1").code == 64)
  }

  @Test func overlay() throws {
    let work = try Workspace()
    try work.write("a.geojson", Self.areas)
    try work.write(
      "c.csv",
      "ruta,size_m,population,unga_0_15_antal\n6000006600000,250,3,0\n6002506600000,250,60,2\n6005006600000,250,90,20\n"
        + "6015006600000,250,400,50\n")
    let run = try work.run(
      arguments: [
        "overlay", "--cells", "c.csv", "--areas", "a.geojson", "--min-count", "5", "--output", "o.csv", "--stats",
        "s.json",
      ])
    #expect(run.code == 0 && run.errors.contains("withheld (--min-count 5)"), "\(run.errors)")
    let areas = try work.table("o.csv")
    #expect(
      areas.map { $0["population"] } == ["", "60", "90"] && areas.map { $0["unga_0_15_antal"] } == ["0", "", ""])
    #expect(areas.map { $0["density_km2"] == "" } == [true, false, false])
    #expect(areas.map { $0["invanardistans_m"] == "" } == [true, false, false])
    let stats = try work.json("s.json")
    #expect(
      rows(stats["areas"]).map { $0["status"] as? String } == [
        "no_index,few_people", "no_index,few_people", "no_index,would_reveal",
      ])
    let classes = rows(stats["classes"])
    #expect(classes.map { $0["population"] as? Double } == [nil, 150])
    #expect(classes.map { $0["unga_0_15_antal"] as? Double } == [0, 22])
    #expect((stats["outside"] as? [String: Any])?["population"] is NSNull)
    #expect((stats["grid"] as? [String: Any])?["population"] as? Double == 553)
  }

  @Test func index() throws {
    let work = try Workspace()
    try work.write(
      "r.csv",
      SmallWorld.table(SmallWorld.rows + ["5610006590000,250,3,280,0.15,0.75,0.25,0.15,0.05,1,1"]))
    let run = try work.run("index", "r.csv", "--min-count", "5", "--output", "o.csv", "--stats", "s.json")
    #expect(run.code == 0 && run.errors.contains("withheld (--min-count 5)"), "\(run.errors)")
    let units = try work.table("o.csv")
    #expect(units.map { $0["status"] } == ["ok", "few_people:unga_0_15", "ok", "ok", "few_people"])
    let few = try #require(units.first { $0["status"] == "few_people" })
    #expect(few.filter { !$0.value.isEmpty }.keys.sorted() == ["reference", "ruta", "size_m", "status"])
    let children = try #require(units.first { $0["status"] == "few_people:unga_0_15" })
    #expect(
      ["unga_0_15", "unga_0_15_z", "unga_0_15_antal", "index", "percentile", "class"].allSatisfy {
        children[$0] == ""
      })
    #expect(children["population"] == "26" && children["utbildning"] == "0.05")
  }
}
