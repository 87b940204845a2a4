import Foundation
import Testing

/// `rutverk change` through the real binary.
@Suite struct ChangeCommandTests {
  private static let definition = """
    name: prov
    population: [population]
    groups: [g]
    variables:
      a: {group: g, value: [a], worse: high}
      b: {group: g, value: [b], worse: high}
    """

  /// A cell of a 5 × 4 block of 250 m cells, whose index rises with its number.
  private static func row(_ i: Int, a: Double? = nil, people: Int? = nil) -> String {
    let (e, n) = (600_000 + 250 * (i % 5), 6_600_000 + 250 * (i / 5))
    return "\(e)\(n),250,\(people ?? 100 + i),\(a ?? Double(i)),\(i * i)"
  }

  private static let heading = "ruta,size_m,population,a,b\n"

  /// Two vintages of one table, the new one made with the old one's reference; `change` edits its rows.
  private func workspace(_ change: (inout [String]) -> Void) throws -> Workspace {
    let work = try Workspace()
    try work.write("d.yaml", Self.definition)
    var rows = (0..<20).map { Self.row($0) }
    try work.write("t1.csv", Self.heading + rows.joined(separator: "\n") + "\n")
    change(&rows)
    try work.write("t2.csv", Self.heading + rows.joined(separator: "\n") + "\n")
    for arguments in [
      ["t1.csv", "--output", "o1.gpkg", "--output", "o1.csv", "--output", "o1.shp", "--stats", "s1.json"],
      [
        "t2.csv", "--reference", "s1.json", "--output", "o2.gpkg", "--output", "o2.csv", "--output", "o2.shp",
        "--stats", "x.json",
      ],
      ["t2.csv", "--output", "own.gpkg", "--stats", "own.json"],
    ] {
      let run = try work.run(arguments: ["index", "--definition", "d.yaml"] + arguments)
      #expect(run.code == 0, "\(run.errors)")
    }
    return work
  }

  private func units(_ work: Workspace, _ file: String) throws -> [String: [String: Any]] {
    let features = try work.json(file)["features"] as? [[String: Any]] ?? []
    var result: [String: [String: Any]] = [:]
    for feature in features {
      guard var unit = feature["properties"] as? [String: Any] else { continue }
      unit["geometry"] = feature["geometry"]
      result["\(unit["ruta"] as? String ?? "") \(unit["size_m"] as? Int ?? 0)"] = unit
    }
    return result
  }

  /// What was changed comes out, and nothing else: in every format, since each layer tells its reference.
  @Test(.english) func knownChangesAndNoOthers() throws {
    let work = try workspace {
      $0[2] = Self.row(2, a: 19)
      $0[4] = Self.row(4, people: 5)
      $0.remove(at: 7)
      $0.append("6002506605000,250,70,3,3")
    }
    try work.write(
      "a.geojson",
      SmallWorld.layer([
        SmallWorld.feature(
          "\"id\":\"A\",\"name\":\"Ängen\",\"class\":\"UO\"", SmallWorld.box(600_000, 6_600_000, 600_625, 6_600_250)),
        SmallWorld.feature(
          "\"id\":\"B\",\"name\":\"Backen\",\"class\":\"RO\"", SmallWorld.box(700_000, 6_600_000, 700_625, 6_600_250)),
      ]))
    for ending in ["gpkg", "csv", "shp"] {
      let run = try work.run(
        "change", "o1.\(ending)", "o2.\(ending)", "--areas", "a.geojson", "--output", "c.geojson", "--stats", "c.json"
      )
      #expect(run.code == 0, "\(run.errors)")
      let found = try units(work, "c.geojson")
      #expect(found.count == 21)
      func unit(_ i: Int) -> [String: Any] { found[String(Self.row(i).prefix(13)) + " 250"] ?? [:] }
      #expect(unit(2)["status"] as? String == "both" && (unit(2)["class_change"] as? Int ?? 0) >= 2)
      #expect((unit(2)["index_change"] as? Double ?? 0) > 0.5 && unit(2)["population_change"] as? Double == 0)
      #expect(unit(4)["status"] as? String == "no_index_new" && unit(4)["index_change"] is NSNull)
      #expect(unit(4)["population_change"] as? Double == -99 && unit(4)["class_old"] as? Int == 2)
      #expect(unit(7)["status"] as? String == "only_old" && unit(7)["index_new"] is NSNull)
      #expect(found["6002506605000 250"]?["status"] as? String == "only_new")
      for i in 0..<20 where ![2, 4, 7].contains(i) {
        #expect(unit(i)["status"] as? String == "both" && unit(i)["ground_changed"] as? Int == 0)
        for name in ["index_change", "percentile_change", "class_change", "population_change"] {
          #expect(unit(i)[name] as? Double == 0, "\(ending) \(i) \(name)")
        }
      }
      let stats = try work.json("c.json")
      let total = stats["total"] as? [String: Any] ?? [:]
      #expect((total["worse"] as? [String: Any])?["units"] as? Int == 1)
      #expect((total["better"] as? [String: Any])?["units"] as? Int == 0)
      #expect((total["same"] as? [String: Any])?["units"] as? Int == 17)
      #expect(total["net_units"] as? Int == 1 && total["net_population"] as? Double == 102)
      let large = stats["large_changes"] as? [[String: Any]] ?? []
      #expect(large.map { $0["ruta"] as? String } == [String(Self.row(2).prefix(13))])
      // The area holds cells 0 and 1 and half of cell 2.
      let areas = stats["areas"] as? [[String: Any]] ?? []
      #expect(areas.map { $0["id"] as? String } == ["A", "B"])
      #expect(areas[0]["population_old"] as? Double == 252)
      #expect((areas[0]["worse"] as? [String: Any])?["population_new"] as? Double == 51)
      #expect(areas[1]["population_old"] is NSNull && areas[1]["percentile_mean_old"] is NSNull)
    }
  }

