import Columns
import Files
import Testing

/// GeoPackages open drawn in QGIS, whichever command wrote them.
@Suite struct OutputStyleTests {
  private func styles(_ work: Workspace, _ name: String) throws -> [String] {
    let layer = try VectorLayer(path: work.path(name), layer: "layer_styles")
    guard case .texts(let texts)? = try layer.read([ColumnRequest("styleQML", .text)]).first else { return [] }
    return (0..<texts.count).map { texts[$0] }
  }

  @Test func cellsAndAreasHaveAStyle() throws {
    let work = try HandWorld.indexed()
    #expect(try work.run("overlay", "--cells", "index.csv", "--areas", "omraden.geojson", "-o", "o.gpkg").code == 0)
    let areas = try styles(work, "o.gpkg")
    #expect(areas.count == 1 && areas[0].contains("attr=\"class\"") && areas[0].contains("name=\"Befolkning\""))
  }

  @Test(.english) func noStyleLeavesItOut() throws {
    let work = try HandWorld.indexed()
    let words = ["overlay", "--cells", "index.csv", "--areas", "omraden.geojson", "--no-style"]
    #expect(try work.run(arguments: words + ["-o", "o.gpkg", "-o", "o.csv"]).code == 0)
    #expect(throws: (any Error).self) { try styles(work, "o.gpkg") }
    let unused = try work.run(arguments: words + ["-o", "p.csv"])
    #expect(unused.code == 64 && unused.errors.contains("--no-style is for GeoPackages"))
  }
}
