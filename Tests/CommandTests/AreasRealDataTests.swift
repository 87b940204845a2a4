import Foundation
import TestSupport
import Testing

/// Published figures about the areas of 2019 and 2021, from real public data through the binary.
@Suite(.english, .enabled(if: RealData.has("README.md"), "the real data is not there"))
struct AreasRealDataTests {
  private func path(_ name: String) -> String { RealData.path(name) }

  @Test func theTenChangesOf2021() throws {
    let work = try Workspace()
    let panel = path("areas/UO_panel.gpkg")
    for match in ["id,name,overlap", "name", "overlap"] {
      let run = try work.run(
        "areas", "diff", panel, panel, "--old-where", "year = 2019", "--new-where", "year = 2021", "--match", match,
        "--output", "d.gpkg", "--stats", "d.json")
      #expect(run.code == 0, "\(run.errors)")
      let stats = try work.json("d.json")
      let counts = stats["counts"] as? [String: Any] ?? [:]
      #expect(
        ["added", "removed", "reclassified", "unchanged"].map { counts[$0] as? Int } == [3, 2, 5, 53], "\(match)")
      let tabla2 = stats["tabla2"] as? [[String: Any]] ?? []
      #expect(tabla2.map { $0["old"] as? Int } == [22, 10, 28, 60])
      #expect(tabla2.map { $0["new"] as? Int } == [19, 14, 28, 61])
      let changed = (stats["tabla3"] as? [[String: Any]] ?? []).map { one in
        "\(one["name"] ?? ""): \(one["old_class"] ?? "") → \(one["new_class"] ?? "")"
      }
      #expect(
        changed.sorted()
          == [
            "Araby: sarskilt_utsatt → risk", "Fisksätra: not_assessed → utsatt",
            "Grantorp / Visättra: not_assessed → utsatt", "Gårdsten: risk → utsatt",
            "Karlslund: sarskilt_utsatt → risk", "Klockaretorpet: utsatt → not_assessed",
            "Kronogården / Lextorp / Sylte: utsatt → risk", "Rannebergen: utsatt → not_assessed",
            "Sigtuna / Valsta: not_assessed → risk",
            "Tynnered / Grevgården / Opaltorget: sarskilt_utsatt → risk",
          ].sorted())
    }
  }

  /// The panel's areas of 2021 against the shapefile of the same year, which has no identifiers.
  @Test func thePanelAndTheShapefileAgree() throws {
    let work = try Workspace()
    let run = try work.run(
      "areas", "diff", path("areas/UO_panel.gpkg"), path("areas/UO2021.shp"), "--old-where", "year = 2021", "--stats",
      "d.json")
    #expect(run.code == 0, "\(run.errors)")
    let counts = try work.json("d.json")["counts"] as? [String: Any] ?? [:]
    #expect(["added", "removed", "reclassified", "unchanged"].map { counts[$0] as? Int } == [0, 0, 0, 61])
    #expect((counts["moved_m2"] as? Double ?? 1) < 0.01)
    let doubled = try work.run("areas", "diff", path("areas/UO_panel.gpkg"), path("areas/UO2021.shp"))
    #expect(doubled.code == 65 && doubled.errors.contains("--old-where"))
  }

  @Test func tabyAndDanderyd() throws {
    let work = try Workspace()
    let run = try work.run(
      "areas", "equivalent", path("areas/UO_panel.gpkg"), "--where", "year = 2019", "--municipalities",
      path("admin/kommuner_290.gpkg"), "--output", "e.csv", "--stats", "e.json")
    #expect(run.code == 0, "\(run.errors)")
    let target = try work.json("e.json")["areas"] as? [String: Any] ?? [:]
    #expect(abs((target["area_planar_km2"] as? Double ?? 0) - 80.289) < 0.0005)
    let rows = try work.table("e.csv")
    let found = try #require(
      rows.first { Set(($0["group"] ?? "").components(separatedBy: " + ")) == ["Täby", "Danderyd"] })
    #expect(abs((Double(found["area_planar_km2"] ?? "") ?? 0) - 87.06) < 0.005)
    let distances = rows.map { abs(Double($0["difference_km2"] ?? "") ?? .nan) }
    #expect(distances == distances.sorted() && distances.count < 20)
  }

  @Test func faultsOf2021AndAValidCoverage() throws {
    let work = try Workspace()
    let run = try work.run("areas", "validate", path("areas/UO2021.shp"), "--stats", "v.json")
    #expect(run.code == 0)
    let findings = try work.json("v.json")["findings"] as? [[String: Any]] ?? []
    let overlaps = findings.filter { $0["kind"] as? String == "overlap" }.compactMap { $0["area_m2"] as? Double }
    #expect(
      overlaps.count == 2 && overlaps.contains { abs($0 - 2.39) < 0.005 }
        && overlaps.contains { abs($0 - 0.31) < 0.005 })
    #expect(findings.allSatisfy { ["overlap", "gap"].contains($0["kind"] as? String) })
    let zones = try work.run(
      "areas", "validate", path("dalarna/deso_2025_dalarna_raw.geojson"), "--strict", "--stats", "z.json")
    #expect(zones.code == 0, "a valid coverage has no findings: \(zones.errors)")
    let parts = try work.run("areas", "partition", path("areas/UO2021.shp"), "--stats", "p.json")
    #expect(parts.code == 0)
    let stats = try work.json("p.json")
    let classes = stats["classes"] as? [[String: Any]] ?? []
    let sum = classes.reduce(0) { $0 + ($1["area_planar_km2"] as? Double ?? 0) }
    let total = (stats["total"] as? [String: Any])?["area_planar_km2"] as? Double ?? 0
    let outside = (stats["outside"] as? [String: Any])?["area_planar_km2"] as? Double ?? 0
    #expect(abs(sum - total) < 1e-9 && abs(total + outside - 447_425) < 1e-6)
  }
}
