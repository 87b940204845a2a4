import Files
import Foundation
import Testing

/// `rutverk map --output karta.html` without a browser.
@Suite struct PageCommandTests {
  private static let places = ["/usr/share/javascript/leaflet", "/usr/share/nodejs/leaflet/dist"]
  static let hasLeaflet: Bool = {
    let found = places.contains { FileManager.default.fileExists(atPath: $0 + "/leaflet.css") }
    if !found { print("SKIPPED: no Leaflet; the pages of `rutverk map` were not made (install libjs-leaflet)") }
    return found
  }()

  private func world() throws -> Workspace {
    let work = try Workspace()
    try work.write("rutor.csv", SmallWorld.good)
    try work.write("omraden.geojson", SmallWorld.areas)
    #expect(try work.run("index", "rutor.csv", "--output", "index.csv", "--stats", "i.json").code == 0)
    return work
  }

  private let layers = ["map", "--cells", "index.csv", "--areas", "omraden.geojson"]

  @Test(.enabled(if: hasLeaflet))
  func theSameBytesWithAnyNumberOfThreads() throws {
    let work = try world()
    for threads in ["1", "2", "7"] {
      let run = try work.run(arguments: layers + ["--threads", threads, "--output", "\(threads).html"])
      #expect(run.code == 0, "\(run.errors)")
    }
    #expect(try work.bytes("1.html") == work.bytes("2.html"))
    #expect(try work.bytes("1.html") == work.bytes("7.html"))
    #expect(try work.bytes("1.html").count < 400_000)
  }

  /// A raw layer gets the figures of the overlay: 50 people in half of the first cell, 120 in the second and third.
  @Test(.enabled(if: hasLeaflet))
  func rawAreasGetTheOverlaysFigures() throws {
    let work = try world()
    #expect(try work.run(arguments: layers + ["--output", "raw.html"]).code == 0)
    #expect(
      try work.run(
        "overlay", "--cells", "index.csv", "--areas", "omraden.geojson", "--output", "o.gpkg", "--stats", "o.json"
      )
      .code == 0)
    let run = try work.run("map", "--cells", "index.csv", "--areas", "o.gpkg", "--output", "ready.html")
    #expect(run.code == 0, "\(run.errors)")
    let pages = try ["raw.html", "ready.html"].map { try areas(of: try work.text($0)) }
    let figures = pages.map { $0["figures"] as? [[String: Any]] ?? [] }
    #expect(figures[0].map { $0["key"] as? String } == figures[1].map { $0["key"] as? String })
    #expect(figures[0].first?["data"] as? String == figures[1].first?["data"] as? String)
    // 50 and 120 as varints of 2 × value + 1, then "no value".
    #expect(figures[0].first?["data"] as? String == Data([101, 241, 1, 0]).base64EncodedString())
  }

  /// Areas as `rutverk footprint` writes them: their figures stay, with what the overlay says besides.
  @Test(.enabled(if: hasLeaflet))
  func figuresOfOtherRunsStay() throws {
    let work = try world()
    let properties = "\"id\":\"A\",\"name\":\"Ängen\",\"dygnsavtryck\":2.5,\"share\":0.125,\"unique_phones\":3,"
    try work.write(
      "f.geojson",
      SmallWorld.layer([
        SmallWorld.feature(
          properties + "\"chef\":\"Ö. Ek\",\"antal\":7.25", SmallWorld.box(560_000, 6_590_000, 560_125, 6_590_250))
      ]))
    let run = try work.run(
      "map", "--cells", "index.csv", "--areas", "f.geojson", "--output", "a.html", "--output", "a.gpkg")
    #expect(run.code == 0, "\(run.errors)")
    let areas = try areas(of: try work.text("a.html"))
    let figures = areas["figures"] as? [[String: Any]] ?? []
    let labels = Dictionary(
      uniqueKeysWithValues: figures.map { ($0["key"] as? String ?? "", $0["label"] as? String) })
    #expect(labels["dygnsavtryck"] == "Dygnsavtryck" && labels["unique_phones"] == "Unika telefoner")
    #expect(labels["share"] == "Andel av dygnsavtryck i riket" && labels["antal"] == "antal")
    #expect(labels["population"] == "Befolkning" && labels["status"] == nil)
    let share = figures.first { $0["key"] as? String == "share" }
    // 12.5 % with two decimals: 1,250, as a varint of 2 × value + 1.
    #expect(share?["unit"] as? String == "%" && share?["scale"] as? Int == 100)
    #expect(share?["data"] as? String == Data([0xC5, 0x13]).base64EncodedString())
    let texts = areas["texts"] as? [[String: Any]] ?? []
    #expect(texts.map { $0["key"] as? String } == ["chef"] && texts.first?["values"] as? [String] == ["Ö. Ek"])
    let layer = try VectorLayer(path: work.path("a.gpkg"), layer: "omraden")
    #expect(layer.columnNames == ["id", "name", "class", "dygnsavtryck", "share", "unique_phones", "chef", "antal"])
  }

  private func areas(of page: String) throws -> [String: Any] {
    try #require(try data(of: page)["areas"] as? [String: Any])
  }

  /// The JSON that a page holds.
  private func data(of page: String) throws -> [String: Any] {
    let data = try #require(
      page.components(separatedBy: "id=\"data\">\n").last?.components(separatedBy: "</script>").first)
    return try JSONSerialization.jsonObject(with: Data(data.utf8)) as? [String: Any] ?? [:]
  }

  /// Too few people, a null and a suppressed value are told apart on the page.
  @Test(.enabled(if: hasLeaflet))
  func whyCellsHaveNoIndex() throws {
    let work = try Workspace()
    try work.write(
      "index.csv",
      "ruta,size_m,population,index,percentile,class,status\n5600006600000,250,99,0.5,50,3,ok\n"
        + "5602506600000,250,9,,,,too_few_people\n5605006600000,250,90,,,,missing:inkomst\n"
        + "5607506600000,250,90,,,,suppressed:inkomst\n5610006600000,250,9,,,,too_few_people\n")
    #expect(try work.run("map", "--cells", "index.csv", "--output", "a.html").code == 0)
    let page = try data(of: try work.text("a.html"))
    #expect(
      page["marks"] as? [String] == ["", "för få invånare", "uppgift saknas: inkomst", "uppgift dold: inkomst"])
    let cells = page["cells"] as? [String: Any]
    #expect(cells?["marks"] as? String == Data([0, 1, 2, 3, 1]).base64EncodedString())
  }

  @Test(.english) func aMissingLibraryIsNamed() throws {
    let work = try world()
    let run = try work.run(arguments: layers + ["--leaflet", ".", "--output", "a.html"])
    #expect(run.code == 66)
    #expect(run.errors.contains("libjs-leaflet") && run.errors.contains("--leaflet"), "\(run.errors)")
    try work.write("leaflet.js", "alert(1)")
    try work.write("leaflet.css", "")
    let other = try work.run(arguments: layers + ["--leaflet", ".", "--output", "a.html"])
    #expect(other.code == 65)
    #expect(other.errors.contains("not Leaflet 1"), "\(other.errors)")
    #expect(!work.names.contains("a.html"))
  }

  @Test(.english) func anEmptyLayerIsAClearError() throws {
    let work = try world()
    let run = try work.run(arguments: layers + ["--cells-where", "population > 1e9", "--output", "a.html"])
    #expect(run.code == 65)
    #expect(run.errors.contains("no rows"), "\(run.errors)")
    #expect(!work.names.contains("a.html"))
  }
}
