import Coverage
import Files
import Foundation
import Geometry
import Grid
import TestSupport
import Testing
import Topology

/// Published figures from real public data, through the whole program.
@Suite(.english, .enabled(if: RealData.has("README.md"), "the real data is not there"))
struct RealDataTests {
  private func path(_ name: String) -> String { RealData.path(name) }

  private var deso: String { path("deso/deso2018_livsvillkor_inputs_2022.csv") }

  @Test func theCountrysDeSOAndDalarnaAlone() throws {
    let work = try Workspace()
    #expect(
      try work.run(
        "index", deso, "--key", "desokod", "--definition", "deso", "--output", "a.csv", "--stats", "a.json"
      ).code
        == 0)
    let stats = try work.json("a.json")
    #expect(stats["units"] as? Int == 5984)
    let left = stats["left_out"] as? [[String: Any]] ?? []
    #expect(left.map { $0["variable"] as? String } == ["trangboddhet"])
    let rows = Dictionary(uniqueKeysWithValues: try work.table("a.csv").map { ($0["desokod"] ?? "", $0) })
    #expect(Double(rows["2081C1140"]?["percentile"] ?? "") ?? 0 > 99.5)

    let part = try work.run(
      "index", deso, "--key", "desokod", "--definition", "deso", "--where", "desokod LIKE '20%'", "--reference",
      "a.json",
      "--output", "b.csv", "--stats", "b.json")
    #expect(part.code == 0, "\(part.errors)")
    let dalarna = try work.table("b.csv")
    #expect(dalarna.count == 175)
    for row in dalarna {
      let whole = rows[row["desokod"] ?? ""]
      #expect(
        whole?["index"] == row["index"] && whole?["class"] == row["class"]
          && whole?["percentile"] == row["percentile"])
    }
  }

  @Test func tjarnaAngarLiesInRedCellsOnly() throws {
    let work = try Workspace()
    let index = try work.run(
      "index", path("dalarna/cells_1km_livsvillkor.csv"), "--drop", "trangboddhet", "--output", "c.geojson",
      "--stats",
      "c.json")
    #expect(index.code == 0)
    let stats = try work.json("c.json")
    #expect(stats["units"] as? Int == 4004 && stats["indexed"] as? Int == 1667)
    let run = try work.run(
      "overlay", "--cells", "c.geojson", "--areas", path("areas/UO2021.shp"), "--output", "o.csv", "--stats", "o.json"
    )
    #expect(run.code == 0)
    let rows = try work.table("o.csv")
    let tjarna = try #require(rows.first { $0["name"] == "Tjärna Ängar" })
    #expect(tjarna["red_population_share"] == "1" && tjarna["red_area_share"] == "1")
    #expect(Double(tjarna["percentile_mean"] ?? "") ?? 0 > 95)
    #expect(rows.filter { $0["status"] == "no_cells" }.count == 60)
    let overlaps = try work.json("o.json")["overlaps"] as? [[String: Any]] ?? []
    let found = overlaps.map { "\($0["first_name"] ?? "")/\($0["second_name"] ?? "")" }
    #expect(found == ["Fröslunda/Lagersberg", "Fittja/Vårby"] || Set(found).count == 2)
    let areas = overlaps.compactMap { $0["area_m2"] as? Double }.sorted()
    #expect(areas.count == 2 && abs(areas[0] - 0.31) < 0.005 && abs(areas[1] - 2.39) < 0.005)
  }

  @Test func theSixtyAreasOf2019() throws {
    let work = try Workspace()
    let run = try work.run(
      "overlay", "--cells", path("dalarna/befolkning_1km_2025_dalarna.csv"), "--cell-size", "1000",
      "--population-field",
      "befolkning_2025", "--areas", path("areas/UO_panel.gpkg"), "--areas-where", "year = 2019", "--stats", "s.json")
    #expect(run.code == 0, "\(run.errors)")
    let stats = try work.json("s.json")
    let classes = stats["classes"] as? [[String: Any]] ?? []
    #expect(classes.map { $0["class"] as? String } == ["sarskilt_utsatt", "risk", "utsatt"])
    #expect(classes.map { $0["areas"] as? Int } == [22, 10, 28])
    let total = stats["total"] as? [String: Any] ?? [:]
    #expect(abs((total["area_planar_km2"] as? Double ?? 0) - 80.289) < 0.0005)
    #expect(abs((total["share_of_country"] as? Double ?? 0) - 0.000179) < 0.0000005)
  }

  @Test func the175DeSOOfDalarnaFillTheirGround() throws {
    let work = try Workspace()
    #expect(
      try work.run(
        "coverage", "--areas", path("dalarna/deso_2025_dalarna_raw.geojson"), "--output", "t.csv", "--stats", "s.json"
      ).code == 0)
    let covered = try work.json("s.json")["covered_km2"] as? Double ?? 0
    #expect(abs(covered / 30_377.162751 - 1) < 1e-9)
    var sums: [Cell: Double] = [:]
    for line in try work.text("t.csv").split(separator: "\n").dropFirst() {
      let fields = line.split(separator: ",")
      let corner = try RutaCode.read(Array(fields[1].utf8))
      sums[Cell(size: 250, e: corner.e, n: corner.n), default: 0] += Double(fields[3]) ?? .nan
    }
    // The squares wholly inside Dalarna: those that the union of all, made by GEOS, covers altogether.
    let layer = try VectorLayer(path: path("dalarna/deso_2025_dalarna_raw.geojson"), geometry: .polygons)
    let union = try TopologyContext().unionAll(try layer.readGeometries().compactMap { $0 })
    let runs = ExactCoverage.runs(of: union, size: 250)
    var inside = 0
    var worst = 0.0
    for i in 0..<runs.count where runs.fractions[i] == 1 {
      for column in runs.starts[i]..<runs.ends[i] {
        inside += 1
        worst = max(worst, abs((sums[Cell(size: 250, e: column * 250, n: runs.rows[i] * 250)] ?? 0) - 1))
      }
    }
    #expect(inside > 470_000)
    #expect(worst <= 1e-9)
  }

  @Test func squaresWithAWrongHeaderAreRebuiltFromTheirCodes() throws {
    let work = try Workspace()
    let run = try work.run(
      "overlay", "--cells", path("grids/scb_1km_2024_sample200.gpkg"), "--areas", path("admin/lan_21.gpkg"),
      "--stats", "s.json")
    #expect(run.code == 0)
    #expect(run.errors.contains("200 of 200 squares") && run.errors.contains("rebuilt"))
    let grid = try work.json("s.json")["grid"] as? [String: Any] ?? [:]
    #expect(grid["cells"] as? Int == 200 && grid["cells_km2"] as? Double == 200)
  }
}
