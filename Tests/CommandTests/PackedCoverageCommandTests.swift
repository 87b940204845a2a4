import Foundation
import Testing

/// `coverage --output FILE.coverage` and its way back into `overlay`.
@Suite struct PackedCoverageCommandTests {
  private func workspace() throws -> Workspace {
    let work = try HandWorld.indexed()
    #expect(
      try work.run("coverage", "--areas", "omraden.geojson", "--output", "t.coverage", "--output", "t.csv").code == 0)
    return work
  }

  private let overlay = ["overlay", "--cells", "index.csv", "--areas", "omraden.geojson", "--output"]

  @Test func itGivesWhatCuttingGives() throws {
    let work = try workspace()
    #expect(try work.run(arguments: overlay + ["a.csv"]).code == 0)
    for threads in ["1", "2"] {
      for table in ["t.coverage", "t.csv"] {
        let run = try work.run(arguments: overlay + ["b.csv", "--coverage", table, "--threads", threads])
        #expect(run.code == 0, "\(run.errors)")
        #expect(try work.bytes("a.csv") == work.bytes("b.csv"), "\(table)")
      }
      let run = try work.run(
        "coverage", "--areas", "omraden.geojson", "--output", "u.coverage", "--threads", threads)
      #expect(run.code == 0)
      #expect(try work.bytes("t.coverage") == work.bytes("u.coverage"))
    }
    // Areas of another format are the same ones.
    #expect(try work.run("areas", "partition", "omraden.geojson", "--output", "x.gpkg").code == 0)
  }

  @Test(.english) func whatItRefuses() throws {
    let work = try workspace()
    func refuse(_ arguments: [String], code: Int32, _ parts: String...) throws {
      let run = try work.run(arguments: arguments)
      #expect(run.code == code, "\(run.errors)")
      for part in parts { #expect(run.errors.contains(part), "\(part) is not in: \(run.errors)") }
    }
    let coverage = ["coverage", "--areas", "omraden.geojson", "--output", "k.coverage"]
    try refuse(coverage + ["--cells", "index.csv"], code: 64, "k.coverage", "--cells")
    try refuse(coverage + ["--method", "centre"], code: 64, "k.coverage", "--method")
    #expect(try work.run(arguments: coverage + ["--cell-size", "1000"]).code == 0)
    try refuse(overlay + ["b.csv", "--coverage", "k.coverage"], code: 65, "1000 m squares", "--cell-size 250")
    try work.write("o.geojson", HandWorld.areas.replacingOccurrences(of: "601500.0", with: "601625.0"))
    try refuse(
      ["overlay", "--cells", "index.csv", "--areas", "o.geojson", "--coverage", "t.coverage", "--output", "b.csv"],
      code: 65, "t.coverage", "made_from", "other areas")
    let bytes = try work.bytes("t.coverage")
    try Data(bytes.dropLast(9)).write(to: URL(fileURLWithPath: work.path("cut.coverage")))
    try refuse(overlay + ["b.csv", "--coverage", "cut.coverage"], code: 65, "cut.coverage", "coverage is cut short")
    let dry = try work.run(arguments: overlay + ["b.csv", "--coverage", "t.coverage", "--dry-run"])
    #expect(dry.code == 0 && dry.output.contains("t.coverage: "), "\(dry.output)")
    try refuse(overlay + ["b.csv", "--coverage", "cut.coverage", "--dry-run"], code: 65, "cut short")
  }
}
