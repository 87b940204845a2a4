import Foundation
import TestSupport
import Testing

/// The map of Dalarna with Tjärna Ängar, from real public data, at three zooms.
@Suite(.english, .enabled(if: RealData.has("README.md"), "the real data is not there"))
struct MapRealDataTests {
  private static let colours = ["1": "#a8e6a3", "2": "#cdba3c", "3": "#d47c2a", "4": "#c0402a", "5": "#850c20"]

  private func path(_ name: String) -> String { RealData.path(name) }

  @Test func dalarnaAtThreeZooms() throws {
    let work = try Workspace()
    let index = try work.run(
      "index", path("dalarna/cells_1km_livsvillkor.csv"), "--drop", "trangboddhet", "--output", "c.csv", "--stats",
      "i.json")
    #expect(index.code == 0, "\(index.errors)")
    let cells = try work.table("c.csv")
    let zooms: [(arguments: [String], cells: ClosedRange<Int>)] = [
      ([], 4_000...4_004), (["--extent-municipality", "Borlänge"], 400...1_500),
      (["--extent-area", "Tjärna Ängar"], 9...60),
    ]
    for zoom in zooms {
      let run = try work.run(
        arguments: [
          "map", "--cells", "c.csv", "--areas", path("areas/UO2021.shp"), "--base", path("admin/kommuner_290.gpkg"),
          "--output", "k.png", "--size", "900x800px", "--stats", "s.json",
        ] + zoom.arguments)
      #expect(run.code == 0, "\(run.errors)")
      let map = try work.json("s.json")["map"] as? [String: Any] ?? [:]
      let extent = try #require(map["extent"] as? [Double])
      let frame = try #require(map["frame_pixels"] as? [Double])
      #expect(zoom.cells.contains(map["cells"] as? Int ?? 0) && (map["areas"] as? Int ?? 0) >= 1)
      let image = try #require(PNGImage(try work.bytes("k.png")))
      let perMetre = frame[2] / (extent[2] - extent[0])
      // A little off the middle of each indexed cell; names, borders and outlines cover some of them.
      var (seen, right) = (0, 0)
      for cell in cells {
        guard let code = cell["ruta"], let colour = Self.colours[cell["class"] ?? ""], let e = Double(code.prefix(6)),
          let n = Double(code.suffix(7)), e > extent[0], e + 1_000 < extent[2], n > extent[1], n + 1_000 < extent[3]
        else { continue }
        seen += 1
        let x = frame[0] + (e + 400 - extent[0]) * perMetre
        let y = frame[1] + (extent[3] - n - 600) * perMetre
        if image.hex(Int(x), Int(y)) == colour { right += 1 }
      }
      // Where cells are smaller than a pixel, it shows one of them.
      let isSharp = 1_000 * perMetre >= 3
      #expect(seen > 2 && (!isSharp || Double(right) >= 0.9 * Double(seen)), "\(right) of \(seen)")
      // The projection's scale at the map's middle, by the series for a transverse Mercator (radius 6,390 km).
      let offset = ((extent[0] + extent[2]) / 2 - 500_000) / 6_390_000
      let expected = 0.9996 * (1 + offset * offset / 2)
      let ground = try #require(map["scale_bar_m"] as? Double)
      let plane = try #require(map["scale_bar_plane_m"] as? Double)
      #expect(abs(plane / ground - expected) < 2e-6)
    }
  }
}
