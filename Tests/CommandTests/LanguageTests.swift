import Foundation
import JobRuns
import Testing

/// What people read follows `--lang`, before anything is parsed too; what programs read does not.
@Suite struct LanguageTests {
  @Test func whatTheParserRefuses() throws {
    let work = try Workspace()
    #expect(
      try work.run("index", "--outptu", "x").errors.hasPrefix("Fel: Okänt val '--outptu'. Menades '--output'?\n"))
    for language in [["--lang", "en"], ["--lang=en"]] {
      let run = try work.run(arguments: ["index", "--outptu", "x"] + language)
      #expect(run.errors.hasPrefix("Error: Unknown option '--outptu'. Did you mean '--output'?\n") && run.code == 64)
    }
    #expect(
      try work.run("indx", "--lang", "en").errors
        == "rutverk: error: no such command: \"indx\"; did you mean \"index\"?\n")
    #expect(try work.run("indx").errors == "rutverk: fel: kommandot finns inte: \"indx\"; menades \"index\"?\n")
    #expect(
      try work.run("index", "a.csv", "--threads", "0").errors.hasPrefix(
        "Fel: --threads tar ett tal från 1 till 1024, inte 0.\n"))
    #expect(try work.run("salt", "--output").errors.hasPrefix("Fel: Värde saknas för '--output <output>'\n"))
  }

  @Test func everyCommandTakesALanguage() throws {
    let dump = try Workspace().run("--experimental-dump-help")
    let commands = CommandHelp.commands(Array(dump.output.utf8)).filter { !$0.arguments.isEmpty && $0.name != "help" }
    #expect(commands.count > 25)
    for command in commands { #expect(command.arguments.contains { $0.names.contains("lang") }, "\(command.name)") }
  }

  /// Statistics and events are the same bytes in both, but for times and memory.
  @Test func whatProgramsReadIsTheSame() throws {
    let work = try Workspace()
    try work.write("rutor.csv", SmallWorld.good)
    try work.write("omraden.geojson", SmallWorld.areas)
    let known = /"(seconds|peak_bytes)": [0-9.e+-]+/
    var (statistics, events) = ([Data](), [String]())
    for language in ["sv", "en"] {
      let run = try work.run(
        "overlay", "--cells", "rutor.csv", "--areas", "omraden.geojson", "--stats", "s.json", "--progress", "json",
        "--threads", "1", "--lang", language)
      #expect(run.code == 0, "\(run.errors)")
      statistics.append(try work.bytes("s.json"))
      events.append(run.errors.replacing(known, with: ""))
    }
    #expect(statistics[0] == statistics[1] && events[0] == events[1])
    #expect(events[0].contains("\"name\": \"Reading areas\", \"name_sv\": \"Läser områden\""))
    let note = "1 område har inga rutor i underlaget: Dalen"
    #expect(events[0].contains(note) && events[0].contains("1 area has no cells in the data: Dalen"))
    let told = try work.run("overlay", "--cells", "rutor.csv", "--areas", "omraden.geojson")
    #expect(told.errors.contains("rutverk: obs: \(note)"), "\(told.errors)")
  }
}
