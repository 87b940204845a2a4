import Foundation
import Testing

/// `rutverk compare` through the real binary.
@Suite struct CompareCommandTests {
  static let windows = ["--before", "2021-01-01..2021-12-31", "--after", "2022-01-01..2022-12-31"]

  /// An area of 1 km², another one beside it, a district of 100 km² around both. Points: how many in each, before and after.
  private func workspace(
    area: (Int, Int) = (68, 41), district: (Int, Int) = (233, 300), other: (Int, Int) = (10, 20),
    ring: (Int, Int) = (5, 10)
  ) throws -> Workspace {
    let work = try Workspace()
    try work.write(
      "a.geojson",
      SmallWorld.layer([
        SmallWorld.feature(
          "\"id\":\"A\",\"name\":\"Ängen\",\"class\":\"UO\",\"folk\":1000",
          SmallWorld.box(600_000, 6_600_000, 601_000, 6_601_000)),
        SmallWorld.feature(
          "\"id\":\"B\",\"name\":\"Backen\",\"class\":\"RO\",\"folk\":2000",
          SmallWorld.box(603_000, 6_600_000, 604_000, 6_601_000)),
      ]))
    try work.write(
      "lpo.geojson",
      SmallWorld.layer([
        SmallWorld.feature(
          "\"id\":\"L\",\"name\":\"Lpo\",\"folk\":11000", SmallWorld.box(598_000, 6_598_000, 608_000, 6_608_000)),
        SmallWorld.feature(
          "\"id\":\"M\",\"name\":\"Annat\",\"folk\":5", SmallWorld.box(608_000, 6_598_000, 618_000, 6_608_000)),
      ]))
    var lines = ["e,n,tid"]
    func add(_ counts: (Int, Int), _ e: Int, _ n: Int) {
      lines += (0..<counts.0).map { "\(e + $0),\(n),2021-0\(1 + $0 % 9)-10" }
      lines += (0..<counts.1).map { "\(e + $0),\(n),2022-0\(1 + $0 % 9)-10T12:00" }
    }
    add(area, 600_000, 6_600_000)
    add(other, 603_010, 6_600_500)
    // 200 m outside the area; the rest of the district; another district; another year.
    add(ring, 600_100, 6_600_000 - 200)
    add((district.0 - other.0 - ring.0, district.1 - other.1 - ring.1), 605_000, 6_605_000)
    add((7, 8), 610_000, 6_600_000)
    lines.append("600500,6600500,2020-12-31T23:59:59")
    try work.write("p.csv", lines.joined(separator: "\n") + "\n")
    return work
  }

  private static let base = ["compare", "--points", "p.csv", "--areas", "a.geojson"]

  @Test(.english) func countsGivenDirectly() throws {
    let work = try Workspace()
    try work.write(
      "c.csv", "name,area_before,area_after,control_before,control_after\nett,68,41,233,300\ntva,33,30,590,470\n")
    let run = try work.run("compare", "--counts", "c.csv", "--stats", "s.json")
    #expect(run.code == 0, "\(run.errors)")
    let rows = try work.json("s.json")["comparisons"] as? [[String: Any]] ?? []
    for (row, expected) in zip(rows, [[0.468, 0.307, 0.715], [1.141, 0.686, 1.899]]) {
      let found = ["ratio", "ratio_low", "ratio_high"].map { ((row[$0] as? Double ?? 0) * 1000).rounded() / 1000 }
      #expect(found == expected)
    }
    let inline = try work.run("compare", "--counts", "68,41,233,300", "--lang", "en")
    #expect(inline.code == 0 && inline.output.contains("0.468") && inline.output.contains("0.307–0.715"))
    let texts = try work.text("s.json") + inline.output
    #expect(!texts.lowercased().contains("effect"))
  }

