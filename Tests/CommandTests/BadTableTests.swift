import Foundation
import Testing

/// Tables that are wrong: one error, the right code, earlier outputs untouched.
@Suite(.english) struct BadTableTests {
  /// Runs `index` over `table` beside earlier outputs and checks what must always hold.
  private func refuse(
    _ table: String, code: Int32 = 65, says parts: [String], extra: [String] = [], name: String = "a.csv"
  ) throws {
    let work = try Workspace()
    try work.write(name, table)
    try work.write("keep.geojson", "earlier")
    try work.write("keep.json", "earlier")
    let names = work.names
    let run = try work.run(arguments: ["index", name, "--output", "keep.geojson", "--stats", "keep.json"] + extra)
    #expect(run.code == code, "\(run.errors)")
    for part in parts { #expect(run.errors.contains(part), "\(part) is not in: \(run.errors)") }
    #expect(run.output.isEmpty)
    #expect(run.errors.split(separator: "\n").count { !$0.contains("note:") } == 1, "\(run.errors)")
    #expect(try work.text("keep.geojson") == "earlier" && work.text("keep.json") == "earlier")
    #expect(work.names == names)
  }

  @Test func aCodeOfTwelveDigits() throws {
    try refuse(
      SmallWorld.table(SmallWorld.rows + [SmallWorld.row("560750659000")]),
      says: ["a.csv, row 6", "\"ruta\"", "560750659000", "12 digits", "13 digits"])
  }

  @Test func aCodeOffItsLattice() throws {
    try refuse(
      SmallWorld.table([SmallWorld.row("5607506590010")]), says: ["row 2", "5607506590010", "multiples of 250 m"])
  }

  @Test func aSizeThatContradictsTheCode() throws {
    try refuse(
      SmallWorld.table([SmallWorld.row("CRS3006RES250mN6590000E560000", "1000")]), says: ["row 2", "250 m", "1000 m"])
  }

  @Test func aCodeThatASpreadsheetChanged() throws {
    try refuse(SmallWorld.table([SmallWorld.row("3.9e12")]), says: ["row 2", "3.9e12", "spreadsheet"])
  }

  @Test func theSameCellTwice() throws {
    try refuse(
      SmallWorld.table(SmallWorld.rows + [SmallWorld.row("5600006590000", population: "101")]),
      says: ["row 6", "\"population\"", "row 2", "101"])
  }

  @Test func textInANumberColumn() throws {
    try refuse(
      SmallWorld.table(SmallWorld.rows + [SmallWorld.row("5607506590000", population: "x12")]),
      says: ["row 6", "\"population\"", "x12", "a number"])
  }

  @Test func unknownColumnAndUnknownKeyInADefinition() throws {
    let work = try Workspace()
    try work.write("good.csv", SmallWorld.good)
    let printed = try work.run("index", "--print-definition").output
    try work.write("column.yaml", printed.replacingOccurrences(of: "[inkomst]", with: "[inkomsten]"))
    let column = try work.run("index", "good.csv", "--definition", "column.yaml")
    #expect(
      column.code == 65 && column.errors.contains("inkomsten") && column.errors.contains("did you mean \"inkomst\""))
    try work.write("key.yaml", printed.replacingOccurrences(of: "min_population:", with: "min_pop:"))
    let key = try work.run("index", "good.csv", "--definition", "key.yaml")
    #expect(key.code == 65 && key.errors.contains("key.yaml, line") && key.errors.contains("min_pop"))
    let missing = try work.run("index", "good.csv", "--definition", "nix.yaml")
    #expect(missing.code == 66 && missing.errors.contains("nix.yaml"))
  }

  @Test func aDenominatorOfZeroEverywhere() throws {
    let work = try Workspace()
    try work.write("good.csv", "ruta,size_m,population,a,b\n5600006590000,250,100,1,0\n5602506590000,250,90,2,0\n")
    try work.write(
      "d.yaml",
      """
      name: min
      population: [population]
      groups:
        g: {}
      variables:
        andel:
          group: g
          numerator: [a]
          denominator: [b]
          worse: high
      """)
    let run = try work.run("index", "good.csv", "--definition", "d.yaml", "--output", "x.csv")
    #expect(run.code == 65 && run.errors.contains("andel") && run.errors.contains("denominator"), "\(run.errors)")
    #expect(!work.names.contains("x.csv"))
  }

  @Test func aVariableThatIsConstant() throws {
    let rows = ["5600006590000", "5602506590000"].map { SmallWorld.row($0) }
    try refuse(SmallWorld.table(rows), says: ["\"inkomst\"", "constant"])
  }

  @Test func anEmptyTable() throws {
    try refuse(SmallWorld.table([]), says: ["a.csv", "no rows"])
    try refuse("", says: ["a.csv", "empty"])
  }

