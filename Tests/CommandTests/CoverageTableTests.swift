import Foundation
import Testing

/// `coverage` and its way back into `overlay`.
@Suite(.english) struct CoverageTableTests {
  private func workspace() throws -> Workspace {
    let work = try HandWorld.indexed()
    #expect(try work.run("coverage", "--areas", "omraden.geojson", "--output", "t.csv").code == 0)
    return work
  }

  /// Overlays with a table and expects one refusal that says so much.
  private func refuse(
    _ work: Workspace, table: String = "t.csv", areas: String = "omraden.geojson", cells: String = "index.csv",
    code: Int32 = 65, says parts: String...
  ) throws {
    try work.write("keep.csv", "earlier")
    let run = try work.run(
      "overlay", "--cells", cells, "--areas", areas, "--coverage", table, "--output", "keep.csv")
    #expect(run.code == code, "\(run.errors)")
    for part in parts { #expect(run.errors.contains(part), "\(part) is not in: \(run.errors)") }
    #expect(try work.text("keep.csv") == "earlier")
  }

  @Test func itServesMixedCellsExactly() throws {
    let work = try workspace()
    #expect(
      try work.run("overlay", "--cells", "index.csv", "--areas", "omraden.geojson", "--output", "a.csv").code == 0)
    for table in ["t.csv", "t.gpkg", "t.xlsx", "t.ods", "t.mif", "t.tab", "t.gdb", "t.geojson"] {
      #expect(try work.run("coverage", "--areas", "omraden.geojson", "--output", table).code == 0)
      let run = try work.run(
        "overlay", "--cells", "index.csv", "--areas", "omraden.geojson", "--coverage", table, "--output", "b.csv")
      #expect(run.code == 0, "\(table): \(run.errors)")
      #expect(try work.bytes("a.csv") == work.bytes("b.csv"), "\(table)")
    }
    // Shuffled rows change nothing.
    let lines = try work.text("t.csv").split(separator: "\n")
    try work.write("u.csv", ([lines[0]] + lines.dropFirst().reversed()).joined(separator: "\n"))
    let run = try work.run(
      "overlay", "--cells", "index.csv", "--areas", "omraden.geojson", "--coverage", "u.csv", "--output", "b.csv")
    #expect(run.code == 0, "\(run.errors)")
    #expect(try work.bytes("a.csv") == work.bytes("b.csv"))
  }

  @Test func fractionsThatAreNone() throws {
    let work = try workspace()
    let text = try work.text("t.csv")
    for (value, part) in [("1.5", "0 to 1"), ("-0.5", "from 0"), ("halva", "a number"), ("", "a number")] {
      try work.write("t.csv", text.replacingOccurrences(of: "250,0.5,0,", with: "250,\(value),0,"))
      try refuse(work, says: "t.csv, row 4", "fraction", part)
    }
  }

