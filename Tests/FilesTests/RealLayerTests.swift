import Columns
import Core
import Foundation
import Geometry
import Projections
import TestSupport
import Testing
import Topology

@testable import Files

/// Public files that nobody here made; see ``RealData``.
@Suite struct RealLayerTests {
  @Test(.enabled(if: RealData.has("areas/UO2021.shp"), "real data absent"))
  func areasOf2021() throws {
    let layer = try VectorLayer(path: RealData.path("areas/UO2021.shp"), geometry: .polygons)
    #expect(layer.rowCount == 61 && layer.crs?.authorityCode == "EPSG:3006" && layer.notes.isEmpty)
    #expect(layer.columnNames == ["namn", "kategori", "ort", "Shape_Leng", "Shape_Area"])
    let content = try layer.readAll([
      ColumnRequest("kategori", .text), ColumnRequest("Shape_Area", .number), ColumnRequest("namn", .text),
    ])
    guard case .texts(let classes) = content.columns[0], case .numbers(let areas) = content.columns[1],
      case .texts(let names) = content.columns[2]
    else { return }
    var counts: [String: Int] = [:]
    for row in 0..<classes.count { counts[classes[row], default: 0] += 1 }
    #expect(counts == ["Utsatt område": 28, "Riskområde": 14, "Särskilt utsatt område": 19])
    #expect((0..<61).contains { names[$0].contains("Tjärna Ängar") })
    let topology = try TopologyContext()
    for (polygon, area) in zip(content.polygons, areas.values) {
      let polygon = try #require(polygon)
      #expect(abs(polygon.planarArea - area) <= 1e-9 * area)
      #expect(try topology.validity(of: polygon) == nil)
    }
  }

  @Test(.enabled(if: RealData.has("areas/UO_panel.gpkg"), "real data absent"))
  func panelOf2019() throws {
    let path = RealData.path("areas/UO_panel.gpkg")
    let before = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
    let layer = try VectorLayer(path: path, where: "year = 2019", geometry: .polygons)
    #expect(layer.rowCount == 60)
    let content = try layer.readAll([ColumnRequest("type", .text)])
    #expect(content.columns[0].count == 60 && content.withoutGeometry == 0)
    let topology = try TopologyContext()
    let union = try topology.unionAll(content.polygons.compactMap { $0 })
    #expect(abs(union.planarArea / 1e6 - 80.28937) < 1e-4)
    #expect(try VectorLayer(path: path, where: "year = 2019 AND type = 'Riskområde'").rowCount == 10)
    #expect(try VectorLayer(path: path).rowCount == 294)
    // Nothing was left beside the file.
    #expect(try FileManager.default.contentsOfDirectory(atPath: RealData.path("areas")).count == 6)
    #expect(try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date == before)
  }

  @Test(.enabled(if: RealData.has("dalarna/deso_2025_dalarna_raw.geojson"), "real data absent"))
  func desoOfDalarna() throws {
    let layer = try VectorLayer(path: RealData.path("dalarna/deso_2025_dalarna_raw.geojson"), geometry: .polygons)
    let polygons = try layer.readAll([]).polygons.compactMap { $0 }
    #expect(polygons.count == 175)
    #expect(polygons.reduce(0) { $0 + $1.vertexCount } == 107_673)
    let total = polygons.reduce(0) { $0 + $1.planarArea } / 1e6
    #expect(abs(total - 30_377.162751) < 1e-6)
    // SWEREF 99 TM in Dalarna: the scale is 0.9996 to 1.0002, so the ellipsoidal area is near.
    let meter = try AreaMeter(for: try #require(CoordinateSystem.sweref99TM))
    let ellipsoidal = try polygons.reduce(0) { $0 + (try meter.squareKilometres(of: $1)) }
    #expect(abs(ellipsoidal / total - 1) < 1e-3)
  }

  @Test(.enabled(if: RealData.has("grids/scb_1km_2024_sample200.gpkg"), "real data absent"))
  func undefinedSystemIsNone() throws {
    let layer = try VectorLayer(path: RealData.path("grids/scb_1km_2024_sample200.gpkg"), geometry: .polygons)
    #expect(layer.crs == nil && layer.rowCount == 200)
    #expect(try layer.readGeometries().allSatisfy { $0.map { abs($0.planarArea - 1e6) < 100 } ?? false })
  }

  @Test(.enabled(if: RealData.has("dalarna/cells_1km_livsvillkor.csv"), "real data absent"))
  func rowsOfACSVFile() throws {
    let path = RealData.path("dalarna/cells_1km_livsvillkor.csv")
    let rows = try RealData.rows("dalarna/cells_1km_livsvillkor.csv")
    let column = try #require(rows[0].firstIndex(of: "population"))
    let expected = rows.dropFirst().enumerated().filter { Int($1[column]) ?? 0 >= 20 }.map(\.offset)
    let texts = TextColumn(rows.dropFirst().map { $0[column] })
    let filter = TextRowFilter("population >= 20", columns: rows[0], file: path)
    let matching = try filter.matchingRows([texts], rowCount: texts.count)
    #expect(texts.count == 4004 && matching.count == 1667)
    #expect(matching == expected)
  }
}
