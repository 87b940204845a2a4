import Foundation
import TestSupport
import Testing

/// `incidents --partial` and `rutverk merge`, through the real binary: parts of any cut give what one run gives.
@Suite(.english) struct IncidentPartialTests {
  /// Everything that counts by row at once.
  private static let every = [
    "--period", "month", "--category-field", "typ", "--link-field", "koppling", "--hierarchy", "lpo,region",
    "--population-field", "folk", "--hotspots", "3", "--hotspots-within", "--trend", "--parents", "units.geojson",
    "--units", "--peers-field", "lpo", "--country-population", "2000",
  ]

  private static let units = SmallWorld.layer([
    SmallWorld.feature("\"id\":\"U1\",\"name\":\"Väst\"", SmallWorld.box(600_750, 6_599_000, 602_000, 6_601_000)),
    SmallWorld.feature("\"id\":\"U2\",\"name\":\"Syd\"", SmallWorld.box(599_000, 6_601_000, 601_000, 6_603_000)),
    SmallWorld.feature("\"id\":\"U3\",\"name\":\"Nord\"", SmallWorld.box(605_000, 6_605_000, 611_000, 6_611_000)),
  ])

  private func workspace() throws -> Workspace {
    let work = try IncidentWorld.workspace()
    try work.write("units.geojson", Self.units)
    return work
  }

  /// Writes the rows of `p.csv` as so many parts, and a partial result of each.
  private func parts(
    _ work: Workspace, _ count: Int, _ options: [String], _ split: (Int) -> Int
  ) throws -> [String] {
    let lines = IncidentWorld.points.split(separator: "\n")
    return try (0..<count).map { part in
      let rows = lines.dropFirst().enumerated().filter { split($0.offset) == part }.map(\.element)
      try work.write("\(part).csv", ([lines[0]] + rows).joined(separator: "\n") + "\n")
      let run = try work.run(
        arguments: ["incidents", "--points", "\(part).csv", "--areas", "a.geojson", "--partial", "\(part).part"]
          + options)
      try #require(run.code == 0, "\(run.errors)")
      #expect(run.output.isEmpty)
      return "\(part).part"
    }
  }

  private func expectSame(_ work: Workspace, _ a: String, _ b: String) throws {
    #expect(try work.bytes(a + ".csv") == work.bytes(b + ".csv"))
    #expect(try work.bytes(a + ".geojson") == work.bytes(b + ".geojson"))
    var (first, second) = (try work.json(a + ".json"), try work.json(b + ".json"))
    (first["run"], second["run"]) = (nil, nil)
    #expect(NSDictionary(dictionary: first) == NSDictionary(dictionary: second))
  }

  private func outputs(_ name: String) -> [String] {
    ["--output", name + ".csv", "--output", name + ".geojson", "--stats", name + ".json"]
  }

  @Test(arguments: [[], ["--period", "all"], ["--from", "2022-10-01", "--to", "2023-02-28"], ["--exclude", "A2"]])
  func mergedPartsAreTheWhole(_ options: [String]) throws {
    let work = try workspace()
    let whole = try work.run(arguments: IncidentWorld.base + options + outputs("whole"))
    try #require(whole.code == 0, "\(whole.errors)")
    var dice = SeededRandom(options.count)
    for count in [1, 2, 4, 16] {
      // Of sixteen parts some are empty.
      let of = (0..<13).map { _ in dice.below(count) }
      let names = try parts(work, count, options) { of[$0] }.shuffled(using: &dice)
      let merged = try work.run(arguments: ["merge"] + names + outputs("merged"))
      #expect(merged.code == 0, "\(merged.errors)")
      try expectSame(work, "whole", "merged")
    }
  }

  /// Also what needs rows in time or place: series, trends, charts, squares, units with and without areas.
  @Test func everythingThatCountsMerges() throws {
    let work = try workspace()
    func further(_ name: String) -> [String] {
      ["--series", name + "-series.csv", "--chart", name + ".svg", "--hotspots-output", name + "-spots.geojson"]
    }
    let whole = try work.run(arguments: IncidentWorld.base + Self.every + outputs("whole") + further("whole"))
    try #require(whole.code == 0, "\(whole.errors)")
    let names = try parts(work, 3, Self.every) { $0 * 7 % 3 }
    for order in [names, names.reversed()] {
      let merged = try work.run(arguments: ["merge"] + order + outputs("merged") + further("merged"))
      #expect(merged.code == 0, "\(merged.errors)")
      try expectSame(work, "whole", "merged")
      for file in ["-series.csv", ".svg", "-spots.geojson"] {
        #expect(try work.bytes("merged" + file) == work.bytes("whole" + file))
      }
    }
    // Parts of parts, through standard output; the same bytes whatever is merged first.
    #expect(try work.shell("\(Tool.path) merge \(names[0]) \(names[2]) --partial - > both").code == 0)
    #expect(try work.run("merge", "both", names[1], "--partial", "left").code == 0)
    #expect(try work.run("merge", names[2], names[1], names[0], "--partial", "right").code == 0)
    #expect(try work.bytes("left") == work.bytes("right"))
    #expect(try work.run(arguments: ["merge", "left"] + outputs("merged")).code == 0)
    try expectSame(work, "whole", "merged")
  }

