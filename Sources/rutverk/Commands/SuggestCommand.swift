import ArgumentParser
import Inputs
import SuggestRuns
import Suggestions

extension Contiguity: ExpressibleByArgument {}

/// Areas that suggestions are held against.
enum AssessedWords: LayerWords { static let (prefix, features) = ("assessed", "assessed areas") }

/// `rutverk suggest`
struct SuggestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suggest",
    abstract: "Suggest ground to assess: contiguous cells with poor livsvillkor, beside what is assessed already.",
    discussion: """
      Cells (or zones, with --key) whose percentile is at least --min-percentile and that hang together are one suggestion. \
      Its polygon follows the cells' edges. With --assessed the areas that were assessed already are held against them: how \
      many of these the suggestions reach, for a ladder of thresholds, beside what as many inhabited cells drawn at random, \
      and the most densely inhabited ones, would reach.

      A suggestion is a basis for assessment, never an assessment: the police's own rests on more than livsvillkor.

      Example: rutverk suggest --cells rutor.gpkg --assessed omraden.gpkg --output forslag.gpkg --stats forslag.json
      """)

  @OptionGroup var cells: CellLayerOptions

  @Option(help: "Cells of at least this percentile are poor, 0 to 100.")
  var minPercentile = 80.0

  @Option(help: "A suggestion has at least so many cells.")
  var minCells = 4

  @Option(help: "A suggestion has at least so many inhabitants.")
  var minPopulation = 0.0

  @Option(help: "A suggestion has at least so many children and youth 0–19.")
  var minUnga = 0.0

  @Option(help: "What makes neighbours: queen (an edge or a corner in common) or rook (an edge).")
  var contiguity = Contiguity.queen

  @Option(
    help: "1: groups with one of the smallest cells between them are one suggestion too; the gap is not part of it.")
  var bridge = 0

  @Option(
    help: "Assessed areas, to hold the suggestions against: a polygon layer in any format.", completion: .file())
  var assessed: String?

  @Option(help: "Random choices to hold them beside (default: 200).")
  var draws: Int?

  @Option(help: "What decides the random choices.")
  var seed: UInt64 = 1

  @OptionGroup(title: "Assessed areas") var areas: AreaSetOptions<AssessedWords>
  @Flag(help: "Refuse invalid polygons instead of repairing them.")
  var strict = false
  @OptionGroup(title: "Reading") var reading: CellTableOptions
  @OptionGroup(title: "Output") var outputs: OutputOptions
  @OptionGroup(title: "Run") var execution: RunOptions
  @OptionGroup(title: "Run") var limits: LimitOptions

  func validate() throws {
    if !(0...100).contains(minPercentile) { throw ValidationError("--min-percentile takes a number from 0 to 100.") }
    if minCells < 1 { throw ValidationError("--min-cells takes a number from 1 up.") }
    if !(minPopulation >= 0 && minUnga >= 0 && minPopulation.isFinite && minUnga.isFinite) {
      throw ValidationError("--min-population and --min-unga take numbers from 0 up.")
    }
    if !(0...1).contains(bridge) { throw ValidationError("--bridge takes 0 or 1.") }
    if !(0...100_000).contains(draws ?? 0) { throw ValidationError("--draws takes a number from 0 to 100000.") }
    if bridge > 0, cells.zones.key != nil {
      throw ValidationError("--bridge is for cells; it does not go with --key.")
    }
    let layer = areas.named.layer
    for (flag, isGiven) in [
      ("--assessed-layer", layer.layer != nil), ("--assessed-where", layer.filter != nil),
      ("--assessed-crs", layer.crs != nil), ("--assessed-id-field", areas.named.idField != nil),
      ("--assessed-name-field", areas.named.nameField != nil), ("--assessed-class-field", areas.classField != nil),
      ("--draws", draws != nil), ("--strict", strict && cells.zones.key == nil),
    ] where isGiven && assessed == nil { throw ValidationError("\(flag) needs --assessed.") }
  }

  func run() throws {
    var parameters = SuggestRun.Parameters(cells: cells.cells, threads: execution.workers)
    (parameters.minPercentile, parameters.minCells) = (minPercentile, minCells)
    (parameters.minPopulation, parameters.minUnga) = (minPopulation, minUnga)
    (parameters.contiguity, parameters.bridge) = (contiguity, bridge)
    (parameters.assessed, parameters.draws, parameters.seed) = (assessed, draws ?? 200, seed)
    parameters.populationField = cells.populationField
    parameters.areaFields = areas.fields
    parameters.cellInput = try cells.zones.input(reading)
    parameters.cellInput.isStrict = strict
    parameters.areaInput = areas.input(reading.table, isStrict: strict)
    try execution.run(
      outputs, inputs: [cells.cells, assessed], stages: assessed == nil ? 2 : 5,
      dry: {
        try $0.cells(parameters.cellSource)
        if let assessed { try $0.areas(assessed, parameters.areaInput, parameters.areaFields) }
      }
    ) { journal in
      let result = try SuggestRun(parameters, journal: journal)
      return Findings(result.output, result.statistics, result.tables)
    }
  }
}
