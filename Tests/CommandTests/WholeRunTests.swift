import Foundation
import Testing

/// Properties of whole runs over the bundled sample.
@Suite(.english) struct WholeRunTests {
  private let grid = Tool.project("grids/exempelstad.csv")
  private let areas = Tool.project("shapes/exempelstad_omraden.geojson")

  @Test func theSameBytesForAnyThreadsAndAnyOrderOfRows() throws {
    let work = try Workspace()
    var lines = try String(contentsOfFile: grid, encoding: .utf8).split(separator: "\n").map(String.init)
    let header = lines.removeFirst()
    try FileManager.default.createDirectory(atPath: work.path("b"), withIntermediateDirectories: true)
    try work.write("in.csv", ([header] + lines).joined(separator: "\n") + "\n")
    // A fixed shuffle: every 1,777th row, wrapping around (1,777 and 4,500 have no common divisor).
    let shuffled = lines.indices.map { lines[($0 * 1777) % lines.count] }
    try work.write("b/in.csv", ([header] + shuffled).joined(separator: "\n") + "\n")
    for (folder, threads) in [("a1", "1"), ("a2", "2"), ("b", "2")] {
      let source = folder == "b" ? "b/in.csv" : "in.csv"
      try? FileManager.default.createDirectory(atPath: work.path(folder), withIntermediateDirectories: true)
      let run = try work.run(
        "index", source, "--threads", threads, "--output", "\(folder)/o.geojson", "--output", "\(folder)/o.csv",
        "--stats",
        "\(folder)/o.json")
      #expect(run.code == 0, "\(run.errors)")
      let over = try work.run(
        "overlay", "--cells", "\(folder)/o.csv", "--areas", areas, "--threads", threads, "--output",
        "\(folder)/u.geojson",
        "--stats", "\(folder)/u.json")
      #expect(over.code == 0, "\(over.errors)")
      let cover = try work.run(
        "coverage", "--cells", source, "--areas", areas, "--threads", threads, "--output", "\(folder)/t.csv")
      #expect(cover.code == 0, "\(cover.errors)")
    }
    for file in ["o.geojson", "o.csv", "u.geojson", "t.csv"] {
      let first = try work.bytes("a1/\(file)")
      #expect(try work.bytes("a2/\(file)") == first, "\(file), threads")
      #expect(try work.bytes("b/\(file)") == first, "\(file), rows")
    }
    #expect(try work.text("a1/o.json") == work.text("a2/o.json"))
    // Rows in another order are another file.
    func withoutDigests(_ file: String) throws -> String {
      try work.text(file).replacing(/"sha256": "[0-9a-f]{64}"/, with: "").replacingOccurrences(
        of: "b/in.csv", with: "in.csv")
    }
    #expect(try withoutDigests("a1/o.json") == withoutDigests("b/o.json"))
    for folder in ["a2", "b"] {
      #expect(
        try work.text("a1/u.json")
          == work.text("\(folder)/u.json").replacingOccurrences(of: "\(folder)/", with: "a1/"))
    }
  }

  @Test func savedCoverageGivesTheSameResult() throws {
    let work = try Workspace()
    #expect(try work.run("index", grid, "--output", "c.csv").code == 0)
    #expect(
      try work.run("overlay", "--cells", "c.csv", "--areas", areas, "--output", "o.geojson", "--stats", "o.json").code
        == 0)
    for extra in [[], ["--cells", "c.csv"]] {
      #expect(try work.run(arguments: ["coverage", "--areas", areas, "--output", "t.csv"] + extra).code == 0)
      let run = try work.run(
        "overlay", "--cells", "c.csv", "--areas", areas, "--coverage", "t.csv", "--output", "p.geojson", "--stats",
        "p.json")
      #expect(run.code == 0, "\(run.errors)")
      #expect(try work.bytes("p.geojson") == work.bytes("o.geojson"))
      var (a, b) = (try work.json("o.json"), try work.json("p.json"))
      a["run"] = nil
      b["run"] = nil
      #expect(NSDictionary(dictionary: a).isEqual(NSDictionary(dictionary: b)))
    }
  }

  @Test func anIndexWithItsOwnReferenceIsTheSame() throws {
    let work = try Workspace()
    #expect(try work.run("index", grid, "--output", "a.csv", "--stats", "a.json").code == 0)
    #expect(try work.run("index", grid, "--reference", "a.json", "--output", "b.csv").code == 0)
    #expect(try work.bytes("a.csv") == work.bytes("b.csv"))
    let other = try work.run("index", grid, "--drop", "inkomst", "--reference", "a.json")
    #expect(other.code != 0 && other.errors.contains("a.json"))
  }

  @Test func classesAndOutsideSumToTheGrid() throws {
    let work = try Workspace()
    #expect(try work.run("overlay", "--cells", grid, "--areas", areas, "--stats", "s.json").code == 0)
    let stats = try work.json("s.json")
    func population(_ value: Any?) -> Double { (value as? [String: Any])?["population"] as? Double ?? .nan }
    let classes = (stats["classes"] as? [Any] ?? []).map { population($0) }
    let grid = population(stats["grid"])
    #expect(classes.count == 4 && grid > 100_000)
    #expect(abs(classes.reduce(0, +) + population(stats["outside"]) - grid) < 1e-9 * grid)
    #expect(abs(population(stats["total"]) + population(stats["outside"]) - grid) < 1e-9 * grid)
    #expect((stats["overlaps"] as? [Any])?.count == 1)
  }

  @Test func theDemoAndTheManifestsHold() throws {
    let work = try Workspace()
    let demo = try work.run("demo", "--sample", Tool.project("."), "--lang", "sv")
    #expect(demo.code == 0 && demo.output.contains("Livsvillkorsindex") && demo.output.contains("demo/omraden.json"))
    #expect(demo.output.contains("Andel av dygnsavtryck i riket"))
    for name in [
      "rutor.geojson", "rutor.csv", "rutor.json", "omraden.geojson", "omraden.json", "dygnsavtryck.geojson",
      "dygnsavtryck.csv", "dygnsavtryck.json",
    ] {
      #expect(FileManager.default.fileExists(atPath: work.path("demo/\(name)")))
    }
    // The commands in the manifests give the bundled files, byte for byte.
    for folder in ["grids", "shapes"] {
      let manifest = try String(contentsOfFile: Tool.project("\(folder)/MANIFEST.md"), encoding: .utf8)
      let lines = manifest.split(separator: "\n").filter { $0.contains("    rutverk generate") }
      #expect(lines.count == (folder == "grids" ? 1 : 5))
      try FileManager.default.createDirectory(atPath: work.path(folder), withIntermediateDirectories: true)
      for words in lines.map({ $0.split(separator: " ").map(String.init) }) {
        #expect(try work.run(arguments: Array(words.dropFirst())).code == 0)
        for target in words where target.hasPrefix(folder + "/") {
          #expect(try work.bytes(target) == Data(contentsOf: URL(fileURLWithPath: Tool.project(target))), "\(target)")
        }
      }
    }
  }
}
