import Foundation
import Testing

/// Series, trends, charts, squares within areas, units with and without areas: `rutverk incidents` through the real binary.
@Suite struct IncidentSeriesTests {
  private static let folk = ["--population-field", "folk", "--country-population", "10000"]

  private func run(_ extra: [String], in work: Workspace) throws -> Workspace.Run {
    let run = try work.run(arguments: IncidentWorld.base + extra)
    #expect(run.code == 0, "\(run.errors)")
    return run
  }

  private func row(_ rows: [[String: String]], _ id: String, _ category: String, _ period: String) -> [String: String]
  {
    rows.first { $0["id"] == id && $0["category"] == category && $0["period"] == period } ?? [:]
  }

  private func number(_ row: [String: String], _ key: String) -> Double? { Double(row[key] ?? "") }

  /// A1 has 500 inhabitants, A2 400, A3 none; 2022 begins in June, 2023 ends in March.
  @Test func areaByCategoryByPeriod() throws {
    let work = try IncidentWorld.workspace()
    let options = [
      "--category-field", "typ", "--series", "s.csv", "--hierarchy", "lpo", "--peers-field", "region", "--stats",
      "s.json",
    ]
    _ = try run(options + Self.folk, in: work)
    let rows = try work.table("s.csv")
    #expect(rows.count == 3 * 4 * 2)
    let a1 = row(rows, "A1", "all", "2022")
    #expect(a1["count"] == "3" && a1["population"] == "500" && a1["rate_per_1000"] == "6" && a1["status"] == "ok")
    #expect(a1["start"] == "2022-06-01" && a1["days"] == "214" && a1["months"] == "7" && a1["partial"] == "1")
    #expect(a1["low_count"] == "1" && a1["class"] == "sarskilt_utsatt" && a1["name"] == "Norrby")
    // Garwood's interval of 3 is 0.6187–8.7673; of 500 people, twice that.
    #expect(abs((number(a1, "rate_per_1000_low") ?? 0) - 2 * 0.618672123) < 1e-6)
    #expect(abs((number(a1, "rate_per_1000_high") ?? 0) - 2 * 8.767273070) < 1e-6)
    #expect(a1["rate_per_100000"] == "600" && number(a1, "parent_rate_per_100000")?.rounded() == 667)
    #expect(a1["country_count"] == "6" && a1["country_rate_per_1000"] == "0.6")
    // Borås is A1 and A2, each for itself: 3 + 3 events, 900 people. So are the likes of Väst.
    #expect(a1["parent_id"] == "Borås" && a1["parent_count"] == "6" && a1["parent_population"] == "900")
    #expect(abs((number(a1, "parent_rate_per_1000") ?? 0) - 6 / 0.9) < 1e-6)
    #expect(a1["peers"] == "Väst" && a1["peers_areas"] == "2" && a1["peers_count"] == "6")
    // A2 has none after 2022 but point 10; no zero is left out.
    #expect(row(rows, "A2", "all", "2023")["count"] == "1" && row(rows, "A2", "Vapen", "2023")["count"] == "0")
    #expect(row(rows, "A1", "Skott", "2022")["count"] == "3" && row(rows, "A1", "Narkotika", "2022")["count"] == "0")
    // Nobody lives in A3, and no other area is like it.
    let a3 = row(rows, "A3", "all", "2023")
    #expect(a3["count"] == "1" && a3["rate_per_1000"] == "" && a3["status"] == "no_population")
    #expect(a3["peers"] == "" && a3["peers_rate_per_1000"] == "" && a3["parent_id"] == "Malmö")
  }

  private static let units = SmallWorld.layer([
    unit("L1", 1000, "10", SmallWorld.box(600_900, 6_599_000, 602_000, 6_601_000)),
    unit("L2", 2000, "20", SmallWorld.box(609_000, 6_609_000, 611_000, 6_611_000)),
    unit("L3", 500, "14", SmallWorld.box(599_000, 6_601_100, 602_000, 6_603_000)),
    unit("L4", 500, "22", SmallWorld.box(619_000, 6_619_000, 621_000, 6_621_000)),
    unit("L5", 500, "27", SmallWorld.box(629_000, 6_619_000, 631_000, 6_621_000)),
    unit("L6", 500, "null", SmallWorld.box(639_000, 6_619_000, 641_000, 6_621_000)),
  ])

