import Foundation
import TestSupport
import Testing

/// Pages of the real binary in a real browser, tried out by `Tests/PageTests/check_page.py`.
@Suite(.enabled(if: Chromium.isThere, "chromium or python3 is not there"), .serialized)
struct PageBrowserTests {
  /// The bundled town at three widths: clicks, search, table, keys, layers, address, print, console, requests, picture.
  @Test(arguments: [("sv", 1400, 900), ("sv", 390, 844), ("en", 800, 700)])
  func exempelstad(_ language: String, _ width: Int, _ height: Int) throws {
    let work = try Workspace()
    let areas = Tool.project("shapes/exempelstad_omraden.geojson")
    #expect(
      try work.run("index", Tool.project("grids/exempelstad.csv"), "--output", "rutor.csv", "--stats", "i.json").code
        == 0)
    #expect(
      try work.run(
        "overlay", "--cells", "rutor.csv", "--areas", areas, "--crs", "EPSG:3006", "--output", "o.geojson", "--stats",
        "o.json"
      ).code == 0)
    // Names of the base are seen in English: the stored pictures are Swedish.
    try work.write("kommuner.geojson", Self.municipalities)
    let run = try work.run(
      arguments: [
        "map", "--cells", "rutor.csv", "--areas", areas, "--title", "Exempelstad", "--source", "påhittade uppgifter",
        "--date", "2026-03-01", "--lang", language, "--stats", "m.json", "--output", "karta.html",
      ] + (language == "en" ? ["--base", "kommuner.geojson"] : []))
    #expect(run.code == 0, "\(run.errors)")
    let expected = try PageExpectations(work, language: language, randomCells: width == 1400 ? 100 : 0).text
    try work.write("expected.json", expected)
    var arguments = ["karta.html", "--width", "\(width)", "--height", "\(height)", "--expect", "expected.json"]
    // The stored pictures are Swedish; other systems' fonts make other letters, hence the tolerance.
    if language == "sv" { arguments += ["--pictures", Tool.project("Tests/PageTests/pictures")] }
    if language == "sv", ProcessInfo.processInfo.environment["RUTVERK_UPDATE_GOLDEN"] != nil {
      arguments.append("--update")
    }
    try check(work, arguments)
  }

  /// Two municipalities that the town lies in.
  private static let municipalities =
    #"{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::3006"}},"features":["#
    + [("Västra Öboda", 550_000, 575_000), ("Östra Öboda", 575_000, 600_000)].map { name, west, east in
      #"{"type":"Feature","properties":{"kommunnamn":"\#(name)"},"geometry":{"type":"Polygon","coordinates":[[["#
        + "\(west),6580000],[\(east),6580000],[\(east),6630000],[\(west),6630000],[\(west),6580000]]]}}"
    }.joined(separator: ",") + "]}"

  private static let names = [
    "<script>document.title = 'x'</script>", "</script><img src=x onerror=\"document.title = 'x'\">",
    String(repeating: "Långgatan ", count: 30), "a\u{2028}b", "=1+1", "",
  ]

  /// Names that are markup, or 300 characters long, are text on the page, at both widths.
  @Test(arguments: [1400, 390])
  func namesAreText(_ width: Int) throws {
    let work = try Workspace()
    let features = Self.names.enumerated().map { i, name in
      let (w, e) = (560_000 + 600 * i, 560_500 + 600 * i)
      let ring = "[[[\(w),6600000],[\(e),6600000],[\(e),6600500],[\(w),6600500],[\(w),6600000]]]"
      let text = String(decoding: (try? JSONEncoder().encode(name)) ?? Data(), as: UTF8.self)
      return #"{"type":"Feature","properties":{"id":"\#(i)","name":\#(text),"class":"UO"},"geometry":"#
        + #"{"type":"Polygon","coordinates":\#(ring)}}"#
    }
    try work.write(
      "a.geojson",
      #"{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::3006"}},"features":["#
        + features.joined(separator: ",") + "]}")
    try work.write("one.csv", "ruta,size_m,population,index,percentile,class\n5600006600000,250,99,0.5,50,3\n")
    let run = try work.run(
      "map", "--cells", "one.csv", "--areas", "a.geojson", "--title", Self.names[1], "--output", "karta.html")
    #expect(run.code == 0, "\(run.errors)")
    try work.write("expected.json", #"{"language": "sv"}"#)
    try check(work, ["karta.html", "--width", "\(width)", "--expect", "expected.json"])
  }

  /// One cell, cells without any class, areas alone.
  @Test(arguments: [
    ["--cells", "one.csv"], ["--cells", "none.csv"], ["--areas", "a.geojson"],
    ["--cells", "one.csv", "--areas", "a.geojson", "--bbox", "559000,6599000,570000,6605000"],
  ])
  func smallPages(_ layers: [String]) throws {
    let work = try Workspace()
    try work.write("one.csv", "ruta,size_m,population,index,percentile,class\n5600006600000,250,99,0.5,50,3\n")
    try work.write("none.csv", "ruta,size_m,population,index,percentile,class\n5600006600000,250,9,,,\n")
    try work.write("a.geojson", HandFootprint.area)
    let run = try work.run(arguments: ["map"] + layers + ["--output", "karta.html", "--lang", "en"])
    #expect(run.code == 0, "\(run.errors)")
    try work.write("expected.json", #"{"language": "en"}"#)
    try check(work, ["karta.html", "--expect", "expected.json"])
  }

  /// A random town of mixed cells: what the page gathers is what a count by hand gives.
  @Test(arguments: [1, 2])
  func gatheredSquaresAreOfMostPeople(_ seed: Int) throws {
    let work = try Workspace()
    var random = SeededRandom(seed)
    var rows = "ruta,size_m,population,class\n"
    for i in 0..<400 where random.below(3) > 0 {
      let (e, n) = (500_000 + 1_000 * (i % 20), 6_500_000 + 1_000 * (i / 20))
      func row(_ e: Int, _ n: Int, _ size: Int) {
        let number = random.below(6)
        let people = random.below(3) == 0 ? 0 : random.below(300)
        rows += "\(e)\(n),\(size),\(people),\(number == 0 ? "" : "\(number)")\n"
      }
      row(e, n, 1_000)
      for fine in 0..<16 where random.below(4) == 0 { row(e + 250 * (fine % 4), n + 250 * (fine / 4), 250) }
    }
    try work.write("c.csv", rows)
    let run = try work.run("map", "--cells", "c.csv", "--output", "k.html")
    #expect(run.code == 0, "\(run.errors)")
    for side in ["2000", "5000"] {
      let script = Tool.project("Tests/PageTests/check_gathered.py")
      let check = try work.shell("python3 '\(script)' k.html c.csv \(side)")
      #expect(check.code == 0, "\(check.output)\(check.errors)")
    }
  }

  private func check(_ work: Workspace, _ arguments: [String]) throws {
    let script = Tool.project("Tests/PageTests/check_page.py")
    let line = (["python3", script] + arguments).map { "'\($0)'" }.joined(separator: " ")
    let run = try work.shell(line)
    #expect(run.code == 0, "\(run.output)\(run.errors)")
  }
}

enum Chromium {
  /// Whether the browser and Python are there; says so once when they are not.
  static let isThere: Bool = {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    func has(_ names: [String]) -> Bool {
      names.contains { name in folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") } }
    }
    let found = has(["chromium", "chromium-browser", "google-chrome", "chrome"]) && has(["python3"])
    if !found { print("SKIPPED: no chromium or python3; the pages of `rutverk map` were not tried in a browser") }
    return found
  }()
}
