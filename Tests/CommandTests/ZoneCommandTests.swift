import Foundation
import Testing

/// Zones in the cells' place, through the real binary.
@Suite struct ZoneCommandTests {
  private func overlay(_ extra: [String] = [], in work: Workspace) throws -> [String: Any] {
    let run = try work.run(
      arguments: ["overlay"] + ZoneWorld.layers + ["--output", "o.csv", "--stats", "o.json"] + extra)
    #expect(run.code == 0, "\(run.errors)")
    return try work.json("o.json")
  }

  @Test func figuresOfAreasClassesAndOutside() throws {
    let work = try ZoneWorld.workspace()
    let stats = try overlay(in: work)
    let rows = try work.table("o.csv")
    #expect(rows.map { $0["population"] } == ["125", "20"])
    #expect(rows.map { $0["cells"] } == ["2", "2"])
    #expect(rows.map { $0["unga_0_15_antal"] } == ["20", "3"])
    // (50 × 1.5 − 75 × 0.5) / 125 and (5 × 1.5 − 15 × 0.5) / 20.
    #expect(rows.map { $0["index_mean"] } == ["0.3", "0"])
    #expect(rows.map { $0["red_population_share"] } == ["0.4", "0.25"])
    let classes = stats["classes"] as? [[String: Any]] ?? []
    #expect(classes.map { $0["population"] as? Double } == [125, nil])
    #expect((stats["total"] as? [String: Any])?["population"] as? Double == 125)
    #expect((stats["outside"] as? [String: Any])?["population"] as? Double == 325)
    let grid = stats["grid"] as? [String: Any]
    #expect(
      grid?["cells"] as? Int == 3 && grid?["cells_km2"] as? Double == 3 && grid?["untouched_cells"] as? Int == 1)
    let run = stats["run"] as? [String: Any]
    #expect((run?["parameters"] as? [String: Any])?["key"] as? String == "kod")
    #expect(
      (run?["method"] as? [String])?.contains { $0.contains("as if people lived evenly over each zone") } ?? false)
  }

  @Test func tablesAndDryRunSpeakOfZones() throws {
    let work = try ZoneWorld.workspace()
    let run = try work.run(arguments: ["overlay"] + ZoneWorld.layers)
    #expect(run.output.contains("Zoner") && run.output.contains("jämnt över varje zon"))
    #expect(!run.output.contains("rutor") && !run.output.contains("Rutor"))
    let dry = try work.run(arguments: ["overlay", "--dry-run"] + ZoneWorld.layers)
    #expect(dry.code == 0 && dry.output.contains("key: kod") && dry.output.contains("population: population"))
  }

  /// The very squares as zones give what they give as cells, and the threads change no byte.
  @Test(.english) func squaresAsZonesGiveWhatCellsGive() throws {
    let work = try HandWorld.indexed()
    // Cells of one size only: a zone that others cover still owns all of its ground.
    let cells = try work.table("index.csv").filter { $0["size_m"] == "250" }
    try work.write(
      "rutor.csv",
      (["ruta,size_m,population"] + cells.map { "\($0["ruta"] ?? ""),250,\($0["population"] ?? "")" })
        .joined(separator: "\n") + "\n")
    let squares = cells.map { cell -> String in
      let ruta = cell["ruta"] ?? ""
      let (e, n) = (Double(ruta.prefix(6)) ?? 0, Double(ruta.dropFirst(6)) ?? 0)
      return SmallWorld.feature(
        "\"kod\":\"\(ruta)\",\"population\":\(cell["population"] ?? "")", SmallWorld.box(e, n, e + 250, n + 250))
    }
    try work.write("zoner.geojson", SmallWorld.layer(squares))
    #expect(
      try work.run("overlay", "--cells", "rutor.csv", "--areas", "omraden.geojson", "--output", "c.csv").code == 0)
    for threads in ["1", "5"] {
      let run = try work.run(
        arguments: ["overlay"] + ZoneWorld.layers + ["--output", "z\(threads).csv", "--threads", threads])
      #expect(run.code == 0, "\(run.errors)")
    }
    #expect(try work.text("z1.csv") == work.text("c.csv"))
    #expect(try work.bytes("z1.csv") == work.bytes("z5.csv"))
  }

  @Test(.english) func zonesThatOverlapAreNotedWithTheirSize() throws {
    let work = try ZoneWorld.workspace()
    try work.write(
      "zoner.geojson",
      SmallWorld.layer([
        ZoneWorld.zone("A", "\"population\":10", 600_000), ZoneWorld.zone("B", "\"population\":10", 600_900),
      ]))
    let run = try work.run(arguments: ["overlay"] + ZoneWorld.layers + ["--stats", "o.json"])
    #expect(run.errors.contains("1 pairs of the zones that areas reach into overlap, by 0.1 km² in all"))
    #expect(run.errors.contains("A and B"))
  }

  @Test(.english) func zonesWithoutGeometryKeyOrSystemAreRefusedByRunAndDryRun() throws {
    let work = try ZoneWorld.workspace()
    try work.write("zoner.csv", "kod,population\nZ1,100\n")
    try work.write(
      "utan.geojson", ZoneWorld.zones.replacingOccurrences(of: "urn:ogc:def:crs:EPSG::3006", with: "nej"))
    try work.write(
      "tva.geojson",
      SmallWorld.layer([
        ZoneWorld.zone("A", "\"population\":10", 600_000), ZoneWorld.zone("A", "\"population\":10", 601_000),
      ]))
    for flags in [[], ["--dry-run"]] {
      let bare = try work.run(
        arguments: ["overlay", "--cells", "zoner.csv", "--key", "kod", "--areas", "omraden.geojson"] + flags)
      #expect(bare.code == 65 && bare.errors.contains("the zones have no geometry"), "\(bare.errors)")
      let other = try work.run(
        arguments: ["overlay", "--cells", "zoner.geojson", "--key", "kd", "--areas", "omraden.geojson"] + flags)
      #expect(other.code == 64 && other.errors.contains("--key") && other.errors.contains("kod"), "\(other.errors)")
    }
    let twice = try work.run(
      "overlay", "--cells", "tva.geojson", "--key", "kod", "--areas", "omraden.geojson")
    #expect(twice.code == 65 && twice.errors.contains("the key stands here and in feature"), "\(twice.errors)")
    for (flags, words) in [
      (["--method", "centre"], "--method"), (["--coverage", "t.csv"], "--coverage"),
      (["--cell-size", "250"], "--cell-size"),
    ] {
      let run = try work.run(arguments: ["overlay"] + ZoneWorld.layers + flags)
      #expect(run.code == 64 && run.errors.contains(words), "\(run.errors)")
    }
  }

  @Test(.english) func incidentsTakeTheirPopulationFromZones() throws {
    let work = try ZoneWorld.workspace()
    try work.write("p.csv", "e,n\n600600,6600100\n600700,6600100\n600950,6600600\n")
    let run = try work.run(
      arguments: ["incidents", "--points", "p.csv"] + ZoneWorld.layers + ["--stats", "s.json", "--output", "i.csv"])
    #expect(run.code == 0, "\(run.errors)")
    let stats = try work.json("s.json")
    let row = IncidentWorld.entry(stats["periods"], ["period": "all", "class": "sarskilt_utsatt"])
    #expect(row?["population"] as? Double == 125 && row?["rate_per_1000"] as? Double == 24)
    let method = (stats["run"] as? [String: Any])?["method"] as? [String] ?? []
    #expect(method.contains { $0.contains("those of zones") && $0.contains("evenly") })
    let dry = try work.run(
      arguments: ["incidents", "--dry-run", "--points", "p.csv"] + ZoneWorld.layers)
    #expect(dry.code == 0 && dry.output.contains("key: kod"))
    // X holds half of Z1's hundred and nothing of what is left out: three events among 50 people.
    let first = try work.run(
      arguments: ["incidents", "--points", "p.csv", "--cells-where", "kod = 'Z1'", "--stats", "t.json"]
        + ZoneWorld.layers)
    #expect(first.code == 0, "\(first.errors)")
    let periods = try work.json("t.json")["periods"]
    #expect(
      IncidentWorld.entry(periods, ["period": "all", "class": "sarskilt_utsatt"])?["population"] as? Double == 50)
    let without = try work.run("incidents", "--points", "p.csv", "--areas", "omraden.geojson", "--cells-where", "1")
    #expect(without.code == 64 && without.errors.contains("--cells-where needs --cells"), "\(without.errors)")
  }

  @Test func aProfileOfZones() throws {
    let work = try ZoneWorld.workspace()
    for ending in ["md", "html", "json"] {
      let run = try work.run(
        arguments: ["profile", "--area", "Norrby", "--output", "x.\(ending)"] + ZoneWorld.layers)
      #expect(run.code == 0, "\(run.errors)")
    }
    let text = try work.text("x.md")
    #expect(text.contains("Zoner (n)") && !text.contains("rutor") && text.contains("125"))
    // Both zones around the area are drawn, in the colours of classes 5 and 1.
    #expect(try work.text("x.html").contains("stroke-width=\"0.5\""))
    #expect(try work.json("x.json").description.contains("evenly over each zone"))
  }

  @Test(.english) func aMapOfZonesIsDrawnInTheirColours() throws {
    let work = try ZoneWorld.workspace()
    let run = try work.run(
      arguments: ["map"] + ZoneWorld.layers + [
        "--bbox", "599800,6599800,602200,6601200", "--size", "400x400px", "--output", "k.png", "--output", "k.svg",
        "--output", "k.gpkg", "--stats", "k.json",
      ])
    #expect(run.code == 0, "\(run.errors)")
    let map = try #require(try work.json("k.json")["map"] as? [String: Any])
    #expect(map["cells"] as? Int == 2)
    let image = try #require(PNGImage(try work.bytes("k.png")))
    let extent = map["extent"] as? [Double] ?? []
    let frame = map["frame_pixels"] as? [Double] ?? []
    /// Red and green.
    func colour(_ e: Double, _ n: Double) -> [Int] {
      let x = frame[0] + (e - extent[0]) / (extent[2] - extent[0]) * frame[2]
      let y = frame[1] + (extent[3] - n) / (extent[3] - extent[1]) * frame[3]
      let hex = Int(image.hex(Int(x), Int(y)).drop { $0 == "#" }, radix: 16) ?? 0
      return [hex >> 16, hex >> 8 & 255]
    }
    let (worst, best) = (colour(600_250, 6_600_300), colour(601_700, 6_600_300))
    #expect(worst[0] > worst[1] && best[1] > best[0])
    let raster = try work.run(arguments: ["map"] + ZoneWorld.layers + ["--output", "k.tif"])
    #expect(raster.code == 64 && raster.errors.contains("zones have no squares"), "\(raster.errors)")
    // The layer of a GeoPackage has them as polygons that serve as zones again.
    let again = try work.run(
      "overlay", "--cells", "k.gpkg", "--cells-layer", "rutor", "--key", "zon", "--areas", "omraden.geojson",
      "--output", "again.csv")
    #expect(again.code == 0, "\(again.errors)")
    #expect(try work.table("again.csv").map { $0["population"] } == ["125", "20"])
  }

  @Test(.enabled(if: PageCommandTests.hasLeaflet))
  func aPageOfZones() throws {
    let work = try ZoneWorld.workspace()
    for threads in ["1", "4"] {
      let run = try work.run(
        arguments: ["map"] + ZoneWorld.layers + ["--output", "\(threads).html", "--threads", threads])
      #expect(run.code == 0, "\(run.errors)")
    }
    #expect(try work.bytes("1.html") == work.bytes("4.html"))
    let page = try work.text("1.html")
    #expect(page.contains("\"names\": [\"Z1\", \"Z2\", \"Z3\"]") && page.contains("\"Zoner\""))
    // X has 125 people, Y 20, as the overlay finds them: varints of 2 × value + 1.
    #expect(page.contains(Data([251, 1, 41]).base64EncodedString()))
  }

  /// Polygons and a table without them: the index keeps the former, and the overlay takes what it wrote.
  @Test(.english) func fromTheIndexToTheOverlay() throws {
    let work = try Workspace()
    let ground = (0..<4).map { ZoneWorld.zone("Z\($0)", "\"area\":1", 600_000 + 1000 * Double($0)) }
    try work.write("granser.geojson", SmallWorld.layer(ground))
    let rows = (0..<4).map { "Z\($0),100,\(200 + 10 * $0),0.1\($0),0.8,0.2\($0),0.1\($0),0.05,1\($0),\($0)" }
    let header = SmallWorld.header.replacingOccurrences(of: "ruta,size_m", with: "kod")
    try work.write("tal.csv", ([header] + rows).joined(separator: "\n") + "\n")
    try work.write("omraden.geojson", ZoneWorld.areas)
    let bare = try work.run(
      "index", "tal.csv", "--key", "kod", "--drop", "unga_0_15", "--drop", "unga_16_19", "--drop", "forvarvsfrekvens",
      "--drop", "ensamstaende", "--output", "i.csv", "--stats", "i.json")
    #expect(bare.code == 0 && bare.errors.contains("no table has the zones' polygons"), "\(bare.errors)")
    let index = try work.run(
      "index", "tal.csv", "granser.geojson", "--key", "kod", "--drop", "unga_0_15", "--drop", "unga_16_19", "--drop",
      "forvarvsfrekvens", "--drop", "ensamstaende", "--output", "zoner.gpkg", "--stats", "i.json")
    #expect(index.code == 0 && !index.errors.contains("polygons"), "\(index.errors)")
    let run = try work.run(
      "overlay", "--cells", "zoner.gpkg", "--key", "kod", "--areas", "omraden.geojson", "--output", "o.csv")
    #expect(run.code == 0, "\(run.errors)")
    #expect(try work.table("o.csv").map { $0["population"] } == ["75", "10"])
    #expect(try work.table("o.csv").allSatisfy { !($0["index_mean"] ?? "").isEmpty })
  }
}
