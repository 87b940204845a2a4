import Foundation
import Testing

/// Help, definitions, tables and files of a small world, word for word.
@Suite struct GoldenTests {
  @Test(arguments: [
    "", "index", "overlay", "coverage", "footprint", "incidents", "compare", "generate", "generate grid",
    "generate areas", "generate zones",
    "demo",
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
