import Foundation
import Testing

/// Rates, their intervals and what they may be set beside, through the real binary.
@Suite struct IncidentRateTests {
  private func statistics(_ extra: [String], in work: Workspace) throws -> [String: Any] {
    let run = try work.run(arguments: IncidentWorld.base + ["--stats", "s.json"] + extra)
    #expect(run.code == 0, "\(run.errors)")
    return try work.json("s.json")
  }

  /// Events from March 2020 to June 2021, on A1 and outside, and A1's 50 million people: a rate of 0.0002 per 1,000.
  private func shortWorld() throws -> Workspace {
    let work = try IncidentWorld.workspace()
    let rows =
      (3...12).map { "601100,6600100,2020-\($0 < 10 ? "0" : "")\($0)-10" }
      + (1...6).map { "610000,6610000,2021-0\($0)-28" }
    try work.write("p.csv", "e,n,tid\n" + rows.joined(separator: "\n") + "\n")
    try work.write("folk.csv", "id,population\nA1,50000000\nA2,400\nA3,0\nriket,60000000\n")
    return work
  }

  /// A period that the data cuts short has its months, and a mark behind its rates, in every table and file.
  @Test func shortenedPeriodsAreNamed() throws {
    let work = try shortWorld()
    let stats = try statistics(
      ["--population", "folk.csv", "--parents", "a.geojson", "--hierarchy", "lpo"], in: work)
    let found: [(String, Bool, Double)] = [("2020", true, 10), ("2021", true, 6)]
    for (period, partial, months) in found {
      for key in ["periods", "parents", "hierarchy"] {
        let row = IncidentWorld.entry(stats[key], ["period": period])
        #expect(row?["partial"] as? Bool == partial && row?["months"] as? Double == months, "\(key) \(period)")
      }
      let area = (stats["areas"] as? [[String: Any]])?.first
      let row = IncidentWorld.entry(area?["periods"], ["period": period])
      #expect(row?["partial"] as? Bool == partial && row?["months"] as? Double == months, "\(period)")
    }
    let totals = stats["totals"] as? [String: Any]
    #expect(totals?["first_day"] as? String == "2020-03-01" && totals?["last_day"] as? String == "2021-06-30")
    let tables = try work.run(
      arguments: IncidentWorld.base + ["--population", "folk.csv", "--parents", "a.geojson", "--hierarchy", "lpo"])
    #expect(tables.output.contains("2020 (10 mån)") && tables.output.contains("2021 (6 mån)"))
    #expect(tables.output.contains("†") && tables.output.contains("† perioden är inte hel"))
    #expect(tables.errors.contains("2020 (10 mån), 2021 (6 mån) är inte hela"), "\(tables.errors)")
    for form in ["tabell4", "tabell5", "tabell6"] {
      let run = try work.run(
        arguments: IncidentWorld.base + ["--population", "folk.csv", "--table", form, "--lang", "en"])
      #expect(run.output.contains("2021 (6 months)"), "\(form)")
      #expect(run.output.contains("† the period is not whole") == (form == "tabell6"), "\(form)")
    }
    // What is asked for decides where it says more: the whole of 2020, of which three months had no event.
    let whole = try statistics(
      ["--population", "folk.csv", "--from", "2020-01-01", "--to", "2020-12-31"], in: work)
    let row = IncidentWorld.entry(whole["periods"], ["period": "2020"])
    #expect(row?["partial"] as? Bool == false && row?["months"] as? Double == 12)
    let cut = try statistics(["--from", "2020-04-01", "--to", "2020-12-31"], in: work)
    #expect(IncidentWorld.entry(cut["periods"], ["period": "2020"])?["months"] as? Double == 9)
    // Without times nothing is known of it.
    try work.write("p.csv", "e,n\n601100,6600100\n")
    let timeless = try statistics([], in: work)
    #expect(IncidentWorld.entry(timeless["periods"], ["class": "total"])?["partial"] is NSNull)
  }

