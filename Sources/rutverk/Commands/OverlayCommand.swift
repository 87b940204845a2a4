import Areas
import AreaSetRuns
import OverlayRuns
import Reports
import ArgumentParser
import Core
import Overlay

/// `rutverk overlay`
struct OverlayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "overlay", abstract: "Lay areas over cells, exactly: population, index and red cells of each area.",
    discussion: """
      Cells come from `rutverk index` or from any table with Ruta codes and a population. With --key zones such as DeSO take \
      their place: polygons with figures, whose people are taken to live evenly over each zone. Each area's own figures ignore the \
      others; classes, total and outside use an exclusive partition by severity, so that they sum to the whole.

      Example: rutverk overlay --cells rutor.csv --areas omraden.gpkg --output resultat.gpkg --stats resultat.json
      Zones:   rutverk overlay --cells deso.gpkg --key desokod --areas omraden.gpkg --output resultat.gpkg
      """)

  @OptionGroup var cells: CellLayerOptions

  @Option(help: "Fractions made by `rutverk coverage`, used instead of cutting anew.", completion: .file())
  var coverage: String?

  @Option(help: "The class that is red (default: the worst that the layer has).")
  var redClass: Int?

  @OptionGroup var rings: RingOptions
  @OptionGroup var small: MinCountOption

  @OptionGroup var country: CountryOptions
  @OptionGroup(title: "Areas") var areas: AreaLayerOptions
  @OptionGroup(title: "Areas") var splitting: CoverageMethodOption
  @OptionGroup(title: "Reading") var reading: CellTableOptions
  @OptionGroup(title: "Output") var outputs: OutputOptions
  @OptionGroup(title: "Run") var execution: RunOptions
  @OptionGroup(title: "Run") var limits: LimitOptions

  func validate() throws {
    if let redClass, redClass < 1 { throw ValidationError("--red-class takes a class from 1 (best) up.") }
    if cells.zones.key != nil, coverage != nil {
      throw ValidationError("--coverage holds fractions of cells; it does not go with --key.")
    }
    if cells.zones.key != nil, splitting.method != .area {
      throw ValidationError("Zones are split by their exact part; --method does not go with --key.")
    }
    if coverage != nil, splitting.method != .area {
      throw ValidationError("--coverage holds its own fractions; --method does not go with it.")
    }
  }

  func run() throws {
    var parameters = OverlayRun.Parameters(cells: cells.cells, areas: areas.areas, threads: execution.workers)
    parameters.coverage = coverage
    parameters.method = splitting.method
    parameters.redClass = redClass
    parameters.ringRule = rings.rule
    parameters.minCount = small.minCount
    parameters.countryKm2 = country.countryKm2
    parameters.populationField = cells.populationField
    parameters.areaFields = areas.fields
    parameters.cellInput = try cells.zones.input(reading)
    parameters.areaInput = areas.input(reading.table)
    try execution.run(
      outputs, inputs: [cells.cells, areas.areas, coverage], stages: 5 + (coverage == nil ? 0 : 1),
      dry: { try $0.overlay(parameters) }
    ) { journal in
      let result = try OverlayRun(parameters, journal: journal)
      return Findings(result.output, result.statistics, result.tables)
    }
  }
}
