import Foundation
import TestSupport
import Testing

/// `rutverk areas panel`, through the binary.
@Suite struct AreasPanelTests {
  private static func area(
    _ id: String, _ year: Int?, _ areaClass: String, _ lpo: String, _ ring: [[Double]]
  ) -> String {
    SmallWorld.feature(
      "\"id\":\"\(id)\",\"name\":\"Område \(id)\",\"class\":\"\(areaClass)\",\"lpo\":\"\(lpo)\""
        + (year.map { ",\"year\":\($0)" } ?? ""), ring)
  }

  /// One square kilometre a box, the next one so many metres further east.
  private static func box(_ metres: Double) -> [[Double]] {
    SmallWorld.box(600_000 + metres, 6_600_000, 601_000 + metres, 6_601_000)
  }

  /// 2019: A and B share a border, C is 500 m away. 2021: A is worse, B gone, C as it was, D over half of C's ground.
  private static let first = [
    area("A", 2019, "Utsatt område", "Norr", box(0)), area("B", 2019, "Riskområde", "Norr", box(1000)),
    area("C", 2019, "Utsatt område", "Syd", box(2500)),
  ]
  private static let second = [
    area("A", 2021, "SUO", "Norr", box(0)), area("C", 2021, "UO", "Syd", box(2500)),
    area("D", 2021, "RO", "Öst", box(3000)),
  ]

  private func panel(_ work: Workspace, _ arguments: [String]) throws -> [String: Any] {
    let run = try work.run(arguments: ["areas", "panel"] + arguments + ["--output", "p.csv", "--stats", "p.json"])
    #expect(run.code == 0, "\(run.errors)")
    return try work.json("p.json")
  }

  private func rows(_ stats: [String: Any], _ key: String) -> [[String: Any]] { stats[key] as? [[String: Any]] ?? [] }

