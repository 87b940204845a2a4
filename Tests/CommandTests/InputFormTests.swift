import Foundation
import Testing

/// The same cells in the forms that deliveries come in give the same bytes.
@Suite(.english) struct InputFormTests {
  private func same(_ work: Workspace, _ arguments: [String], _ comment: Comment) throws {
    let run = try work.run(arguments: ["index"] + arguments + ["--output", "o.csv", "--output", "o.geojson"])
    #expect(run.code == 0, "\(comment): \(run.errors)")
    #expect(try work.bytes("o.csv") == work.bytes("index.csv"), comment)
    #expect(try work.bytes("o.geojson") == work.bytes("index.geojson"), comment)
  }

  private func workspace() throws -> Workspace {
    let work = try HandWorld.workspace()
    #expect(try work.run("index", "rutor.csv", "--output", "index.csv", "--output", "index.geojson").code == 0)
    return work
  }

  /// The rows' fields, header first.
  private let fields = ([HandWorld.header] + HandWorld.rows).map { $0.split(separator: ",").map(String.init) }

  private func lines(_ rows: [[String]], _ separator: String = ",") -> String {
    rows.map { $0.joined(separator: separator) + "\n" }.joined()
  }

  @Test func swedishCSV() throws {
    let work = try workspace()
    let decimalCommas = fields.map { row in
      row.map { $0 == ".." ? $0 : $0.replacingOccurrences(of: ".", with: ",") }
    }
    let text = lines(decimalCommas, ";").replacingOccurrences(of: "\n", with: "\r\n")
    try work.write("semikolon.csv", text)
    try same(work, ["semikolon.csv"], "semicolons, decimal commas, CRLF")
    try work.write("bom.csv", "\u{FEFF}" + text)
    try same(work, ["bom.csv"], "byte order mark")
    try same(
      work, ["bom.csv", "--delimiter", "semicolon", "--decimal", "comma", "--encoding", "utf8"], "as the flags say")
    try work.write("tabb.tsv", lines(fields, "\t"))
    try same(work, ["tabb.tsv"], "tabs")
    try work.write("citat.csv", lines(fields.map { row in row.map { "\"\($0)\"" } }))
    try same(work, ["citat.csv"], "quotes")
    // A column that is nothing to us, in Windows-1252.
    let byte = Data([0xE5])
    var bytes = Data("område".utf8.prefix(3)) + byte + Data("de,".utf8) + Data(lines([fields[0]]).utf8)
    for row in fields.dropFirst() { bytes += Data("V".utf8) + byte + Data("rby,".utf8) + Data(lines([row]).utf8) }
    try bytes.write(to: work.folder.appendingPathComponent("windows.csv"))
    try same(work, ["windows.csv"], "Windows-1252")
  }

  @Test func otherNamesOfTheCells() throws {
    let work = try workspace()
    func rewrite(_ name: String, _ header: [String], _ cell: (String, String) -> [String]) throws {
      let body = fields.dropFirst().map { cell($0[0], $0[1]) + $0.dropFirst(2) }
      try work.write(name, lines([header + fields[0].dropFirst(2)] + body))
    }
    func east(_ code: String) -> String { String(code.prefix(6)) }
    func north(_ code: String) -> String { String(code.suffix(7)) }
    try rewrite("scb.csv", ["RutID_SW", "Rutstorl"]) { [$0, $1] }
    try same(work, ["scb.csv"], "RutID_SW, Rutstorl")
    try rewrite("inspire.csv", ["rutid_inspire"]) { ["CRS3006RES\($1)mN\(north($0))E\(east($0))"] }
    try same(work, ["inspire.csv"], "INSPIRE codes without a size column")
    try rewrite("land.csv", ["grd_id", "size_m"]) { ["SE_CRS3006RES\($1)mN\(north($0))E\(east($0))", $1] }
    try same(work, ["land.csv"], "INSPIRE codes of a country, and a size")
    try rewrite("xy.csv", ["ruta_x", "ruta_y", "size_m"]) { [east($0), north($0), $1] }
    try same(work, ["xy.csv"], "x is the easting")
    try rewrite("yx.csv", ["ruta_x", "ruta_y", "size_m"]) { [north($0), east($0), $1] }
    try same(work, ["yx.csv"], "x is the northing, as in older Swedish files")
    let told = try work.run("index", "yx.csv")
    #expect(told.errors.contains("ruta_x holds the northing"), "\(told.errors)")
  }

  @Test func tablesAreJoinedOnTheCell() throws {
    let work = try workspace()
    // Population in one table, four variables in another, the rest in a third; rows in other orders.
    func part(_ columns: [Int], reversed: Bool = false) -> String {
      let body = Array(fields.dropFirst())
      let rows = [fields[0]] + (reversed ? body.reversed() : body)
      return lines(rows.map { row in columns.map { row[$0] } })
    }
    try work.write("a.csv", part([0, 1, 2]))
    try work.write("b.csv", part([0, 1, 3, 4, 5, 6], reversed: true))
    try work.write("c.csv", part([1, 0, 7, 8, 9, 10]))
    try same(work, ["a.csv", "b.csv", "c.csv"], "three tables")
    // A cell that one table lacks is null there, not zero.
    try work.write("c.csv", part([1, 0, 7, 8, 9, 10]).split(separator: "\n").dropLast(2).joined(separator: "\n"))
    let run = try work.run("index", "a.csv", "b.csv", "c.csv", "--output", "o.csv")
    #expect(run.code == 0 && run.errors.contains("c.csv: lacks 2 of 10 cells"), "\(run.errors)")
    #expect(try work.table("o.csv").first { $0["ruta"] == "6020006600000" }?["unga_0_15_antal"] == "")
  }

  @Test func zonesAreJoinedOnTheirKey() throws {
    let work = try Workspace()
    let header =
      "namn,population," + HandWorld.header.split(separator: ",").dropFirst(3).prefix(6).joined(separator: ",")
    let rows = [
      "Ängby,100,300,0.25,0.75,0.25,0.25,0.25", "Åby,100,200,0.75,0.25,0.75,0.75,0.75",
      "Östby,100,200,0.75,0.25,0.25,0.25,0.75",
    ]
    try work.write("zoner.csv", ([header] + rows).joined(separator: "\n") + "\n")
    let drop = ["--key", "namn", "--drop", "unga_0_15", "--drop", "unga_16_19"]
    #expect(try work.run(arguments: ["index", "zoner.csv", "--output", "a.csv"] + drop).code == 0)
    let latin = ([header] + rows.reversed()).joined(separator: "\r\n").unicodeScalars.map { UInt8($0.value) }
    try Data(latin).write(to: work.folder.appendingPathComponent("latin.csv"))
    #expect(try work.run(arguments: ["index", "latin.csv", "--output", "b.csv"] + drop).code == 0)
    #expect(try work.bytes("a.csv") == work.bytes("b.csv"))
    // Zones ascend by the bytes of their keys.
    #expect(
      try work.table("a.csv").map { $0["namn"] }
        == ["Ängby", "Åby", "Östby"].sorted {
          $0.utf8.lexicographicallyPrecedes($1.utf8)
        })
  }
}
