import Foundation
import Testing

/// Area layers that are wrong or odd.
@Suite(.english) struct BadAreaTests {
  private func overlay(_ areas: String, _ extra: String..., name: String = "a.geojson") throws -> (
    Workspace, Workspace.Run
  ) {
    let work = try Workspace()
    try work.write("cells.csv", SmallWorld.good)
    try work.write(name, areas)
    try work.write("keep.csv", "earlier")
    let run = try work.run(
      arguments: ["overlay", "--cells", "cells.csv", "--areas", name, "--output", "keep.csv", "--stats", "s.json"]
        + extra)
    if run.code != 0 {
      #expect(try work.text("keep.csv") == "earlier")
      #expect(work.names == [name, "cells.csv", "keep.csv"].sorted(), "\(work.names)")
    }
    return (work, run)
  }

  private let square = SmallWorld.box(560_000, 6_590_000, 560_700, 6_590_200)

  @Test func noPolygons() throws {
    let point =
      "{\"type\":\"Feature\",\"properties\":{\"id\":\"p\"},\"geometry\":{\"type\":\"Point\",\"coordinates\":[560000,6590000]}}"
    let (_, run) = try overlay(SmallWorld.layer([point]))
    #expect(run.code == 65 && run.errors.contains("polygon"))
    #expect(try overlay(SmallWorld.layer([])).1.code == 65)
    let null = "{\"type\":\"Feature\",\"properties\":{\"id\":\"n\"},\"geometry\":null}"
    let mixed = SmallWorld.layer([null, SmallWorld.feature("\"id\":\"b\"", square)])
    let refused = try overlay(mixed).1
    #expect(
      refused.code == 65 && refused.errors.contains("feature 0") && refused.errors.contains("--on-bad-row skip"))
    let (work, skipped) = try overlay(mixed, "--on-bad-row", "skip")
    #expect(skipped.code == 0 && skipped.errors.contains("1 features without a polygon"))
    #expect(try work.table("keep.csv").map { $0["id"] } == ["b"])
  }

  @Test func aSelfIntersectionIsRepairedOrRefused() throws {
    let bow = SmallWorld.layer([
      SmallWorld.feature(
        "\"id\":\"x\",\"name\":\"Flugan\"",
        [
          [560_000, 6_590_000], [560_500, 6_590_250], [560_500, 6_590_000], [560_000, 6_590_250],
          [560_000, 6_590_000],
        ])
    ])
    let (work, run) = try overlay(bow)
    #expect(run.code == 0 && run.errors.contains("Flugan") && run.errors.contains("Self-intersection"))
    #expect(run.errors.contains("repaired"))
    #expect(try work.table("keep.csv")[0]["area_planar_km2"] == "0.0625")
    let strict = try overlay(bow, "--strict").1
    #expect(strict.code == 65 && strict.errors.contains("Flugan"))
  }

  @Test func anAreaFarOutsideTheGridSaysSo() throws {
    let (work, run) = try overlay(SmallWorld.areas)
    #expect(run.code == 0 && run.errors.contains("1 area has no cells") && run.errors.contains("Dalen"))
    let rows = try work.table("keep.csv")
    #expect(rows.map { $0["status"] } == ["no_index", "no_index", "no_cells"])
    #expect(rows[2]["population"] == "" && rows[2]["cells"] == "0")
  }

  @Test func coordinatesThatAreNoNumbers() throws {
    let good = SmallWorld.layer([SmallWorld.feature("\"id\":\"a\"", square)])
    for bad in ["NaN", "1e999"] {
      let run = try overlay(good.replacingOccurrences(of: "560700.0", with: bad)).1
      #expect(run.code == 65 && run.errors.contains("feature 0") && run.errors.contains("finite"), "\(run.errors)")
    }
  }

  @Test func aCRSThatIsMissingOrWrong() throws {
    let metres = SmallWorld.layer([SmallWorld.feature("\"id\":\"a\"", square)], epsg: nil)
    let wrong = try overlay(metres).1
    #expect(wrong.code == 65 && wrong.errors.contains("no degrees") && wrong.errors.contains("--areas-crs EPSG:3006"))
    #expect(try overlay(metres, "--areas-crs", "EPSG:3006").1.code == 0)
    let degrees = SmallWorld.layer([SmallWorld.feature("\"id\":\"a\"", SmallWorld.box(16.1, 59.4, 16.2, 59.5))])
    let swapped = try overlay(degrees).1
    #expect(swapped.code == 65 && swapped.errors.contains("look like degrees"))
    let unknown = try overlay(metres, "--areas-crs", "EPSG:99999").1
    #expect(unknown.code == 64 && unknown.errors.contains("EPSG:99999"))

    // A shapefile without its .prj.
    let work = try Workspace()
    try work.write("cells.csv", SmallWorld.good)
    try work.write("a.geojson", SmallWorld.areas)
    #expect(try work.run("overlay", "--cells", "cells.csv", "--areas", "a.geojson", "--output", "a.shp").code == 0)
    try FileManager.default.removeItem(atPath: work.path("a.prj"))
    let run = try work.run("overlay", "--cells", "cells.csv", "--areas", "a.shp")
    #expect(run.code == 65 && run.errors.contains("no coordinate system") && run.errors.contains("--areas-crs"))
  }

  @Test func aFileCutOffInTheMiddle() throws {
    let whole = SmallWorld.areas
    let run = try overlay(String(whole.prefix(whole.count / 2))).1
    #expect(run.code == 65 && run.errors.contains("a.geojson"))
  }

  @Test func coverageOfOtherAreasIsRefused() throws {
    let work = try Workspace()
    try work.write("cells.csv", SmallWorld.good)
    try work.write("a.geojson", SmallWorld.areas)
    try work.write("b.geojson", SmallWorld.layer([SmallWorld.feature("\"id\":\"A\"", square)]))
    #expect(try work.run("coverage", "--areas", "a.geojson", "--output", "t.csv").code == 0)
    let other = try work.run("overlay", "--cells", "cells.csv", "--areas", "b.geojson", "--coverage", "t.csv")
    #expect(other.code == 65 && other.errors.contains("t.csv"), "\(other.errors)")
    let twice = SmallWorld.layer([
      SmallWorld.feature("\"id\":\"A\"", square), SmallWorld.feature("\"id\":\"A\"", square),
    ])
    try work.write("c.geojson", twice)
    let run = try work.run("coverage", "--areas", "c.geojson", "--output", "u.csv")
    #expect(run.code == 65 && run.errors.contains("identifier"))
  }
}
