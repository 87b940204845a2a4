import AreaSetRuns
import IndexRuns
import ArgumentParser
import Definitions
import Core
import Livsvillkor
import Reports

/// `rutverk index`
struct IndexCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "index", abstract: "Compute the livsvillkor index of grid cells or zones.",
    discussion: """
      Tables are joined on the cell (Ruta code and size), or on --key for zones such as DeSO. Weights and formula are this \
      project's own unless a definition file says otherwise; --print-definition writes one to start from.

      Example: rutverk index rutor.csv --output rutor.geojson --stats rutor.json
      """)

  @Argument(help: "Tables of cells or zones: CSV, GeoPackage, Shapefile, XLSX …", completion: .file())
  var tables: [String] = []

  @OptionGroup var options: IndexOptions

  @Option(help: "Statistics (JSON) of an earlier run, whose means, spreads and bounds are used.", completion: .file())
  var reference: String?

  @Flag(help: "Print the definition as YAML and stop.")
  var printDefinition = false

  @OptionGroup var small: MinCountOption

  @OptionGroup(title: "Output") var outputs: OutputOptions
  @OptionGroup(title: "Run") var execution: RunOptions
  @OptionGroup(title: "Run") var limits: LimitOptions

  func validate() throws {
    if tables.isEmpty, !printDefinition { throw ValidationError("Give at least one table.") }
  }

  func run() throws {
    if printDefinition {
      try Console.out(DefinitionWriter.yaml(try options.chosenDefinition()))
      return
    }
    var parameters = try options.parameters(tables: tables, reference: reference, threads: execution.workers)
    parameters.minCount = small.minCount
    try execution.run(
      outputs, inputs: tables + [reference], rasters: parameters.key == nil ? .ofCells : .ofZones, stages: 3,
      dry: { try $0.index(parameters) }
    ) { journal in
      let result = try IndexRun(parameters, journal: journal)
      return Findings(result.layer, { try result.statistics(parameters, $0) }, result.tables)
    }
  }
}
