import Cartography
import Columns
import Inputs
import Outputs
import Overlay

extension MapAreaInput {
  /// The areas as a page shows them: what their layer says, then what `rutverk overlay` would say of them by these cells, as
  /// far as their layer does not; only the first where the cells have no people, or where the layer is an overlay's already.
  func detailed(on cells: MapCells?, threads: Int) throws -> MapAreas {
    var own = Table()
    for (field, column) in zip(areas.figures.fields, areas.figures.columns) {
      if case .numbers(let numbers) = column, !numbers.values.contains(where: \.isFinite) { continue }
      own.add(field, column)
    }
    var table = KnownFields.arranged(own)
    if let cells, !cells.population.isEmpty, own.column("cells") == nil {
      let lacking = AreaFigure.onPages.filter { $0.field.look != nil && table.column($0.name) == nil }
      table.add(lacking, of: input.grounds(try figures(cells, threads: threads)))
    }
    return MapAreas(set: areas.set, figures: table)
  }

  private func figures(_ cells: MapCells, threads: Int) throws -> [Figures] {
    var layer =
      switch cells.units {
      case .cells(let lattice): try UnitLayer(lattice: lattice, population: cells.population, threads: threads)
      case .zones(let polygons, _):
        try UnitLayer(zones: polygons, population: cells.population, threads: threads)
      }
    layer.index = cells.index
    layer.percentile = cells.percentile
    layer.classes = cells.hasClasses ? cells.classes.map { $0 == 0 ? .nan : Double($0) } : []
    layer.children = cells.children
    layer.youth = cells.youth
    return try AreaOverlay.areas(layer, in: areas.set, redClass: Double(cells.classCount), threads: threads)
  }
}
