import Foundation
import Testing

/// Help, definitions, tables and files of a small world, word for word.
@Suite struct GoldenTests {
  @Test(arguments: [
    "", "index", "sensitivity", "overlay", "coverage", "footprint", "merge", "salt", "incidents", "compare", "change",
    "suggest",
    "hotspots", "areas", "map", "profile", "generate", "generate grid", "generate areas", "generate zones",
    "generate stations", "generate events", "generate points", "generate report", "generate assessments", "schema",
    "demo", "run",
  ])
  func help(_ command: String) throws {
    let words = command.split(separator: " ").map(String.init)
    let run = try Workspace().run(arguments: words + ["--help"])
    #expect(run.code == 0)
    try Golden.check(run.output, "help\(words.map { "-" + $0 }.joined()).txt")
  }

  @Test(arguments: ["livsvillkor", "scb", "deso"])
  func definitions(_ name: String) throws {
    let run = try Workspace().run("index", "--print-definition", "--definition", name)
    #expect(run.code == 0)
    try Golden.check(run.output, "definition-\(name).yaml")
  }

  /// The cases of the report's footnote 24, each with its areas and totals as the binary writes them.
  @Test func footnote24() throws {
    let work = try Workspace()
    try work.write("s.csv", "station,e,n\nIN,560500,6590500\nHALF,561000,6590500\nOUT,580000,6590500\n")
    try work.write("a.geojson", HandFootprint.area)
    var text = ""
    for (name, stations) in [
      ("one event in the area", ["IN"]), ("two events, one in the area", ["IN", "OUT"]),
      ("two events in the area", ["IN", "IN"]),
      ("ten events, one in the area", ["IN"] + [String](repeating: "OUT", count: 9)),
      ("a circle half inside", ["HALF"]), ("two events, one outside, one half inside", ["OUT", "HALF"]),
    ] {
      let rows = stations.enumerated().map { "p,2021-03-01T\($0 + 10):00:00,\($1)\n" }
      try work.write("e.csv", "phone,timestamp,station\n" + rows.joined())
      let run = try work.run(
        "footprint", "--events", "e.csv", "--stations", "s.csv", "--areas", "a.geojson", "--output", "o.csv",
        "--stats",
        "s.json")
      #expect(run.code == 0, "\(run.errors)")
      let totals = try work.json("s.json")["totals"] as? [String: Any] ?? [:]
      text += "\(name)\n\(try work.text("o.csv"))"
      for key in ["phone_days", "inside", "outside", "residual"] { text += "\(key) \(totals[key] ?? "–")\n" }
    }
    try Golden.check(text, "footnote24.txt")
  }

  @Test(arguments: ["sv", "en"])
  func footprintTables(_ language: String) throws {
    let command =
      ["footprint", "--events", FootprintInputTests.eventsFile, "--lang", language] + FootprintInputTests.rest
    let radii = try Workspace().run(
      arguments: command + ["--radius", "500", "--radius", "250", "--radius", "1000"])
    let few = try Workspace().run(arguments: command + ["--min-phones", "20"])
    #expect(radii.code == 0 && few.code == 0, "\(radii.errors) \(few.errors)")
    try Golden.check(radii.output + "\n" + few.output, "footprint-\(language).txt")
  }

  @Test(arguments: ["sv", "en"])
  func tables(_ language: String) throws {
    let work = try Workspace()
    try work.write("rutor.csv", SmallWorld.good)
    try work.write("omraden.geojson", SmallWorld.areas)
    let index = try work.run("index", "rutor.csv", "--lang", language)
    #expect(index.code == 0)
    #expect(try work.run("index", "rutor.csv", "--output", "index.csv").code == 0)
    let overlay = try work.run("overlay", "--cells", "index.csv", "--areas", "omraden.geojson", "--lang", language)
    #expect(overlay.code == 0)
    try Golden.check(index.output + "\n" + overlay.output, "tables-\(language).txt")
    let dry =
      try work.run("index", "rutor.csv", "--dry-run", "--lang", language).output
      + work.run("overlay", "--cells", "index.csv", "--areas", "omraden.geojson", "--dry-run", "--lang", language)
      .output
      + work.run("coverage", "--areas", "omraden.geojson", "--dry-run", "--lang", language).output
    try Golden.check(dry, "dry-run-\(language).txt")
  }

  /// Cells: 100, 50, 70 people in three 250 m cells, 26 on the other 13 squares of the 1000 m cell around them. A is half
  /// of the first cell: 50 people. B is the second and the third: 120.
  @Test func files() throws {
    let work = try Workspace()
    try work.write("rutor.csv", SmallWorld.good)
    try work.write("omraden.geojson", SmallWorld.areas)
    #expect(
      try work.run(
        "index", "rutor.csv", "--output", "index.csv", "--output", "index.geojson", "--stats", "index.json"
      ).code == 0)
    #expect(
      try work.run(
        "overlay", "--cells", "index.csv", "--areas", "omraden.geojson", "--output", "areas.csv", "--stats",
        "areas.json"
      ).code == 0)
    #expect(
      try work.run("coverage", "--areas", "omraden.geojson", "--cells", "rutor.csv", "--output", "coverage.csv").code
        == 0)
    for name in ["index.csv", "index.geojson", "index.json", "areas.csv", "areas.json", "coverage.csv"] {
      try Golden.check(try work.text(name), name)
    }
    let rows = try work.table("areas.csv")
    #expect(rows.map { $0["population"] } == ["50", "120", ""])
    #expect(rows.map { $0["cells"] } == ["1", "2", "0"])
    #expect(rows.map { $0["class"] } == ["utsatt", "sarskilt_utsatt", "risk"])
    let remainder = try work.table("index.csv").first { $0["size_m"] == "1000" }
    #expect(remainder?["population"] == "26")
  }
}
