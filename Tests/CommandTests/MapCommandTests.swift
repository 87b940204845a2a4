import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// `rutverk map` with the real binary: what is in the pictures, and what is refused.
struct MapCommandTests {
  /// A row of six cells: class 1 … 5 and one without, at (560000, 6590000).
  private static let cells =
    "ruta,size_m,population,class,trangboddhet,unga_0_15_antal,unga_16_19_antal\n"
    + (1...6).map { number in
      "\(559_750 + 250 * number)6590000,250,100,\(number < 6 ? "\(number)" : ""),0.3,\(number == 3 ? 180 : 5),20\n"
    }.joined()

  private static let areas = SmallWorld.layer([
    SmallWorld.feature(
      "\"id\":\"A\",\"name\":\"<script>alert('&')</script>\",\"class\":\"SUO\"",
      SmallWorld.box(560_050, 6_590_300, 560_400, 6_590_500)),
    SmallWorld.feature(
      "\"id\":\"B\",\"name\":\"\(String(repeating: "Å", count: 300))\",\"class\":\"Utsatt område\"",
      SmallWorld.box(560_800, 6_589_700, 561_100, 6_589_900)),
    SmallWorld.feature(
      "\"id\":\"C\",\"name\":\"Långt borta\",\"class\":\"Riskområde\"",
      SmallWorld.box(700_000, 6_690_000, 700_500, 6_690_500)),
  ])

  private func world() throws -> Workspace {
    let work = try Workspace()
    try work.write("c.csv", Self.cells)
    try work.write("a.geojson", Self.areas)
    return work
  }

  /// Pixel of a place of the ground, from the statistics' extent and the page's layout.
  private func pixel(_ work: Workspace, _ e: Double, _ n: Double) throws -> (x: Int, y: Int) {
    let map = try work.json("s.json")["map"] as? [String: Any] ?? [:]
    let extent = map["extent"] as? [Double] ?? []
    let frame = map["frame_pixels"] as? [Double] ?? []
    try #require(extent.count == 4 && frame.count == 4)
    return (
      Int(frame[0] + (e - extent[0]) / (extent[2] - extent[0]) * frame[2]),
      Int(frame[1] + (extent[3] - n) / (extent[3] - extent[1]) * frame[3])
    )
  }

  /// One dense red block in a square of much more green ground, and two far away: red in every picture's own way.
  @Test(.english) func peopleDecideWhereCellsAreTooSmall() throws {
    let work = try Workspace()
    try work.write(
      "c.csv",
      "ruta,size_m,population,class\n5502506600250,250,900,5\n"
        + [(1, 0), (2, 0), (0, 1), (2, 2)].map { "\(550_250 + 250 * $0)\(6_600_250 + 250 * $1),250,9,1\n" }
        .joined() + "3500006200000,250,9,1\n7000007300000,250,9,1\n")
    let run = try work.run(
      "map", "--cells", "c.csv", "--output", "k.png", "--stats", "s.json", "--size", "600x800px", "--lang", "en")
    #expect(run.code == 0, "\(run.errors)")
    let map = try work.json("s.json")["map"] as? [String: Any]
    let side = try #require(map?["aggregate_m"] as? Double)
    #expect(side >= 5_000)
    let image = try #require(PNGImage(try work.bytes("k.png")))
    let place = try pixel(
      work, (550_250 / side).rounded(.down) * side + side / 2, (6_600_250 / side).rounded(.down) * side + side / 2)
    #expect(image.hex(place.x, place.y) == "#850c20")
  }

  /// What the index rests on stands on the picture, on the page and in the statistics.
  @Test func theMapSaysWhatItRestsOn() throws {
    let work = try HandWorld.indexed()
    let plain = try work.run(
      "map", "--cells", "index.csv", "--output", "k.svg", "--output", "k.html", "--output", "k.qgs", "--stats",
      "s.json",
      "--data-year", "2022")
    #expect(plain.code == 0, "\(plain.errors)")
    let method = (try work.json("s.json")["run"] as? [String: Any])?["method"] as? [String] ?? []
    let line = try #require(method.first)
    #expect(line.contains("inte polisens · relativt referens ") && line.hasSuffix("uppgifter från 2022"), "\(line)")
    for file in ["k.svg", "k.html", "k.qgs"] { #expect(try work.text(file).contains("inte polisens"), "\(file)") }
    // A table that somebody else made.
    let other = try world()
    #expect(
      try other.run("map", "--cells", "c.csv", "--output", "k.png", "--stats", "s.json", "--lang", "en").code == 0)
    let said = (try other.json("s.json")["run"] as? [String: Any])?["method"] as? [String] ?? []
    #expect(said.first == "Classes as the layer has them; the method is not stated")
    #expect(try other.run("map", "--areas", "a.geojson", "--output", "k.png", "--data-year", "2022").code == 64)
  }

