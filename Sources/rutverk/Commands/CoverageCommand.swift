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
      --cells, so that it serves any mix of cells, and let the output end with .\(PackedCoverage.ending): not a table but a small file \
      of the same fractions, taken up in less time than cutting takes.

      Example: rutverk coverage --areas omraden.gpkg --cell-size 250 --output tackning.\(PackedCoverage.ending)
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

  func validate() throws {
    guard let name = Self.packed(outputs).first else { return }
    if cells != nil {
      throw ValidationError(
        "\(name) would serve any mix of cells; it does not go with --cells. Write a table for those.")
    }
    if splitting.method != .area {
      throw ValidationError("\(name) holds exact fractions; --method does not go with it. Write a table.")
    }
  }

  func run() throws {
    var parameters = CoverageRun.Parameters(areas: areas.areas, threads: execution.workers)
    parameters.cells = cells
    parameters.cellSize = reading.cellSize ?? 250
    parameters.method = splitting.method
    parameters.areaFields = areas.fields
    parameters.cellInput = rows.input(reading)
    parameters.areaInput = areas.input(reading.table)
    let packed = Self.packed(outputs)
    try execution.run(
      dry: { try $0.coverage(parameters) },
      staging: {
        let target = try outputs.prepare(inputs: [areas.areas, cells].compactMap(\.self), except: packed)
        return (target, try packed.map { ($0, try target.stageFile($0)) })
      },
      stages: { _ in 3 + (cells == nil ? 0 : 1) + outputs.output.count }
    ) { (target: (Outputs, [(name: String, path: String)]), journal) in
      let result = try CoverageRun(parameters, journal: journal)
      for file in target.1 {
        try journal.stage(journal.writing(file.name)) { try result.pack(to: file.path, parameters) }
      }
      let layer = target.0.isLayerless ? nil : try result.layer(parameters)
      try execution.write(
        Findings(layer, { result.statistics(parameters, $0) }, result.tables), to: target.0, journal: journal)
    }
  }

  /// The outputs that are packed, not tables.
  private static func packed(_ outputs: OutputOptions) -> [String] {
    outputs.output.filter { OutputOptions.ending($0) == PackedCoverage.ending }
  }
}
