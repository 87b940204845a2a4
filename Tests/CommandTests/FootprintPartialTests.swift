import Foundation
import Testing

/// `--partial`, `rutverk merge` and the series, through the real binary.
@Suite(.english) struct FootprintPartialTests {
  private static let salt = "c0b0e1f3a58d94372b6e5f7d1184ac396a0fd2c8973e45b16c8b20f6d95a7e13"

  private static let rest = FootprintInputTests.rest + ["--period", "week"]

  private func partials(_ work: Workspace, _ split: (Substring) -> Int, flags: [String] = []) throws -> [String] {
    try work.write("salt.txt", "\(Self.salt)\n")
    let (header, rows) = try FootprintInputTests.events()
    let parts = Dictionary(grouping: rows) { split($0[0]) }.sorted { $0.key < $1.key }.map(\.value)
    return try parts.enumerated().map { number, rows in
      let name = "part\(number)"
      try work.write(
        "\(name).csv", ([header] + rows.map { $0.joined(separator: ",") }).joined(separator: "\n") + "\n")
      let run = try work.run(
        arguments: ["footprint", "--events", "\(name).csv"] + Self.rest + flags
          + ["--partial", name, "--salt-file", "salt.txt"])
      try #require(run.code == 0, "\(run.errors)")
      #expect(run.output.isEmpty)
      return name
    }
  }

  @Test func mergedPartsAreTheWhole() throws {
    let work = try Workspace()
    func outputs(_ name: String) -> [String] {
      ["--output", "\(name).csv", "--stats", "\(name).json", "--series", "\(name)-series.csv", "--min-phones", "5"]
    }
    let whole = try work.run(
      arguments: ["footprint", "--events", FootprintInputTests.eventsFile] + Self.rest + outputs("whole"))
    #expect(whole.code == 0, "\(whole.errors)")
    let parts = try partials(work, { Int($0.utf8.last ?? 0) % 3 })
    #expect(parts.count == 3)
    for order in [parts, parts.reversed()] {
      let merged = try work.run(arguments: ["merge"] + order + outputs("merged"))
      #expect(merged.code == 0, "\(merged.errors)")
      #expect(try work.bytes("merged.csv") == work.bytes("whole.csv"))
      #expect(try work.bytes("merged-series.csv") == work.bytes("whole-series.csv"))
      var (a, b) = (try work.json("merged.json"), try work.json("whole.json"))
      (a["run"], b["run"]) = (nil, nil)
      #expect(NSDictionary(dictionary: a) == NSDictionary(dictionary: b))
    }
    // Parts of parts.
    #expect(try work.run(arguments: ["merge"] + parts[..<2] + ["--partial", "both"]).code == 0)
    #expect(try work.run(arguments: ["merge", "both", parts[2]] + outputs("merged")).code == 0)
    #expect(try work.bytes("merged.csv") == work.bytes("whole.csv"))
    let phones = Set(try FootprintInputTests.events().rows.map { String($0[0]) })
    let bytes = try work.bytes("both")
    #expect(phones.count == 357 && phones.allSatisfy { bytes.range(of: Data($0.utf8)) == nil })
  }

  /// A part is known by its events to the minute, not by what they count as: days and stations.
  @Test func twinsMergeAndThePartItselfDoesNot() throws {
    let work = try HandWorld.workspace()
    try work.write("salt.txt", "\(Self.salt)\n")
    for (name, time) in [("morning", "08:15"), ("evening", "20:15"), ("again", "08:15")] {
      try work.write("\(name).csv", "phone,timestamp,e,n\n7,2025-01-02T\(time),600100,6600100\n")
      let run = try work.run(
        "footprint", "--events", "\(name).csv", "--areas", "omraden.geojson", "--salt-file", "salt.txt", "--partial",
        name)
      try #require(run.code == 0, "\(run.errors)")
    }
    #expect(try work.bytes("morning") == work.bytes("again"))
    let both = try work.run("merge", "morning", "evening", "--stats", "m.json", "--partial", "both")
    #expect(both.code == 0, "\(both.errors)")
    #expect((try work.json("m.json")["totals"] as? [String: Any])?["events"] as? Int == 2)
    for parts in [["morning", "again"], ["both", "evening"], ["morning", "both"]] {
      let run = try work.run(arguments: ["merge"] + parts)
      #expect(run.code == 65 && run.errors.contains("the same partial result"), "\(parts): \(run.errors)")
    }
  }

