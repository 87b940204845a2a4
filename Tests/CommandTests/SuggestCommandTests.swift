import Foundation
import TestSupport
import Testing

/// `rutverk suggest`, through the real binary.
@Suite struct SuggestCommandTests {
  private func run(_ work: Workspace, _ extra: String...) throws -> Workspace.Run {
    try work.run(
      arguments: ["suggest", "--cells", "index.csv", "--min-percentile", "60", "--min-cells", "2"] + extra)
  }

  /// Four cells of 250 m are above 60; three of them hang together by edges, all four by corners too.
  @Test(.english) func aSuggestionAndWhatItIsHeldAgainst() throws {
    let work = try HandWorld.indexed()
    let run = try run(
      work, "--assessed", "omraden.geojson", "--output", "f.csv", "--stats", "f.json", "--draws", "50")
    #expect(run.code == 0, "\(run.errors)")
    let rows = try work.table("f.csv")
    #expect(rows.count == 1)
    let row = try #require(rows.first)
    #expect(row["id"] == "6010006600000" && row["rank"] == "1" && row["cells"] == "4")
    #expect(row["population"] == "400" && row["area_planar_km2"] == "0.25")
    // 93.75 and three times 68.75.
    #expect(row["percentile_mean"] == "75" && row["index_mean"] == "0.5")
    #expect(row["unga_0_19_antal"] == "17" && row["trangboddhet"] == "0.625")
    // Of 250,000 m² Norrby holds 125,000 and Söderby 250 × 375 less the 31,250 that Norrby keeps.
    #expect(row["assessed"] == "A1;A2" && row["assessed_share"] == "0.75")

    let assessed = try #require(try work.json("f.json")["assessed"] as? [String: Any])
    #expect(assessed["areas"] as? Int == 3 && assessed["areas_with_cells"] as? Int == 3)
    #expect(assessed["areas_found"] as? Int == 2)
    let each = assessed["each"] as? [[String: Any]] ?? []
    #expect(each.map { $0["status"] as? String } == ["found", "found", "not_found"])
    #expect(try (work.json("f.json")["ladder"] as? [Any])?.count == 6)
  }

  @Test(arguments: [("queen", ["2"]), ("rook", ["1", "1"])])
  func neighbours(_ contiguity: String, _ cells: [String]) throws {
    let work = try HandWorld.indexed()
    // These two meet in a corner only.
    let run = try work.run(
      "suggest", "--cells", "index.csv", "--min-percentile", "60", "--min-cells", "1", "--contiguity", contiguity,
      "--cells-where", "ruta IN ('6012506600000', '6010006600250') AND size_m = 250", "-o", "f.csv")
    #expect(run.code == 0, "\(run.errors)")
    #expect(try work.table("f.csv").map { $0["cells"] } == cells)
  }

  @Test(.english) func threadsChangeNoByte() throws {
    let work = try HandWorld.indexed()
    for threads in ["1", "2"] {
      let run = try run(
        work, "--assessed", "omraden.geojson", "--threads", threads, "-o", "f\(threads).geojson", "--stats",
        "f\(threads).json")
      #expect(run.code == 0, "\(run.errors)")
    }
    #expect(try work.text("f1.geojson") == work.text("f2.geojson"))
    #expect(try work.text("f1.json") == work.text("f2.json"))
  }

  @Test(.english) func whatCannotBeSuggestedIsSaid() throws {
    let work = try HandWorld.indexed()
    let none = try run(work, "--min-population", "100000", "-o", "f.csv")
    #expect(none.code == 0 && none.errors.contains("nothing is suggested"))
    let plain = try work.run(arguments: ["suggest", "--cells", "rutor.csv"])
    #expect(plain.code == 65 && plain.errors.contains("no percentile"))
    let alone = try work.run(arguments: ["suggest", "--cells", "index.csv", "--assessed-where", "id = 'A1'"])
    #expect(alone.code == 64 && alone.errors.contains("--assessed-where needs --assessed"))
    #expect(try run(work, "--bridge", "2").code == 64)
  }

  @Test(.enabled(if: RealData.has("dalarna/cells_1km_livsvillkor.csv", "areas/UO2021.shp"), "no real data"))
  func tjarnaAngarIsSuggested() throws {
    let work = try Workspace()
    let index = try work.run(
      arguments: [
        "index", RealData.path("dalarna/cells_1km_livsvillkor.csv"), "--drop", "trangboddhet", "-o", "i.csv",
      ])
    #expect(index.code == 0, "\(index.errors)")
    let run = try work.run(
      arguments: [
        "suggest", "--cells", "i.csv", "--min-cells", "2", "--assessed", RealData.path("areas/UO2021.shp"), "-o",
        "f.csv",
      ])
    #expect(run.code == 0, "\(run.errors)")
    #expect(try work.table("f.csv").contains { $0["assessed"]?.contains("Tjärna Ängar") == true })
    #expect(run.output.contains("slump"))
  }
}
