import FootprintRuns
import Reports
import ArgumentParser
import Core
import Foundation

/// `rutverk merge`
struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Finish partial results of footprint: what one run over all their events would say.",
    discussion: """
      The parts must have been made with the same areas, radii, days and salt. They may be cut in any way; no other file is \
      needed.

      Example: rutverk merge norr.part syd.part --output omraden.gpkg --stats ut.json
      """)

  @Argument(help: "Partial results, as `footprint --partial` writes them.")
  var partials: [String]

  @Option(help: "Write all parts as one partial result to FILE.")
  var partial: String?

  @Option(help: "Write the figures by day or week to FILE; the parts must have been made with --period.")
  var series: String?

  @Option(help: "Withhold figures that come from fewer phones, and those that would give them away.")
  var minPhones = 0

  @Option(help: "Memory for distinct entries in MB before a temporary file is used (default: half of the machine's).")
  var memory: Int?

  @OptionGroup(title: "Output") var outputs: OutputOptions
  @OptionGroup(title: "Run") var execution: RunOptions

  func validate() throws {
    if let memory, memory < 1 { throw ValidationError("--memory takes a number of MB from 1 up.") }
    if minPhones < 0 { throw ValidationError("--min-phones takes a number from 0 up.") }
  }

  func run() throws {
    var parameters = MergeRun.Parameters(
      partials: partials, temporaryFolder: FileManager.default.temporaryDirectory.path, threads: execution.workers)
    parameters.minPhones = minPhones
    parameters.memoryLimit = MemoryLimit.bytes(memory)
    try execution.run(
      dry: { try $0.merge(parameters) },
      staging: { try FootprintOutputs(outputs, series: series, partial: partial, inputs: partials) },
      stages: { 2 + $0.stages }
    ) { target, journal in
      let merge = try MergeRun(parameters, journal: journal)
      if series != nil, !merge.hasSeries {
        throw Failure(.usage, "--series: the parts were made without --period", file: partials.first)
      }
      try target.write(
        partial: merge.writePartial, result: merge.result, language: execution.lang, threads: execution.workers,
        journal: journal)
    }
  }
}
