import ArgumentParser
import Core
import Inputs

/// Polygons with figures in the cells' place.
struct ZoneLayerOptions: ParsableArguments {
  @Option(help: "Zones (DeSO, RegSO …) in the cells' place, polygons with figures: the field that names them.")
  var key: String?

  @Option(help: "Coordinate system of the zones, in place of what the file says.")
  var cellsCrs: String?

  func validate() throws {
    if cellsCrs != nil, key == nil { throw ValidationError("--cells-crs is for zones; it needs --key.") }
  }

  /// How the file of `--cells` is read.
  func input(_ reading: CellTableOptions, filter: String? = nil, layer: String? = nil) throws -> InputOptions {
    if key != nil, reading.cellSize != nil {
      throw Failure(.usage, "--cell-size is for cells; it does not go with --key")
    }
    var options = reading.input(filter: filter, flag: "--cells-where", layer: layer, crs: cellsCrs)
    options.crsFlag = "--cells-crs"
    options.key = key
    return options
  }
}
