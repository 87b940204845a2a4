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

    @Option(help: "Find gaps between areas that are narrower than so many metres; 0 looks for none.")
    var gapWidth = 1.0

    @Flag(help: "End with exit code 65 if there are findings; outputs are written all the same.")
    var strict = false

    @OptionGroup var one: AreaReportOptions

    func validate() throws {
      if !(0...1000).contains(gapWidth) {
        throw ValidationError("--gap-width takes metres from 0 to 1000, not \(gapWidth).")
      }
    }

    func run() throws {
      var parameters = AreaValidateRun.Parameters(areas: one.areas, threads: one.execution.workers)
      parameters.areaInput = one.layer.input(one.reading)
      parameters.areaFields = one.layer.fields
      parameters.gapWidth = gapWidth
      var count = 0
      try one.run(stages: 2) { journal in
        let result = try AreaValidateRun(parameters, journal: journal)
        count = result.findings.count
        return Findings(try result.output(), result.statistics, result.tables)
      }
      if strict, count > 0 {
        throw Failure(
          .badData, "there \(count == 1 ? "is 1 finding" : "are \(count) findings") (--strict)", file: one.areas)
      }
    }
  }
}
