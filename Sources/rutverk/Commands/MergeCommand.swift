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

  @OptionGroup var phones: PhoneOptions
  @OptionGroup var people: PeopleOptions
  @OptionGroup(title: "Reading") var reading: TableOptions
  @OptionGroup(title: "Output") var outputs: OutputOptions
  @OptionGroup(title: "Run") var execution: RunOptions
  @OptionGroup(title: "Run") var limits: LimitOptions

  func validate() throws {
    if people.countryPopulation != nil, people.inhabitants.cells == nil {
      throw ValidationError("--country-population needs --cells.")
    }
  }

  func run() throws {
    var parameters = MergeRun.Parameters(
      partials: partials, temporaryFolder: FileManager.default.temporaryDirectory.path, threads: execution.workers)
    parameters.minPhones = phones.minPhones
    parameters.people = try people.source(reading, threads: execution.workers)
    parameters.memoryLimit = phones.memoryLimit
    try execution.run(
      dry: { try $0.merge(parameters) },
      staging: {
        try FootprintOutputs(
          outputs, series: series, partial: partial, inputs: partials + [people.inhabitants.cells].compactMap { $0 })
      },
      stages: { 2 + (people.inhabitants.cells == nil ? 0 : 1) + $0.stages }
    ) { target, journal in
      let merge = try MergeRun(parameters, journal: journal)
      if series != nil, !merge.hasSeries {
        throw Failure(.usage, "--series: the parts were made without --period", file: partials.first)
      }
      try target.write(
        partial: merge.writePartial, result: merge.result, execution, journal: journal)
    }
  }
}