  /// Decimals follow the interval, and --per says of how many.
  @Test func ratesAreNeverShownAsNothing() throws {
    let work = try shortWorld()
    let base = IncidentWorld.base + ["--population", "folk.csv", "--lang", "en"]
    for per in ["1000", "100000"] {
      let run = try work.run(arguments: base + ["--per", per, "--period", "all"])
      #expect(run.code == 0 && run.output.contains(per == "1000" ? "Per 1,000 inh." : "Per 100,000 inh."))
      // 10 of 50,000,000, 4.795–18.390: 0.0002 per 1,000.
      #expect(run.output.contains(per == "1000" ? "0.00020  0.00010–0.00037" : "0.020  0.010–0.037"), "\(run.output)")
      #expect(run.output.contains("– : nobody lives there"))
    }
    #expect(try work.run(arguments: base + ["--per", "100"]).code == 64)
    let stats = try statistics(["--population", "folk.csv", "--period", "all", "--output", "o.csv"], in: work)
    let row = IncidentWorld.entry(stats["periods"], ["class": "sarskilt_utsatt"])
    for (name, factor) in [("1000", 1000.0), ("100000", 100_000)] {
      for (suffix, count) in [("", 10), ("_low", 4.7953886961324335), ("_high", 18.39035604201778)] {
        let rate = row?["rate_per_\(name)\(suffix)"] as? Double ?? 0
        #expect(abs(rate / (factor * count / 50_000_000) - 1) < 1e-8, "\(name)\(suffix)")
      }
    }
    let area = try work.table("o.csv").first ?? [:]
    #expect(Double(area["rate_per_100000_low"] ?? "") ?? 0 > 0 && Double(area["per_km2_high"] ?? "") ?? 0 > 0)
  }

  /// The rate of a class by all its people, and the mean of its areas' rates, each with its interval.
  @Test func pooledAndMeanRates() throws {
    let work = try IncidentWorld.workspace()
    let stats = try statistics(["--population-field", "folk", "--period", "all"], in: work)
    let row = IncidentWorld.entry(stats["periods"], ["class": "alla_utsatta"])
    // A1 5 of 500, A2 4 of 400, A3 has nobody: the mean of 10 and 10; pooled 8 of 900, as two of A2's are A1's in the partition.
    #expect(row?["rate_areas"] as? Int == 2 && abs((row?["rate_per_1000_mean"] as? Double ?? 0) - 10) < 1e-12)
    #expect(abs((row?["rate_per_1000"] as? Double ?? 0) - 8 / 0.9) < 1e-12)
    for name in ["rate_per_1000_mean", "rate_per_100000_mean"] {
      let (low, high) = (row?[name + "_low"] as? Double ?? 0, row?[name + "_high"] as? Double ?? 0)
      #expect(low > 0 && low < row?[name] as? Double ?? 0 && high > row?[name] as? Double ?? .infinity)
    }
    let rest = IncidentWorld.entry(stats["periods"], ["class": "outside"])
    #expect(rest?["rate_per_1000_mean"] is NSNull && rest?["rate_areas"] is NSNull)
    let run = try work.run(arguments: IncidentWorld.base + ["--population-field", "folk", "--table", "tabell6"])
    #expect(run.output.contains("Medel av områdenas tal per 1 000 invånare".replacing(" 000", with: "\u{A0}000")))
  }

