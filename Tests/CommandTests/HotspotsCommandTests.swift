import Foundation
import TestSupport
import Testing

/// `rutverk hotspots`, from file to file.
@Suite struct HotspotsCommandTests {
  /// Cells of 250 m in rows of twelve, high in the south-west; one without a value, one withheld, one far away, and the 1000 m cell
  /// around the first ones.
  private static func table(_ rows: Int = 12, far: Bool = true) -> String {
    var random = SeededRandom(4)
    var text = "ruta,size_m,v,folk\n"
    for row in 0..<rows {
      for column in 0..<12 {
        let value =
          switch (row, column) {
          case (9, 9): ""
          case (10, 3): ".."
          default: "\((random.unit() * 100).rounded() / 10 + (row < 4 && column < 5 ? 30 : 0))"
          }
        text += "\(5_600_000 / 10 + column * 250)\(6_590_000 + row * 250),250,\(value),\(column + 1)\n"
      }
    }
    return far ? text + "7000006900000,250,3,5\n5600006590000,1000,4,9\n" : text
  }

  @Test(.english) func aWarmCorner() throws {
    let work = try Workspace()
    try work.write("c.csv", Self.table())
    for threads in ["1", "2"] {
      let run = try work.run(
        "hotspots", "--cells", "c.csv", "--field", "v", "--permutations", "9999", "--threads", threads, "--output",
        "\(threads).csv", "--output", "\(threads).geojson", "--stats", "\(threads).json")
      #expect(run.code == 0, "\(run.errors)")
    }
    for ending in ["csv", "geojson", "json"] { #expect(try work.bytes("1.\(ending)") == work.bytes("2.\(ending)")) }
    let rows = try work.table("1.csv")
    func row(_ ruta: String, _ size: String = "250") -> [String: String] {
      rows.first { $0["ruta"] == ruta && $0["size_m"] == size } ?? [:]
    }
    let warm = row("5602506590250")
    #expect(warm["gi_class"] == "hot_99" && warm["moran_class"] == "HH" && warm["neighbours"] == "8")
    #expect(warm["gi_p"] == warm["moran_p"] && warm["status"] == "ok")
    let lone = row("7000006900000")
    #expect(lone["status"] == "no_neighbours" && lone["gi_z"] == "" && lone["gi_class"] == "" && lone["v"] == "3")
    #expect(row("5622506592250")["status"] == "missing:v" && row("5607506592500")["status"] == "suppressed:v")
    // Sixteen cells of 250 m cover the coarse one altogether.
    #expect(row("5600006590000", "1000")["status"] == "no_ground")
    // A cell beside the one without a value has it not for a neighbour.
    #expect(row("5622506592000")["neighbours"] == "7")
    let stats = try work.json("1.json")
    #expect(stats["units"] as? Int == 146 && stats["tested"] as? Int == 142)
    let gi = stats["gi"] as? [String: Any] ?? [:]
    #expect(gi["least_p"] as? Double == 0.0002 && (gi["significant"] as? Int ?? 0) > 5)
    let classes = gi["classes"] as? [[String: Any]] ?? []
    #expect(classes.reduce(0) { $0 + ($1["units"] as? Int ?? 0) } == 142)
    #expect((stats["global_moran"] as? [String: Any])?["z"] as? Double ?? 0 > 5)
    let run = stats["run"] as? [String: Any] ?? [:]
    #expect((run["method"] as? [String] ?? []).contains { $0.contains("two names of one test") })
    #expect((run["columns"] as? [[String: Any]] ?? []).contains { $0["role"] as? String == "value" })
  }

  @Test(.english) func oneStatisticHasItsOwnFields() throws {
    let work = try Workspace()
    try work.write("c.csv", Self.table())
    for (statistic, there, not) in [("gi", "gi_z", "moran_i"), ("moran", "moran_p_fdr", "gi_class")] {
      let run = try work.run(
        "hotspots", "--cells", "c.csv", "--field", "v", "--statistic", statistic, "--neighbours", "1000", "--output",
        "o.csv", "--stats", "s.json")
      #expect(run.code == 0, "\(run.errors)")
      let row = try #require(try work.table("o.csv").first { $0["ruta"] == "5612506591250" })
      #expect(row[there] != nil && row[not] == nil && row["neighbours"] == "48")
      #expect(try work.json("s.json")[statistic == "gi" ? "moran" : "gi"] == nil)
    }
  }

  /// What a benefit of 999 permutations is, and what they cannot tell.
  @Test(.english) func theFloorOfPIsSaid() throws {
    let work = try Workspace()
    try work.write("c.csv", Self.table())
    let few = try work.run("hotspots", "--cells", "c.csv", "--field", "folk", "--permutations", "99", "--lang", "en")
    #expect(few.code == 0 && few.output.contains("p is never below 0.02000"), "\(few.output)")
    try work.write("rand.csv", Self.table(8, far: false).replacingOccurrences(of: ",3", with: ","))
    let none = try work.run(
      "hotspots", "--cells", "rand.csv", "--field", "v", "--permutations", "99", "--fdr", "0.001")
    #expect(none.code == 0 && none.errors.contains("found none"), "\(none.errors)")
    let exact = try work.run(
      "hotspots", "--cells", "c.csv", "--field", "v", "--permutations", "0", "--stats", "n.json")
    #expect(exact.code == 0 && !exact.errors.contains("permutations"), "\(exact.errors)")
    #expect((try work.json("n.json")["gi"] as? [String: Any])?["least_p"] is NSNull)
  }

  @Test(.english) func countsAreComparedAsRates() throws {
    let work = try Workspace()
    var text = "ruta,size_m,skott,folk\n"
    for row in 0..<6 {
      for column in 0..<6 {
        let folk = row == 5 && column == 5 ? 0 : 100 * (1 + (row * column) % 4)
        // One event per hundred people, everywhere but in a corner with ten times as many.
        let events = folk / 100 * (row < 2 && column < 2 ? 10 : 1)
        text += "\(560_000 + column * 250)\(6_590_000 + row * 250),250,\(folk == 0 ? 3 : events),\(folk)\n"
      }
    }
    try work.write("c.csv", text)
    let run = try work.run(
      "hotspots", "--cells", "c.csv", "--field", "skott", "--exposure", "folk", "--output", "o.csv", "--permutations",
      "9999", "--stats", "s.json")
    #expect(run.code == 0 && run.errors.contains("3.0 of \"skott\" in 1 cells without \"folk\""), "\(run.errors)")
    let rows = try work.table("o.csv")
    #expect(rows.last?["status"] == "no_exposure" && rows.last?["gi_z"] == "" && rows.last?["skott"] == "3")
    #expect((Double(rows[0]["gi_z"] ?? "") ?? 0) > 3 && (Double(rows[0]["gi_p"] ?? "") ?? 1) < 0.01)
    // Numbers of people alone make no hot spot.
    #expect(rows.filter { $0["status"] == "ok" }.dropFirst(14).allSatisfy { $0["gi_class"] == "not_significant" })
  }

  @Test(.english) func badInputIsRefusedOrHasAStatus() throws {
    let work = try Workspace()
    let head = "ruta,size_m,v,n\n"
    let (a, b, c) = ("5600006590000,250", "5602506590000,250", "5700006590000,250")
    func refused(_ rows: String, _ code: Int32, _ words: String, _ flags: [String] = []) throws {
      try work.write("c.csv", head + rows)
      let run = try work.run(
        arguments: ["hotspots", "--cells", "c.csv", "--output", "o.csv"] + (flags.isEmpty ? ["--field", "v"] : flags))
      #expect(run.code == code && run.errors.contains(words), "\(rows): \(run.code) \(run.errors)")
      #expect(!work.names.contains("o.csv"))
    }
    try refused("\(a),1,1\n\(b),2,2\n", 64, "no such column", ["--field", "w"])
    try refused("\(a),1,1\n\(b),2,2\n", 64, "the column of --field", ["--field", "v", "--exposure", "v"])
    try refused("\(a),2,1\n\(b),2,2\n", 65, "all values are the same")
    try refused("\(a),,1\n\(b),,2\n", 65, "none of the cells has a value")
    try refused("\(a),2,1\n", 65, "only one of the cells has a value")
    try refused("\(a),tolv,1\n\(b),2,2\n", 65, "tolv")
    let rates = ["--field", "v", "--exposure", "n"]
    try refused("\(a),-1,1\n\(b),2,2\n", 65, "the count is negative", rates)
    try refused("\(a),1,-4\n\(b),2,2\n", 65, "the exposure is negative", rates)
    try refused("\(a),0,1\n\(b),0,2\n", 65, "all counts are 0", rates)
    try refused("\(a),1,0\n\(b),2,0\n", 65, "none of the cells has a value", rates)
    try refused("\(a),1,100\n\(b),2,200\n", 65, "all values are the same, once related", rates)
    try refused("\(a),1,1\n\(b),2,2\n", 64, "--neighbours", ["--field", "v", "--neighbours", "king"])
    try refused("\(a),1,1\n\(b),2,2\n", 64, "--permutations", ["--field", "v", "--permutations", "10"])
    try refused("\(a),1,1\n\(b),2,2\n", 64, "--fdr", ["--field", "v", "--fdr", "1.5"])
    try refused(
      "\(a),1,1\n\(b),2,2\n", 64, "--seed", ["--field", "v", "--permutations", "0", "--seed", "2"])
    // Nobody beside each other: a layer of statuses.
    try work.write("c.csv", head + "\(a),1,1\n\(c),2,2\n")
    let islands = try work.run(
      "hotspots", "--cells", "c.csv", "--field", "v", "--output", "o.csv", "--stats", "s.json")
    #expect(islands.code == 0 && islands.errors.contains("nothing could be tested"), "\(islands.errors)")
    #expect(try work.table("o.csv").allSatisfy { $0["status"] == "no_neighbours" && $0["gi_p"] == "" })
    #expect((try work.json("s.json")["global_moran"] as? [String: Any])?["i"] is NSNull)
    let tables = try work.run("hotspots", "--cells", "c.csv", "--field", "v")
    #expect(tables.code == 0 && tables.output.contains("0 of 2 cells tested"), "\(tables.output)")
  }

  @Test(.english) func aDryRunTellsColumnsAndRefusesTheSame() throws {
    let work = try Workspace()
    try work.write("c.csv", Self.table())
    let dry = try work.run("hotspots", "--dry-run", "--cells", "c.csv", "--field", "v", "--exposure", "folk")
    #expect(
      dry.code == 0 && dry.output.contains("value: v") && dry.output.contains("exposure: folk"), "\(dry.output)")
    let lacking = try work.run("hotspots", "--dry-run", "--cells", "c.csv", "--field", "w", "--output", "no/o.csv")
    #expect(lacking.code == 64 && lacking.errors.contains("no such column") && lacking.errors.contains("no/o.csv"))
  }

