import Foundation
import Testing

/// Phone activity against people and ground, through the real binary.
@Suite struct FootprintComparisonTests {
  /// Squares of 2 km: A (SUO) and B (RO) with a station each, C (UO) and D (another class) without any phone.
  private static let areas = SmallWorld.layer(
    zip(["A", "B", "C", "D"], [("SUO", 900), ("RO", 300), ("UO", 200), ("Övrigt", 100)]).enumerated().map {
      let (i, (id, (name, people))) = $0
      let west = 600_000 + 10_000 * Double(i)
      return SmallWorld.feature(
        "\"id\":\"\(id)\",\"class\":\"\(name)\",\"befolkning\":\(people)",
        SmallWorld.box(west, 6_600_000, west + 2000, 6_602_000))
    })
  private static let stations =
    "station,e,n\nSA,601000,6601000\nSB,611000,6601000\nSC,621000,6601000\nOUT,700000,6601000\n"
  /// Cells of 1000 m: the areas' people in their first square, and 8,500 elsewhere.
  private static let cells =
    "ruta,size_m,population\n6000006600000,1000,900\n6100006600000,1000,300\n6200006600000,1000,200\n"
    + "6300006600000,1000,100\n7000006600000,1000,8500\n"

  private func workspace(_ counts: [(String, Int)]) throws -> Workspace {
    let work = try Workspace()
    var events = ["phone,timestamp,station"]
    for (station, count) in counts { events += (0..<count).map { "\(station)\($0),2025-03-03T10:00,\(station)" } }
    try work.write("e.csv", events.joined(separator: "\n") + "\n")
    try work.write("s.csv", Self.stations)
    try work.write("a.geojson", Self.areas)
    try work.write("c.csv", Self.cells)
    return work
  }

  private func run(_ work: Workspace, _ extra: [String]) throws -> [String: Any] {
    let run = try work.run(
      arguments: [
        "footprint", "--events", "e.csv", "--stations", "s.csv", "--areas", "a.geojson", "--stats", "o.json",
        "--output", "o.csv", "--country-km2", "1600",
      ] + extra)
    #expect(run.code == 0, "\(run.errors)")
    return try work.json("o.json")
  }

  /// Whether numbers are those, within what rounding leaves.
  private func isNear(_ found: [Double?], _ wanted: [Double?]) -> Bool {
    found.count == wanted.count
      && zip(found, wanted).allSatisfy { a, b in
        guard let a, let b else { return a == nil && b == nil }
        return abs(a - b) <= 1e-8 * max(1, abs(b))
      }
  }

  private func figures(_ object: Any?, _ keys: String...) -> [Double?] {
    keys.map { (object as? [String: Any])?[$0] as? Double }
  }

