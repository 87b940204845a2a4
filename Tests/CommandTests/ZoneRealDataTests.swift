import Files
import Foundation
import Geometry
import TestSupport
import Testing
import Topology

/// The DeSO of Dalarna under areas.
@Suite(.english, .enabled(if: RealData.has("README.md"), "the real data is not there"))
struct ZoneRealDataTests {
  private func path(_ name: String) -> String { RealData.path(name) }

  /// The 175 polygons with their population of 2024, as `deso.geojson`.
  private func people(in work: Workspace) throws -> [String: Double] {
    var people: [String: Double] = [:]
    for row in try RealData.rows("dalarna/deso_befolkning_2024.csv").dropFirst() { people[row[0]] = Double(row[1]) }
    let data = try Data(contentsOf: URL(fileURLWithPath: path("dalarna/deso_2025_dalarna_raw.geojson")))
    var layer = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let features = layer["features"] as? [[String: Any]] ?? []
    layer["features"] = features.map { feature in
      var feature = feature
      let key = (feature["properties"] as? [String: Any])?["desokod"] as? String ?? ""
      feature["properties"] = ["desokod": key, "population": people[key] ?? .nan]
      return feature
    }
    try JSONSerialization.data(withJSONObject: layer).write(to: URL(fileURLWithPath: work.path("deso.geojson")))
    return people
  }

  @Test func tjarnaAngarByDeSOAndByCells() throws {
    let work = try Workspace()
    let people = try people(in: work)
    #expect(people.count == 175 && people.values.reduce(0, +) == 286_546)
    let zones = try work.run(
      "overlay", "--cells", "deso.geojson", "--key", "desokod", "--cells-crs", "EPSG:3006", "--areas",
      path("areas/UO2021.shp"), "--output", "z.csv", "--stats", "z.json")
    #expect(zones.code == 0, "\(zones.errors)")
    let cells = try work.run(
      "overlay", "--cells", path("dalarna/befolkning_1km_2025_dalarna.csv"), "--cell-size", "1000",
      "--population-field", "befolkning_2025", "--areas", path("areas/UO2021.shp"), "--output", "c.csv")
    #expect(cells.code == 0, "\(cells.errors)")
    func population(_ name: String) throws -> Double {
      let row = try work.table(name).first { $0["name"] == "Tjärna Ängar" }
      return Double(row?["population"] ?? "") ?? .nan
    }
    #expect(try population("z.csv").rounded() == 1591)
    #expect(try population("c.csv").rounded() == 885)
    let stats = try work.json("z.json")
    let sum = ["total", "outside"].reduce(0) { $0 + ((stats[$1] as? [String: Any])?["population"] as? Double ?? 0) }
    #expect(abs(sum - 286_546) < 1e-6)
  }

  /// Stars anywhere in Dalarna, some of them over each other; GEOS, which cuts, tells the shares.
  @Test func randomAreasHaveThePeopleThatGEOSsPiecesHave() throws {
    let work = try Workspace()
    let people = try people(in: work)
    let layer = try VectorLayer(path: work.path("deso.geojson"), geometry: .polygons)
    let (zones, keys) = (
      try layer.readGeometries(), try work.json("deso.geojson")["features"] as? [[String: Any]] ?? []
    )
    var random = SeededRandom(2024)
    var areas: [MultiPolygon] = []
    for i in 0..<60 {
      let (e, n) = (430_000 + 160_000 * random.unit(), 6_660_000 + 220_000 * random.unit())
      let radius = i % 3 == 0 ? 40_000.0 : 6_000
      areas.append(
        MultiPolygon([random.star(around: (e, n), radius: 0.4 * radius...radius, corners: 23)]))
    }
    try work.write(
      "a.geojson",
      SmallWorld.layer(
        areas.enumerated().map { i, area in
          SmallWorld.feature("\"id\":\"\(i)\"", zip(area.x, area.y).map { [$0, $1] })
        }))
    let run = try work.run(
      "overlay", "--cells", "deso.geojson", "--key", "desokod", "--cells-crs", "EPSG:3006", "--areas", "a.geojson",
      "--output", "o.csv", "--stats", "o.json")
    #expect(run.code == 0, "\(run.errors)")
    let rows = try work.table("o.csv")
    let topology = try TopologyContext()
    var compared = 0
    for (i, area) in areas.enumerated() {
      var expected = 0.0
      for (zone, feature) in zip(zones, keys) {
        guard let zone, let key = (feature["properties"] as? [String: Any])?["desokod"] as? String else { continue }
        expected += (people[key] ?? .nan) * (try topology.intersectionArea(zone, area)) / zone.planarArea
      }
      let own = Double(rows[i]["population"] ?? "") ?? 0
      // The table has six decimals.
      #expect(abs(own - expected) <= 1e-9 * expected + 5.1e-7, "area \(i)")
      if expected > 0 { compared += 1 }
    }
    #expect(compared > 40)
  }
}