  @Test func zonesAreNeighboursByTheirBorders() throws {
    let work = try Workspace()
    var zones: [String] = []
    for row in 0..<6 {
      for column in 0..<6 {
        let (e, n) = (600_000 + Double(column) * 1000, 6_600_000 + Double(row) * 1000)
        zones.append(
          SmallWorld.feature(
            "\"kod\":\"Z\(row)\(column)\",\"v\":\(row < 3 && column < 3 ? 20 + column : (row * 7 + column * 3) % 5)",
            SmallWorld.box(e, n, e + 1000, n + 1000)))
      }
    }
    try work.write("z.geojson", SmallWorld.layer(zones))
    for (neighbours, corner, inner) in [("queen", "3", "8"), ("rook", "2", "4"), ("1000", "2", "4")] {
      let run = try work.run(
        "hotspots", "--cells", "z.geojson", "--key", "kod", "--field", "v", "--neighbours", neighbours,
        "--permutations", "9999", "--output", "o.csv", "--output", "o.gpkg")
      #expect(run.code == 0 && run.output.contains("36 av 36 zoner"), "\(run.errors)\(run.output)")
      let rows = try work.table("o.csv")
      func row(_ key: String) -> [String: String] { rows.first { $0["kod"] == key } ?? [:] }
      #expect(row("Z00")["neighbours"] == corner && row("Z11")["neighbours"] == inner)
      #expect((Double(row("Z11")["gi_z"] ?? "") ?? 0) > 2 && (Double(row("Z11")["gi_p"] ?? "") ?? 1) < 0.01)
    }
    // Its own output serves again as zones.
    let again = try work.run("hotspots", "--cells", "o.gpkg", "--key", "kod", "--field", "gi_z", "--output", "p.csv")
    #expect(again.code == 0, "\(again.errors)")
  }