  @Test func twoYearsInOneLayerAndInTwo() throws {
    let work = try Workspace()
    try work.write("alla.geojson", SmallWorld.layer(Self.first + Self.second))
    try work.write("forr.geojson", SmallWorld.layer(Self.first))
    try work.write("nu.geojson", SmallWorld.layer(Self.second))
    let stats = try panel(work, ["alla.geojson"])
    let years = rows(stats, "years")
    #expect(years.map { $0["areas"] as? Int } == [3, 3] && years.map { $0["units"] as? Int } == [2, 3])
    // Half a square kilometre is both C's and D's.
    #expect(years.map { $0["area_planar_km2"] as? Double } == [3, 2.5])
    #expect(years.map { $0["areas_touching"] as? Int } == [2, 2])
    let step = try #require(rows(stats, "transitions").first)
    #expect(["added", "removed", "reclassified", "unchanged"].map { step[$0] as? Int } == [1, 1, 1, 1])
    #expect(step["matched_by"] as? [String: Int] == ["id": 2, "name": 0, "overlap": 0])
    #expect(
      rows(stats, "changes").map { "\($0["unit"] ?? "") \($0["id"] ?? "") \($0["old_class"] ?? "")" }
        == ["Norr A utsatt", "Norr B risk", "Öst D not_assessed"])
    #expect(rows(stats, "persistence").map { $0["areas"] as? Int } == [2, 2])
    let table = try work.table("p.csv")
    #expect(table.map { $0["id"] } == ["A", "B", "C", "A", "C", "D"])
    #expect(table.map { $0["change"] } == ["", "", "", "reclassified", "unchanged", "added"])
    #expect(table.map { $0["change_next"] } == ["reclassified", "removed", "unchanged", "", "", ""])
    #expect(table.map { $0["years_listed"] } == ["2", "1", "2", "2", "2", "1"])
    #expect(table.map { $0["first_year"] } == ["2019", "2019", "2019", "2019", "2019", "2021"])
    #expect(table.map { $0["last_year"] } == ["2021", "2019", "2021", "2021", "2021", "2021"])
    #expect(table.map { $0["valid_from"] } == ["2019", "2019", "2019", "2021", "2021", "2021"])
    #expect(table.map { $0["valid_to"] } == ["2020", "2020", "2020", "", "", ""])
    #expect(table.map { $0["next_id"] } == ["B", "A", "B", "C", "D", "C"])
    #expect(table.map { $0["distance_next_m"] } == ["0", "0", "500", "1500", "0", "0"])
    #expect(table.map { $0["touches"] } == ["1", "1", "0", "0", "1", "1"])
    // The same from two layers, by their columns of years or as they are named; in any order and on any threads.
    let text = try String(contentsOfFile: work.path("p.csv"), encoding: .utf8)
    for sources in [["nu.geojson", "forr.geojson"], ["2021=nu.geojson", "2019=forr.geojson", "--threads", "1"]] {
      #expect(rows(try panel(work, sources), "years").map { $0["year"] as? Int } == [2019, 2021])
      #expect(try String(contentsOfFile: work.path("p.csv"), encoding: .utf8) == text, "\(sources)")
    }
    try Golden.check(try work.run("areas", "panel", "alla.geojson").output, "areas-panel-sv.txt")
    try Golden.check(try work.run("areas", "panel", "alla.geojson", "--lang", "en").output, "areas-panel-en.txt")
  }

  @Test func groundTellsWhereIdentifiersChange() throws {
    let work = try Workspace()
    try work.write("forr.geojson", SmallWorld.layer([Self.area("1", nil, "UO", "Norr", Self.box(0))]))
    try work.write(
      "nu.geojson",
      SmallWorld.layer([
        SmallWorld.feature("\"id\":\"9\",\"name\":\"Nytt namn\",\"class\":\"RO\"", Self.box(100))
      ]))
    let stats = try panel(work, ["2019=forr.geojson", "2021=nu.geojson"])
    let step = try #require(rows(stats, "transitions").first)
    #expect(step["reclassified"] as? Int == 1)
    #expect(step["matched_by"] as? [String: Int] == ["id": 0, "name": 0, "overlap": 1])
    #expect(try work.table("p.csv").map { $0["area"] } == ["9", "9"])
    let run = try work.run("areas", "panel", "2019=forr.geojson", "2021=nu.geojson", "--match", "id,name")
    #expect(
      run.code == 0 && run.output.contains("2019–2021          1         1           0            0"), "\(run.output)"
    )
  }

  @Test func plainListsAndAFieldOfUnits() throws {
    let work = try Workspace()
    try work.write(
      "l.csv",
      "namn,klass,bedömd,distrikt\nA,UO,2019-11-01,X\nB,RO,2019-11-01,X\nA,UO,2021-10-01,X\nB,Ej utsatt område,2021-10-01,Y\n"
    )
    let stats = try panel(work, ["l.csv", "--year-field", "bedömd", "--unit-field", "distrikt"])
    let years = rows(stats, "years")
    #expect(years.map { $0["areas"] as? Int } == [2, 1] && years.map { $0["units"] as? Int } == [1, 1])
    #expect(years.allSatisfy { $0["area_km2"] is NSNull })
    #expect(try work.table("p.csv").first?.keys.contains("distance_next_m") == false)
    // A unit's column may be one that serves already.
    try work.write("a.geojson", SmallWorld.layer(Self.first))
    let same = try panel(work, ["a.geojson", "--unit-field", "name"])
    #expect(rows(same, "years").map { $0["units"] as? Int } == [3])
  }

  @Test(.english) func questionsRatherThanGuesses() throws {
    let work = try Workspace()
    try work.write("forr.geojson", SmallWorld.layer(Self.first))
    try work.write("2021.geojson", SmallWorld.layer([Self.area("A", nil, "UO", "Norr", Self.box(0))]))
    try work.write("alla.geojson", SmallWorld.layer(Self.first + Self.second))
    try work.write("fel.csv", "namn,klass,year\nA,UO,2019\nB,UO,tjugo\n")
    for (arguments, code, parts) in [
      (["2021.geojson"], 65, ["of which year", "2021=2021.geojson"]),
      (["2019=alla.geojson"], 65, ["more than once in 2019", "leave out \"2019=\""]),
      (["forr.geojson", "2019=2021.geojson"], 65, ["2019 stands in two layers"]),
      (["fel.csv"], 65, ["not a year", "tjugo", "\"B\""]),
      (["2019=forr.geojson", "2019=2021.geojson"], 64, ["2019= is given twice"]),
      (["2021=borta.gpkg"], 66, ["borta.gpkg"]),
      (["2019=forr.geojson", "--year-field", "year"], 64, ["--year-field"]),
      (["forr.geojson", "--year-field", "ar"], 64, ["--year-field", "ar"]),
      (["forr.geojson", "--unit-field", "distrikt"], 64, ["--unit-field"]),
      (["forr.geojson", "--min-share", "0"], 64, ["--min-share"]),
    ] as [([String], Int32, [String])] {
      let run = try work.run(arguments: ["areas", "panel"] + arguments)
      #expect(run.code == code && run.output.isEmpty, "\(arguments): \(run.errors)")
      for part in parts { #expect(run.errors.contains(part), "\(part) is not in: \(run.errors)") }
    }
    let skipped = try work.run("areas", "panel", "fel.csv", "--on-bad-row", "skip", "--stats", "s.json")
    #expect(skipped.code == 0 && skipped.errors.contains("1 bad rows left out"), "\(skipped.errors)")
    let dry = try work.run("areas", "panel", "2021.geojson", "--dry-run")
    #expect(dry.code == 65 && dry.errors.contains("of which year"))
    let good = try work.run("areas", "panel", "alla.geojson", "2023=2021.geojson", "--dry-run")
    #expect(good.code == 0 && good.output.contains("year: year") && good.output.contains("2023: 2021.geojson"))
  }
}