  @Test(.english) func parentOtherAreasAndRing() throws {
    let work = try workspace()
    let run = try work.run(
      arguments: Self.base + Self.windows + [
        "--area", "A", "--control", "parent", "--parents", "lpo.geojson", "--control-area", "B", "--ring", "500",
        "--population-field", "folk", "--stats", "s.json", "--output", "o.geojson",
      ])
    #expect(run.code == 0, "\(run.errors)")
    let stats = try work.json("s.json")
    let rows = stats["comparisons"] as? [[String: Any]] ?? []
    #expect(rows.map { $0["control_kind"] as? String } == ["parent", "areas"])
    #expect(rows.map { $0["area_before"] as? Int } == [68, 68] && rows.map { $0["area_after"] as? Int } == [41, 41])
    #expect(rows.map { $0["control_before"] as? Int } == [233, 10])
    #expect(rows.map { $0["control_after"] as? Int } == [300, 20])
    #expect(((rows[0]["ratio"] as? Double ?? 0) * 1000).rounded() == 468)
    // 68 × 300 / 233 were to be expected.
    #expect(((rows[0]["expected"] as? Double ?? 0) * 10).rounded() == 876)
    #expect(((rows[0]["excess"] as? Double ?? 0) * 10).rounded() == -466)
    #expect(rows.map { $0["low_count"] as? Bool } == [false, true])
    #expect(rows.map { $0["interval"] as? String } == ["log-normal", "exact"])
    #expect(rows[0]["difference_in_differences"] == nil)
    // −27 per 1,000 people, and +67 per 10,000.
    #expect(abs((rows[0]["difference_in_differences_per_1000"] as? Double ?? 0) + 33.7) < 1e-9)
    // The ring stands beside each control, which is less it: 228 → 290 of the district, and the other area as it is.
    let rings = stats["displacement"] as? [[String: Any]] ?? []
    #expect(rings.map { $0["control_kind"] as? String } == ["parent", "areas"])
    #expect(rings.map { $0["ring_before"] as? Int } == [5, 5] && rings.map { $0["ring_after"] as? Int } == [10, 10])
    #expect(rings.map { $0["control_before"] as? Int } == [228, 10])
    #expect(rings.map { $0["control_after"] as? Int } == [290, 20])
    let quotients = rings.compactMap { $0["weighted_displacement_quotient"] as? Double }
    // (10/290 − 5/228) / (41/290 − 68/228), and 0: the ring doubled as the other area did.
    #expect(quotients.map { ($0 * 1e6).rounded() } == [-80_023, 0])
    #expect(rings.map { $0["reading"] as? String } == ["partial displacement", "none"])
    let windows = stats["windows"] as? [String: [String: Any]] ?? [:]
    #expect(windows["before"]?["days"] as? Int == 365 && windows["before"]?["points"] as? Int == 308)
    #expect(work.names.contains("o.geojson"))
  }

  /// People in cells of 1 km²: 100 in the area, 300 north of it, which the ring of 500 m covers in half less its corners.
  @Test(.english) func populationsOfCells() throws {
    let work = try workspace()
    try work.write("rutor.csv", "ruta,population\n6000006600000,100\n6000006601000,300\n6030006600000,40\n")
    let run = try work.run(
      arguments: Self.base + Self.windows + [
        "--area", "A", "--ring", "500", "--control-area", "B", "--control", "parent", "--parents", "lpo.geojson",
        "--cells",
        "rutor.csv", "--cell-size", "1000", "--stats", "s.json",
      ])
    #expect(run.code == 0, "\(run.errors)")
    let rows = try work.json("s.json")["comparisons"] as? [[String: Any]] ?? []
    #expect(rows.map { $0["area_population"] as? Double } == [100, 100])
    let controls = rows.map { $0["control_population"] as? Double ?? 0 }
    #expect(abs(controls[0] - 340) < 1e-9 && abs(controls[1] - 40) < 1e-9)
    #expect(rows.allSatisfy { $0["difference_in_differences_per_1000"] is Double })
    let rings = try work.json("s.json")["displacement"] as? [[String: Any]] ?? []
    #expect(rings.allSatisfy { abs(($0["ring_population"] as? Double ?? 0) - 150) < 1e-6 })
  }