  private static func unit(_ id: String, _ people: Int, _ income: String, _ ring: [[Double]]) -> String {
    SmallWorld.feature("\"id\":\"\(id)\",\"folk\":\(people),\"inkomst\":\(income)", ring)
  }

  /// The unit above is that of the layer, with all its events and people, in areas or not.
  @Test(.english) func unitsAboveFromALayer() throws {
    let work = try IncidentWorld.workspace()
    try work.write("l.geojson", Self.units)
    _ = try run(["--parents", "l.geojson", "--series", "s.csv", "--category-field", "typ"] + Self.folk, in: work)
    let rows = try work.table("s.csv")
    let a2 = row(rows, "A2", "all", "2022")
    // Points 1, 2, 3, 4 and 12.
    #expect(a2["parent_id"] == "L1" && a2["parent_count"] == "5" && a2["parent_rate_per_1000"] == "5")
    #expect(row(rows, "A2", "Skott", "2023")["parent_count"] == "1")
    #expect(row(rows, "A3", "all", "2023")["parent_id"] == "L3")
    // From a table, rows of the units are no strangers.
    try work.write("f.csv", "id,population\nA1,500\nA2,400\nL1,2000\nriket,9000\n")
    let told = try run(
      ["--parents", "l.geojson", "--series", "s.csv", "--population", "f.csv"], in: work)
    #expect(!told.errors.contains("rows of no area"), "\(told.errors)")
    let again = row(try work.table("s.csv"), "A2", "all", "2022")
    #expect(again["parent_rate_per_1000"] == "2.5" && number(again, "country_population") == 9000)
    // Of cells too.
    try work.write("rutor.csv", "ruta,population\n6010006600000,200\n6012506600000,100\n6017506600000,700\n")
    _ = try run(
      ["--parents", "l.geojson", "--series", "s.csv", "--cells", "rutor.csv", "--cell-size", "250"], in: work)
    #expect(number(row(try work.table("s.csv"), "A2", "all", "2022"), "parent_population") == 1000)
  }

