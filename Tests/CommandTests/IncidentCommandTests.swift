import Foundation
import Testing

/// `rutverk incidents` through the real binary.
@Suite struct IncidentCommandTests {
  private func statistics(_ extra: [String], in work: Workspace) throws -> [String: Any] {
    let run = try work.run(arguments: IncidentWorld.base + ["--stats", "s.json"] + extra)
    #expect(run.code == 0, "\(run.errors)")
    return try work.json("s.json")
  }

  @Test func countsOfTheWorld() throws {
    let work = try IncidentWorld.workspace()
    let stats = try statistics(["--link-field", "koppling", "--output", "o.csv"], in: work)
    let totals = stats["totals"] as? [String: Any] ?? [:]
    #expect(totals["points_read"] as? Int == 13 && totals["points_without_coordinates"] as? Int == 1)
    #expect(totals["points"] as? Int == 12 && totals["inside"] as? Int == 8 && totals["outside"] as? Int == 4)
    // Outside and linked is point 6 alone; inside or linked are nine.
    #expect(totals["linked"] as? Int == 3 && totals["either"] as? Int == 9)
    let expected: [(String, String, Int, Int, Int)] = [
      ("2022", "sarskilt_utsatt", 3, 0, 3), ("2022", "utsatt", 2, 1, 2), ("2022", "risk", 0, 0, 0),
      ("2022", "alla_utsatta", 5, 1, 5), ("2022", "outside", 1, 0, 1), ("2022", "total", 6, 1, 6),
      ("2023", "sarskilt_utsatt", 2, 0, 2), ("2023", "risk", 1, 1, 2), ("2023", "utsatt", 0, 1, 1),
      ("2023", "all", 3, 2, 4), ("2023", "outside", 3, 0, 2), ("2023", "total", 6, 2, 6),
    ]
    for (period, areaClass, count, linked, either) in expected {
      let row = IncidentWorld.entry(stats["periods"], ["period": period, "class": areaClass])
      #expect(row?["count"] as? Int == count, "\(period) \(areaClass)")
      #expect(row?["linked"] as? Int == linked && row?["either"] as? Int == either, "\(period) \(areaClass)")
      #expect(row?["n"] as? Int == 6 && abs((row?["share"] as? Double ?? 9) - Double(count) / 6) < 1e-15)
    }
    // Each area for itself: points 1, 2, 3, 8, 10; 2, 4, 10, 12; 5.
    let areas = try work.table("o.csv")
    #expect(areas.map { $0["count"] } == ["5", "4", "1"] && areas.map { $0["either"] } == ["5", "5", "2"])
    #expect(areas.map { $0["count_2022"] } == ["3", "3", "0"] && areas.map { $0["count_2023"] } == ["2", "1", "1"])
  }

  @Test func periodsDaysAndClocks() throws {
    let work = try IncidentWorld.workspace()
    let quarters = try statistics(["--period", "quarter"], in: work)
    let labels = (quarters["periods"] as? [[String: Any]] ?? []).compactMap { $0["period"] as? String }
    #expect(Set(labels) == ["2022-Q2", "2022-Q3", "2022-Q4", "2023-Q1"])
    let all = try statistics(["--period", "all"], in: work)
    #expect(IncidentWorld.entry(all["periods"], ["period": "all", "class": "total"])?["count"] as? Int == 12)
    let histograms = (all["totals"] as? [String: Any])?["histograms"] as? [String: Any]
    let hours = histograms?["hours"] as? [Int] ?? []
    // 1, 2 and 12 at nine; 4 at 23:59:59 local, 3 at 23:59; 5 and 11 after midnight; 13 has no hour.
    #expect(hours.count == 24 && hours[9] == 3 && hours[23] == 2 && hours[0] == 2 && hours[13] == 3)
    #expect(histograms?["without_hour"] as? Int == 1)
    // Mondays: 26 September (points 1 and 12), 6 June (13).
    #expect((histograms?["weekdays"] as? [Int])?.first == 3)
    let september = try statistics(["--from", "2022-09-01", "--to", "2022-09-30", "--period", "month"], in: work)
    #expect((september["totals"] as? [String: Any])?["points"] as? Int == 3)
    #expect((september["totals"] as? [String: Any])?["points_outside_window"] as? Int == 9)
    let inUTC = try statistics(["--timezone", "UTC"], in: work)
    #expect(IncidentWorld.entry(inUTC["periods"], ["period": "2022", "class": "total"])?["count"] as? Int == 7)
  }

