import Foundation
import TestSupport
import Testing

/// Cells written as GeoTIFF and read back in the cells' place.
@Suite struct RasterCommandTests {
  /// Squares of 250 m in one coarse cell of 1000 m and beside it, and a whole coarse cell.
  private static let cells: String = {
    var random = SeededRandom(20)
    var text =
      "ruta,size_m,population,inkomst,utbildning,forvarvsfrekvens,utlandsk_bakgrund,trangboddhet,ensamstaende,unga_0_15,unga_16_19\n"
    let corners = (0..<60).map { (560_000 + ($0 * 7 % 30) * 250, 6_600_000 + ($0 * 11 % 40) * 250, 250) }
    for (e, n, size) in corners + [(560_000, 6_600_000, 1000), (562_000, 6_603_000, 1000)] {
      let people = random.below(300) + 3
      let shares = (0..<5).map { _ in "\(random.below(100)).\(random.below(10))" }
      text += "\(e)\(n),\(size),\(people),\(200 + random.below(200)),\(shares.joined(separator: ",")),"
      text += "\(random.below(people)),\(random.below(people / 2 + 1))\n"
    }
    return text
  }()

  private static let areas = """
    {"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::3006"}},"features":[
    {"type":"Feature","properties":{"id":"1","name":"A","class":"Riskområde"},"geometry":{"type":"Polygon","coordinates":
    [[[560100,6600100],[563333,6600200],[563000,6604100],[560200,6603777],[560100,6600100]]]}},
    {"type":"Feature","properties":{"id":"2","name":"B","class":"Utsatt område"},"geometry":{"type":"Polygon","coordinates":
    [[[562000,6603000],[566000,6603000],[566000,6608500],[562000,6603000]]]}}]}
    """

  private func world() throws -> Workspace {
    let work = try Workspace()
    try work.write("c.csv", Self.cells)
    try work.write("a.geojson", Self.areas)
    return work
  }

  @Test func overlayOfTheRasterIsThatOfTheLayer() throws {
    let work = try world()
    for threads in ["1", "2"] {
      let run = try work.run(
        "index", "c.csv", "-o", "i\(threads).tif", "-o", "i\(threads).gpkg", "--stats", "i.json", "--threads", threads
      )
      #expect(run.code == 0, "\(run.errors)")
      #expect(run.errors.contains("jämnt delade på de kvadrater om 250 m") && run.errors.contains("population"))
    }
    for name in [".tif", "_class.tif", "_class.qml"] {
      #expect(try work.bytes("i1\(name)") == work.bytes("i2\(name)"))
    }
    for cells in ["tif", "gpkg"] {
      let run = try work.run(
        "overlay", "--cells", "i1.\(cells)", "--areas", "a.geojson", "-o", "\(cells).csv", "--stats", "\(cells).json")
      #expect(run.code == 0, "\(run.errors)")
    }
    #expect(try work.bytes("tif.csv") == work.bytes("gpkg.csv"))
    for key in ["total", "classes", "outside", "concordance"] {
      let (one, other) = (try work.json("tif.json")[key], try work.json("gpkg.json")[key])
      #expect(one != nil && (one as? NSObject) == (other as? NSObject), "\(key)")
    }
    // Texts come back too: the reference's digest, without which `change` would refuse.
    for cells in ["tif", "gpkg"] {
      let run = try work.run(
        "change", "i1.\(cells)", "i2.\(cells)", "-o", "c_\(cells).csv", "-o", "d_\(cells).tif", "--stats",
        "\(cells).json")
      #expect(run.code == 0, "\(run.errors)")
    }
    #expect(try work.bytes("c_tif.csv") == work.bytes("c_gpkg.csv"))
    #expect(try work.bytes("d_tif.tif") == work.bytes("d_gpkg.tif"))
  }

  @Test func everyCommandOfCellsTakesAndWritesThem() throws {
    let work = try world()
    #expect(try work.run("sensitivity", "c.csv", "--runs", "50", "-o", "s.tif", "-o", "s.gpkg", "--quiet").code == 0)
    for cells in ["tif", "gpkg"] {
      let run = try work.run(
        "hotspots", "--cells", "s.\(cells)", "--field", "index", "-o", "h_\(cells).csv", "-o", "h_\(cells).tif",
        "--quiet")
      #expect(run.code == 0, "\(run.errors)")
      #expect(
        try work.run("map", "--cells", "s.\(cells)", "-o", "m_\(cells).png", "--dpi", "60", "--quiet").code == 0)
    }
    for name in ["h_%.csv", "h_%.tif", "m_%.png"] {
      let (one, other) = (
        name.replacingOccurrences(of: "%", with: "tif"), name.replacingOccurrences(of: "%", with: "gpkg")
      )
      #expect(try work.bytes(one) == work.bytes(other), "\(name)")
    }
    // A dry run reads heads alone, and says what it would take.
    let dry = try work.run("overlay", "--cells", "s.tif", "--areas", "a.geojson", "--dry-run")
    #expect(dry.code == 0 && dry.output.contains("GeoTIFF, ") && dry.output.contains("population: population"))
  }

  @Test(.english) func refusals() throws {
    let work = try world()
    #expect(try work.run("index", "c.csv", "-o", "i.tif", "--quiet").code == 0)
    func error(_ arguments: String...) throws -> String {
      let run = try work.run(arguments: arguments)
      #expect(run.code != 0)
      return run.errors
    }
    #expect(try error("index", "c.csv", "-o", "x.tif", "--crs", "EPSG:4326").contains("always in EPSG:3006"))
    #expect(
      try error("index", "c.csv", "--key", "ruta", "-o", "x.tif", "--dry-run").contains("zones have no squares"))
    #expect(
      try error("overlay", "--cells", "i.tif", "--areas", "a.geojson", "-o", "x.tif").contains("cannot write .tif"))
    #expect(try error("overlay", "--cells", "i.tif", "--areas", "i.tif").contains("which holds cells"))
    #expect(
      try error("overlay", "--cells", "i.tif", "--cells-where", "index>1", "--areas", "a.geojson").contains(
        "not for a raster"))
    #expect(try error("index", "i.tif", "--cell-size", "100").contains("contradicts the raster"))
    #expect(
      try error("overlay", "--cells", "i.tif", "--areas", "a.geojson", "--input-limit", "raster-values=1000")
        .contains("the limit raster-values"))
    // Cut in the middle: an error, not fewer people.
    var bytes = try work.bytes("i.tif")
    bytes.removeLast(bytes.count / 2)
    try bytes.write(to: work.folder.appendingPathComponent("cut.tif"))
    #expect(try error("overlay", "--cells", "cut.tif", "--areas", "a.geojson").contains("cannot be read"))
    #expect(work.names.allSatisfy { !$0.hasPrefix("x.") })
  }
}