  @Test(.english) func allAreasByClass() throws {
    let work = try workspace()
    let run = try work.run(
      arguments: Self.base + Self.windows + ["--control", "parent", "--parents", "lpo.geojson", "--stats", "s.json"])
    #expect(run.code == 0, "\(run.errors)")
    let rows = try work.json("s.json")["comparisons"] as? [[String: Any]] ?? []
    #expect(rows.map { $0["id"] as? String } == ["risk", "utsatt", "all"])
    #expect(rows.map { $0["area_before"] as? Int } == [10, 68, 78])
    #expect(rows.map { $0["control_before"] as? Int } == [291, 233, 223])
  }

  @Test(.english) func windowsOfDifferentLength() throws {
    let work = try workspace()
    let control = ["--area", "A", "--ring", "500"]
    func run(_ windows: [String]) throws -> Workspace.Run { try work.run(arguments: Self.base + control + windows) }
    let unequal = ["--before", "2021-01-01..2021-12-31", "--after", "2022-01-01..2022-06-30"]
    let refused = try run(unequal)
    #expect(refused.code == 64 && refused.errors.contains("365 and 181 days") && refused.errors.contains("--per-day"))
    let perDay = try run(unequal + ["--per-day", "--lang", "sv"])
    #expect(perDay.code == 0 && perDay.output.contains("365 dygn") && perDay.output.contains("per dygn"))
    // A leap year and a common one are the same window; two flags say the same as one.
    let leap = ["--before-from", "2020-01-01", "--before-to", "2020-12-31", "--after", "2021-01-01..2021-12-31"]
    let leapRun = try run(leap)
    #expect(!leapRun.errors.contains("differ in length"))
    for (windows, words) in [
      (["--before", "2021-12-31..2021-01-01", "--after", "2022-01-01..2022-12-31"], "starts after it ends"),
      (["--before", "2022-01-01..2022-12-31", "--after", "2021-01-01..2021-12-31"], "comes before --before"),
      (["--before", "2021-01-01..2021-12-31", "--after", "2021-12-31..2022-12-30"], "overlap"),
      (["--before", "2021", "--after", "2022-01-01..2022-12-31"], "FROM..TO"),
      (["--before", "2021-01-01..2021-12-31"], "needed"),
      (["--before-from", "2021-01-01"], "first and its last day"),
    ] {
      let found = try run(windows)
      #expect(found.code == 64 && found.errors.contains(words), "\(windows): \(found.errors)")
    }
  }

  /// A row is null where a figure cannot be had, and says why; a missing baseline is no zero.
  @Test(.english) func missingBaselines() throws {
    for (area, other, words, note) in [
      ((0, 5), (5, 5), "no events in the area before", "No events in the area before: Ängen\n"),
      ((5, 5), (0, 5), "no events in the control before", "No events in the control before: Ängen (Backen)\n"),
      ((5, 5), (5, 0), "no events in the control after", "No events in the control after: Ängen (Backen)\n"),
    ] {
      let work = try workspace(area: area, other: other)
      let arguments = Self.base + Self.windows + ["--area", "A", "--control-area", "B", "--lang", "en"]
      let shown = try work.run(arguments: arguments)
      #expect(shown.code == 0 && shown.output.contains(note), "\(shown.output)\(shown.errors)")
      #expect(try work.run(arguments: arguments + ["--stats", "s.json"]).code == 0)
      let row = (try work.json("s.json")["comparisons"] as? [[String: Any]])?.first ?? [:]
      #expect(row["status"] as? String == words && row["ratio"] is NSNull)
      // One side of the interval is there all the same.
      #expect((row["ratio_low"] as? Double == 0) != (row["ratio_high"] is NSNull))
      #expect(row["area_after"] as? Int == 5)
    }
    let work = try workspace()
    let empty = try work.run(
      arguments: Self.base + [
        "--before", "2010-01-01..2010-12-31", "--after", "2022-01-01..2022-12-31", "--area", "A",
      ])
    #expect(empty.code == 0 && empty.errors.contains("no points in the window before"), "\(empty.errors)")
    let nothing = try work.run(
      arguments: Self.base + [
        "--before", "2010-01-01..2010-12-31", "--after", "2011-01-01..2011-12-31", "--area", "A",
      ])
    #expect(nothing.code == 65 && nothing.errors.contains("no points in either window"), "\(nothing.errors)")
    let given = try work.run("compare", "--counts", "0,0,2,3", "--lang", "en")
    #expect(given.code == 0 && given.output.contains("No events in the area before: counts\n"))
    let gone = try work.run("compare", "--counts", "5,0,10,12", "--stats", "s.json")
    #expect(gone.code == 0)
    let row = (try work.json("s.json")["comparisons"] as? [[String: Any]])?.first ?? [:]
    #expect(row["ratio"] as? Double == 0 && row["ratio_low"] as? Double == 0 && row["status"] as? String == "ok")
    // scipy's odds_ratio([[0, 5], [12, 10]], kind="conditional").
    #expect(abs((row["ratio_high"] as? Double ?? 0) - 1.187_505_235_362) < 1e-9)
  }