  /// Highest first, of equal ones the southern; zeros lead nowhere; what was as high as the last before was among them.
  @Test(.english) func theHighestCellsOfEachArea() throws {
    let work = try Workspace()
    // Three cells in A, of the fourth less than half; two in B, one of them with nothing.
    let rows = [
      (0, 0, 4, 1), (250, 0, 7, 9), (500, 0, 4, 9), (750, 0, 99, 0), (5000, 0, 0, 3), (5250, 0, 2, 0),
    ]
    try work.write(
      "c.csv",
      "ruta,size_m,nu,fore\n"
        + rows.map { "\(560_000 + $0.0)\(6_590_000 + $0.1),250,\($0.2),\($0.3)\n" }.joined())
    try work.write(
      "a.geojson",
      SmallWorld.layer([
        SmallWorld.feature("\"id\":\"A\",\"name\":\"Ängen\"", SmallWorld.box(560_000, 6_590_000, 560_850, 6_590_250)),
        SmallWorld.feature("\"id\":\"B\"", SmallWorld.box(565_000, 6_590_000, 565_500, 6_590_250)),
        SmallWorld.feature("\"id\":\"C\"", SmallWorld.box(600_000, 6_590_000, 600_500, 6_590_250)),
      ]))
    let flags = ["hotspots", "--cells", "c.csv", "--field", "nu", "--within", "a.geojson", "--before", "fore"]
    let run = try work.run(arguments: flags + ["--top", "2", "--stats", "s.json"])
    #expect(run.code == 0 && run.errors.contains("1 areas have no cells"), "\(run.errors)")
    let within = try work.json("s.json")["within"] as? [[String: Any]] ?? []
    func top(_ area: Int) -> [String] {
      (within[area]["top"] as? [[String: Any]] ?? []).compactMap { $0["ruta"] as? String }
    }
    #expect(within.map { $0["units"] as? Int } == [3, 2, 0])
    #expect(top(0) == ["5602506590000", "5600006590000"] && top(1) == ["5652506590000"] && top(2).isEmpty)
    #expect(within.map { $0["tied"] as? Int } == [1, 0, 0])
    #expect(within.map { $0["same_as_before"] as? Int } == [1, 0, nil])
    let table = try work.run(arguments: flags)
    #expect(table.code == 0 && table.output.contains("The 5 highest in each area: nu"), "\(table.output)")
    let dry = try work.run(arguments: flags + ["--dry-run"])
    #expect(dry.code == 0 && dry.output.contains("before: fore") && dry.output.contains("a.geojson"), "\(dry.output)")
    for (flags, words) in [
      (["--top", "3"], "--top needs --within"), (["--before", "fore"], "--before needs --within"),
    ] {
      let run = try work.run(arguments: ["hotspots", "--cells", "c.csv", "--field", "nu"] + flags)
      #expect(run.code == 64 && run.errors.contains(words), "\(run.errors)")
    }
  }

