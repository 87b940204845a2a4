import ArgumentParser
import Core
import Drawing
import Files
import Parallel
import Projections
import Reports
import Topology

/// How progress is shown.
enum ProgressChoice: String, ExpressibleByArgument, CaseIterable {
  case auto
  case bar
  case lines
  case json
  case none
}

extension Language: ExpressibleByArgument {}

/// What every command understands.
struct RunOptions: ParsableArguments {
  @Option(help: "Number of threads (default: all). The result does not depend on it.")
  var threads: Int?

  @Option(help: "Progress on standard error: auto (a bar on a terminal), bar, lines, json, none.")
  var progress = ProgressChoice.auto

  @Flag(help: "Read heads only and say what a run would do.")
  var dryRun = false

  @Flag(help: "Say nothing but errors: no notes, no progress, no tables.")
  var quiet = false

  @Flag(help: "Show time and peak memory of each stage.")
  var verbose = false

  @Option(help: "Language of what people read: sv or en.")
  var lang = Language.sv

  func validate() throws {
    if quiet, verbose || progress != .auto {
      throw ValidationError(
        "--quiet does not go with \(verbose ? "--verbose" : "--progress"), which says more than errors.")
    }
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("--threads takes a number from 1 to 1024, not \(threads).")
    }
  }

  /// Shows text for people on standard output.
  func show(_ text: String) throws { if !quiet { try Console.out(text) } }

  /// Shows tables for people: to the job whose step this is, or, where they are wanted, on standard output.
  func show(_ tables: @autoclosure () -> [TextTable], isWanted: Bool) throws {
    try Console.show(tables(), isWanted: isWanted && !quiet)
  }

  /// Workers to use.
  var workers: Int { threads ?? Parallel.availableThreads }

  /// A journal that reports to standard error.
  func journal(stages: Int) -> Journal {
    let console = Console(quiet ? nil : progress)
    let journal = Journal(language: lang, libraries: Self.libraries) { console.show($0) }
    journal.expect(stages: stages)
    return journal
  }

  /// The libraries that figures rest on, with the versions of those that this run has called.
  @Sendable private static func libraries() -> [Journal.Library] {
    [
      ("geos", TopologyContext.version), ("proj", ProjectionLibrary.versionInUse),
      ("gdal", DriverList.gdalVersionInUse), ("cairo", DrawingLibrary.versionInUse),
    ]
  }

  /// Says what the stages cost, if asked to.
  func finish(_ journal: Journal) { if verbose { Console.stages(journal.stages, lang) } }
}