  /// A cell is its size and corner: sixteen 250 m cells that became one of 1000 m are not joined with it, nor is one of them.
  @Test(.english) func cellsOfOtherSizes() throws {
    let work = try workspace {
      $0.removeAll { $0.hasPrefix("6000006600000") || $0.hasPrefix("6002506600000") }
      $0.append("6000006600000,1000,400,3,3")
    }
    let run = try work.run("change", "o1.gpkg", "o2.gpkg", "--output", "c.geojson", "--stats", "c.json")
    #expect(run.code == 0 && run.errors.contains("o1.gpkg: 2 cells with 201"), "\(run.errors)")
    let found = try units(work, "c.geojson")
    #expect(found["6000006600000 250"]?["status"] as? String == "only_old")
    let coarse = found["6000006600000 1000"] ?? [:]
    #expect(coarse["status"] as? String == "only_new" && coarse["index_old"] is NSNull)
    let stats = try work.json("c.json")
    #expect(stats["regrouped_old"] as? Int == 2 && stats["regrouped_new"] as? Int == 1)
    // Its shape is that of its own vintage: what the 14 cells that are left leave of it.
    #expect(coarse["geometry"] is [String: Any])
    // A coarse cell in both, around other finer cells, is joined, and said to be other ground.
    let wide = ["index", "--definition", "d.yaml", "--reference", "s1.json"]
    // Cell 0 of the block is gone, so that the coarse cell has its ground; before it had 1000 × 1000 m less 16 cells.
    try work.write(
      "t3.csv",
      Self.heading + (0..<15).map { Self.row($0) }.joined(separator: "\n") + "\n6000006600000,1000,400,3,3\n")
    try work.write(
      "t4.csv",
      Self.heading + (1..<15).map { Self.row($0) }.joined(separator: "\n") + "\n6000006600000,1000,400,3,3\n")
    #expect(try work.run(arguments: wide + ["t3.csv", "--output", "o3.csv", "--stats", "x.json"]).code == 0)
    #expect(try work.run(arguments: wide + ["t4.csv", "--output", "o4.csv", "--stats", "x.json"]).code == 0)
    let remainders = try work.run("change", "o3.csv", "o4.csv", "--output", "c.geojson", "--stats", "c.json")
    #expect(
      remainders.code == 0 && remainders.errors.contains("1 coarse cells are in both vintages"),
      "\(remainders.errors)")
    let joined = try units(work, "c.geojson")["6000006600000 1000"] ?? [:]
    #expect(joined["status"] as? String == "both" && joined["ground_changed"] as? Int == 1)
  }

  @Test(.english) func unlikeReferences() throws {
    let work = try workspace { $0[2] = Self.row(2, a: 19) }
    func run(_ arguments: String...) throws -> Workspace.Run { try work.run(arguments: ["change"] + arguments) }
    let refused = try run("o1.gpkg", "own.gpkg", "--output", "c.csv")
    #expect(refused.code == 65 && refused.errors.contains("different references"), "\(refused.errors)")
    #expect(!work.names.contains("c.csv"))
    let own = try run("o1.gpkg", "own.gpkg", "--own-references", "--output", "c.csv", "--lang", "en")
    #expect(own.code == 0 && own.output.contains("its own reference"), "\(own.errors)")
    let heading = try work.text("c.csv").split(separator: "\n").first ?? ""
    #expect(heading.contains("percentile_change") && !heading.contains("index") && !heading.contains("class"))
    // Where a layer does not tell, that is a question; its statistics answer it.
    let lines = try work.text("o1.csv").split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    try work.write("old.csv", lines.map { $0.dropLast().joined(separator: ",") }.joined(separator: "\n") + "\n")
    for dry in [[], ["--dry-run"]] {
      let asked = try work.run(arguments: ["change", "old.csv", "o2.csv", "--output", "d.csv"] + dry)
      #expect(asked.code == 64 && asked.errors.contains("nothing tells which reference"), "\(asked.errors)")
    }
    #expect(try run("old.csv", "o2.csv", "--old-reference", "s1.json", "--output", "d.csv").code == 0)
    let wrong = try run("old.csv", "o2.csv", "--old-reference", "own.json", "--output", "d.csv")
    #expect(wrong.code == 65 && wrong.errors.contains("different references"))
    let contradicted = try run("o1.csv", "o2.csv", "--old-reference", "own.json", "--output", "d.csv")
    #expect(contradicted.code == 65 && contradicted.errors.contains("than the statistics hold"))
    for (arguments, words) in [
      (["--own-references", "--old-reference", "s1.json"], "does not go with"),
      (["--old-crs", "EPSG:3006"], "need --key"),
      (["--id-field", "id"], "need --areas"),
    ] {
      let usage = try work.run(arguments: ["change", "o1.csv", "o2.csv"] + arguments)
      #expect(usage.code == 64 && usage.errors.contains(words), "\(usage.errors)")
    }
    try work.write(
      "mixed.csv", try work.text("o1.csv") + "7000006600000,250,100,1,0,1,0,0,0,50,3,ok,,,ffffffffffffffff\n")
    let mixed = try run("mixed.csv", "o2.csv", "--output", "d.csv")
    #expect(mixed.code == 65 && mixed.errors.contains("several references"), "\(mixed.errors)")
    let missing = try run("t1.csv", "o2.csv", "--output", "d.csv")
    #expect(missing.code == 65 && missing.errors.contains("no column holds the percentile"))
  }

  /// Zones are joined by their key, with the outline of the new vintage, or of the old one where only that has the zone.
  @Test(.english) func zones() throws {
    let work = try Workspace()
    try work.write("d.yaml", Self.definition)
    func zone(_ key: String, _ a: Int, _ west: Double, width: Double = 1000) -> String {
      SmallWorld.feature(
        "\"kod\":\"\(key)\",\"population\":100,\"a\":\(a),\"b\":\(a * a)",
        SmallWorld.box(west, 6_600_000, west + width, 6_601_000))
    }
    let old = (0..<6).map { zone("0\($0)", $0, 600_000 + 1000 * Double($0)) }
    try work.write("z1.geojson", SmallWorld.layer(old))
    try work.write(
      "z2.geojson",
      SmallWorld.layer(
        [zone("01", 5, 601_000)] + Array(old[2..<5]) + [zone("05", 5, 605_000, width: 1500), zone("09", 1, 609_000)]))
    for (input, extra) in [("z1", []), ("z2", ["--reference", "s.json"])] as [(String, [String])] {
      let run = try work.run(
        arguments: [
          "index", "\(input).geojson", "--key", "kod", "--definition", "d.yaml", "--output", "\(input).gpkg",
        ]
          + extra + ["--stats", extra.isEmpty ? "s.json" : "x.json"])
      #expect(run.code == 0, "\(run.errors)")
    }
    try work.write(
      "a.geojson",
      SmallWorld.layer([
        SmallWorld.feature("\"id\":\"A\"", SmallWorld.box(601_500, 6_600_000, 602_500, 6_601_000))
      ]))
    let run = try work.run(
      "change", "z1.gpkg", "z2.gpkg", "--key", "kod", "--areas", "a.geojson", "--output", "c.geojson", "--stats",
      "c.json")
    #expect(run.code == 0 && run.errors.contains("1 zones are in both vintages with other outlines"), "\(run.errors)")
    let features = try work.json("c.geojson")["features"] as? [[String: Any]] ?? []
    #expect(features.allSatisfy { $0["geometry"] is [String: Any] })
    let found = features.compactMap { $0["properties"] as? [String: Any] }
    #expect(found.map { $0["kod"] as? String } == ["00", "01", "02", "03", "04", "05", "09"])
    #expect(
      found.map { $0["status"] as? String } == ["only_old", "both", "both", "both", "both", "both", "only_new"])
    #expect(
      found.map { ($0["index_change"] as? Double ?? 0) != 0 } == [false, true, false, false, false, false, false])
    #expect(found.map { $0["ground_changed"] as? Int } == [0, 0, 0, 0, 0, 1, 0])
    let area = (try work.json("c.json")["areas"] as? [[String: Any]])?.first ?? [:]
    #expect(abs((area["population_old"] as? Double ?? 0) - 100) < 1e-6)
    #expect(abs(((area["worse"] as? [String: Any])?["population_new"] as? Double ?? 0) - 50) < 1e-6)
  }

  @Test func tables() throws {
    let work = try workspace {
      $0[2] = Self.row(2, a: 19)
      $0.remove(at: 7)
    }
    var text = ""
    for language in ["sv", "en"] {
      let run = try work.run("change", "o1.csv", "o2.csv", "--lang", language)
      #expect(run.code == 0, "\(run.errors)")
      text += run.output + "\n"
    }
    try Golden.check(text, "change.txt")
  }
}
