import Foundation
import TestSupport
import Testing

/// What a file or the environment may not make the program do.
@Suite(.english) struct InputGuardTests {
  private let work: Workspace

  init() throws { work = try Workspace() }

  private func layer(_ crs: String, _ polygons: String...) -> String {
    let features = polygons.enumerated().map { i, rings in
      #"{"type":"Feature","properties":{"id":"A\#(i)"},"geometry":{"type":"Polygon","coordinates":\#(rings)}}"#
    }
    return #"{"type":"FeatureCollection","crs":\#(crs),"features":[\#(features.joined(separator: ","))]}"#
  }

  private let square = "[[[560000,6590000],[560250,6590000],[560250,6590250],[560000,6590250],[560000,6590000]]]"

  @Test func noAddressIsCalled() throws {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(listener) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let port = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer -> UInt16 in
        guard bind(listener, pointer, length) == 0, listen(listener, 8) == 0 else { return 0 }
        getsockname(listener, pointer, &length)
        return UnsafeRawPointer(pointer).loadUnaligned(as: sockaddr_in.self).sin_port.bigEndian
      }
    }
    try #require(port > 0)
    _ = fcntl(listener, F_SETFL, O_NONBLOCK)
    for type in ["link", "Url"] {
      let crs =
        #"{"type":"\#(type)","properties":{"href":"http://127.0.0.1:\#(port)/","url":"http://127.0.0.1:\#(port)/"}}"#
      try work.write("a.geojson", layer(crs, square))
      let run = try work.shell(
        "export no_proxy='*' PROJ_NETWORK=ON; rutverk coverage --areas a.geojson --output o.csv")
      #expect(run.code == 65 && run.errors.contains("a link or a reference, which is not followed"))
    }
    #expect(accept(listener, nil, nil) == -1 && errno == EAGAIN)
  }

  @Test func optionsOfTheEnvironmentHaveNoEffect() throws {
    try work.write("a.geojson", layer(#"{"type":"name","properties":{"name":"EPSG:3006"}}"#, square))
    let plain = try work.run("coverage", "--areas", "a.geojson", "--output", "o.csv")
    let before = try work.bytes("o.csv")
    try FileManager.default.createDirectory(
      at: work.folder.appendingPathComponent("home/.gdal"), withIntermediateDirectories: true)
    try work.write("home/.gdal/gdalrc", "[configoptions]\nATTRIBUTES_SKIP=YES\n")
    let run = try work.shell(
      "export ATTRIBUTES_SKIP=YES PROJ_DATA=/nowhere GDAL_DATA=/nowhere HOME=$PWD/home;"
        + " rutverk coverage --areas a.geojson --output o.csv")
    #expect(plain.code == 0 && run.code == 0)
    #expect(try work.bytes("o.csv") == before)
  }

  /// Nobody writes to the pipe: who opened it would wait for ever.
  @Test(.english) func noGridIsOpened() throws {
    try #require(work.shell("mkfifo grid").code == 0)
    let (grid, fitting) = (
      work.path("grid"),
      #"PROJECTION["Transverse_Mercator"],PARAMETER["central_meridian",15],PARAMETER["scale_factor",0.9996],PARAMETER["false_easting",500000],UNIT["metre",1]"#
    )
    func system(_ datum: String, _ whole: String) -> String {
      #"PROJCS["a",GEOGCS["b",DATUM["SWEREF99",SPHEROID["GRS 1980",6378137,298.257222101]\#(datum)],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],\#(fitting)\#(whole)]"#
    }
    try work.write("a.geojson", layer(#"{"type":"name","properties":{"name":"EPSG:3006"}}"#, square))
    try #require(work.run("areas", "partition", "a.geojson", "-o", "a.shp").code == 0)
    for text in [
      system(#",EXTENSION["PROJ4_GRIDS","\#(grid)"]"#, ""),
      system("", #",EXTENSION["PROJ4","+proj=utm +zone=33 +ellps=GRS80 +nadgrids=\#(grid) +units=m"]"#),
    ] {
      try work.write("a.prj", text)
      let run = try work.shell("timeout 60 '\(Tool.path)' coverage --areas a.shp --output o.csv --lang en")
      #expect(run.code == 65 && run.errors.contains("names a file, which is not opened"), "\(run.errors)")
      // Neither where another is given in its stead: GDAL reads it all the same.
      let told = try work.shell("timeout 60 '\(Tool.path)' coverage --areas a.shp --areas-crs 3006 --output o.csv")
      #expect(told.code == 65)
    }
    for text in [
      "+proj=utm +zone=33 +ellps=GRS80 +nadgrids=\(grid)", "+init=\(grid):x", "proj=hgridshift grids=\(grid)",
      "+proj=utm +zone=33 +geoidgrids=@null,\(grid)",
    ] {
      for (flags, output) in [(["--areas-crs", text], "o.csv"), (["--crs", text], "o.gpkg")] {
        let words = ["coverage", "--areas", "a.geojson", "--output", output, "--lang", "en"]
        let line = (words + flags).map { "'\($0)'" }
        let run = try work.shell("timeout 60 '\(Tool.path)' \(line.joined(separator: " "))")
        #expect(run.code == 64 && run.errors.contains("names a file, which is not opened"), "\(run.errors)")
      }
    }
  }

  @Test func namesInNotesStayOnTheirLine() throws {
    let crossed = "[[[560000,6590000],[560250,6590250],[560250,6590000],[560000,6590250],[560000,6590000]]]"
    let text = layer(#"{"type":"name","properties":{"name":"EPSG:3006"}}"#, crossed)
    try work.write(
      "a.geojson",
      text.replacingOccurrences(
        of: #""id":"A0""#,
        with: #""id":"A","name":"\u001b[2J\u202egnp\u2028\u200f\r\nrutverk: error: forged","x\u001b[1m":1"#))
    for flags in ["--output o.csv", "--dry-run", "--output o.csv --progress lines", "--output o.csv --progress bar"] {
      let run = try work.shell("rutverk coverage --areas a.geojson --keep all \(flags)")
      let lines = (run.output + run.errors).replacingOccurrences(of: "\r\u{1B}[K", with: "")
      #expect(
        !lines.unicodeScalars.contains { "\u{1B}\r\u{202E}\u{2028}\u{200F}".unicodeScalars.contains($0) }, "\(flags)")
      #expect(!lines.split(separator: "\n").contains { $0.hasPrefix("rutverk: error: forged") }, "\(flags)")
    }
    let run = try work.run("coverage", "--areas", "a.geojson", "--output", "o.csv")
    #expect(run.code == 0 && run.errors.contains("rutverk: error: forged"), "\(run.errors)")
  }

  @Test func aVertexFarAwayIsNamed() throws {
    let named = #"{"type":"name","properties":{"name":"EPSG:3006"}}"#
    let far = "[[[560000,6590000],[560500,6590000],[1560000,7590000],[-440000,7590000],[560000,6590000]]]"
    try work.write("a.geojson", layer(named, square, far))
    let run = try work.run("coverage", "--areas", "a.geojson", "--output", "o.csv")
    #expect(run.code == 65 && run.errors.contains("a.geojson, A1: the areas cover 1600"), "\(run.errors)")
    #expect(run.errors.contains("at most 10000000, the limit squares") && !work.names.contains("o.csv"))
    let coarse = try work.run("coverage", "--areas", "a.geojson", "--cell-size", "100000", "--output", "o.csv")
    #expect(coarse.code == 0, "\(coarse.errors)")
  }

  @Test func areasOnTopOfEachOtherAreCounted() throws {
    let squares = (0..<1010).map { i in
      let (x, y) = (560_000 + i % 7, 6_590_000 + i % 11)
      return "[[[\(x),\(y)],[\(x + 90),\(y)],[\(x + 90),\(y + 90)],[\(x),\(y + 90)],[\(x),\(y)]]]"
    }
    let features = squares.enumerated().map { i, rings in
      #"{"type":"Feature","properties":{"id":"A\#(i)"},"geometry":{"type":"Polygon","coordinates":\#(rings)}}"#
    }
    try work.write(
      "a.geojson",
      #"{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:3006"}},"features":["#
        + features.joined(separator: ",") + "]}")
    try work.write("p.csv", "e,n\n560050,6590050\n")
    for line in [
      "areas validate a.geojson", "areas partition a.geojson", "overlay --cells c.csv --areas a.geojson",
      "incidents --points p.csv --areas a.geojson",
    ] {
      try work.write("c.csv", "Ruta,Rutstorl,population\n5600006590000,250,100\n")
      let run = try work.shell("rutverk \(line)")
      #expect(run.code == 65, "\(line)")
      #expect(
        run.errors.contains("too many outlines lie on top of each other; this one on"), "\(line): \(run.errors)")
      #expect(run.errors.contains("a.geojson, A"), "\(line): \(run.errors)")
    }
  }

  @Test func theFlagWinsOverASystemThatIsNotKnown() throws {
    try work.write(
      "a.geojson", layer(#"{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::102005"}}"#, square))
    #expect(try work.run("coverage", "--areas", "a.geojson", "--output", "o.csv").code == 65)
    let run = try work.run("coverage", "--areas", "a.geojson", "--areas-crs", "EPSG:3006", "--output", "o.csv")
    #expect(run.code == 0)
    #expect(try work.text("o.csv").contains("5600006590000,250,1"))
  }

  @Test func aCoordinateThatIsNoNumberIsOneFeaturesError() throws {
    let broken = square.replacingOccurrences(of: "560250,6590250", with: "1e999,6590250")
    try work.write("a.geojson", layer(#"{"type":"name","properties":{"name":"EPSG:3006"}}"#, square, broken))
    let stopped = try work.run("coverage", "--areas", "a.geojson", "--output", "o.csv")
    #expect(stopped.code == 65 && stopped.errors.contains("feature 1 (A1)"))
    let skipped = try work.run(
      "coverage", "--areas", "a.geojson", "--on-bad-row", "skip", "--output", "o.csv")
    #expect(skipped.code == 0 && skipped.errors.contains("1 bad rows left out"))
    #expect(try work.table("o.csv").map { $0["id"] } == ["A0"])
    let checked = try work.run("areas", "validate", "a.geojson")
    #expect(checked.code == 0)
  }
}
