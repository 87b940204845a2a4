import Foundation
import TestSupport
import Testing

/// What inputs take at most, and the flag that lifts each limit.
@Suite(.english) struct LimitTests {
  private let space: Workspace

  init() throws {
    space = try Workspace()
    try space.write("cells.csv", "ruta,size_m,population\n5000006500000,250,100\n5002506500000,250,50\n")
    try space.write(
      "areas.geojson",
      #"{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:3006"}},"features":["#
        + (0..<3).map { number in
          #"{"type":"Feature","properties":{"id":"A\#(number)"},"geometry":{"type":"Polygon","coordinates":"#
            + "[[[500000,6500000],[501000,6500000],[501000,6501000],[500000,6501000],[500000,6500000]]]}}"
        }.joined(separator: ",") + "]}")
  }

  private func run(_ words: String...) throws -> Workspace.Run { try space.run(arguments: words) }

  private func isRefused(_ limit: String, _ words: String...) throws -> Bool {
    let run = try space.run(arguments: words)
    return run.code == 65 && run.errors.contains("the limit \(limit)")
      && run.errors.contains("--input-limit \(limit)=NUMBER")
  }

  @Test func verticesOfAFeature() throws {
    let words = ["coverage", "--areas", "areas.geojson", "--output", "o.csv"]
    #expect(try space.run(arguments: words).code == 0)
    #expect(
      try isRefused(
        "json-vertices", words[0], words[1], words[2], words[3], "o2.csv", "--input-limit", "json-vertices=6"))
    #expect(try run("overlay", "--cells", "cells.csv", "--areas", "areas.geojson", "--output", "o.gpkg").code == 0)
    #expect(
      try isRefused("vertices", "coverage", "--areas", "o.gpkg", "--output", "o3.csv", "--input-limit", "vertices=4"))
    #expect(
      try run("coverage", "--areas", "o.gpkg", "--output", "o3.csv", "--input-limit", "json-vertices=1").code == 0)
    #expect(!space.names.contains("o2.csv"))
  }

  @Test func stacksAndSquares() throws {
    #expect(
      try isRefused(
        "stacked-pairs", "overlay", "--cells", "cells.csv", "--areas", "areas.geojson", "--output", "o.csv",
        "--input-limit", "stacked-pairs=2"))
    #expect(
      try isRefused(
        "squares", "coverage", "--areas", "areas.geojson", "--output", "o.csv", "--input-limit", "squares=40"))
    #expect(
      try run("coverage", "--areas", "areas.geojson", "--output", "o.csv", "--input-limit", "squares=48").code == 0)
  }

  @Test func rowsAndHeadings() throws {
    let words = ["overlay", "--cells", "cells.csv", "--areas", "areas.geojson", "--output", "o.csv"]
    #expect(try space.run(arguments: words + ["--input-limit", "rows=3"]).code == 0)
    let rows = try space.run(arguments: words + ["--input-limit", "rows=2"])
    #expect(rows.code == 65 && rows.errors.contains("areas.geojson: 3 features"))
    #expect(try space.run(arguments: words + ["--input-limit", "rows=1"]).errors.contains("cells.csv: 2 rows"))
    try space.write("wide.csv", "ruta,population" + (0..<300).map { ",column_\($0)" }.joined() + "\n")
    #expect(
      try isRefused(
        "header-kb", "overlay", "--cells", "wide.csv", "--areas", "areas.geojson", "--output", "o.csv",
        "--input-limit", "header-kb=1"))
  }

  @Test func whatIsUnpacked() throws {
    // 1.5 MB out of some kilobytes.
    let text = "ruta,size_m,population\n" + String(repeating: "5000006500000,250,100\n", count: 70_000)
    try space.write("many.csv", text)
    #expect(try space.shell("gzip -k many.csv").code == 0)
    let words = [
      "overlay", "--areas", "areas.geojson", "--output", "o.csv", "--input-limit", "unpacked-mb=1", "--cells",
    ]
    #expect(
      try space.run(arguments: words + ["many.csv.gz"]).errors.contains("give --input-limit unpacked-mb=NUMBER"))
    #expect(try !space.run(arguments: words + ["many.csv"]).errors.contains("unpacked-mb"))
  }

  /// An archive as other programs make it, without entries for its folders.
  @Test func cellsOfAWorkbook() throws {
    try space.write(
      "make.py",
      """
      import zipfile
      head = "http://schemas.openxmlformats.org/"
      kinds = "application/vnd.openxmlformats-"
      with zipfile.ZipFile("many.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
          archive.writestr("[Content_Types].xml", f'<Types xmlns="{head}package/2006/content-types"><Override '
              f'PartName="/xl/workbook.xml" ContentType="{kinds}officedocument.spreadsheetml.sheet.main+xml"/></Types>')
          archive.writestr("xl/workbook.xml", f'<workbook xmlns="{head}spreadsheetml/2006/main" xmlns:r="{head}'
              'officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>')
          archive.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{head}package/2006/relationships">'
              f'<Relationship Id="rId1" Type="{head}officeDocument/2006/relationships/worksheet" '
              'Target="worksheets/sheet1.xml"/></Relationships>')
          row = "<row>" + "<c><v>1</v></c>" * 10 + "</row>"
          archive.writestr("xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + row * 9000 + "</sheetData></worksheet>")
      """)
    guard try space.shell("python3 make.py").code == 0 else { return }
    let words = ["overlay", "--cells", "many.xlsx", "--areas", "areas.geojson", "--output", "o.csv", "--input-limit"]
    #expect(try space.run(arguments: words + ["sheet-cells=89999"]).errors.contains("the limit sheet-cells"))
    #expect(try space.run(arguments: words + ["unpacked-mb=1"]).errors.contains("the limit unpacked-mb"))
    #expect(try !space.run(arguments: words + ["sheet-cells=90010"]).errors.contains("the limit"))
  }

  @Test func nesting() throws {
    try space.write("deep.geojson", #"{"type":"Feature","a":"# + String(repeating: "[", count: 40) + "}")
    #expect(try isRefused("nesting", "coverage", "--areas", "deep.geojson", "--output", "o.csv"))
    try space.write("deep.json", String(repeating: "[", count: 100_000))
    #expect(try isRefused("nesting", "index", "cells.csv", "--reference", "deep.json", "--output", "o.csv"))
    try space.write("deep.yaml", "groups: " + String(repeating: "[", count: 40) + String(repeating: "]", count: 40))
    #expect(try isRefused("nesting", "index", "cells.csv", "--definition", "deep.yaml", "--output", "o.csv"))
    // Each alias stands for ten of the one before.
    let names = "abcdefgh".map { String($0) }
    let lists = zip(names, names.dropFirst()).map { one, next in
      "\(next): &\(next) [" + Array(repeating: "*\(one)", count: 10).joined(separator: ", ") + "]\n"
    }
    try space.write("bomb.yaml", "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + lists.joined())
    let run = try run("index", "cells.csv", "--definition", "bomb.yaml", "--output", "o.csv")
    #expect(run.code == 65 && run.errors.contains("aliases stand for too many values"))
  }

  @Test(arguments: [
    ("vertice=3", "did you mean \"vertices\"?"), ("vertices", "NAME=VALUE"), ("vertices=0", "from 1 to 2147483647"),
    ("nesting=5000", "from 1 to 1000"), ("rows=x", "a whole number"),
  ]) func wrongLimits(_ text: String, _ words: String) throws {
    let run = try run("coverage", "--areas", "areas.geojson", "--output", "o.csv", "--input-limit", text)
    #expect(run.code == 64 && run.errors.contains(words))
  }

  @Test func aLimitSetTwice() throws {
    let run = try run(
      "coverage", "--areas", "areas.geojson", "--output", "o.csv", "--input-limit", "rows=5", "--input-limit",
      "rows=6")
    #expect(run.code == 64 && run.errors.contains("set twice"))
  }
}
