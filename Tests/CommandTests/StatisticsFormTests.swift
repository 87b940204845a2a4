import Foundation
import Testing

/// Statistics as workbooks and on standard output, `.csv` for spreadsheets, and runs that say nothing.
@Suite(.english) struct StatisticsFormTests {
  private func world(areas: String = SmallWorld.areas) throws -> Workspace {
    let work = try Workspace()
    try work.write("rutor.csv", SmallWorld.good)
    try work.write("omraden.geojson", areas)
    #expect(try work.run("index", "rutor.csv", "--output", "index.csv").code == 0)
    return work
  }

  private let overlay = ["overlay", "--cells", "index.csv", "--areas", "omraden.geojson"]

  // MARK: workbooks

  @Test func workbooksHaveTheSameBytesForAnyThreads() throws {
    let work = try world()
    #expect(try work.run(arguments: overlay + ["--stats", "a.xlsx", "--threads", "1"]).code == 0)
    #expect(try work.run(arguments: overlay + ["--stats", "b.xlsx", "--threads", "3"]).code == 0)
    #expect(try work.bytes("a.xlsx") == work.bytes("b.xlsx"))
  }

  /// Parts of the file: the heading is frozen and filtered, no cell is a formula.
  @Test func headingsAreFrozenAndFiltered() throws {
    let work = try world()
    #expect(try work.run(arguments: overlay + ["--stats", "s.xlsx", "--lang", "en"]).code == 0)
    #expect(try work.shell("python3 -m zipfile -e s.xlsx parts").code == 0)
    let page = try work.text("parts/xl/worksheets/sheet1.xml")
    #expect(page.contains("<pane ySplit=\"1\" topLeftCell=\"A2\"") && page.contains("state=\"frozen\""))
    #expect(page.contains("<autoFilter ref=\"A1:U4\"/>") && !page.contains("<f>"), "\(page)")
    #expect(try work.text("parts/xl/workbook.xml").contains("<sheet name=\"Areas\" sheetId=\"1\""))
  }

  /// openpyxl, where it is installed: kinds of cells, headings with units, what is frozen and filtered, no formula out of data.
  @Test func anotherProgramOpensTheWorkbook() throws {
    let areas = SmallWorld.areas.replacing("\"Ängen\"", with: "\"=1+1\"")
    let work = try world(areas: areas)
    #expect(try work.run(arguments: overlay + ["--stats", "s.xlsx", "--lang", "en"]).code == 0)
    let run = try work.shell("python3 '\(Tool.project("Tests/Workbook/check_workbook.py"))' s.xlsx 2>&1")
    if run.code == 77 || run.code == 127 {
      print(run.output)
      return
    }
    #expect(run.code == 0, "\(run.output)")
    let lines = Set(run.output.split(separator: "\n").map(String.init))
    #expect(lines.contains("Areas: A2 True, formulas 0"), "\(run.output)")
    #expect(lines.contains("Areas Area (km²): number"), "\(run.output)")
    #expect(lines.contains("Areas Name: text"))
    #expect(lines.contains("Run: A2 True, formulas 0"))
  }

  @Test func daysAreDays() throws {
    let work = try Workspace()
    try work.write("p.csv", "e,n,tid\n560050,6590050,2021-03-01\n560060,6590060,2021-04-02\n")
    try work.write("omraden.geojson", SmallWorld.areas)
    let run = try work.run(
      "incidents", "--points", "p.csv", "--areas", "omraden.geojson", "--stats", "s.xlsx", "--lang", "en")
    #expect(run.code == 0, "\(run.errors)")
    let check = try work.shell("python3 '\(Tool.project("Tests/Workbook/check_workbook.py"))' s.xlsx 2>&1")
    if check.code == 77 || check.code == 127 { return }
    #expect(check.output.contains("Totals first_day: day"), "\(check.output)")
  }

  // MARK: standard output

  @Test func statisticsOnStandardOutputAreThoseOfTheFile() throws {
    let work = try world()
    let run = try work.run(arguments: overlay + ["--stats", "-"])
    #expect(run.code == 0 && run.errors.split(separator: "\n").allSatisfy { $0.hasPrefix("rutverk: note: ") })
    #expect(try work.run(arguments: overlay + ["--stats", "s.json"]).code == 0)
    #expect(run.output == (try work.text("s.json")))
    #expect(!work.names.contains("-"))
    let both = try work.run(arguments: overlay + ["--stats", "-", "--output", "-"])
    #expect(both.code == 64 && both.errors.contains("only once"), "\(both.errors)")
    let wrong = try work.run(arguments: overlay + ["--stats", "s.txt"])
    #expect(wrong.code == 64 && wrong.errors.contains(".xlsx"))
  }

