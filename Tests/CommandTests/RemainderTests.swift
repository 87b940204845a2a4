import Foundation
import Testing

/// Cells that `rutverk index` wrote are read again without a word on where they are, and with one where they are not.
@Suite(.english) struct RemainderTests {
  /// Four 250 m cells fill the western side of the 1000 m cell around them, so that the box around its rest is narrower; a
  /// second coarse cell stands alone.
  private static let rows =
    (0..<4).map { "560000\(6_590_000 + 250 * $0),250,100,\(300 - 10 * $0),0.\($0 + 1),0.80,0.20,0.10,0.05,10,5" }
    + [
      "5600006590000,1000,40,320,0.05,0.85,0.10,0.05,0.04,4,2",
      "5610006590000,1000,30,310,0.15,0.75,0.15,0.15,0.06,6,3",
    ]

  @Test(arguments: ["gpkg", "shp", "fgb", "geojson"]) func whatWasWrittenIsReadInSilence(_ ending: String) throws {
    let work = try Workspace()
    try work.write("cells.csv", SmallWorld.table(Self.rows))
    try work.write("areas.geojson", SmallWorld.areas)
    #expect(try work.run("index", "cells.csv", "--crs", "EPSG:3006", "--output", "r.\(ending)").code == 0)
    let run = try work.run("overlay", "--cells", "r.\(ending)", "--areas", "areas.geojson", "--output", "o.csv")
    #expect(run.code == 0 && !run.errors.contains("not where their codes say"), "\(ending): \(run.errors)")
    #expect(try work.run("index", "cells.csv", "--output", "r.csv").code == 0)
    #expect(try work.run("overlay", "--cells", "r.csv", "--areas", "areas.geojson", "--output", "p.csv").code == 0)
    // A table has so many digits of the index, a layer the number itself.
    let (layer, table) = (try work.text("o.csv").fields, try work.text("p.csv").fields)
    #expect(layer.count == table.count)
    for (a, b) in zip(layer, table) where a != b {
      let (a, b) = (try #require(Double(a)), try #require(Double(b)))
      #expect(abs(a - b) < 1e-9, "\(ending): \(a), \(b)")
    }
  }

  @Test func whatIsElsewhereIsTold() throws {
    let work = try Workspace()
    try work.write("areas.geojson", SmallWorld.areas)
    /// The western column of fine cells, and a coarse cell with its outline from `west` on.
    func note(_ west: Double, _ fine: Double = 560_000) throws -> String {
      let cells = (0..<4).map { i in
        SmallWorld.feature(
          "\"ruta\":\"560000\(6_590_000 + 250 * i)\",\"size_m\":250,\"population\":5",
          SmallWorld.box(fine, 6_590_000 + 250 * Double(i), fine + 250, 6_590_250 + 250 * Double(i)))
      }
      let coarse = SmallWorld.feature(
        "\"ruta\":\"5600006590000\",\"size_m\":1000,\"population\":5",
        SmallWorld.box(west, 6_590_000, 561_000, 6_591_000))
      try work.write("cells.geojson", SmallWorld.layer(cells + [coarse]))
      let run = try work.run("overlay", "--cells", "cells.geojson", "--areas", "areas.geojson")
      #expect(run.code == 0, "\(run.errors)")
      return run.errors.split(separator: "\n").first { $0.contains("where their codes say") }.map(String.init) ?? ""
    }
    // The whole square, and what the fine cells leave of it.
    #expect(try note(560_000) == "" && note(560_250) == "")
    #expect(try note(560_500).contains("1 of 5 squares are not where their codes say (by up to 250.0 m)"))
    #expect(try note(560_250, 560_001).contains("4 of 5 squares are not where their codes say (by up to 1.0 m)"))
  }
}

extension String {
  fileprivate var fields: [Substring] { split { $0 == "," || $0.isNewline } }
}