  /// SciPy's ttest_ind with unequal variances of (10, 14) and (20, 22, 27) gives the interval; L6 has no income.
  @Test func unitsWithAndWithoutAreas() throws {
    let work = try IncidentWorld.workspace()
    try work.write("l.geojson", Self.units)
    let told = try run(
      ["--parents", "l.geojson", "--measure", "inkomst", "--stats", "s.json"] + Self.folk, in: work)
    #expect(told.output.isEmpty)
    let units = try work.json("s.json")["units"] as? [String: Any] ?? [:]
    #expect(units["with_areas"] as? Int == 2 && units["without_areas"] as? Int == 4)
    let income = IncidentWorld.entry(units["measures"], ["measure": "inkomst"]) ?? [:]
    #expect(income["n_with"] as? Int == 2 && income["n_without"] as? Int == 3 && income["status"] as? String == "ok")
    func near(_ key: String, _ expected: Double) -> Bool { abs((income[key] as? Double ?? .nan) - expected) < 1e-6 }
    #expect(near("mean_with", 12) && near("mean_without", 23) && near("difference", -11))
    #expect(
      near("difference_low", -20.711100873225156) && near("difference_high", -1.2888991267748438)
        && near("p", 0.03730302812759738))
    let rate = IncidentWorld.entry(units["measures"], ["measure": "rate_per_1000", "category": "all"]) ?? [:]
    // L1 has 7 events and 1,000 people, L3 one and 500; L2 two and 2,000, L4 two and 500.
    #expect(rate["mean_with"] as? Double == 4.5 && abs((rate["mean_without"] as? Double ?? 0) - 1.25) < 1e-12)
    let table = try run(["--parents", "l.geojson", "--measure", "inkomst"] + Self.folk, in: work).output
    #expect(table.contains("Enheter med områden (2) mot enheter utan (4)") && table.contains("inkomst"))
    // One unit with areas: no interval, and the word for it.
    try work.write(
      "m.geojson", SmallWorld.layer([Self.unit("L", 9, "1", SmallWorld.box(600_900, 6_599_000, 602_000, 6_601_000))]))
    let lone = try run(["--parents", "m.geojson", "--units", "--lang", "en"], in: work)
    #expect(lone.output.contains("too few"))
  }

  /// A1 has one event in three squares in 2022, and in two in 2023; which is first is decided by place.
  @Test func squaresWithinAreas() throws {
    let work = try IncidentWorld.workspace()
    let told = try run(["--hotspots", "1", "--hotspots-within", "--stats", "s.json"], in: work)
    #expect(told.output.isEmpty)
    let within = try work.json("s.json")["hotspots_within"] as? [[String: Any]] ?? []
    #expect(within.map { $0["id"] as? String } == ["A1", "A2", "A3"])
    let periods = within[0]["periods"] as? [[String: Any]] ?? []
    #expect(periods.map { $0["tied"] as? Int } == [2, 1] && periods.map { $0["count"] as? Int } == [3, 2])
    let spots = periods.map { ($0["squares"] as? [[String: Any]])?.first?["ruta"] as? String }
    #expect(spots == ["6010006600000", "6010006600000"])
    #expect(periods[0]["same_as_before"] is NSNull && periods[1]["same_as_before"] as? Int == 1)
    #expect(periods[1]["comparable"] as? Int == 1 && periods[1]["by_choice"] as? Bool == true)
    // A3 has none in 2022: there is nothing to be the same as.
    let last = (within[2]["periods"] as? [[String: Any]])?.last ?? [:]
    #expect(last["same_as_before"] is NSNull && last["by_choice"] as? Bool == false)
    let table = try run(["--hotspots", "2", "--hotspots-within"], in: work).output
    #expect(table.contains("1 av 2*"), "\(table)")
  }

  /// Two, four and eight events a month in three years: the trend is a doubling, whatever the season.
  @Test func trendOfADoubling() throws {
    let work = try IncidentWorld.workspace()
    var lines = ["e,n,tid"]
    for (year, events) in [(2019, 2), (2020, 4), (2021, 8)] {
      for month in 1...12 {
        for day in 1...events {
          lines.append("601100,6600100,\(year)-\(month < 10 ? "0" : "")\(month)-0\(day)")
        }
      }
    }
    try work.write("p.csv", lines.joined(separator: "\n") + "\n")
    let table = try run(["--period", "month", "--trend"] + Self.folk, in: work).output
    #expect(table.contains("för få") && table.contains("Riket"), "\(table)")
    _ = try run(["--period", "month", "--trend", "--stats", "s.json"] + Self.folk, in: work)
    let trends = try work.json("s.json")["trends"]
    for line in [["kind": "country"], ["id": "A1"]] {
      let found = IncidentWorld.entry(trends, line) ?? [:]
      #expect(found["status"] as? String == "ok" && found["season_status"] as? String == "ok", "\(found)")
      #expect(abs((found["trend_per_year"] as? Double ?? 0) - 1) < 0.01 && found["events"] as? Int == 168)
      #expect((found["trend_low"] as? Double ?? 0) > 0.5 && found["exposure"] as? String == "person_years")
      #expect((found["season"] as? [[String: Any]])?.count == 12)
    }
    let none = IncidentWorld.entry(trends, ["id": "A2"]) ?? [:]
    #expect(none["status"] as? String == "too_few" && none["trend_per_year"] is NSNull && none["p"] is NSNull)
    let years = try run(["--trend", "--lang", "en"], in: work).output
    #expect(years.contains("too few") && years.contains("Trend and season"))
  }

  @Test func charts() throws {
    let work = try IncidentWorld.workspace()
    let options = ["--chart", "c.svg", "--chart", "c.png", "--category-field", "typ", "--peers-field", "region"]
    _ = try run(options + Self.folk + ["--threads", "1"], in: work)
    let (svg, png) = (try work.bytes("c.svg"), try work.bytes("c.png"))
    _ = try run(options + Self.folk + ["--threads", "5"], in: work)
    #expect(try work.bytes("c.svg") == svg && work.bytes("c.png") == png)
    let text = String(decoding: svg, as: UTF8.self)
    #expect(
      text.contains("Händelser över tid") && text.contains("Norrby, n = 5*: 2022 (7 mån): 6,000"),
      "\(text.prefix(900))")
    let chosen = try run(["--chart", "c.svg", "--chart-area", "utby", "--lang", "en"], in: work)
    #expect(!chosen.errors.contains("--chart-area names others"))
    let own = try work.text("c.svg")
    #expect(own.contains("Utby, n = 1*") && !own.contains("Norrby") && own.contains("Number per year"))
  }

  @Test(
    .english,
    arguments: [
      (["--trend", "--period", "all"], "--trend needs periods"), (["--chart", "c.bmp"], ".svg, .png, .pdf"),
      (["--chart", "c.svg", "--period", "all"], "--chart needs periods"),
      (["--chart-area", "A1"], "--chart-area needs"),
      (["--peers-field", "region"], "--peers-field needs"), (["--measure", "x"], "--measure needs --parents"),
      (["--hotspots-within"], "--hotspots-within needs --hotspots"),
      (["--series", "s.csv", "--peers-field", "regoin"], "did you mean"),
      (["--parents", "l.geojson", "--measure", "inkomster"], "--measure: there is no such column"),
      (["--chart", "c.svg", "--chart-area", "Utbyn"], "--chart-area: there is no such area"),
    ])
  func refusals(_ options: [String], _ words: String) throws {
    let work = try IncidentWorld.workspace()
    try work.write("l.geojson", Self.units)
    let run = try work.run(arguments: IncidentWorld.base + options)
    #expect(run.code == 64 && run.errors.contains(words), "\(run.errors)")
    #expect(!work.names.contains("s.csv") && !work.names.contains("c.svg"))
  }

  /// Where there is nothing to tell, that is told: null and why, an empty chart, and no stop.
  @Test(arguments: ["e,n,tid\n", "e,n,tid\n601100,6600100,2022-05-06\n"])
  func nothingAndOneEvent(_ points: String) throws {
    let work = try IncidentWorld.workspace()
    try work.write("p.csv", points)
    try work.write("l.geojson", Self.units)
    _ = try run(
      [
        "--series", "s.csv", "--chart", "c.svg", "--trend", "--hotspots", "2", "--hotspots-within", "--parents",
        "l.geojson", "--units", "--stats", "s.json",
      ], in: work)
    #expect(try work.table("s.csv").count == 3 && work.text("c.svg").contains("Norrby"))
    let trends = try work.json("s.json")["trends"] as? [[String: Any]] ?? []
    #expect(trends.count == 4 && trends.allSatisfy { $0["status"] as? String == "too_few" })
    // Points without times have one period and no trend.
    try work.write("p.csv", "e,n\n601100,6600100\n")
    _ = try run(["--series", "s.csv", "--hotspots", "2", "--hotspots-within"] + Self.folk, in: work)
    let row = try work.table("s.csv")[0]
    #expect(row["period"] == "all" && row["start"] == "" && row["rate_per_1000"] == "2" && row["days"] == "")
  }

  /// What heads tell, dry runs refuse.
  @Test(.english) func dryRunsKnowTheColumns() throws {
    let work = try IncidentWorld.workspace()
    try work.write("l.geojson", Self.units)
    let good = try work.run(
      arguments: IncidentWorld.base + ["--parents", "l.geojson", "--measure", "inkomst", "--series", "s.csv"]
        + ["--peers-field", "region", "--dry-run"])
    #expect(good.code == 0 && good.output.contains("inkomst") && good.output.contains("region"), "\(good.errors)")
    let bad = try work.run(
      arguments: IncidentWorld.base + ["--parents", "l.geojson", "--measure", "inkomster", "--dry-run"])
    #expect(bad.code == 64)
  }
}
