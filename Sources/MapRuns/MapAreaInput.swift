import Inputs
import Outputs
import Reports
import Areas
import Cartography
import Columns
import Core
import Files

/// The areas of a map: what `rutverk overlay` writes, or the raw layer.
struct MapAreaInput {
  let areas: MapAreas
  let record: InputRecord

  /// Figures that `rutverk overlay` gives each area.
  private static let figureNames = [
    "area_km2", "population", "density_km2", "invanardistans_m", "cells", "index_mean", "index_min", "index_max",
    "percentile_mean", "red_population_share", "red_area_share", "unga_0_15_antal", "unga_16_19_antal",
  ]

  init(path: String, options: InputOptions, fields: AreaFields.Names, threads: Int, journal: Journal) throws {
    let input = try AreaInput(path: path, options: options, fields: fields, threads: threads, journal: journal)
    let layer = try AreaInput.open(path: path, options: options, fields: fields, journal: journal).layer
    let known = Self.figureNames.filter(layer.columnNames.contains)
    var figures = Table()
    // Features without polygon are not in the set; then rows and areas would not match.
    if layer.rowCount == input.set.areas.count, !known.isEmpty {
      for (name, column) in zip(known, try layer.read(known.map { ColumnRequest($0, .number) })) {
        figures.add(Field(name, .real(decimals: nil)), column)
      }
    }
    areas = MapAreas(set: input.set, figures: figures)
    record = input.record
  }
}