  @Test func againstPeopleAndGround() throws {
    let work = try workspace([("SA", 30), ("SB", 10), ("OUT", 60)])
    let sources = [["--cells", "c.csv"], ["--population-field", "befolkning", "--country-population", "10000"]]
    for source in sources {
      let stats = try run(work, source)
      let areas = stats["areas"] as? [Any] ?? []
      let keys = ["population", "share_of_population", "share_of_country", "population_quotient", "area_quotient"]
      func compared(_ object: Any?) -> [Double?] { keys.map { (object as? [String: Any])?[$0] as? Double } }
      #expect(isNear(compared(areas.first), [900, 0.09, 0.0025, 0.3 / 0.09, 120]))
      #expect(isNear(compared(areas.last), [100, 0.01, 0.0025, 0, 0]))
      let classes = stats["classes"] as? [Any] ?? []
      #expect(isNear(compared(classes[1]), [300, 0.03, 0.0025, 0.1 / 0.03, 40]))
      let utsatta = stats["alla_utsatta"]
      #expect(isNear(compared(utsatta), [1400, 0.14, 0.0075, 0.4 / 0.14, 0.4 / 0.0075]))
      #expect(
        figures(utsatta, "areas", "areas_without_activity", "dygnsavtryck", "share") == [3, 1, 40, 0.4])
      #expect(isNear(compared(stats["country"]), [10_000, 1, 1, 1, 1]))
      #expect(classes.map { figures($0, "areas_without_activity")[0] } == [0, 0, 1, 1])
      #expect(
        (stats["sentence"] as? [String: String])?["en"]
          == "40\u{A0}% of the activity · 14\u{A0}% of the people · 0.8\u{A0}% of the ground · 2 areas without activity"
      )
      #expect(try work.table("o.csv").map { $0["population"] } == ["900", "300", "200", "100"])
    }
    let words = try work.run(
      "footprint", "--events", "e.csv", "--stations", "s.csv", "--areas", "a.geojson", "--cells", "c.csv"
    ).output
    #expect(
      words.hasPrefix("40\u{A0}% av dygnsavtrycken · 14\u{A0}% av befolkningen · 0,003\u{A0}% av ytan · 2 områden"))
  }

  /// Zones by their key, whose classes are none of cells.
  @Test func againstZones() throws {
    let work = try workspace([("SA", 30), ("SB", 10), ("OUT", 60)])
    let zone = SmallWorld.feature(
      "\"kod\":\"Z\",\"class\":\"tät\",\"folk\":4000", SmallWorld.box(600_000, 6_600_000, 608_000, 6_602_000))
    try work.write("z.geojson", SmallWorld.layer([zone]))
    let stats = try run(
      work,
      ["--cells", "z.geojson", "--key", "kod", "--cells-population-field", "folk", "--country-population", "10000"])
    let areas = stats["areas"] as? [Any] ?? []
    #expect(isNear(figures(areas.first, "population", "share_of_population"), [1000, 0.1]))
    // No zone lies there: nobody is known of, which is not nobody.
    #expect(figures(areas.last, "population") == [nil])
    #expect(isNear(figures(stats["alla_utsatta"], "population"), [1000]))
  }

  @Test func withoutPeopleGroundIsCompared() throws {
    let stats = try run(try workspace([("SA", 1), ("OUT", 3)]), [])
    #expect(
      isNear(figures(stats["alla_utsatta"], "share", "population", "area_quotient"), [0.25, nil, 0.25 / 0.0075]))
    #expect((stats["sentence"] as? [String: String])?["sv"]?.contains("befolkningen") == false)
  }

  /// An area without a population leaves its class without one, not with too few.
  @Test func unknownPeopleAreNotNobody() throws {
    let work = try workspace([("SA", 1)])
    try work.write("a.geojson", Self.areas.replacing("\"befolkning\":200", with: "\"befolkning\":null"))
    let stats = try run(work, ["--population-field", "befolkning", "--country-population", "10000"])
    #expect(isNear(figures(stats["alla_utsatta"], "population", "share_of_country"), [nil, 0.0075]))
    #expect(figures((stats["classes"] as? [Any])?.first, "population") == [900])
  }

  /// Nothing is no small number: shown as 0 with its reason empty, while 1 … k − 1 phones are withheld with theirs.
  @Test func zeroActivityIsNotWithheld() throws {
    let work = try workspace([("SA", 30), ("SB", 2), ("OUT", 60)])
    let stats = try run(work, ["--cells", "c.csv", "--min-phones", "5"])
    let areas = stats["areas"] as? [[String: Any]] ?? []
    #expect(areas[1]["dygnsavtryck"] is NSNull && areas[1]["population_quotient"] is NSNull)
    #expect(areas[1]["reason"] as? String == "few_phones")
    #expect(
      figures(areas[2], "dygnsavtryck", "unique_phones", "population", "population_quotient") == [0, 0, 200, 0])
    #expect(areas[2]["reason"] is NSNull)
    let classes = stats["classes"] as? [Any] ?? []
    #expect(classes.map { figures($0, "areas_without_activity")[0] } == [0, 0, 1, 1])
    #expect(figures(classes[1], "population", "share_of_population") == [300, 0.03])
    // What is withheld of a class is withheld of a sum that it alone is missing from.
    let utsatta = stats["alla_utsatta"] as? [String: Any]
    let shown = (classes[0] as? [String: Any])?["dygnsavtryck"] is NSNull == false
    #expect((utsatta?["dygnsavtryck"] is NSNull) == shown)
    #expect(utsatta?["areas_without_activity"] as? Int == 1)
  }

  @Test(.english) func mergedPartsSayTheSame() throws {
    let work = try workspace([("SA", 30), ("SB", 10), ("OUT", 60)])
    try work.write("salt.txt", "c0b0e1f3a58d94372b6e5f7d1184ac396a0fd2c8973e45b16c8b20f6d95a7e13\n")
    let whole = try run(work, ["--cells", "c.csv", "--partial", "p.part", "--salt-file", "salt.txt"])
    let merge = try work.run(
      "merge", "p.part", "--cells", "c.csv", "--country-km2", "1600", "--stats", "m.json", "--output", "m.csv")
    #expect(merge.code == 0, "\(merge.errors)")
    let merged = try work.json("m.json")
    for key in ["areas", "classes", "alla_utsatta", "country", "sentence", "totals"] {
      #expect((merged[key] as? NSObject) == (whole[key] as? NSObject), "\(key)")
    }
    #expect(try work.text("m.csv") == work.text("o.csv"))
  }

  @Test func flagsThatDoNotGoTogether() throws {
    let work = try workspace([("SA", 1)])
    func code(_ extra: String...) throws -> Int32 {
      try work.run(
        arguments: ["footprint", "--events", "e.csv", "--stations", "s.csv", "--areas", "a.geojson"] + extra
      ).code
    }
    #expect(try code("--cells", "c.csv", "--population-field", "befolkning") == 64)
    #expect(try code("--country-population", "5") == 64)
    #expect(try code("--key", "desokod") == 64)
    #expect(try code("--cell-size", "250") == 64)
    #expect(try code("--population-field", "folk") == 64)
    #expect(try code("--cells", "c.csv", "--cells-population-field", "folk", "--dry-run") == 64)
    #expect(try work.run("merge", "p.part", "--country-population", "5").code == 64)
  }

  /// The police's report of 2021, from a made-up country with its figures.
  @Test func theReportsSentence() throws {
    let work = try Workspace()
    let made = try work.run("generate", "report", "--like", "lagesbild-2021", "--output", "land")
    #expect(made.code == 0, "\(made.errors)")
    let inputs = [
      "footprint", "--events", "land/handelser.csv", "--stations", "land/stationer.csv", "--areas",
      "land/omraden.geojson",
    ]
    for source in [
      ["--cells", "land/rutor.csv"], ["--population-field", "befolkning", "--country-population", "10378680"],
    ] {
      let run = try work.run(arguments: inputs + source)
      #expect(run.code == 0, "\(run.errors)")
      let line = run.output.split(separator: "\n").first?.replacing("\u{A0}", with: " ")
      #expect(
        line == "13 % av dygnsavtrycken · 5 % av befolkningen · 0,02 % av ytan · 16 områden utan aktivitet")
    }
    let stats = try work.run(arguments: inputs + ["--cells", "land/rutor.csv", "--stats", "s.json"])
    #expect(stats.code == 0, "\(stats.errors)")
    let json = try work.json("s.json")
    #expect((json["totals"] as? [String: Any])?["phone_days"] as? Int == 14_550)
    let classes = json["classes"] as? [[String: Any]] ?? []
    func rounded(_ key: String, _ factor: Double) -> [Double] {
      classes.map { (($0[key] as? Double ?? .nan) * factor).rounded() }
    }
    #expect(rounded("dygnsavtryck_mean", 10) == [431, 304, 230, 68] && rounded("share", 1000) == [65, 21, 44, 64])
    #expect(rounded("dygnsavtryck_max", 10) == [1150, 1082, 2333, 1094])
    #expect(rounded("unique_phones_mean", 1) == [82, 62, 59, 40])
    #expect(classes.map { $0["areas"] as? Int } == [22, 10, 28, 137])
    #expect(classes.map { $0["areas_without_activity"] as? Int } == [0, 0, 0, 16])
    let country = json["country"] as? [String: Any]
    #expect(country?["population"] as? Double == 10_378_680)
  }
}
