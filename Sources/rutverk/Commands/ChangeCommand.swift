import ArgumentParser
import ChangeRuns
import Core
import Inputs
import Reports

/// The old vintage of a comparison.
enum OldWords: LayerWords { static let (prefix, features) = ("old", "old units") }

/// The new vintage of a comparison.
enum NewWords: LayerWords { static let (prefix, features) = ("new", "new units") }

/// `rutverk change`
struct ChangeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "change", abstract: "Two vintages of the index: what changed, unit by unit and area by area.",
    discussion: """
      OLD and NEW are what `rutverk index` wrote. The index, percentiles and classes of two vintages compare only if both were made \
      with one reference: make the new one with --reference and the old one's statistics. Layers tell their reference in the field \
      reference; where one does not, its statistics do. Cells are joined by size and corner, zones by --key.

      Example: rutverk index rutor2019.csv --output gammal.gpkg --stats gammal.json
               rutverk index rutor2021.csv --reference gammal.json --output ny.gpkg
               rutverk change gammal.gpkg ny.gpkg --areas omraden.gpkg --output forandring.gpkg --stats forandring.json
      """)

  @Argument(help: "The old indexed layer: cells, or zones with --key.", completion: .file())
  var old: String

  @Argument(help: "The new indexed layer.", completion: .file())
  var new: String

  @Option(help: "Zones instead of cells: the field that names them, in both layers.")
  var key: String?

  @Flag(help: "Each vintage has its own reference: percentiles alone are compared.")
  var ownReferences = false

  @Option(
    help: "Statistics (JSON) of the run that made the old layer, which tell its reference.", completion: .file())
  var oldReference: String?

  @Option(help: "Statistics (JSON) of the run that made the new layer.", completion: .file())
  var newReference: String?

  @OptionGroup var oldLayer: LayerOptions<OldWords>
  @OptionGroup var newLayer: LayerOptions<NewWords>

  @Option(help: "Areas of which the change is told too: a polygon layer in any format.", completion: .file())
  var areas: String?

  @OptionGroup(title: "Areas") var areaFields: AreaFieldOptions
  @OptionGroup(title: "Reading") var reading: CellTableOptions
  @OptionGroup(title: "Output") var outputs: OutputOptions
  @OptionGroup(title: "Run") var execution: RunOptions
  @OptionGroup(title: "Run") var limits: LimitOptions

  func validate() throws {
    if ownReferences, oldReference != nil || newReference != nil {
      throw ValidationError("--own-references does not go with --old-reference and --new-reference.")
    }
    if key == nil, oldLayer.crs != nil || newLayer.crs != nil {
      throw ValidationError("--old-crs and --new-crs are for zones; they need --key.")
    }
    let (set, layer) = (areaFields.layer, areaFields.layer.named.layer)
    let given = [layer.layer, layer.filter, layer.crs, set.named.idField, set.named.nameField, set.classField]
    if areas == nil, given.contains(where: { $0 != nil }) || areaFields.strict {
      throw ValidationError("Options of the areas need --areas.")
    }
    if key != nil, reading.cellSize != nil {
      throw ValidationError("--cell-size is for cells; it does not go with --key.")
    }
  }

  func run() throws {
    var parameters = ChangeParameters(old: old, new: new, threads: execution.workers)
    parameters.old.options = input(oldLayer)
    parameters.new.options = input(newLayer)
    parameters.old.statistics = oldReference
    parameters.new.statistics = newReference
    parameters.hasOwnReferences = ownReferences
    parameters.areas = areas
    parameters.areaFields = areaFields.fields
    parameters.areaInput = areaFields.input(reading.table)
    try execution.run(
      outputs, inputs: [old, new, areas, oldReference, newReference], rasters: key == nil ? .ofCells : .ofZones,
      stages: 1 + (areas == nil ? 0 : 2),
      dry: { try $0.change(parameters) }
    ) { journal in
      let result = try ChangeRun(parameters, journal: journal)
      return Findings(result.output, result.statistics, result.tables)
    }
  }

  private func input(_ layer: LayerOptions<some LayerWords>) -> InputOptions {
    var options = layer.input(reading.table)
    options.cellSize = reading.cellSize
    options.key = key
    return options
  }
}