  /// A figure of areas, as picture, page and for QGIS.
  @Test(.english) func aFigureOfAreasColoursThem() throws {
    let work = try Workspace()
    let rows = [("A", "12", ""), ("B", "40", ""), ("C", "null", "few_phones"), ("D", "null", "")]
    try work.write(
      "a.geojson",
      SmallWorld.layer(
        rows.enumerated().map { i, row in
          let e = 560_000.0 + 2_000 * Double(i)
          return SmallWorld.feature(
            "\"id\":\"\(row.0)\",\"dygnsavtryck\":\(row.1),\"reason\":\"\(row.2)\"",
            SmallWorld.box(e, 6_590_000, e + 1_500, 6_591_500))
        }))
    let run = try work.run(
      "map", "--areas", "a.geojson", "--colour-by", "dygnsavtryck", "--classes", "2", "--output", "k.png", "--output",
      "k.html", "--output", "k.gpkg", "--stats", "s.json", "--size", "900x700px")
    #expect(run.code == 0, "\(run.errors)")
    let image = try #require(PNGImage(try work.bytes("k.png")))
    for (e, colour) in [(560_250.0, "#b5d3ec"), (562_250, "#123a6c")] {
      let place = try pixel(work, e, 6_590_250)
      #expect(image.hex(place.x, place.y) == colour)
    }
    let method = (try work.json("s.json")["run"] as? [String: Any])?["method"] as? [String] ?? []
    #expect(method.first?.contains("each value; n") == true, "\(method)")
    #expect(try work.text("k.html").contains("withheld"))
    let refused: [[String]] = [
      ["--colour-by", "finns_inte"], ["--colour-by", "reason"], ["--classify", "jenks"],
      ["--colour-by", "dygnsavtryck", "--colour-on", "cells"],
      ["--colour-by", "dygnsavtryck", "--classify", "manual"],
      ["--colour-by", "dygnsavtryck", "--classify", "manual", "--breaks", "3,2"],
      ["--colour-by", "dygnsavtryck", "--breaks", "3"], ["--colour-by", "dygnsavtryck", "--classes", "10"],
    ]
    for more in refused {
      let bad = try work.run(arguments: ["map", "--areas", "a.geojson", "--output", "x.png"] + more)
      #expect(bad.code == 64, "\(more): \(bad.errors)")
    }
  }

  @Test(.english) func squaresThatDoNotFitAreRefused() throws {
    let work = try world()
    for side in ["0", "-5", "2.5", "stor", "1000001"] {
      let run = try work.run("map", "--cells", "c.csv", "--output", "k.png", "--aggregate", side)
      #expect(run.code == 64 && run.errors.contains("--aggregate"), "\(run.errors)")
    }
    let odd = try work.run("map", "--cells", "c.csv", "--output", "k.png", "--aggregate", "300")
    #expect(odd.code == 64 && odd.errors.contains("such as 500, 1000"), "\(odd.errors)")
    #expect(try work.run("map", "--areas", "a.geojson", "--output", "k.png", "--aggregate", "500").code == 64)
    #expect(try work.run("map", "--cells", "c.csv", "--output", "k.png", "--aggregate", "250").code == 0)
    #expect(try work.run("map", "--cells", "c.csv", "--output", "k.png", "--aggregate", "500").code == 0)
  }

  @Test(.english) func aPictureOfTheRightSizeWithTheRightColours() throws {
    let work = try world()
    let run = try work.run(
      "map", "--cells", "c.csv", "--areas", "a.geojson", "--output", "k.png", "--stats", "s.json", "--size",
      "900x700px")
    #expect(run.code == 0, "\(run.errors)")
    let image = try #require(PNGImage(try work.bytes("k.png")))
    #expect(image.width == 900 && image.height == 700 && image.pixelsPerMetre == 3_780)
    let colours = ["#a8e6a3", "#cdba3c", "#d47c2a", "#c0402a", "#850c20"]
    for (i, colour) in colours.enumerated() {
      // Off the middle, where the ring's cell has its ring's rim nowhere near.
      let place = try pixel(work, 560_125 + 250 * Double(i), 6_590_125)
      #expect(image.hex(place.x, place.y) == colour)
    }
    let edge = try pixel(work, 560_050, 6_590_400)
    #expect((-1...1).contains { image.hex(edge.x + $0, edge.y) == "#14142b" })
    let map = try work.json("s.json")["map"] as? [String: Any] ?? [:]
    #expect(map["cells"] as? Int == 6 && map["areas"] as? Int == 2 && map["rings"] as? Int == 1)
    #expect(image.count("#6a1b9a") > 20)
  }

