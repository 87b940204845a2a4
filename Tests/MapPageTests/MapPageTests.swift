import Core
import Foundation
import Geometry
import Reports
import Testing

@testable import MapPage

/// A small page with every layer.
enum SmallPage {
  /// Two 250 m squares and the 1000 m square around them, two areas, one ring.
  static func contents(name: String = "Torget") -> PageContents {
    var page = PageContents(title: "Prov & \"test\" <1>")
    page.classes = ["1 bäst", "2 sämst"].map { PageClass(label: $0, colour: "#a8e6a3") }
    page.noClass = PageClass(label: "inget index", colour: "#ededed", hatch: "#9a9a9a")
    page.cells.sizes = [250, 1000, 250]
    page.cells.e = [400_250, 400_000, 400_000]
    page.cells.n = [6_500_000, 6_500_000, 6_500_250]
    page.cells.classes = [0, -1, 1]
    page.cells.figures = [
      PageFigure(key: "population", label: "Befolkning", decimals: 0, values: [120, .nan, 0]),
      PageFigure(key: "index", label: "Index", decimals: 3, needsClass: true, values: [-1.2346, .nan, 0.5]),
    ]
    page.areas.ids = ["a", "b"]
    page.areas.names = [name, ""]
    page.areas.classes = [0, 0]
    page.areas.kinds = [PageClass(label: "Utsatt område", colour: "#0b4f8a")]
    page.areas.outlines = [
      MultiPolygon(minX: 400_000.4, minY: 6_500_000, maxX: 400_500, maxY: 6_500_500), MultiPolygon(),
    ]
    page.areas.figures = [PageFigure(key: "population", label: "Befolkning", decimals: 0, values: [60, .nan])]
    page.rings = PageRings(
      title: "Barn och unga", colour: "#6a1b9a", pixelsPerRoot: 1.5, cells: [2], numbers: [144], legendSizes: [200])
    return page
  }

  /// Stands for the library: enough to be taken for it.
  static func leaflet() throws -> Leaflet {
    try Leaflet(
      script: Array("var L={};L.CRS={};L.version=\"1.9.4\";\"</script>\";\n//# sourceMappingURL=leaflet.js.map".utf8),
      style: Array(".leaflet-pane{background:url(images/a.png)}".utf8), folder: "here")
  }

  static func html(_ contents: PageContents) throws -> String {
    String(decoding: try MapPage.bytes(contents, leaflet: leaflet()), as: UTF8.self)
  }

  /// The JSON that the page holds.
  static func data(_ html: String) throws -> [String: Any] {
    let start = try #require(html.range(of: "id=\"data\">\n") as Range<String.Index>?)
    let rest = html[start.upperBound...]
    let end = try #require(rest.range(of: "</script>") as Range<String.Index>?)
    let object = try JSONSerialization.jsonObject(with: Data(rest[..<end.lowerBound].utf8))
    return object as? [String: Any] ?? [:]
  }
}

@Suite struct MapPageTests {
  @Test func theSameContentsGiveTheSameBytes() throws {
    #expect(try SmallPage.html(SmallPage.contents()) == SmallPage.html(SmallPage.contents()))
  }

  @Test(arguments: [
    "</script><script>alert(1)</script>", "<!--", "]]>", "a\u{2028}b\u{2029}c", "\"\\\n\t\u{0}", "&lt;b&gt;",
    String(repeating: "Å", count: 300), "\u{202E}vänd", "e\u{301}", "\u{E2}\u{80}\u{A8}",
  ])
  func namesComeThroughAsTheyAre(_ name: String) throws {
    let html = try SmallPage.html(SmallPage.contents(name: name))
    let areas = try SmallPage.data(html)["areas"] as? [String: Any]
    #expect(areas?["names"] as? [String] == [name, ""])
    // Two scripts of ours, the library's and the data: no fifth.
    #expect(html.components(separatedBy: "<script").count == 5 - 1)
    #expect(html.components(separatedBy: "</script>").count == 5 - 1)
    #expect(!html.contains("\u{2028}") && !html.contains("\u{2029}"))
  }

  @Test func theTitleIsEscaped() throws {
    let html = try SmallPage.html(SmallPage.contents())
    #expect(html.contains("<title>Prov &amp; &quot;test&quot; &lt;1&gt;</title>"))
  }

  @Test func nothingIsAskedFor() throws {
    let html = try SmallPage.html(SmallPage.contents())
    #expect(html.contains("default-src 'none'"))
    for word in ["url(", "sourceMappingURL", " src=", "<link", "@import", "<img", "<a href"] {
      #expect(!html.contains(word), "\(word)")
    }
    // The licence names the library's address, in a comment; SVG's namespace is a name, not an address.
    let addresses = html.components(separatedBy: "http").dropFirst().map { $0.prefix(30) }
    #expect(
      addresses.allSatisfy {
        $0.hasPrefix("s://leafletjs.com") || $0.hasPrefix("://www.w3.org") || $0.hasPrefix("-equiv")
      })
    #expect(html.contains("THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS"))
  }

  @Test func emptyPagesAreWhole() throws {
    var page = PageContents(title: "")
    page.language = .en
    let data = try SmallPage.data(try SmallPage.html(page))
    #expect((data["cells"] as? [String: Any])?["count"] as? Int == 0)
    #expect((data["extent"] as? [Double])?.count == 4)
    #expect(data["rings"] is NSNull)
  }

  @Test func whatIsNotLeafletIsRefused() {
    #expect(throws: Failure.self) { try Leaflet(script: Array("alert(1)".utf8), style: [], folder: "x") }
    #expect(throws: Failure.self) {
      try Leaflet(script: Array("L.CRS version=\"1.7\"".utf8), style: Array("body{}".utf8), folder: "x")
    }
  }

  @Test func cellsTooFarApartAreRefused() {
    var page = PageContents(title: "")
    page.cells.sizes = [1, 1]
    page.cells.e = [0, 900_000]
    page.cells.n = [0, 9_000_000]
    page.cells.classes = [0, 0]
    #expect(throws: Failure.self) { try MapPage.bytes(page, leaflet: SmallPage.leaflet()) }
  }
}