  /// The files that the parts were made with are read again, and must be what they were.
  @Test func inputsAreLookedFor() throws {
    let work = try workspace()
    let names = try parts(work, 2, []) { $0 % 2 }
    try FileManager.default.createDirectory(atPath: work.path("else"), withIntermediateDirectories: true)
    try FileManager.default.moveItem(atPath: work.path("a.geojson"), toPath: work.path("else/a.geojson"))
    let lost = try work.run(arguments: ["merge"] + names + ["--stats", "s.json"])
    #expect(lost.code == 66 && lost.errors.contains("a.geojson"), "\(lost.errors)")
    let found = try work.run(arguments: ["merge"] + names + ["--inputs", "else", "--stats", "s.json"])
    #expect(found.code == 0, "\(found.errors)")
    try work.write("else/a.geojson", IncidentWorld.areas.replacingOccurrences(of: "Utby", with: "Nyby"))
    let changed = try work.run(arguments: ["merge"] + names + ["--inputs", "else", "--stats", "s.json"])
    #expect(changed.code == 65 && changed.errors.contains("the content of the areas differs"), "\(changed.errors)")
  }

  @Test func partsThatDoNotBelongTogether() throws {
    let work = try workspace()
    let first = try parts(work, 2, []) { $0 % 2 }
    func refused(_ name: String, _ options: [String], _ text: String) throws {
      let made = try work.run(
        arguments: ["incidents", "--points", "1.csv", "--areas", "a.geojson", "--partial", name] + options)
      try #require(made.code == 0, "\(made.errors)")
      let run = try work.run("merge", first[0], name)
      #expect(run.code == 65 && run.errors.contains(text), "\(run.errors)")
    }
    try refused("x", ["--period", "month"], "period differs")
    try refused("x", ["--low-count", "5"], "low_count differs: \"5\" (expected \"20\" as there)")
    try refused("x", ["--timezone", "UTC"], "timezone differs")
    try refused("x", ["--areas-where", "id <> 'A3'"], "area_input.filter differs")
    try refused("x", ["--category-field", "typ"], "category differs")
    let twice = try work.run("merge", first[0], first[1], first[0])
    #expect(twice.code == 65 && twice.errors.contains("stands twice"), "\(twice.errors)")
    try #require(try work.run("merge", first[0], first[1], "--partial", "both").code == 0)
    let within = try work.run("merge", "both", first[1])
    #expect(within.code == 65 && within.errors.contains("stands twice"), "\(within.errors)")
  }

  /// Parts that count the same are told apart by their names.
  @Test func twins() throws {
    let work = try workspace()
    for name in ["a", "b"] {
      try work.write("\(name).csv", "e,n\n601100,6600100\n")
      for part in ["", name] {
        let run = try work.run(
          arguments: ["incidents", "--points", "\(name).csv", "--areas", "a.geojson", "--partial", "\(name)\(part)"]
            + (part.isEmpty ? [] : ["--part", part]))
        try #require(run.code == 0, "\(run.errors)")
      }
    }
    #expect(try work.bytes("a") == work.bytes("b"))
    let same = try work.run("merge", "a", "b")
    #expect(same.code == 65 && same.errors.contains("--part"), "\(same.errors)")
    #expect(try work.run("merge", "aa", "bb", "--stats", "s.json").code == 0)
    #expect((try work.json("s.json")["totals"] as? [String: Any])?["points"] as? Int == 2)
  }

  @Test func optionsThatDoNotGoWithParts() throws {
    let work = try workspace()
    func usage(_ arguments: [String], _ text: String) throws {
      let run = try work.run(arguments: arguments)
      #expect(run.code == 64 && run.errors.contains(text), "\(run.errors)")
    }
    let part = IncidentWorld.base + ["--partial", "p.part"]
    try usage(part + ["--series", "s.csv"], "--series shows a part of the points only")
    try usage(part + ["--hotspots", "3", "--hotspots-output", "s.csv"], "give it to `rutverk merge`")
    try usage(IncidentWorld.base + ["--part", "1"], "--part goes with --partial")
    try usage(["incidents", "--counts", "c.csv", "--partial", "p.part"], "--counts does not go with --partial")
    try usage(IncidentWorld.base + ["--output", "-", "--partial", "-"], "standard output can be given only once")
    try #require(try work.run(arguments: part).code == 0)
    try usage(["merge", "p.part", "--min-phones", "5"], "--min-phones is not for parts of incidents")
    try usage(["merge", "p.part", "--delimiter", ";"], "--delimiter is not for parts of incidents")
    try usage(["merge", "p.part", "--hotspots-output", "h.csv"], "made without --hotspots")
    // With figures of the part beside it, a run of its own.
    #expect(try work.run(arguments: part + ["--stats", "s.json"]).code == 0)
    #expect((try work.json("s.json")["totals"] as? [String: Any])?["points_read"] as? Int == 13)
  }

  @Test func cutAndForeignFiles() throws {
    let work = try workspace()
    let names = try parts(work, 1, []) { _ in 0 }
    let bytes = try work.bytes(names[0])
    func refused(_ bytes: Data) throws {
      try bytes.write(to: URL(fileURLWithPath: work.path("changed")))
      let run = try work.run("merge", "changed")
      #expect(run.code == 65 && run.errors.contains("partial result"), "\(run.errors)")
    }
    for length in [0, 7, 15, 16, 40, bytes.count / 2, bytes.count - 1] { try refused(bytes.prefix(length)) }
    for offset in stride(from: 0, to: bytes.count, by: bytes.count / 7) {
      var changed = bytes
      changed[offset] ^= 0x10
      try refused(changed)
    }
    let lost = try work.run("merge", "nowhere.part")
    #expect(lost.code == 66, "\(lost.errors)")
  }
}
