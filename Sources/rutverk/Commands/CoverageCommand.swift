import AreaSetRuns
import OverlayRuns
import ArgumentParser
import Core
import Reports

/// `rutverk coverage`
struct CoverageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coverage", abstract: "Write how much of each cell lies in each area, as a table.",
    discussion: """
      The table has id, ruta, size_m, fraction and exclusive (the fraction within the exclusive partition). \
      `rutverk overlay --coverage` takes it back, for many layers and years without cutting anew; for that make it without \
      --cells, so that it serves any mix of cells.

      Example: rutverk coverage --areas omraden.gpkg --cell-size 250 --output tackning.csv
      """)

  @Option(help: "Only the cells of this table or layer, with their own sizes.", completion: .file())
  var cells: String?

  @OptionGroup var rows: CellRowOptions
  @OptionGroup(title: "Areas") var areas: AreaLayerOptions
  @OptionGroup(title: "Areas") var splitting: CoverageMethodOption
  @OptionGroup(title: "Reading") var reading: CellTableOptions
  @OptionGroup(title: "Output") var outputs: OutputOptions
  @OptionGroup(title: "Run") var execution: RunOptions
  @OptionGroup(title: "Run") var limits: LimitOptions

  func run() throws {
    var parameters = CoverageRun.Parameters(areas: areas.areas, threads: execution.workers)
    parameters.cells = cells
    parameters.cellSize = reading.cellSize ?? 250
    parameters.method = splitting.method
    parameters.areaFields = areas.fields
    parameters.cellInput = rows.input(reading)
    parameters.areaInput = areas.input(reading.table)
    try execution.run(
      outputs, inputs: [areas.areas, cells], stages: 3 + (cells == nil ? 0 : 1), dry: { try $0.coverage(parameters) }
    ) { journal in
      let result = try CoverageRun(parameters, journal: journal)
      return Findings(result.layer, { result.statistics(parameters, $0) }, result.tables)
    }
  }
}