  @Test(.english) func paperTellsItsResolution() throws {
    let work = try world()
    let run = try work.run("map", "--cells", "c.csv", "-o", "k.png", "--size", "a5", "--landscape", "--dpi", "100")
    #expect(run.code == 0 && run.output.contains("827 × 583 px"), "\(run.errors)\(run.output)")
    let image = try #require(PNGImage(try work.bytes("k.png")))
    #expect(image.width == 827 && image.height == 583 && image.pixelsPerMetre == 3_937)
  }

  @Test func markupInNamesStaysText() throws {
    let work = try world()
    let run = try work.run(
      "map", "--cells", "c.csv", "--areas", "a.geojson", "--output", "k.svg", "--title", "Å & <b>Ä</b>", "--stats",
      "s.json",
      "--source", "\u{1B}[31mröd", "--date", "2026-03-01")
    #expect(run.code == 0, "\(run.errors)")
    let text = try work.text("k.svg")
    #expect(!text.contains("<script") && !text.contains("<b>") && !text.contains("\u{1B}"))
    #expect(text.contains("&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;"))
    #expect(text.contains("<title id=\"titel\">Å &amp; &lt;b&gt;Ä&lt;/b&gt;</title>"))
    #expect(
      text.contains(String(repeating: "Å", count: 39) + "…") && !text.contains(String(repeating: "Å", count: 41)))
    #expect(text.contains("width=\"297mm\" height=\"210mm\""))
    let parser = XMLParser(data: Data(text.utf8))
    #expect(parser.parse())
  }

  @Test(.english) func aPDFWithItsTitleAndDate() throws {
    let work = try world()
    let run = try work.run("map", "--cells", "c.csv", "--output", "k.pdf", "--title", "Karta", "--date", "2026-03-01")
    #expect(run.code == 0, "\(run.errors)")
    let text = String(decoding: try work.bytes("k.pdf"), as: UTF8.self)
    #expect(text.hasPrefix("%PDF-1.") && text.contains("/Title (Karta)") && text.contains("20260301000000"))
    // The map's place on the ground, behind all that cairo wrote; GDAL and QGIS find it there.
    #expect(text.contains("/Subtype /GEO") && text.contains("/GCS << /Type /PROJCS /EPSG 3006 >>"))
    let places = text.split(separator: "/GPTS [ ").last?.split(separator: " ]").first?.split(separator: " ")
    let degrees = places?.compactMap { Double($0) } ?? []
    try #require(degrees.count == 8)
    #expect(degrees[0] < degrees[2] && degrees[3] < degrees[5] && (54.0...70).contains(degrees[0]))
    #expect(text.contains("/Outlines") && text.hasSuffix("%%EOF\n"))
  }

  @Test func theSameBytesAloneOrTogetherOnAnyThreads() throws {
    let work = try world()
    let many = [
      "map", "--cells", "c.csv", "--areas", "a.geojson", "--size", "120x90mm", "--dpi", "100", "--threads", "4",
    ]
    let outputs = ["a.pdf", "a.png", "a.svg"]
    #expect(try work.run(arguments: many + outputs.flatMap { ["--output", $0] }).code == 0)
    for name in outputs {
      let alone = "b" + name.dropFirst()
      #expect(
        try work.run(arguments: Array(many.dropLast()) + ["1", "--output", alone]).code == 0)
      #expect(try work.bytes(name) == work.bytes(alone), "\(name)")
    }
  }

  @Test(.english) func oneCellOnlyAndAreasOnly() throws {
    let work = try world()
    try work.write("one.csv", "ruta,size_m,class\n5600006590000,1000,5\n")
    #expect(
      try work.run("map", "--cells", "one.csv", "-o", "one.png", "--size", "100x80mm", "--dpi", "100").code == 0)
    let image = try #require(PNGImage(try work.bytes("one.png")))
    #expect(image.count("#850c20") > 5_000)
    let run = try work.run("map", "--areas", "a.geojson", "-o", "areas.png", "--extent-area", "C", "--dpi", "60")
    #expect(run.code == 0, "\(run.errors)")
  }

  @Test(.english) func whatLiesOutsideIsSaid() throws {
    let work = try world()
    let run = try work.run(
      "map", "--cells", "c.csv", "--areas", "a.geojson", "-o", "k.png", "--bbox", "700100,6690100,700400,6690400",
      "--dpi", "60")
    #expect(run.code == 0 && run.errors.contains("no cell lies in the map's extent"), "\(run.errors)")
    let lost = try work.run(
      "map", "--cells", "c.csv", "--areas", "a.geojson", "-o", "k2.png", "--bbox", "300000,6200000,310000,6210000")
    #expect(lost.code == 65 && lost.errors.contains("nothing lies in the map's extent"), "\(lost.errors)")
    #expect(!work.names.contains("k2.png"))
    // Degrees: the same place.
    let degrees = try work.run(
      "map", "--cells", "c.csv", "-o", "k3.png", "--bbox", "16.05,59.43,16.09,59.46", "--dpi", "60", "--stats",
      "s.json")
    #expect(degrees.code == 0, "\(degrees.errors)")
    #expect((try work.json("s.json")["map"] as? [String: Any])?["cells"] as? Int == 6)
  }

  @Test(.english) func whatIsRefused() throws {
    let work = try world()
    try work.write("bad.csv", "ruta,size_m,class\n5600006590000,250,2.5\n")
    try work.write("none.csv", "ruta,size_m,population\n5600006590000,250,5\n")
    try work.write("empty.csv", "ruta,size_m,class\n")
    try work.write("empty.geojson", SmallWorld.layer([]))
    let cases: [([String], Int32, String)] = [
      (["--cells", "c.csv"], 64, "needs --output"),
      (["-o", "k.png"], 64, "needs --cells"),
      (["--cells", "c.csv", "-o", "k.jpg"], 73, "cannot be written as .jpg"),
      (["--cells", "c.csv", "-o", "c.csv"], 73, "cannot be written as .csv"),
      (["--cells", "c.csv", "-o", "nofolder/k.png"], 73, "no folder"),
      (["--cells", "c.csv", "-o", "k.png", "-o", "k.png"], 64, "same name"),
      (["--cells", "c.csv", "-o", "-"], 64, "not to standard output"),
      (["--cells", "c.csv", "-o", "k.png", "--size", "a9"], 64, "--size: no such size"),
      (["--cells", "c.csv", "-o", "k.png", "--size", "20x20mm"], 64, "too small"),
      (["--cells", "c.csv", "-o", "k.png", "--size", "2000x2000mm", "--dpi", "600"], 64, "out of range"),
      (["--cells", "c.csv", "-o", "k.png", "--bbox", "1,2,3"], 64, "--bbox"),
      (["--cells", "c.csv", "-o", "k.png", "--bbox", "560000,6590000,550000,6600000"], 64, "--bbox"),
      (["--cells", "c.csv", "-o", "k.png", "--extent-area", "A"], 64, "needs --areas"),
      (
        ["--cells", "c.csv", "--areas", "a.geojson", "-o", "k.png", "--extent-area", "Långt bort"], 64, "Långt borta"
      ),
      (["--cells", "c.csv", "-o", "k.png", "--extent-municipality", "Borås"], 64, "needs --base"),
      (["--cells", "c.csv", "-o", "k.png", "--ring-share", "20"], 64, "--ring-share"),
      (["--cells", "c.csv", "-o", "k.png", "--palette", "rainbow"], 64, "palette"),
      (["--cells", "bad.csv", "-o", "k.png"], 65, "not a class"),
      (["--cells", "none.csv", "-o", "k.png"], 65, "no column holds the class"),
      (["--cells", "empty.csv", "-o", "k.png"], 65, "no rows"),
      (["--areas", "empty.geojson", "-o", "k.png"], 65, "no features"),
      (["--cells", "missing.csv", "-o", "k.png"], 66, "missing.csv"),
    ]
    for (arguments, code, words) in cases {
      let run = try work.run(arguments: ["map"] + arguments)
      #expect(run.code == code && run.errors.contains(words), "\(arguments): \(run.code) \(run.errors)")
    }
    #expect(!work.names.contains { $0.hasSuffix(".png") || $0.hasPrefix(".rutverk") })
  }

  @Test(.english) func withoutAFontThereIsNoMapWithoutWords() throws {
    let work = try world()
    try work.write("none.conf", "<?xml version=\"1.0\"?><fontconfig></fontconfig>\n")
    let run = try work.shell(
      "FONTCONFIG_FILE='\(work.path("none.conf"))'; export FONTCONFIG_FILE; rutverk map --cells c.csv -o k.png --dpi 60"
    )
    #expect(run.code == 70 && run.errors.contains("no font with Swedish letters"), "\(run.code) \(run.errors)")
    #expect(!work.names.contains("k.png"))
  }

  @Test func aDryRunSaysWhatWouldBeTaken() throws {
    let work = try world()
    let run = try work.run("map", "--cells", "c.csv", "--areas", "a.geojson", "--dry-run")
    #expect(run.code == 0 && run.output.contains("class: class") && run.output.contains("2480 × 3508 px"))
  }
}