  /// Every command that reads two inputs takes each of them, and not both, from standard input.
  @Test(arguments: [
    (["overlay", "--cells", "rutor.csv", "--areas", "omraden.geojson"], [2, 4]),
    (["incidents", "--points", "p.csv", "--areas", "omraden.geojson"], [2, 4]),
    (["suggest", "--cells", "index.csv", "--assessed", "omraden.geojson"], [2, 4]),
    (["areas", "diff", "omraden.geojson", "andra.geojson"], [2, 3]),
    (["change", "index.csv", "index2.csv"], [1, 2]),
  ])
  func standardInput(_ command: [String], _ inputs: [Int]) throws {
    let work = try world()
    try work.write("p.csv", "e,n\n560050,6590050\n")
    try work.write("andra.geojson", SmallWorld.areas)
    try work.write("index2.csv", try work.text("index.csv"))
    let plain = try work.run(arguments: command)
    #expect(plain.code == 0, "\(plain.errors)")
    for input in inputs {
      var piped = command
      piped[input] = "-"
      let run = try work.shell("rutverk \(piped.joined(separator: " ")) < \(command[input])")
      #expect(run.code == 0 && !run.output.isEmpty, "\(piped) \(run.errors)")
    }
    var both = command
    for input in inputs { both[input] = "-" }
    let run = try work.shell("rutverk \(both.joined(separator: " ")) < rutor.csv")
    #expect(run.code == 64 && run.errors.contains("Standard input can be given only once"), "\(run.errors)")
  }

  // MARK: spreadsheets

  @Test func excelStyleIsReadBack() throws {
    let work = try world()
    let style = ["--csv-style", "excel-sv"]
    #expect(
      try work.run(arguments: ["index", "rutor.csv", "--output", "sv.csv", "--stats", "s.csv"] + style).code == 0)
    #expect(
      try work.bytes("sv.csv").starts(with: [0xEF, 0xBB, 0xBF])
        && work.bytes("s.csv").starts(with: [0xEF, 0xBB, 0xBF]))
    let (plain, styled) = (try work.text("index.csv"), try work.text("sv.csv").dropFirst())
    #expect(
      styled.replacing(";", with: "|").replacing(",", with: ".") == plain.replacing(",", with: "|"),
      "the same figures")
    #expect(try work.run(arguments: overlay + ["--output", "a.csv"]).code == 0)
    let again = ["overlay", "--cells", "sv.csv", "--areas", "omraden.geojson", "--output", "b.csv"]
    #expect(try work.run(arguments: again).code == 0)
    #expect(try work.text("a.csv") == work.text("b.csv"))
    let unused = try work.run(arguments: overlay.map { $0 == "index.csv" ? "sv.gpkg" : $0 } + style)
    #expect(unused.code == 64 && unused.errors.contains("no .csv is written"), "\(unused.errors)")
  }

  // MARK: silence

  @Test func quietRunsSayNothing() throws {
    let work = try world()
    let run = try work.run(arguments: overlay + ["--quiet", "--stats", "s.json"])
    #expect(run.code == 0 && run.output.isEmpty && run.errors.isEmpty)
    let tables = try work.run(arguments: overlay + ["--quiet"])
    #expect(tables.code == 0 && tables.output.isEmpty && tables.errors.isEmpty)
    let wrong = try work.run("overlay", "--cells", "none.csv", "--areas", "omraden.geojson", "--quiet")
    #expect(wrong.code == 66 && wrong.errors.contains("none.csv"))
    #expect(try work.run(arguments: overlay + ["--quiet", "--verbose"]).code == 64)
  }

  // MARK: reference

  /// `docs/fields.md` is what the program prints; `RUTVERK_UPDATE_GOLDEN=1` writes it anew.
  @Test func referenceIsThatOfTheProgram() throws {
    let printed = try Workspace().run("schema", "--markdown").output
    let file = Tool.project("docs/fields.md")
    if ProcessInfo.processInfo.environment["RUTVERK_UPDATE_GOLDEN"] != nil {
      try Data(printed.utf8).write(to: URL(fileURLWithPath: file))
    }
    #expect(
      try printed == String(contentsOfFile: file, encoding: .utf8), "rutverk schema --markdown > docs/fields.md")
  }
}