  /// Without a control the change stands alone: in a table without its columns or with an empty row, for two numbers, and for areas.
  @Test(.english) func changeAlone() throws {
    let work = try workspace()
    func first(_ arguments: [String]) throws -> [String: Any] {
      let run = try work.run(arguments: ["compare"] + arguments + ["--stats", "s.json"])
      #expect(run.code == 0, "\(run.errors)")
      return (try work.json("s.json")["comparisons"] as? [[String: Any]])?.first ?? [:]
    }
    try work.write("c.csv", "name,area_before,area_after\nett,13,25\n")
    for arguments in [["--counts", "13,25"], ["--counts", "c.csv"]] {
      let row = try first(arguments)
      #expect(row["control_before"] is NSNull && row["expected"] is NSNull && row["ratio"] is NSNull)
      #expect(row["status"] as? String == "ok" && row["low_count"] as? Bool == true)
      #expect(((row["area_change_percent"] as? Double ?? 0) * 100).rounded() == 9231)
      // scipy's binomtest(25, 38).proportion_ci(), as odds.
      #expect(abs((row["area_change_percent_low"] as? Double ?? 0) + 5.268_179_320_64) < 1e-8)
    }
    try work.write(
      "c.csv", "name,area_before,area_after,control_before,control_after\nett,13,25,,\ntva,30,25,40,50\n")
    #expect(try first(["--counts", "c.csv"])["status"] as? String == "no control")
    try work.write("c.csv", "name,area_before,area_after,control_before,control_after\nett,13,25,,7\n")
    #expect(try work.run("compare", "--counts", "c.csv").errors.contains("the count is missing"))
    let areas = try first(Array(Self.base.dropFirst()) + Self.windows + ["--area", "A", "--ring", "500"])
    #expect(areas["status"] as? String == "ok" && areas["area_before"] as? Int == 68)
    let ring = (try work.json("s.json")["displacement"] as? [[String: Any]])?.first ?? [:]
    #expect(ring["status"] as? String == "no control" && ring["ring_after"] as? Int == 10)
    #expect(ring["weighted_displacement_quotient"] is NSNull)
  }

