import Outputs
import ArgumentParser
import Core
import Drawing
import Files
import Foundation
import Projections
import Topology

/// The root of the command line.
struct RutverkTool: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rutverk",
    abstract: "Livsvillkor on the national grid, and areas laid over it exactly.",
    discussion: """
      Start with `rutverk demo`. Data goes to files (GeoJSON, GeoPackage, FlatGeobuf, Shapefile, CSV, XLSX …, by their \
      ending), tables to standard output, everything else to standard error. Nothing leaves the machine.

      Exit codes: 0 done, 64 usage, 65 bad data, 66 no input, 73 cannot create output, 74 I/O error.
      """,
    version: versions,
    subcommands: [
      IndexCommand.self, SensitivityCommand.self, OverlayCommand.self, CoverageCommand.self, FootprintCommand.self,
      MergeCommand.self, SaltCommand.self, IncidentsCommand.self, CompareCommand.self, ChangeCommand.self,
      SuggestCommand.self, HotspotsCommand.self, AreasCommand.self, MapCommand.self, ProfileCommand.self,
      GenerateCommand.self, SchemaCommand.self, DemoCommand.self, RunCommand.self,
    ])

  /// Throws ``Failure`` (usage) with the nearest name for a command that there is not; flags are left to the parser.
  static func checkCommand(_ word: String?) throws {
    let names = configuration.subcommands.compactMap { $0.configuration.commandName }
    guard let word, !word.hasPrefix("-"), !(names + ["help"]).contains(word) else { return }
    throw Failure(.usage, "no such command", value: word, hint: Suggestion.hint(for: word, among: names))
  }

  /// Of this program and, where they are asked for, of the libraries that its figures rest on: GDAL has to be loaded to
  /// say its own.
  private static var versions: String {
    guard CommandLine.arguments.contains("--version") else { return "rutverk \(Version.number)" }
    return versionsOfAll
  }

  /// Of this program and of the libraries that its figures rest on.
  static var versionsOfAll: String {
    "rutverk \(Version.number)\nGEOS \(TopologyContext.version)\nPROJ \(ProjectionLibrary.version)\n"
      + "GDAL \(DriverList.gdalVersion)\ncairo \(DrawingLibrary.version)"
  }
}

@main
enum Program {
  static func main() {
    let words = Array(CommandLine.arguments.dropFirst())
    let language = SpokenLanguage.of(words)
    OutputSet.installSignalCleanup(inEnglish: language == .en)
    Console.language.withLock { $0 = language }
    LibraryEnvironment.clear()
    KeptMemory.keepFreed()
    do {
      try RutverkTool.checkCommand(words.first)
      var command = try RutverkTool.parseAsRoot()
      try RepeatedOptions.check(command, words: words)
      try RepeatedOptions.checkStyle(words: words)
      try command.run()
    } catch let failure as Failure {
      let failure = OutputSet.changedInput() ?? failure
      if FailureReport.isEvent(words) {
        Console.json(FailureReport.event(failure))
      } else {
        Console.error(failure)
      }
      exit(failure.kind.rawValue)
    } catch {
      let code = RutverkTool.exitCode(for: error)
      if code.isSuccess { RutverkTool.exit(withError: error) }
      if FailureReport.isEvent(words) {
        Console.json(FailureReport.event(refused: RutverkTool.message(for: error), code: code.rawValue))
      } else {
        Console.plain(SpokenLanguage.refusal(RutverkTool.fullMessage(for: error), Console.told))
      }
      exit(code.rawValue)
    }
  }
}