  @Test func tablesOfOtherSquares() throws {
    let work = try workspace()
    #expect(
      try work.run("coverage", "--areas", "omraden.geojson", "--cell-size", "1000", "--output", "k.csv").code == 0)
    try refuse(work, table: "k.csv", says: "1000 m squares", "--cell-size 250")
    try refuse(work, table: "index.csv", says: "index.csv", "rutverk coverage")
    try refuse(work, table: "tt.csv", code: 66, says: "did you mean \"t.csv\"")
  }

  @Test func tablesOfOtherAreas() throws {
    let work = try workspace()
    // Norrby wider than it was; without Utby; all there and one more than in the table.
    let areas = HandWorld.areas
    try work.write("b.geojson", areas.replacingOccurrences(of: "601500.0", with: "601625.0"))
    try refuse(work, areas: "b.geojson", says: "area A1", "125000", "156250")
    try work.write("c.geojson", areas.replacingOccurrences(of: "\"A3\"", with: "\"A4\""))
    try refuse(work, areas: "c.geojson", says: "\"A3\"", "no such identifier")
    let lines = try work.text("t.csv").split(separator: "\n").filter { !$0.hasPrefix("A3,") }
    try work.write("d.csv", lines.joined(separator: "\n"))
    try refuse(work, table: "d.csv", says: "d.csv", "checksum", "not those")
    // A table by hand, without what tells that it is whole.
    let plain = lines.map { $0.split(separator: ",").dropLast(2).joined(separator: ",") }
    try work.write("e.csv", plain.joined(separator: "\n"))
    try refuse(work, table: "e.csv", says: "area A3", "sum to 0")
  }

  @Test func areasOfEqualSizeThatChangedPlaces() throws {
    let work = try Workspace()
    func areas(_ first: String, _ second: String) -> String {
      let squares = [(first, 600_000), (second, 600_500)].map { id, e in
        let ring = "[[\(e),6600000],[\(e + 250),6600000],[\(e + 250),6600250],[\(e),6600250],[\(e),6600000]]"
        return "{\"type\":\"Feature\",\"properties\":{\"id\":\"\(id)\"},"
          + "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[\(ring)]}}"
      }
      let crs = "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::3006\"}}"
      return "{\"type\":\"FeatureCollection\",\(crs),\"features\":[\(squares.joined(separator: ","))]}"
    }
    let cells = "ruta,size_m,population\n6000006600000,250,10\n"
    try work.write("ab.geojson", areas("A", "B"))
    try work.write("ba.geojson", areas("B", "A"))
    try work.write("celler.csv", cells + "6005006600000,250,20\n")
    try work.write("en.csv", cells)
    #expect(try work.run("coverage", "--areas", "ab.geojson", "--output", "t.csv").code == 0)
    try refuse(work, areas: "ba.geojson", cells: "celler.csv", says: "t.csv", "made_from", "other areas")
    #expect(
      try work.run("overlay", "--cells", "celler.csv", "--areas", "ab.geojson", "--coverage", "t.csv").code == 0)
    // A table over one cell says nothing of another.
    #expect(
      try work.run("coverage", "--areas", "ab.geojson", "--cells", "en.csv", "--output", "t.csv").code == 0)
    try refuse(work, areas: "ab.geojson", cells: "celler.csv", says: "made_from", "other areas or cells")
  }

  @Test func twoAreasOfOneIdentifier() throws {
    let work = try workspace()
    try work.write("b.geojson", HandWorld.areas.replacingOccurrences(of: "\"A2\"", with: "\"A1\""))
    try refuse(work, areas: "b.geojson", says: "\"A1\"", "identifier", "--id-field")
    let run = try work.run("coverage", "--areas", "b.geojson", "--output", "u.csv")
    #expect(run.code == 65 && run.errors.contains("--id-field"))
    // Another field tells them apart.
    #expect(try work.run("coverage", "--areas", "b.geojson", "--id-field", "name", "--output", "u.csv").code == 0)
    let again = try work.run(
      "overlay", "--cells", "index.csv", "--areas", "b.geojson", "--id-field", "name", "--coverage", "u.csv")
    #expect(again.code == 0, "\(again.errors)")
  }

  @Test func cellsThatOwnOtherGroundThanBefore() throws {
    let work = try workspace()
    #expect(
      try work.run("coverage", "--areas", "omraden.geojson", "--cells", "index.csv", "--output", "k.csv").code == 0)
    // Without its 250 m cells the 1000 m cell owns all of its square.
    let rows = try work.text("index.csv").split(separator: "\n").filter { !$0.contains(",250,100,") }
    try work.write("grov.csv", rows.joined(separator: "\n"))
    try refuse(work, table: "k.csv", cells: "grov.csv", says: "owns other ground", "6010006600000", "without --cells")
    // The table of lattice squares serves it, like any mix of cells.
    let cells = ["overlay", "--cells", "grov.csv", "--areas", "omraden.geojson", "--output"]
    #expect(try work.run(arguments: cells + ["a.csv"]).code == 0)
    #expect(try work.run(arguments: cells + ["b.csv", "--coverage", "t.csv"]).code == 0)
    #expect(try work.bytes("a.csv") == work.bytes("b.csv"))
  }
}