  @Test func aFileThatIsNotThere() throws {
    let work = try Workspace()
    try work.write("rutor.csv", SmallWorld.good)
    let run = try work.run("index", "rutr.csv")
    #expect(run.code == 66 && run.errors.contains("did you mean \"rutor.csv\""))
    for remote in ["/vsicurl/http://127.0.0.1/x.csv", "/vsicurl/http://127.0.0.1/x.gpkg", "PG:dbname=x"] {
      let run = try work.run("index", remote)
      #expect(run.code == 66 && run.errors.contains("not a local file"), "\(run.errors)")
    }
    try work.write("x.vrt", "<OGRVRTDataSource><OGRVRTLayer name=\"a\"/></OGRVRTDataSource>")
    #expect(try work.run("index", "x.vrt").code == 66)
  }

  @Test func sizesThatFitNoLattice() throws {
    try refuse(
      SmallWorld.table([SmallWorld.row("5600006590000"), SmallWorld.row("5604396590403", "999", inkomst: "200")]),
      says: ["250, 999", "multiples"])
  }

  @Test func noColumnNamesTheCells() throws {
    try refuse("a,b\n1,2\n", says: ["a.csv", "no column names the cells", "--key"])
    let sizeless = SmallWorld.good.replacingOccurrences(of: "size_m", with: "annat")
    try refuse(sizeless, says: ["row 2", "nothing tells the size", "--cell-size"])
    try refuse(SmallWorld.good, code: 64, says: ["--key", "desokod"], extra: ["--key", "desokod"])
    try refuse(SmallWorld.good, code: 64, says: ["populaton"], extra: ["--where", "populaton > 3"])
    try refuse(SmallWorld.good, code: 64, says: ["inkomt", "did you mean \"inkomst\""], extra: ["--drop", "inkomt"])
  }

  @Test func badRowsCanBeSkippedAndAreCounted() throws {
    let work = try Workspace()
    try work.write(
      "a.csv",
      SmallWorld.table(
        SmallWorld.rows + [SmallWorld.row("3.9e12"), SmallWorld.row("5607506590000", population: "många")]))
    let run = try work.run("index", "a.csv", "--on-bad-row", "skip", "--stats", "s.json")
    #expect(run.code == 0 && run.errors.contains("1 bad rows left out") && run.errors.contains("row 6"))
    #expect(try work.json("s.json")["units"] as? Int == 4)
  }

  @Test func suppressedStaysApartFromNull() throws {
    let work = try Workspace()
    try work.write(
      "a.csv",
      SmallWorld.table(
        SmallWorld.rows + [
          SmallWorld.row("5607506590000", inkomst: ".."), SmallWorld.row("5610006590000", inkomst: ""),
        ]))
    #expect(try work.run("index", "a.csv", "--output", "o.csv").code == 0)
    let status = Dictionary(
      uniqueKeysWithValues: try work.table("o.csv").map { ($0["ruta"] ?? "", $0["status"] ?? "") }.filter {
        $0.0 != "5600006590000"
      })
    #expect(status["5607506590000"] == "suppressed:inkomst")
    #expect(status["5610006590000"] == "missing:inkomst")
  }

  /// A text column of another format keeps the same marks and the same ways out as a CSV file.
  @Test func layersKnowTheSameMarksAndSkipTheSameRows() throws {
    let work = try Workspace()
    let features = SmallWorld.rows.map { row in
      let fields = row.split(separator: ",").map(String.init)
      let names = SmallWorld.header.split(separator: ",")
      let members = zip(names, fields).map { "\"\($0)\":\"\($1)\"" }.joined(separator: ",")
      return "{\"type\":\"Feature\",\"properties\":{\(members)},\"geometry\":null}"
    }
    let layer = SmallWorld.layer(features)
    try work.write("a.geojson", layer.replacingOccurrences(of: "\"250\",\"utb", with: "\"..\",\"utb"))
    #expect(try work.run("index", "a.geojson", "--output", "o.csv").code == 0)
    let status = try work.table("o.csv").map { $0["status"] ?? "" }
    #expect(status == ["ok", "ok", "suppressed:inkomst", "ok"])
    try work.write("b.geojson", layer.replacingOccurrences(of: "\"250\",\"utb", with: "\"många\",\"utb"))
    let refused = try work.run("index", "b.geojson")
    #expect(refused.code == 65 && refused.errors.contains("feature 1") && refused.errors.contains("många"))
    let skipped = try work.run("index", "b.geojson", "--on-bad-row", "skip", "--stats", "s.json")
    #expect(skipped.code == 0 && skipped.errors.contains("1 bad rows left out"), "\(skipped.errors)")
    #expect(try work.json("s.json")["units"] as? Int == 3)
  }
}