  /// With an exposure the highest are those of the highest rates, and so were those before.
  @Test(.english) func theHighestRatesOfAnArea() throws {
    let work = try Workspace()
    // Many events among many people, few among few; no event; no people.
    let rows = [(40, 4000, 90), (12, 100, 1), (9, 90, 0), (0, 100, 8), (6, 0, 9)]
    try work.write(
      "c.csv",
      "ruta,size_m,nu,folk,fore\n"
        + rows.enumerated().map { "\(560_000 + $0 * 250)6590000,250,\($1.0),\($1.1),\($1.2)\n" }.joined())
    try work.write(
      "a.geojson",
      SmallWorld.layer([SmallWorld.feature("\"id\":\"A\"", SmallWorld.box(560_000, 6_590_000, 561_250, 6_590_250))]))
    let run = try work.run(
      "hotspots", "--cells", "c.csv", "--field", "nu", "--exposure", "folk", "--within", "a.geojson", "--before",
      "fore",
      "--top", "2", "--stats", "s.json")
    #expect(run.code == 0, "\(run.errors)")
    let within = try work.json("s.json")["within"] as? [[String: Any]] ?? []
    let top = within.first?["top"] as? [[String: Any]] ?? []
    #expect(top.map { $0["ruta"] as? String } == ["5602506590000", "5605006590000"])
    #expect(top.map { $0["value"] as? Double } == [12, 9])
    let rates = top.compactMap { $0["rate_z"] as? Double }
    #expect(rates.count == 2 && rates[0] > rates[1] && rates[1] > 0)
    // Before, the highest rates were those of the fourth cell and the first.
    #expect(within.first?["same_as_before"] as? Int == 0)
  }

  @Test(arguments: ["sv", "en"])
  func tables(_ language: String) throws {
    let work = try Workspace()
    try work.write("c.csv", Self.table())
    let run = try work.run("hotspots", "--cells", "c.csv", "--field", "v", "--lang", language)
    #expect(run.code == 0)
    try Golden.check(run.output, "hotspots-\(language).txt")
  }
}