  @Test func partsThatDoNotBelongTogether() throws {
    let work = try Workspace()
    let parts = try partials(work, { Int($0.utf8.last ?? 0) % 2 })
    func refused(_ names: [String], _ text: String) throws {
      let run = try work.run(arguments: ["merge"] + names)
      #expect(run.code == 65 && run.errors.contains(text), "\(run.errors)")
    }
    try refused([parts[0], parts[0]], "the same partial result")
    let (header, rows) = try FootprintInputTests.events()
    try work.write("few.csv", "\(header)\n\(rows[0].joined(separator: ","))\n")
    try work.write("other.txt", "7Qv0m1oZrXl3c9sYk8T2bJH5uWgPq4eNfDaK6iVwR1A=\n")
    func part(_ name: String, _ salt: String, _ flags: [String]) throws {
      let run = try work.run(
        arguments: ["footprint", "--events", "few.csv", "--partial", name, "--salt-file", salt]
          + FootprintInputTests.rest + flags)
      try #require(run.code == 0, "\(run.errors)")
    }
    let same = ["--period", "week", "--radius", "500"]
    try part("p-salt", "other.txt", same)
    try part("p-radius", "salt.txt", ["--period", "week", "--radius", "250"])
    try part("p-zone", "salt.txt", same + ["--timezone", "UTC"])
    try part("p-areas", "salt.txt", same + ["--areas-where", "id <> 'UO-001'"])
    for (name, text) in [
      ("p-salt", "the salt differs"), ("p-radius", "the radius differs"), ("p-zone", "timezone differs"),
      ("p-areas", "the table of areas differs"),
    ] { try refused([parts[0], name], text) }
    try work.write("text", "not a partial result")
    try refused(["text"], "text")
    let cut = try work.bytes(parts[0])
    try cut.prefix(cut.count - 100).write(to: URL(fileURLWithPath: work.path("cut")))
    try refused(["cut"], "cut")
    #expect(try work.run("merge", "nix").code == 66)
  }

  @Test func saltsAreAskedForAndStayAtHome() throws {
    let work = try Workspace()
    let run = ["footprint", "--events", FootprintInputTests.eventsFile] + FootprintInputTests.rest
    let none = try work.run(arguments: run + ["--partial", "p"])
    #expect(none.code == 64 && none.errors.contains("--salt-file"))
    let plain = [
      "tooshort", "1111111111111111", String(repeating: "1", count: 64), "", Self.salt + "0",
      "a secret of 23 letters.",
      "YSBsb25nIHNlY3JldCB0aGF0IG5vYm9keSBrbm93cyE=",
    ]
    for salt in plain {
      try work.write("s.txt", salt + "\n")
      let refused = try work.run(arguments: run + ["--partial", "p", "--salt-file", "s.txt"])
      #expect(refused.code == 65 && refused.errors.contains("rutverk salt"), "\(refused.errors)")
      #expect(salt.isEmpty || !refused.errors.contains(salt))
    }
    #expect(!work.names.contains("p"))
  }

  /// Random, for the owner alone, never over another one; and taken by footprint.
  @Test func saltsAreMade() throws {
    let work = try Workspace()
    let (first, second) = (try work.run("salt"), try work.run("salt"))
    #expect(first.code == 0 && first.output.count == 65 && first.output != second.output && first.errors.isEmpty)
    #expect(try work.run("salt", "--output", "s.txt").code == 0)
    let mode = try FileManager.default.attributesOfItem(atPath: work.path("s.txt"))[.posixPermissions] as? Int
    #expect(mode == 0o600)
    let made = try work.text("s.txt")
    let again = try work.run("salt", "--output", "s.txt")
    #expect(try again.code == 73 && again.errors.contains("there already") && work.text("s.txt") == made)
    #expect(try work.run("salt", "--output", "no/s.txt").code == 73)
    let run = ["footprint", "--events", FootprintInputTests.eventsFile] + FootprintInputTests.rest
    #expect(try work.run(arguments: run + ["--partial", "p", "--salt-file", "s.txt"]).code == 0)
  }

  @Test func theSeriesSumsToTheWhole() throws {
    let work = try Workspace()
    for period in ["day", "week"] {
      let run = try work.run(
        arguments: [
          "footprint", "--events", FootprintInputTests.eventsFile, "--period", period, "--series", "s.csv",
          "--output",
          "o.csv", "--stats", "s.json",
        ] + FootprintInputTests.rest)
      #expect(run.code == 0, "\(run.errors)")
      let rows = try work.table("s.csv")
      #expect(Set(rows.map { $0["period"] ?? "" }).count == (period == "day" ? 14 : 3))
      for area in try work.table("o.csv") {
        let own = rows.filter { $0["kind"] == "area" && $0["id"] == area["id"] }
        let sum = own.reduce(0.0) { $0 + (Double($1["dygnsavtryck"] ?? "") ?? .nan) }
        #expect(abs(sum - (Double(area["dygnsavtryck"] ?? "") ?? .nan)) < 1e-6)
      }
      let totals = try work.json("s.json")["totals"] as? [String: Any] ?? [:]
      let days = rows.filter { $0["kind"] == "total" }.reduce(0) { $0 + (Int($1["dygnsavtryck"] ?? "") ?? 0) }
      #expect(days == totals["phone_days"] as? Int)
      // Classes and outside are the total, in every period.
      for label in Set(rows.map { $0["period"] ?? "" }) {
        let period = rows.filter { $0["period"] == label }
        let parts = period.filter { ["class", "outside"].contains($0["kind"]) }
          .reduce(0.0) { $0 + (Double($1["dygnsavtryck"] ?? "") ?? .nan) }
        let total = period.first { $0["kind"] == "total" }.flatMap { Double($0["dygnsavtryck"] ?? "") } ?? .nan
        #expect(abs(parts - total) < 1e-6)
      }
    }
    let lonely = try work.run(
      arguments: ["footprint", "--events", "x.csv", "--series", "s.csv"] + FootprintInputTests.rest)
    #expect(lonely.code == 64 && lonely.errors.contains("--period"))
  }
}
