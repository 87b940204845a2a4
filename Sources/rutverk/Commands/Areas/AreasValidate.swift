import AreaSetRuns
import Reports
import ArgumentParser
import Core

extension AreasCommand {
  /// `rutverk areas validate`
  struct Validate: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "validate",
      abstract: "Find faults, overlaps, gaps, duplicates and missing classes in an area layer.",
      discussion: """
        The output is a layer of findings, each where it is. Findings are no error unless --strict is given.

        Example: rutverk areas validate omraden.gpkg --where "year = 2021" --output fynd.gpkg
        """)

    @Argument(help: "The areas: a polygon layer in any format.")
    var areas: String

    @Option(help: "Find gaps between areas that are narrower than so many metres; 0 looks for none.")
    var gapWidth = 1.0

    @Flag(help: "End with exit code 65 if there are findings; outputs are written all the same.")
    var strict = false

    @OptionGroup(title: "Areas") var layer: AreaSetOptions
    @OptionGroup(title: "Reading") var reading: TableOptions
    @OptionGroup(title: "Output") var outputs: OutputOptions
    @OptionGroup(title: "Run") var execution: RunOptions

    func validate() throws {
      if !(0...1000).contains(gapWidth) {
        throw ValidationError("--gap-width takes metres from 0 to 1000, not \(gapWidth).")
      }
    }

    func run() throws {
      var parameters = AreaValidateRun.Parameters(areas: areas, threads: execution.workers)
      parameters.areaInput = layer.input(reading)
      parameters.areaFields = layer.fields
      parameters.gapWidth = gapWidth
      if execution.dryRun {
        var dry = DryRun(execution.lang)
        try dry.areas(areas, parameters.areaInput, parameters.areaFields)
        try dry.outputs { _ = try outputs.prepare(inputs: [areas]) }
        return try dry.finish()
      }
      let target = try outputs.prepare(inputs: [areas])
      let journal = execution.journal(stages: 2 + outputs.output.count)
      let result = try AreaValidateRun(parameters, journal: journal)
      try target.write(try result.output(), threads: execution.workers, journal: journal)
      try target.commit(result.statistics(journal))
      if target.showsTables { try Console.out(result.tables(execution.lang)) }
      execution.finish(journal)
      if strict, !result.findings.isEmpty {
        let count = result.findings.count
        throw Failure(
          .badData, "there \(count == 1 ? "is 1 finding" : "are \(count) findings") (--strict)", file: areas)
      }
    }
  }
}