  /// 500, 400 and no inhabitants; the country has 10,000.
  @Test func ratesAndNulls() throws {
    let work = try IncidentWorld.workspace()
    let stats = try statistics(
      ["--population-field", "folk", "--country-population", "10000", "--period", "all"], in: work)
    let rows = stats["periods"]
    let severe = IncidentWorld.entry(rows, ["class": "sarskilt_utsatt"])
    #expect(severe?["rate_per_1000"] as? Double == 10 && severe?["rate_per_100000"] as? Double == 1000)
    // Garwood's interval of 5 is 1.623–11.668.
    #expect(abs((severe?["rate_per_1000_low"] as? Double ?? 0) - 2 * 1.6234863901184207) < 1e-12)
    #expect(abs((severe?["rate_per_1000_high"] as? Double ?? 0) - 2 * 11.66833207932267) < 1e-11)
    // 5 of 12 events, 5 % of the people; 0.125 km² of 447,425.
    #expect(abs((severe?["population_quotient"] as? Double ?? 0) - 5.0 / 12 / 0.05) < 1e-12)
    #expect(abs((severe?["area_quotient"] as? Double ?? 0) / (5.0 / 12 / (0.125 / 447_425)) - 1) < 1e-12)
    #expect(severe?["low_count"] as? Bool == true)
    let risk = IncidentWorld.entry(rows, ["class": "risk"])
    #expect(risk?["rate_per_1000"] is NSNull && risk?["rate_per_1000_low"] is NSNull && risk?["count"] as? Int == 1)
    #expect(risk?["population"] as? Double == 0 && risk?["invanardistans_m"] is NSNull)
    let rest = IncidentWorld.entry(rows, ["class": "outside"])
    #expect(rest?["population"] as? Double == 9100)
    #expect(abs((rest?["rate_per_1000"] as? Double ?? 0) - 4 / 9.1) < 1e-12)
    let areas = stats["areas"] as? [[String: Any]] ?? []
    // sqrt(2/√3 · area/population) of 0.125 km² (less than 0.1 % off in the plane) and 500 people: 16.99 m.
    #expect(abs((areas[0]["invanardistans_m"] as? Double ?? 0) - 16.99) < 0.02)
    let few = try statistics(["--low-count", "5", "--period", "all"], in: work)
    #expect(IncidentWorld.entry(few["periods"], ["class": "sarskilt_utsatt"])?["low_count"] as? Bool == false)
  }