/// The published assessments of 2015 to 2023.
@Suite(.enabled(if: RealData.has("areas/UO_panel.gpkg"), "the real data is not there"))
struct AreasPanelRealDataTests {
  @Test(.english) func fiveAssessments() throws {
    let work = try Workspace()
    let panel = RealData.path("areas/UO_panel.gpkg")
    for match in ["id,name,overlap", "name", "overlap"] {
      let run = try work.run(
        "areas", "panel", panel, "--match", match, "--output", "p.gpkg", "--output", "p.csv", "--stats", "p.json")
      #expect(run.code == 0, "\(run.errors)")
      let stats = try work.json("p.json")
      let years = stats["years"] as? [[String: Any]] ?? []
      #expect(years.map { $0["areas"] as? Int } == [53, 61, 60, 61, 59])
      let unions = years.map { $0["area_planar_km2"] as? Double ?? 0 }
      for (union, published) in zip(unions, [70.5059, 82.0653, 80.2894, 80.4230, 79.5172]) {
        #expect(abs(union - published) < 0.00005)
      }
      let steps = (stats["transitions"] as? [[String: Any]] ?? []).filter { $0["consecutive"] as? Bool == true }
      #expect(
        steps.map { step in ["added", "removed", "reclassified", "unchanged"].map { step[$0] as? Int } }
          == [[9, 1, 7, 45], [1, 2, 4, 55], [3, 2, 5, 53], [4, 6, 5, 50]], "\(match)")
      #expect((stats["transitions"] as? [Any])?.count == 10)
      let changes = (stats["changes"] as? [[String: Any]] ?? []).filter { $0["from"] as? Int == 2019 }
      #expect(
        changes.map { "\($0["name"] ?? ""): \($0["old_class"] ?? "") → \($0["new_class"] ?? "")" }
          == [
            "Araby: sarskilt_utsatt → risk", "Fisksätra: not_assessed → utsatt",
            "Grantorp / Visättra: not_assessed → utsatt", "Gårdsten: risk → utsatt",
            "Karlslund: sarskilt_utsatt → risk", "Klockaretorpet: utsatt → not_assessed",
            "Kronogården / Lextorp / Sylte: utsatt → risk", "Rannebergen: utsatt → not_assessed",
            "Sigtuna / Valsta: not_assessed → risk",
            "Tynnered / Grevgården / Opaltorget: sarskilt_utsatt → risk",
          ])
      #expect(try work.table("p.csv").count == 294)
    }
  }
}
