import ArgumentParser
import Core
import Inputs

/// Which rows of the cells' file are taken.
struct CellRowOptions: ParsableArguments {
  @Option(help: "Layer of the cells' file, where it has several.")
  var cellsLayer: String?

  @Option(help: "Take only cells that match, such as \"population > 0\".")
  var cellsWhere: String?

  /// How the file of `--cells` is read.
  func input(_ reading: CellTableOptions, crs: String? = nil) -> InputOptions {
    var options = reading.input(filter: cellsWhere, flag: "--cells-where", layer: cellsLayer, crs: crs)
    options.crsFlag = "--cells-crs"
    return options
  }
}

/// How the file of the cells is read, which may hold polygons with figures in their place.
struct ZoneLayerOptions: ParsableArguments {
  @OptionGroup var rows: CellRowOptions

  @Option(help: "Zones (DeSO, RegSO …) in the cells' place, polygons with figures: the field that names them.")
  var key: String?

  @Option(help: "Coordinate system of the zones, in place of what the file says.")
  var cellsCrs: String?

  func validate() throws {
    if cellsCrs != nil, key == nil { throw ValidationError("--cells-crs is for zones; it needs --key.") }
  }

  /// How the file of `--cells` is read.
  func input(_ reading: CellTableOptions) throws -> InputOptions {
    if key != nil, reading.cellSize != nil {
      throw Failure(.usage, "--cell-size is for cells; it does not go with --key")
    }
    var options = rows.input(reading, crs: cellsCrs)
    options.key = key
    return options
  }
}

/// The cells, or zones, that areas are laid over.
struct CellLayerOptions: ParsableArguments {
  @Option(
    help:
      "The cells: what `rutverk index` writes, or a table or layer with Ruta codes; with --key, a layer of zones.",
    completion: .file()
  )
  var cells: String

  @OptionGroup var zones: ZoneLayerOptions

  @Option(help: "Field with the cells' population (default: found by its usual names).")
  var populationField: String?
}

/// Cells, or zones, whose inhabitants rates are of.
struct InhabitantOptions: ParsableArguments {
  @Option(help: "Cells, or zones by --key, with inhabitants, laid over the areas exactly.", completion: .file())
  var cells: String?

  @OptionGroup var zones: ZoneLayerOptions

  @Option(help: "Population field of the cells (default: found by its usual names).")
  var cellsPopulationField: String?

  func validate() throws {
    for (flag, isGiven) in [
      ("--key", zones.key != nil), ("--cells-layer", zones.rows.cellsLayer != nil),
      ("--cells-where", zones.rows.cellsWhere != nil), ("--cells-population-field", cellsPopulationField != nil),
    ] where isGiven && cells == nil { throw ValidationError("\(flag) needs --cells.") }
  }
}