  @Test(.english) func populationsByPeriod() throws {
    let work = try IncidentWorld.workspace()
    try work.write(
      "folk.csv",
      "id,period,population\nA1,2022,1000\nA1,2023,2000\nA2,,400\nA3,2022,0\nA3,2023,50\nriket,2022,10000\nriket,2023,20000\nB9,2022,7\n"
    )
    let run = try work.run(arguments: IncidentWorld.base + ["--population", "folk.csv", "--stats", "s.json"])
    #expect(
      run.code == 0 && run.errors.contains("folk.csv: rows of no area of the layer, not used: 1"), "\(run.errors)")
    let rows = try work.json("s.json")["periods"]
    func rate(_ period: String, _ areaClass: String) -> Double? {
      IncidentWorld.entry(rows, ["period": period, "class": areaClass])?["rate_per_1000"] as? Double
    }
    #expect(rate("2022", "sarskilt_utsatt") == 3 && rate("2023", "sarskilt_utsatt") == 1)
    #expect(rate("2022", "utsatt") == 5 && rate("2022", "risk") == nil && rate("2023", "risk") == 20)
    // 10,000 less 1,400, and 20,000 less 2,450.
    #expect(abs((rate("2022", "outside") ?? 0) * 8.6 - 1) < 1e-12)
    #expect(abs((rate("2023", "outside") ?? 0) * 17.55 - 3) < 1e-12)
    // All periods together: the mean population, 1,500.
    let area = (try work.json("s.json")["areas"] as? [[String: Any]])?.first
    #expect(area?["population"] as? Double == 1500)
  }

  /// A1 has 100 people in half of a cell, A2 none in any, A3 has no cell.
  @Test func populationsOfCells() throws {
    let work = try IncidentWorld.workspace()
    try work.write("rutor.csv", "ruta,population\n6010006600000,200\n6012506600000,100\n6500006600000,700\n")
    let stats = try statistics(["--cells", "rutor.csv", "--cell-size", "250", "--period", "all"], in: work)
    let rows = stats["periods"]
    #expect(IncidentWorld.entry(rows, ["class": "sarskilt_utsatt"])?["population"] as? Double == 300)
    // A2 has half of the second cell, which A1 keeps in the partition.
    let areas = stats["areas"] as? [[String: Any]] ?? []
    #expect(areas[0]["population"] as? Double == 300 && areas[1]["population"] as? Double == 50)
    #expect(areas[2]["population"] is NSNull)
    #expect(IncidentWorld.entry(rows, ["class": "total"])?["population"] as? Double == 1000)
    #expect(IncidentWorld.entry(rows, ["class": "sarskilt_utsatt"])?["share_of_population"] as? Double == 0.3)
  }

  /// An area that is taken out is out of everything: as if a filter had left it out of the layer.
  @Test func excludedAreasAreNotThere() throws {
    let work = try IncidentWorld.workspace()
    try work.write(
      "lpo.geojson",
      SmallWorld.layer([
        SmallWorld.feature("\"id\":\"L1\",\"name\":\"Norr\"", SmallWorld.box(600_900, 6_599_000, 602_000, 6_601_000))
      ]))
    try work.write("rutor.csv", "ruta,population\n6010006600000,200\n6012506600000,100\n6500006600000,700\n")
    try work.write("folk.csv", "id,period,population\nA1,,1000\nA2,,400\nA3,,50\nriket,,9000\n")
    for extra in [
      ["--cells", "rutor.csv", "--cell-size", "250", "--hierarchy", "lpo,region", "--parents", "lpo.geojson"],
      ["--population-field", "folk", "--category-field", "typ", "--hotspots", "3"], ["--population", "folk.csv"],
      ["--table", "tabell6", "--population-field", "folk"],
    ] {
      var outputs: [String] = []
      for leavingOut in [["--exclude", "A1"], ["--areas-where", "id <> 'A1'"]] {
        let run = try work.run(
          arguments: IncidentWorld.base + ["--stats", "s.csv", "--output", "o.csv"] + leavingOut + extra)
        #expect(run.code == 0, "\(run.errors)")
        // What the run was, and how many events lie in the area, are the only lines that may differ.
        let lines = try work.text("s.csv").split(separator: "\n").filter {
          !$0.hasPrefix("run,") && !$0.hasPrefix("totals,,excluded,")
        }
        let form = try work.run(arguments: IncidentWorld.base + leavingOut + extra).output
          .split(separator: "\n").filter { $0 != "Utan området A1 (--exclude)." }
        outputs.append((lines + form).joined(separator: "\n") + (try work.text("o.csv")))
      }
      #expect(outputs[0] == outputs[1] && outputs[0].contains("A2") && !outputs[0].contains("A1"), "\(extra)")
    }
    // Points 1, 2, 3, 8 and 10 lie in A1; 2 and 10 are A2's now, the others outside.
    let stats = try statistics(["--exclude", "A1", "--period", "all"], in: work)
    #expect((stats["totals"] as? [String: Any])?["excluded"] as? Int == 5)
    #expect(IncidentWorld.entry(stats["periods"], ["class": "utsatt"])?["count"] as? Int == 4)
    #expect((try work.run(arguments: IncidentWorld.base + ["--exclude", "A1"])).output.contains("Utan området A1"))
    // A link to it is no link; an unknown one is still refused.
    let linked = try statistics(["--exclude", "A2", "--link-field", "koppling", "--period", "all"], in: work)
    #expect((linked["totals"] as? [String: Any])?["linked"] as? Int == 1)
    let none = try work.run(
      arguments: IncidentWorld.base + ["--exclude", "A1", "--exclude", "A2", "--exclude", "A3"])
    #expect(none.code == 64 && none.errors.contains("lämnar inget område kvar"), "\(none.errors)")
  }

  @Test func hierarchies() throws {
    let work = try IncidentWorld.workspace()
    let stats = try statistics(["--hierarchy", "lpo,region", "--period", "all"], in: work)
    let units = stats["hierarchy"] as? [[String: Any]] ?? []
    func count(_ level: String, _ name: String) -> Int? {
      units.first { $0["level"] as? String == level && $0["name"] as? String == name }?["count"] as? Int
    }
    #expect(count("riket", "riket") == 12 && count("region", "Väst") == 7 && count("region", "Syd") == 1)
    #expect(count("lpo", "Borås") == 7 && count("area", "A1") == 5 && count("outside", "outside") == 4)
  }

  /// A class that an event lies in has it among "inside or linked" whatever it is linked to.
  @Test func eitherIsNeverBelowInside() throws {
    let work = try IncidentWorld.workspace()
    // In A2 alone, linked to A1, which is the more severe; nowhere, linked to A2.
    try work.write("p.csv", "e,n,koppling\n601700,6600400,A1\n610000,6610000,A2\n")
    let stats = try statistics(["--link-field", "koppling"], in: work)
    for (areaClass, count, linked, either) in [
      ("sarskilt_utsatt", 0, 1, 1), ("utsatt", 1, 1, 2), ("alla_utsatta", 1, 2, 2), ("all", 1, 2, 2),
      ("outside", 1, 0, 0), ("total", 2, 2, 2),
    ] {
      let row = IncidentWorld.entry(stats["periods"], ["class": areaClass])
      #expect(row?["count"] as? Int == count && row?["linked"] as? Int == linked, "\(areaClass)")
      #expect(row?["either"] as? Int == either, "\(areaClass)")
    }
  }

  @Test func parentsSumToTheWhole() throws {
    let work = try IncidentWorld.workspace()
    try work.write(
      "lpo.geojson",
      SmallWorld.layer([
        SmallWorld.feature("\"id\":\"L1\",\"name\":\"Norr\"", SmallWorld.box(600_900, 6_599_000, 602_000, 6_601_000)),
        SmallWorld.feature(
          "\"id\":\"L2\",\"name\":\"Söder\"", SmallWorld.box(609_000, 6_609_000, 611_000, 6_611_000)),
      ]))
    let stats = try statistics(["--parents", "lpo.geojson", "--period", "all"], in: work)
    let parents = stats["parents"] as? [[String: Any]] ?? []
    #expect(parents.map { $0["id"] as? String } == ["L1", "L2", "outside"])
    #expect(parents.map { $0["count"] as? Int } == [7, 2, 3] && parents.map { $0["inside"] as? Int } == [7, 0, 1])
  }

  @Test(.english) func categoriesGroupsAndTheCaveat() throws {
    let work = try IncidentWorld.workspace()
    let plain = try statistics(["--category-field", "typ", "--period", "all"], in: work)
    let found = plain["categories"] as? [[String: Any]] ?? []
    #expect(found.map { $0["category"] as? String } == ["Narkotika", "Skott", "Vapen"])
    #expect(found.map { $0["count"] as? Int } == [2, 8, 2])
    try work.write(
      "grupper.yaml",
      "groups:\n  vald:\n    categories: [skott]\n  ingripande:\n    categories: [Narkotika, Vapen, Trafik]\n    activity_driven: true\n"
    )
    let run = try work.run(
      arguments: IncidentWorld.base + ["--categories", "grupper.yaml", "--category-field", "typ", "--lang", "en"])
    #expect(run.code == 0 && run.errors.contains("1 categories never occur, such as \"Trafik\""))
    // Under each table that shows such events: all tables of everything, and that of the group; not that of the other.
    let tables = run.output.components(separatedBy: "\n\n")
    #expect(tables.count == 6)
    for table in tables {
      #expect(table.contains("follow police activity") != table.contains("Category: vald"), "\(table)")
    }
  }

  @Test func hotspots() throws {
    let work = try IncidentWorld.workspace()
    let stats = try statistics(["--hotspots", "2", "--hotspots-output", "h.csv"], in: work)
    // The square of point 1 has 1 and 8; three others have two, further north.
    let spots = stats["hotspots"] as? [[String: Any]] ?? []
    #expect(spots.map { $0["count"] as? Int } == [2, 2])
    #expect(spots.first?["ruta"] as? String == "6010006600000")
    #expect(try work.table("h.csv").map { $0["rank"] } == ["1", "2"])
    let concentration = (stats["totals"] as? [String: Any])?["concentration"] as? [String: Any]
    #expect(concentration?["cells_with_events"] as? Int == 8 && concentration?["cells_holding_half"] as? Int == 3)
  }

  /// Two areas share a border: a point on it counts once in the partition, and once in each area's own count.
  @Test func sharedBorders() throws {
    let work = try Workspace()
    try work.write(
      "a.geojson",
      SmallWorld.layer([
        SmallWorld.feature("\"id\":\"W\",\"class\":\"UO\"", SmallWorld.box(600_000, 6_600_000, 601_000, 6_601_000)),
        SmallWorld.feature("\"id\":\"E\",\"class\":\"SUO\"", SmallWorld.box(601_000, 6_600_000, 602_000, 6_601_000)),
        SmallWorld.feature("\"id\":\"N\",\"class\":\"UO\"", SmallWorld.box(600_000, 6_601_000, 602_000, 6_602_000)),
      ]))
    try work.write("p.csv", "e,n\n601000,6600500\n600500,6601000\n601000,6601000\n600000,6600000\n")
    let stats = try statistics(["--output", "o.csv"], in: work)
    #expect(try work.table("o.csv").map { $0["count"] } == ["4", "2", "2"])
    let areas = stats["areas"] as? [[String: Any]] ?? []
    // Both borders of E are the more severe class's; between W and N the first has it.
    #expect(areas.map { $0["count_exclusive"] as? Int } == [2, 2, 0])
    #expect((stats["totals"] as? [String: Any])?["outside"] as? Int == 0)
  }

  /// Any order of points, any form of file, any number of threads: the same counts.
  @Test(.english) func orderFormAndThreadsDoNotMatter() throws {
    let work = try IncidentWorld.workspace()
    let lines = IncidentWorld.points.split(separator: "\n").map(String.init)
    try work.write("q.csv", ([lines[0]] + lines.dropFirst().reversed()).joined(separator: "\n") + "\n")
    _ = try work.shell("gzip -k p.csv")
    var outputs: Set<Data> = []
    for (points, threads) in [("p.csv", "1"), ("p.csv", "8"), ("q.csv", "3"), ("p.csv.gz", "2")] {
      let run = try work.run(
        "incidents", "--points", points, "--areas", "a.geojson", "--link-field", "koppling", "--category-field",
        "typ",
        "--output", "o.csv", "--threads", threads)
      #expect(run.code == 0, "\(run.errors)")
      outputs.insert(try work.bytes("o.csv"))
    }
    #expect(outputs.count == 1)
    let piped = try work.shell("cat p.csv | rutverk incidents --points - --areas a.geojson --stats s.json")
    #expect(piped.code == 0, "\(piped.errors)")
    #expect((try work.json("s.json")["totals"] as? [String: Any])?["points"] as? Int == 12)
  }

  /// Points as features of a layer, in degrees and in metres, whole and filtered, count as in a table.
  @Test(.english) func pointLayersAndFilters() throws {
    let work = try IncidentWorld.workspace()
    let features = IncidentWorld.points.split(separator: "\n").dropFirst().map { line -> String in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      let point = fields[1].isEmpty ? "null" : "{\"type\":\"Point\",\"coordinates\":[\(fields[1]),\(fields[2])]}"
      return
        "{\"type\":\"Feature\",\"properties\":{\"tid\":\"\(fields[3])\",\"typ\":\"\(fields[4])\"},\"geometry\":\(point)}"
    }
    try work.write("p.geojson", SmallWorld.layer(features))
    _ = try work.run(arguments: IncidentWorld.base + ["--output", "a.csv"])
    for points in ["p.csv", "p.geojson"] {
      let run = try work.run(
        "incidents", "--points", points, "--areas", "a.geojson", "--output", "b.csv", "--stats", "s.json")
      #expect(run.code == 0, "\(points): \(run.errors)")
      #expect(try work.text("b.csv") == work.text("a.csv"), "\(points)")
      #expect((try work.json("s.json")["totals"] as? [String: Any])?["points_without_coordinates"] as? Int == 1)
      let filtered = try work.run(
        "incidents", "--points", points, "--points-where", "typ = 'Skott'", "--areas", "a.geojson", "--stats",
        "s.json")
      #expect(filtered.code == 0, "\(points): \(filtered.errors)")
      #expect((try work.json("s.json")["totals"] as? [String: Any])?["points"] as? Int == 8, "\(points)")
    }
  }

  @Test(arguments: ["sv", "en"])
  func tables(_ language: String) throws {
    let work = try IncidentWorld.workspace()
    var text = ""
    for extra in [
      [
        "--link-field", "koppling", "--population-field", "folk", "--country-population", "10000", "--hotspots", "3",
        "--hierarchy", "lpo,region",
      ],
      ["--table", "tabell4", "--link-field", "koppling"], ["--table", "tabell5"],
      [
        "--table", "tabell6", "--population-field", "folk", "--country-population", "10000", "--category-field",
        "typ",
      ],
      ["--dry-run", "--category-field", "typ"],
    ] {
      let run = try work.run(arguments: IncidentWorld.base + ["--lang", language] + extra)
      #expect(run.code == 0, "\(run.errors)")
      text += run.output + "\n"
    }
    try Golden.check(text, "incidents-\(language).txt")
  }

  @Test func statisticsFile() throws {
    let work = try IncidentWorld.workspace()
    _ = try statistics(
      ["--link-field", "koppling", "--population-field", "folk", "--period", "all", "--category-field", "typ"],
      in: work)
    try Golden.check(try work.text("s.json"), "incidents.json")
  }
}
