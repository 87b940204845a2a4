import AreaSetRuns
import Inputs
import Reports
import Areas
import ArgumentParser
import Core

extension AreasCommand {
  /// `rutverk areas panel`
  struct Panel: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "panel",
      abstract: "Assessments of several years: numbers, ground, classes, how long listed, what changed.",
      discussion: """
        One layer with a column of years, or several layers; a layer without such a column is given with its year, \
        2021=FILE. Areas are followed from year to year by identifier, name or ground. The output has one row an area and \
        year, with the outline of that year; its valid_from and valid_to serve incidents and footprint.

        Example: rutverk areas panel panel.gpkg --unit-field LPO --output panel.fgb --stats panel.json
        Example: rutverk areas panel 2019=omraden2019.shp 2021=omraden2021.shp --stats panel.json
        """)

    @Argument(help: "The assessments: polygon layers or tables, each FILE or YEAR=FILE.", completion: .file())
    var layers: [String]

    @Option(help: "Column with the year of the assessment (default: found by its usual names).")
    var yearField: String?

    @Option(help: "Column with the unit that an area lies in (default: that of lokalpolisområden, if there is one).")
    var unitField: String?

    @Option(help: "What areas are matched by, in this order: id, name, overlap.")
    var match = MatchKeys(keys: AreaMatching.Key.allCases)

    @Option(help: "Least share of their union that areas matched by overlap have in common, 0 to 1.")
    var minShare = 0.5

    @OptionGroup var country: CountryOptions
    @OptionGroup(title: "Areas") var layer: AreaSetOptions<AreaWords>
    @OptionGroup(title: "Reading") var reading: TableOptions
    @OptionGroup(title: "Output") var outputs: OutputOptions
    @OptionGroup(title: "Run") var execution: RunOptions
    @OptionGroup(title: "Run") var limits: LimitOptions

    func validate() throws {
      if !(minShare > 0 && minShare <= 1) {
        throw ValidationError("--min-share takes a number above 0, at most 1, not \(minShare).")
      }
      let given = layers.compactMap { AreaPanelRun.Source($0).year }
      if let twice = given.first(where: { year in given.count { $0 == year } > 1 }) {
        throw ValidationError("\(twice)= is given twice: each year takes one layer.")
      }
      if yearField != nil, layers.allSatisfy({ AreaPanelRun.Source($0).year != nil }) {
        throw ValidationError("--year-field is not used where every layer is given with its year.")
      }
    }

    func run() throws {
      let sources = layers.map { AreaPanelRun.Source($0) }
      var parameters = AreaPanelRun.Parameters(sources: sources, threads: execution.workers)
      parameters.input = layer.input(reading)
      parameters.fields = layer.fields
      (parameters.yearField, parameters.unitField) = (yearField, unitField)
      (parameters.keys, parameters.minimumShare) = (match.keys, minShare)
      parameters.countryKm2 = country.countryKm2
      try execution.run(
        outputs, inputs: sources.map(\.path), stages: 3,
        dry: { dry in for source in sources { try dry.assessment(source, parameters) } }
      ) { journal in
        let result = try AreaPanelRun(parameters, journal: journal)
        return Findings(try result.output(), result.statistics, result.tables)
      }
    }
  }
}