  /// Where no figure can be had: null and its reason, and the rest is there.
  @Test(.english) func everyNullHasItsReason() throws {
    let work = try IncidentWorld.workspace()
    func reasons(_ row: [String: Any]?) -> [Substring] { (row?["status"] as? String ?? "").split(separator: ",") }
    func status(_ stats: [String: Any], _ areaClass: String) -> String? {
      IncidentWorld.entry(stats["periods"], ["class": areaClass])?["status"] as? String
    }
    let fielded = try statistics(
      ["--population-field", "folk", "--country-population", "10000", "--period", "all", "--output", "o.csv"],
      in: work)
    #expect(status(fielded, "sarskilt_utsatt") == "ok" && status(fielded, "risk") == "zero_population")
    #expect(try work.table("o.csv").map { $0["status"] } == ["ok", "ok", "zero_population"])
    let small = try statistics(["--population-field", "folk", "--country-population", "10"], in: work)
    #expect(status(small, "outside") == "negative_population")
    // A group without events is a row of nothing: its share of nothing is null, its rate is 0.
    try work.write("g.yaml", "groups:\n  brand:\n    categories: [Brand]\n  skott:\n    categories: [skott]\n")
    let groups = try statistics(
      [
        "--categories", "g.yaml", "--category-field", "typ", "--population-field", "folk", "--country-population",
        "10000",
      ],
      in: work)
    let quiet = IncidentWorld.entry(groups["categories"], ["category": "brand"])
    let row = IncidentWorld.entry(quiet?["periods"], ["class": "sarskilt_utsatt"])
    #expect(quiet?["count"] as? Int == 0 && row?["count"] as? Int == 0 && row?["share"] is NSNull)
    #expect(row?["status"] as? String == "no_events" && row?["rate_per_1000"] as? Double == 0)
    #expect(status(try statistics([], in: work), "utsatt") == "no_population")
    try work.write("folk.csv", "id,population\nA1,500\n")
    let some = try statistics(["--population", "folk.csv"], in: work)
    #expect(status(some, "sarskilt_utsatt") == "no_country_population" && status(some, "utsatt") == "no_population")
    // No event at all, none in any area, an area below a more severe one: nothing stops.
    try work.write(
      "b.geojson",
      SmallWorld.layer([
        SmallWorld.feature(
          "\"id\":\"B1\",\"class\":\"SUO\",\"folk\":5", SmallWorld.box(601_000, 6_600_000, 602_000, 6_601_000)),
        SmallWorld.feature(
          "\"id\":\"B2\",\"class\":\"UO\",\"folk\":5", SmallWorld.box(601_000, 6_600_000, 601_500, 6_600_500)),
      ]))
    for points in ["e,n,tid,typ\n", "e,n,tid,typ\n,,2022-01-01,\n", "e,n,tid,typ\n700000,6700000,2022-01-01,\n"] {
      try work.write("p.csv", points)
      let run = try work.run(
        "incidents", "--points", "p.csv", "--areas", "b.geojson", "--population-field", "folk", "--category-field",
        "typ",
        "--hotspots", "2", "--hotspots-output", "h.csv", "--output", "o.csv", "--stats", "s.json")
      #expect(run.code == 0, "\(run.errors)")
      let stats = try work.json("s.json")
      let classes = (stats["totals"] as? [String: Any])?["classes"]
      let below = IncidentWorld.entry(classes, ["class": "utsatt"])
      #expect(reasons(below).contains("zero_ground") && below?["per_km2"] is NSNull)
      let hasEvents = points.contains("700000")
      let saysNone = reasons(IncidentWorld.entry(classes, ["class": "sarskilt_utsatt"])).contains("no_events")
      #expect(saysNone == !hasEvents)
      let tables = try work.run(
        "incidents", "--points", "p.csv", "--areas", "b.geojson", "--population-field", "folk", "--hotspots", "2")
      #expect(tables.code == 0 && !tables.output.lowercased().contains("nan"), "\(tables.output)")
    }
  }

  @Test func tiesAtTheCutAreSaid() throws {
    let work = try IncidentWorld.workspace()
    let stats = try statistics(["--hotspots", "2"], in: work)
    // Four squares have two events each, and two of them are shown.
    #expect(stats["hotspots_tied_left_out"] as? Int == 2)
    let run = try work.run(arguments: IncidentWorld.base + ["--hotspots", "2"])
    #expect(run.output.contains("Ytterligare 2 rutor") && run.errors.contains("Ytterligare 2 rutor"), "\(run.errors)")
    #expect(try statistics(["--hotspots", "4"], in: work)["hotspots_tied_left_out"] as? Int == 0)
  }

  @Test func inNoGroupIsNotWithoutCategory() throws {
    let work = try IncidentWorld.workspace()
    try work.write(
      "p.csv", "e,n,typ\n601100,6600100,Skott\n601100,6600100,Vapen\n601100,6600100,\n601100,6600100,Brand\n")
    try work.write("g.yaml", "groups:\n  vald:\n    categories: [skott]\n")
    let arguments = ["--categories", "g.yaml", "--category-field", "typ"]
    let found = try statistics(arguments, in: work)["categories"] as? [[String: Any]] ?? []
    #expect(found.map { $0["kind"] as? String } == ["group", "in_no_group", "without_category"])
    #expect(found.map { $0["count"] as? Int } == [1, 2, 1])
    let run = try work.run(arguments: IncidentWorld.base + arguments)
    #expect(run.output.contains("Kategori: (i ingen grupp)") && run.output.contains("Brand; Vapen"))
    #expect(run.output.contains("Kategori: (utan kategori)"))
    #expect(run.errors.contains("2 kategorier hör inte till någon grupp"))
  }
}
