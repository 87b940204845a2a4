import Foundation
import Testing

/// Where results go, and where they cannot.
@Suite(.english) struct OutputTests {
  @Test func outputsThatCannotBeMade() throws {
    let work = try Workspace()
    try work.write("good.csv", SmallWorld.good)
    try FileManager.default.createDirectory(atPath: work.path("folder.geojson"), withIntermediateDirectories: true)
    for (target, code, part): (String, Int32, String) in [
      ("folder.geojson", 73, "folder"), ("none/x.geojson", 73, "no folder none"), ("x.foo", 73, "did you mean"),
      ("good.csv", 64, "replace the input"), ("x", 73, "extension"),
    ] {
      let run = try work.run("index", "good.csv", "--output", target)
      #expect(run.code == code && run.errors.contains(part), "\(target): \(run.errors)")
    }
    let flag = try work.run("index", "good.csv", "--outptu", "x.csv")
    #expect(flag.code == 64 && flag.errors.contains("Did you mean '--output'"))
    #expect(try work.run("index", "good.csv", "--output", "x.geojson", "--crs", "EPSG:99999").code == 64)
    #expect(try work.run("index").code == 64)
    #expect(try work.run("overlay").code == 64)
    #expect(work.names == ["folder.geojson", "good.csv"])
  }

  @Test func aFullDiskLeavesEarlierOutputs() throws {
    let work = try Workspace()
    for name in ["keep.geojson", "keep.csv", "keep.gpkg"] { try work.write(name, "earlier") }
    for name in ["keep.geojson", "keep.csv", "keep.gpkg"] {
      let run = try work.shell(
        "ulimit -f 400; rutverk index '\(Tool.project("grids/exempelstad.csv"))' --output \(name) --progress none 2> errors"
      )
      #expect(run.code == 74, "\(name)")
      #expect(try work.text("errors").contains(name))
      #expect(try work.text(name) == "earlier")
    }
    #expect(work.names == ["errors", "keep.csv", "keep.geojson", "keep.gpkg"])
  }

  @Test func everyFormatIsReadAgain() throws {
    let work = try Workspace()
    try work.write("good.csv", SmallWorld.good)
    try work.write("a.geojson", SmallWorld.areas)
    let formats = ["o.geojson", "o.gpkg", "o.fgb", "o.shp", "o.csv", "o.xlsx", "o.tsv"]
    let made = try work.run(arguments: ["index", "good.csv"] + formats.flatMap { ["--output", $0] })
    #expect(made.code == 0, "\(made.errors)")
    var answers: Set<String> = []
    for format in formats {
      let run = try work.run("overlay", "--cells", format, "--areas", "a.geojson", "--output", "r.csv")
      #expect(run.code == 0, "\(format): \(run.errors)")
      let row = try work.table("r.csv")[1]
      answers.insert("\(row["population"] ?? "") \(row["cells"] ?? "") \(row["unga_0_15_antal"] ?? "")")
    }
    #expect(answers == ["120 2 32"])
  }

  @Test func standardOutputAndCSVStatistics() throws {
    let work = try Workspace()
    try work.write("good.csv", SmallWorld.good)
    let piped = try work.run("index", "good.csv", "--output", "-")
    #expect(
      piped.code == 0 && piped.output.hasPrefix("{\"type\":\"FeatureCollection\"") && piped.output.hasSuffix("]}\n"))
    #expect(try work.run("index", "good.csv", "--stats", "s.csv").output.isEmpty)
    #expect(try work.text("s.csv").hasPrefix("section,item,field,"))
    #expect(try work.text("s.csv").contains("\nunits,,,"))
    let planar = try work.run("index", "good.csv", "--output", "-", "--crs", "EPSG:3006")
    #expect(planar.output.contains("\"crs\":") && planar.output.contains("[560000,6590000]"))
  }

  @Test func textThatASpreadsheetWouldRunIsEscaped() throws {
    let work = try Workspace()
    try work.write("good.csv", SmallWorld.good)
    try work.write(
      "a.geojson",
      SmallWorld.layer([
        SmallWorld.feature("\"id\":\"=1+1\",\"name\":\"@x\"", SmallWorld.box(560_000, 6_590_000, 560_125, 6_590_250))
      ]))
    #expect(try work.run("overlay", "--cells", "good.csv", "--areas", "a.geojson", "--output", "o.csv").code == 0)
    #expect(try work.text("o.csv").contains("\n'=1+1,'@x,"))
  }
}
