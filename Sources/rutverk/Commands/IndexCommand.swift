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

  @Argument(help: "Tables of cells or zones: CSV, GeoPackage, Shapefile, XLSX …")
  var tables: [String] = []

  @Option(help: "Definition: a YAML file, or livsvillkor, scb, deso.")
  var definition = "livsvillkor"

  @Option(help: "Leave a variable out. May be repeated.")
  var drop: [String] = []

  @Option(help: "Statistics (JSON) of an earlier run, whose means, spreads and bounds are used.")
  var reference: String?

  @Option(help: "Least population of a unit that gets an index.")
  var minPopulation: Double?

  @Option(help: "Zones instead of cells: the field that names them, in every table.")
  var key: String?

  @Flag(help: "Print the definition as YAML and stop.")
  var printDefinition = false

  @Option(name: .customLong("where"), help: "Take only rows that match, such as \"desokod LIKE '20%'\".")
  var filter: String?

  @Option(help: "Layer of the input files, where they have several.")
  var layer: String?

  @Option(help: "Coordinate system of zone polygons, in place of what the file says.")
  var inputCrs: String?

  @OptionGroup(title: "Reading") var reading: CellTableOptions
  @OptionGroup(title: "Output") var outputs: OutputOptions
  @OptionGroup(title: "Run") var execution: RunOptions
  @OptionGroup(title: "Run") var limits: LimitOptions

  func validate() throws {
    if tables.isEmpty, !printDefinition { throw ValidationError("Give at least one table.") }
  }

  func run() throws {
    let definition = try chosenDefinition()
    if printDefinition {
      try Console.out(DefinitionWriter.yaml(definition))
      return
    }
    let parameters = IndexRun.Parameters(
      tables: tables, definition: definition,
      reference: try reference.map { path in
        let (statistics, isSealed) = try ReferenceFile.read(path: path)
        return (statistics, path, isSealed)
      }, key: key,
      input: reading.input(filter: filter, layer: layer, crs: inputCrs), threads: execution.workers)
    try execution.run(
      outputs, inputs: tables + [reference], stages: 3, dry: { try $0.index(parameters) }
    ) { journal in
      let result = try IndexRun(parameters, journal: journal)
      return Findings(result.layer, { try result.statistics(parameters, $0) }, result.tables)
    }
  }

  private func chosenDefinition() throws -> Definition {
    var chosen = try DefinitionFile.definition(definition).dropping(drop)
    if let minPopulation {
      guard minPopulation >= 0, minPopulation.isFinite else {
        throw Failure(.usage, "--min-population takes a number from 0 up", value: "\(minPopulation)")
      }
      chosen.minimumPopulation = minPopulation
    }
    return chosen
  }
}
