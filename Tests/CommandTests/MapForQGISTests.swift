import Foundation
import TestSupport
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What `rutverk map` writes for QGIS: the files by themselves, and opened in QGIS where it is installed.
@Suite struct MapForQGISTests {
  private func json(_ text: String) throws -> [String: Any] {
    try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] ?? [:]
  }

  private func map(_ work: Workspace, _ more: String...) throws -> Workspace.Run {
    try work.run(
      arguments: [
        "map", "--cells", "index.csv", "--areas", "omraden.geojson", "--ring-share", "0", "--ring-min", "3",
        "--title",
        "<script> & \"Norrby\" [% 1+1 %]", "--source", "SCB",
      ] + more)
  }

  @Test func everyFormBringsItsOwnFiles() throws {
    let work = try HandWorld.indexed()
    let before = Set(work.names)
    let run = try map(
      work, "--output", "karta.gpkg", "--output", "projekt.qgs", "--output", "klass.tif", "--output", "rutor.fgb",
      "--output", "lager.geojson")
    #expect(run.code == 0, "\(run.errors)")
    #expect(
      Set(work.names).subtracting(before) == [
        "karta.gpkg", "karta.qgz", "projekt.qgs", "projekt.gpkg", "klass.tif", "klass_index.tif", "klass.qml",
        "rutor.fgb", "rutor.qml", "lager.geojson", "lager.qml",
      ])
    let project = try work.text("projekt.qgs")
    #expect(project.contains("<datasource>./projekt.gpkg|layername=rutor</datasource>"))
    #expect(!project.contains("<script>") && !project.contains(work.folder.path))
    for name in ["projekt.qgs", "rutor.qml", "klass.qml"] {
      let isXML = XMLParser(data: try work.bytes(name)).parse()
      #expect(isXML, "\(name)")
    }
  }

  @Test func theSameBytesWhateverTheThreads() throws {
    let work = try HandWorld.indexed()
    for threads in ["1", "7"] {
      let run = try map(
        work, "--threads", threads, "--output", "\(threads).gpkg", "--output", "\(threads)r.tif", "--output",
        "\(threads)l.shp")
      #expect(run.code == 0, "\(run.errors)")
    }
    for ending in ["r.tif", "r_index.tif", "r.qml", "l.shp", "l.dbf", "l.qml", ".gpkg"] {
      #expect(try work.bytes("1\(ending)") == work.bytes("7\(ending)"), "\(ending)")
    }
  }

  @Test(.english) func whatCannotBeWritten() throws {
    let work = try HandWorld.indexed()
    let twice = try map(work, "--output", "a.tif", "--output", "a.shp")
    #expect(twice.code == 64 && twice.errors.contains("a.qml"), "\(twice.errors)")
    #expect(try map(work, "--output", "a.xyz").code == 73)
    #expect(try map(work, "--output", "finns/inte/a.gpkg").code == 73)
    let bare = try work.run("map", "--areas", "omraden.geojson", "--output", "b.tif")
    #expect(bare.code == 65 && bare.errors.contains("a raster shows cells"), "\(bare.errors)")
    #expect(!work.names.contains { $0.hasPrefix("a.") || $0.hasPrefix("b.") })
    #expect(try work.run("map", "--areas", "omraden.geojson", "--output", "b.gpkg").code == 0)
  }

  /// One block of the shell's `ulimit -f`: what was there before stays, and nothing half is left.
  @Test(arguments: ["ut.gpkg", "ut.qgz", "ut.tif", "ut.fgb", "ut.shp", "ut.geojson"])
  func aLimitOnTheSizeOfFiles(_ target: String) throws {
    let work = try HandWorld.indexed()
    try work.write(target, "tidigare")
    let names = work.names
    let run = try work.shell("ulimit -f 1; exec '\(Tool.path)' map --cells index.csv --output \(target)")
    #expect(run.code == 74 || run.code == 73, "\(run.errors)")
    #expect(run.errors.contains("ut."), "\(run.errors)")
    #expect(try work.text(target) == "tidigare")
    #expect(work.names == names)
  }

  /// Opens the map in QGIS and compares with the colours of the palette.
  private func inQGIS(
    _ work: Workspace, map: String, project: String, east: Int, north: Int, colour: String
  ) throws -> [String: Any] {
    let check = try work.shell(
      "/usr/bin/env -u PYTHONHOME /usr/bin/python3 '\(Tool.project("Tests/QGIS/check_map.py"))' '\(work.path(map))' "
        + "'\(work.path(project))' '\(work.folder.path)' \(east) \(north) '\(colour)'")
    #expect(check.code == 0, "\(check.errors)")
    return try json(check.output)
  }

  @Test(.enabled(if: QGIS.isInstalled, "python3-qgis is not installed"))
  func qgisDrawsTheHandWorld() throws {
    let work = try HandWorld.indexed()
    #expect(try map(work, "--output", "karta.gpkg", "--output", "karta.tif").code == 0)
    // The cell 6010006600000 of 250 m has class 5 and index 1; around it lies what is left of that of 1000 m: class 2, -1/3.
    let found = try inQGIS(
      work, map: "karta.gpkg", project: "karta.qgz", east: 601_125, north: 6_600_125, colour: "#850c20")
    let around = try inQGIS(
      work, map: "karta.gpkg", project: "karta.qgz", east: 601_625, north: 6_600_625, colour: "#cdba3c")
    #expect(found["index"] as? Double == 1 && around["index"] as? Double == -0.333333)
    let cells = found["cells"] as? [[String: Any]] ?? []
    #expect(
      cells.map { $0["colour"] as? String } == ["#a8e6a3", "#cdba3c", "#d47c2a", "#c0402a", "#850c20", "#ededed"])
    #expect(cells.map { $0["value"] as? String } == ["1", "2", "3", "4", "5", ""])
    #expect(cells.last?["label"] as? String == "inget index")
    #expect(cells.last?["layers"] as? [String] == ["SimpleFill", "LinePatternFill"])
    #expect((found["layers"] as? [String: Int])?["rutor"] == 10)
    #expect(
      (found["areas"] as? [[String: Any]])?.map { $0["value"] as? String } == ["sarskilt_utsatt", "risk", "utsatt"])
    #expect(found["groups"] as? [String] == ["Områden", "Livsvillkor"])
    #expect(found["order"] as? [String] == ["Områden", "Barn och unga 0–19 år", "Rutor, 1 bäst – 5 sämst"])
    #expect((found["labels"] as? [String])?.first?.hasPrefix("<script> & \"Norrby\"") == true)
    #expect(
      found["raster"] as? [String: String] == [
        "1.0": "#a8e6a3", "2.0": "#cdba3c", "3.0": "#d47c2a", "4.0": "#c0402a", "5.0": "#850c20", "255.0": "#ededed",
      ])
  }

  @Test(.enabled(if: QGIS.isInstalled, "python3-qgis is not installed"))
  func qgisTakesAnotherPaletteInEnglish() throws {
    let work = try HandWorld.indexed()
    let run = try map(work, "--palette", "viridis", "--lang", "en", "--output", "karta.qgs")
    #expect(run.code == 0, "\(run.errors)")
    let found = try inQGIS(
      work, map: "karta.gpkg", project: "karta.qgs", east: 601_125, north: 6_600_125, colour: "#440154")
    #expect((found["cells"] as? [[String: Any]])?.first?["label"] as? String == "1 best")
  }

  /// One cell whose class is uncertain, areas without class whose names are markup, SQL, or 300 letters.
  @Test(.enabled(if: QGIS.isInstalled, "python3-qgis is not installed"))
  func oneCellAndNamesThatAreNoNames() throws {
    let work = try Workspace()
    try work.write("cell.csv", "ruta,size_m,population,class,class_uncertain\n6010006600000,250,100,3,1\n")
    let names = [
      "<script>alert(1)</script>", "'; DROP TABLE layer_styles; --", String(repeating: "Å", count: 300), "&lt;",
    ]
    try work.write(
      "namn.geojson",
      SmallWorld.layer(
        names.enumerated().map { place, name in
          let east = 601_000 + Double(place) * 100
          return SmallWorld.feature("\"name\":\"\(name)\"", SmallWorld.box(east, 6_600_000, east + 90, 6_600_250))
        }))
    let run = try work.run(
      "map", "--cells", "cell.csv", "--class-count", "5", "--areas", "namn.geojson", "--title", "", "--output",
      "karta.gpkg", "--output", "karta.tif")
    #expect(run.code == 0, "\(run.errors)")
    let found = try inQGIS(
      work, map: "karta.gpkg", project: "karta.qgz", east: 601_195, north: 6_600_100, colour: "#d47c2a")
    #expect(found["layers"] as? [String: Int] == ["rutor": 1, "omraden": 4, "ringar": 0])
    #expect((found["areas"] as? [[String: Any]])?.map { $0["value"] as? String } == [""])
    let last = (found["cells"] as? [[String: Any]])?.last
    #expect(last?["label"] as? String == "klassen osäker" && last?["layers"] as? [String] == ["LinePatternFill"])
  }

  @Test(.enabled(if: QGIS.isInstalled && RealData.has("README.md"), "python3-qgis or the real data is not there"))
  func qgisDrawsDalarna() throws {
    let work = try Workspace()
    func real(_ name: String) -> String { RealData.path(name) }
    #expect(
      try work.run(
        "index", real("dalarna/cells_1km_livsvillkor.csv"), "--drop", "trangboddhet", "--output", "index.csv",
        "--stats",
        "s.json"
      ).code == 0)
    let run = try work.run(
      "map", "--cells", "index.csv", "--areas", real("areas/UO2021.shp"), "--base", real("admin/kommuner_290.gpkg"),
      "--ring-share", "0", "--extent-area", "Tjärna Ängar", "--output", "karta.gpkg", "--output", "karta.tif")
    #expect(run.code == 0, "\(run.errors)")
    let found = try inQGIS(
      work, map: "karta.gpkg", project: "karta.qgz", east: 521_500, north: 6_706_500, colour: "#850c20")
    let layers = found["layers"] as? [String: Int] ?? [:]
    #expect(layers["rutor"] == 4004 && layers["omraden"] == 61 && layers["underlag"] == 290)
    #expect(layers["ringar"] ?? 0 > 100)
    // The ground asked for holds the area, and is not all of Dalarna.
    let view = found["view"] as? [Double] ?? []
    #expect(view.count == 4 && view[0] < 521_600 && view[2] > 522_300 && view[2] - view[0] < 5_000)
  }
}

/// QGIS with its Python bindings.
enum QGIS {
  /// Whether it is there; says so once when it is not.
  static let isInstalled: Bool = {
    let check = try? Workspace().shell("/usr/bin/python3 -c 'import qgis.core' 2>/dev/null")
    let found = check?.code == 0
    if !found {
      print(
        "SKIPPED: no QGIS; maps were not opened in it (apt-get install --no-install-recommends python3-qgis qgis-providers)"
      )
    }
    return found
  }()
}