  /// All categories in one run, and the correction of their p values by name.
  @Test(.english) func byCategory() throws {
    let work = try workspace()
    var lines = ["e,n,tid,typ"]
    for (typ, before, after) in [("stöld", 68, 41), ("narkotika", 33, 30), ("", 2, 1)] {
      lines += (0..<before).map { "\(600_001 + $0),6600500,2021-05-05,\(typ)" }
      lines += (0..<after).map { "\(600_001 + $0),6600500,2022-05-05,\(typ)" }
    }
    lines += (0..<233).map { "\(603_001 + $0),6600500,2021-05-05,stöld" }
    lines += (0..<300).map { "\(603_001 + $0),6600500,2022-05-05,stöld" }
    try work.write("typ.csv", lines.joined(separator: "\n") + "\n")
    let arguments =
      ["compare", "--points", "typ.csv", "--areas", "a.geojson", "--area", "Ängen", "--control-area", "B"]
      + Self.windows + ["--stats", "s.json"]
    let run = try work.run(arguments: arguments + ["--category-field", "typ", "--output", "o.geojson"])
    #expect(run.code == 0 && run.errors.contains("3 of 708 points in the windows have no category"), "\(run.errors)")
    let stats = try work.json("s.json")
    let rows = stats["comparisons"] as? [[String: Any]] ?? []
    #expect(rows.map { $0["category"] as? String } == [nil, "narkotika", "stöld"])
    #expect(rows.map { $0["area_before"] as? Int } == [103, 33, 68])
    #expect(rows.map { $0["control_after"] as? Int } == [300, 0, 300])
    #expect(
      rows.map { $0["status"] as? String } == [
        "ok", "no events in the control before; no events in the control after", "ok",
      ])
    let correction = stats["correction"] as? [String: Any] ?? [:]
    #expect(correction["method"] as? String == "Holm" && correction["tests"] as? Int == 2)
    let p = rows.compactMap { $0["p"] as? Double }
    let holm = rows.compactMap { $0["p_corrected"] as? Double }
    #expect(
      p.count == 2 && holm == [max(p[0], min(1, 2 * p[1])), min(1, 2 * p[1])].map { max($0, 2 * min(p[0], p[1])) })
    #expect(try work.text("o.geojson").contains("\"category\""))
    try work.write(
      "g.yaml", "groups:\n  allt:\n    categories: [Stöld, narkotika]\n  annat:\n    categories: [rån]\n")
    let grouped = try work.run(
      arguments: arguments + ["--category-field", "typ", "--categories", "g.yaml", "--correction", "bh"])
    #expect(grouped.code == 0 && grouped.errors.contains("1 categories never occur"), "\(grouped.errors)")
    let groups = try work.json("s.json")
    let grouping = groups["comparisons"] as? [[String: Any]] ?? []
    #expect(grouping.map { $0["category"] as? String } == [nil, "allt", "annat"])
    #expect(grouping.map { $0["area_before"] as? Int } == [103, 101, 0])
    #expect((groups["correction"] as? [String: Any])?["method"] as? String == "Benjamini-Hochberg")
  }

  /// An area that lies in no unit above has no control, and stops nothing.
  @Test(.english) func areaOutsideAllUnits() throws {
    let work = try workspace()
    try work.write(
      "lpo.geojson",
      SmallWorld.layer([
        SmallWorld.feature("\"id\":\"L\",\"name\":\"Lpo\"", SmallWorld.box(598_000, 6_598_000, 602_000, 6_608_000))
      ]))
    let run = try work.run(
      arguments: Self.base + Self.windows + [
        "--area", "A", "--area", "B", "--control", "parent", "--parents", "lpo.geojson", "--stats", "s.json",
      ])
    #expect(run.code == 0 && run.errors.contains("1 areas lie in no unit"), "\(run.errors)")
    let rows = try work.json("s.json")["comparisons"] as? [[String: Any]] ?? []
    #expect(rows.map { $0["status"] as? String } == ["ok", "the area lies in no unit above", "ok"])
    #expect(rows[1]["area_change_percent"] as? Double == 100 && rows[1]["ratio"] is NSNull)
  }

  /// Zones that share ground, where people are asked for, are said to.
  @Test(.english) func overlappingZones() throws {
    let work = try workspace()
    try work.write(
      "z.geojson",
      SmallWorld.layer([
        SmallWorld.feature(
          "\"kod\":\"1\",\"population\":100", SmallWorld.box(599_000, 6_599_000, 600_600, 6_602_000)),
        SmallWorld.feature(
          "\"kod\":\"2\",\"population\":100", SmallWorld.box(600_400, 6_599_000, 603_000, 6_602_000)),
      ]))
    let run = try work.run(
      arguments: Self.base + Self.windows + [
        "--area", "A", "--cells", "z.geojson", "--key", "kod", "--stats", "s.json",
      ])
    #expect(run.code == 0 && run.errors.contains("people there count in both"), "\(run.errors)")
  }

  /// An area without events before does not stop the others, nor a class the other classes.
  @Test(.english) func theOthersAreComputed() throws {
    let work = try workspace(other: (0, 20))
    for (areas, ids) in [
      (["--area", "A", "--area", "B"], ["A", "B", "together"]), ([], ["utsatt", "risk", "all"]),
    ] {
      let run = try work.run(
        arguments: Self.base + Self.windows + areas + [
          "--control", "parent", "--parents", "lpo.geojson", "--stats", "s.json", "--output", "o.geojson",
        ])
      #expect(run.code == 0, "\(run.errors)")
      let rows = try work.json("s.json")["comparisons"] as? [[String: Any]] ?? []
      let byID = Dictionary(uniqueKeysWithValues: rows.map { ($0["id"] as? String ?? "", $0) })
      #expect(Set(byID.keys) == Set(ids))
      #expect(ids.map { byID[$0]?["status"] as? String } == ["ok", "no events in the area before", "ok"])
      // 68 and 41 against the district's other 233 and 300; both areas' 68 and 61 against 233 and 280.
      let ratios = ids.map { id in (byID[id]?["ratio"] as? Double).map { ($0 * 1000).rounded() } }
      #expect(ratios == [468, nil, 746])
      let lacking = byID[ids[1]] ?? [:]
      #expect(lacking["area_change_percent"] is NSNull && lacking["control_change_percent"] is Double)
      #expect(lacking["area_before"] as? Int == 0 && lacking["area_after"] as? Int == 20)
      let features = try work.json("o.geojson")["features"] as? [[String: Any]] ?? []
      let written = features.compactMap { $0["properties"] as? [String: Any] }
      #expect(written.map { $0["status"] as? String } == rows.map { $0["status"] as? String })
      #expect(written.map { $0["ratio"] is NSNull } == rows.map { $0["ratio"] is NSNull })
    }
  }

  /// Areas are asked for by identifier or name, written as people write them; one asked for twice is one.
  @Test(.english) func areasByName() throws {
    let work = try workspace()
    func rows(_ names: String...) throws -> [[String: Any]] {
      let run = try work.run(
        arguments: Self.base + Self.windows + names + ["--control-area", "backen", "--stats", "s.json"])
      #expect(run.code == 0, "\(run.errors)")
      return try work.json("s.json")["comparisons"] as? [[String: Any]] ?? []
    }
    for name in ["A", "a", "Ängen", "ängen", "ANGEN"] {
      let found = try rows("--area", name)
      #expect(found.map { $0["id"] as? String } == ["A"] && found.map { $0["name"] as? String } == ["Ängen"])
      #expect(found.map { $0["control"] as? String } == ["B"])
    }
    #expect(try rows("--area", "A", "--area", "Ängen").map { $0["id"] as? String } == ["A"])
  }

  @Test(.english) func usage() throws {
    let work = try workspace()
    for (extra, words) in [
      (["--control", "parent"], "go together"), (["--ring", "0"], "above 0"),
      (["--area", "Q", "--ring", "5"], "--area: there is no such area"),
      (["--area", "A", "--control-area", "A"], "compared with itself"),
      (["--area", "Angen", "--control-area", "A"], "compared with itself"),
      (["--control-area", "Q"], "--control-area: there"),
      (["--ring", "5", "--link-field", "x"], "Unknown option"), (["--counts", "1,2,3,4"], "does not go with"),
    ] {
      let run = try work.run(arguments: Self.base + Self.windows + extra)
      #expect(run.code == 64 && run.errors.contains(words), "\(extra): \(run.errors)")
    }
    for (content, words) in [
      ("area_before,area_after,control_before\n1,2,3\n", "no column holds the control after"),
      (
        "area_before,area_after,control_before,control_after\n1,2.5,3,4\n", "row 2, field \"area_after\": not a count"
      ),
      ("area_before,area_after,control_before,control_after\n", "no rows"),
    ] {
      try work.write("c.csv", content)
      let run = try work.run("compare", "--counts", "c.csv")
      #expect(run.code == 65 && run.errors.contains(words), "\(content): \(run.errors)")
    }
  }

  @Test func tables() throws {
    let work = try workspace()
    var text = ""
    for language in ["sv", "en"] {
      let run = try work.run(
        arguments: Self.base + Self.windows + [
          "--area", "A", "--area", "B", "--control", "parent", "--parents", "lpo.geojson", "--population-field",
          "folk", "--ring", "500", "--lang", language,
        ])
      #expect(run.code == 0, "\(run.errors)")
      text += run.output + "\n"
    }
    #expect(!text.lowercased().contains("effect") && !text.lowercased().contains("effekt"))
    try Golden.check(text, "compare.txt")
  }
}
