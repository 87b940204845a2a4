import Foundation
import TestSupport
import Testing

/// Every command that the guides show is run as it stands, one after the other, in one folder; the README's follow in it, so that one set of
/// names serves all.
@Suite struct DocumentedCommandTests {
  /// The shell's blocks of a page, each as its lines, those that go on joined.
  private static func blocks(of page: String) throws -> [[String]] {
    let text = try String(contentsOfFile: Tool.project(page), encoding: .utf8)
    return text.components(separatedBy: "```sh\n").dropFirst().map { block in
      block.components(separatedBy: "```")[0].replacingOccurrences(of: "\\\n", with: " ")
        .split(separator: "\n").map(String.init)
    }
  }

  /// Its lines that start the program.
  private static func commands(of page: String) throws -> [String] {
    try blocks(of: page).flatMap { $0 }.filter { $0.hasPrefix("rutverk ") }
  }

  @Test func bothGuidesShowTheSameCommands() throws {
    let handbok = try Self.blocks(of: "docs/handbok.md")
    #expect(handbok.count > 10)
    #expect(handbok == (try Self.blocks(of: "docs/guide.md")))
  }

  @Test func thoseOfTheGuidesRunAsTheyStand() throws {
    try Self.run(Self.commands(of: "docs/handbok.md"), in: Workspace())
  }

  @Test func thoseOfTheReadmeRunAsTheyStand() throws {
    let workspace = try Workspace()
    try Self.run(Self.commands(of: "docs/handbok.md").filter { $0.hasPrefix("rutverk generate ") }, in: workspace)
    try Self.addMore(to: workspace)
    try Self.run(Self.commands(of: "README.md"), in: workspace)
  }

  private static func run(_ commands: [String], in workspace: Workspace) throws {
    for command in commands {
      let run = try workspace.shell(command)
      #expect(run.code == 0, "\(command)\n\(run.errors)")
    }
  }

  /// What the README's commands read beside the guides' sample: the bundled town, zones with SCB's counts, events of two houses, a survey.
  private static func addMore(to workspace: Workspace) throws {
    for folder in ["grids", "shapes"] {
      try FileManager.default.createSymbolicLink(
        atPath: workspace.path(folder), withDestinationPath: Tool.project(folder))
    }
    #expect(
      try workspace.run(
        "generate", "zones", "--seed", "2026", "--cells", "4500", "--count", "40", "--output", "deso.geojson"
      ).code == 0)
    let zones = try workspace.text("deso.geojson").replacingOccurrences(of: "\"id\":", with: "\"desokod\":")
    try workspace.write("deso.geojson", zones)
    let columns = [
      "population", "median_nettoinkomst_tkr", "utb_forgymnasial", "utb_gymnasial", "utb_eftergymnasial_kort",
      "utb_eftergymnasial_lang", "sysselsatta_16_64", "totalt_16_64", "svensk_bakgrund", "utlandsk_bakgrund",
      "hh_sammanboende_med_barn", "hh_sammanboende_utan_barn", "hh_ensamstaende_med_barn",
      "hh_ensamstaende_utan_barn",
      "hh_ovriga", "alder_0_4", "alder_5_9", "alder_10_14", "alder_15_19",
    ]
    var dice = SeededRandom(5)
    let rows = zones.components(separatedBy: "\"desokod\":\"").dropFirst().map { zone in
      ([zone.components(separatedBy: "\"")[0]]
        + columns.map { String(($0 == "population" ? 900 : 40) + dice.below(260)) }).joined(separator: ",")
    }
    #expect(rows.count == 40)
    try workspace.write("deso.csv", ([(["desokod"] + columns).joined(separator: ",")] + rows).joined(separator: "\n"))

    let events = try workspace.text("handelser.csv").split(separator: "\n")
    for (name, rows) in [("norr.csv", events[1..<20_001]), ("syd.csv", events[20_001...])] {
      try workspace.write(name, ([events[0]] + rows).joined(separator: "\n"))
    }

    let answers = (0..<200).map { "\($0 % 4 == 0 ? "Kommunen" : "Falktoppen"),trygghet,\(1 + $0 % 5),1.\($0 % 9)" }
    try workspace.write("enkat.csv", (["area,question,score,vikt"] + answers).joined(separator: "\n"))
  }
}
