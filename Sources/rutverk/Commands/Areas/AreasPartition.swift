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

    @Argument(help: "The areas: a polygon layer in any format.")
    var areas: String

    @OptionGroup var country: CountryOptions

    @Flag(help: "Refuse invalid polygons instead of repairing them.")
    var strict = false

    @OptionGroup(title: "Areas") var layer: AreaSetOptions<AreaWords>
    @OptionGroup(title: "Reading") var reading: TableOptions
    @OptionGroup(title: "Output") var outputs: OutputOptions
    @OptionGroup(title: "Run") var execution: RunOptions

    func run() throws {
      var parameters = AreaPartitionRun.Parameters(areas: areas, threads: execution.workers)
      parameters.areaInput = layer.input(reading, isStrict: strict)
      parameters.areaFields = layer.fields
      parameters.countryKm2 = country.countryKm2
      try execution.run(
        outputs, inputs: [areas], stages: 2, dry: { try $0.areas(areas, parameters.areaInput, parameters.areaFields) }
      ) { journal in
        let result = try AreaPartitionRun(parameters, journal: journal)
        return Findings(try result.output(), result.statistics, result.tables)
      }
    }
  }
}
