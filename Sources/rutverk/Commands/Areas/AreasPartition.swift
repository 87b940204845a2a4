import Areas
import AreaSetRuns
import Reports
import ArgumentParser
import Core

extension AreasCommand {
  /// `rutverk areas partition`
  struct Partition: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "partition",
      abstract: "What each area keeps when every point belongs to its most severe class only.",
      discussion: """
        The pieces do not overlap, so classes and outside sum to the country.

        Example: rutverk areas partition omraden.gpkg --where "year = 2021" --output bitar.gpkg
        """)

    @OptionGroup var country: CountryOptions

    @Flag(help: "Refuse invalid polygons instead of repairing them.")
    var strict = false

    @OptionGroup var one: AreaReportOptions

    func run() throws {
      var parameters = AreaPartitionRun.Parameters(areas: one.areas, threads: one.execution.workers)
      parameters.areaInput = one.layer.input(one.reading, isStrict: strict)
      parameters.areaFields = one.layer.fields
      parameters.countryKm2 = country.countryKm2
      try one.run(stages: 2, isStrict: strict) { journal in
        let result = try AreaPartitionRun(parameters, journal: journal)
        return Findings(try result.output(), result.statistics, result.tables)
      }
    }
  }
}
