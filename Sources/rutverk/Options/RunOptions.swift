import ArgumentParser
import Core
import Parallel
import Reports

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

  @Flag(help: "Show time and peak memory of each stage.")
  var verbose = false

  @Option(help: "Language of tables: sv or en.")
  var lang = Language.sv

  func validate() throws {
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("--threads takes a number from 1 to 1024, not \(threads).")
    }
  }

  /// Workers to use.
  var workers: Int { threads ?? Parallel.availableThreads }

  /// A journal that reports to standard error.
  func journal(stages: Int) -> Journal {
    let console = Console(progress)
    let journal = Journal(language: lang) { console.show($0) }
    journal.expect(stages: stages)
    return journal
  }

  /// Says what the stages cost, if asked to.
  func finish(_ journal: Journal) { if verbose { Console.stages(journal.stages, lang) } }
}
