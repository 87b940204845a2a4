import Cartography
import Columns
import Coverage
import Inputs
import Overlay

extension MapAreaInput {
  /// The areas with what `rutverk overlay` would say of them by these cells, as far as their layer does not say it itself; as
  /// they are where the cells have no people, or where the layer is that of an overlay already.
  func overlaid(on cells: MapCells?, threads: Int) throws -> MapAreas {
    guard let cells, !cells.population.isEmpty, areas.figures.column("cells") == nil else { return areas }
    var layer =
      switch cells.units {
      case .cells(let lattice): try UnitLayer(lattice: lattice, population: cells.population, threads: threads)
      case .zones(let polygons, _):
        UnitLayer(zones: try Zones(polygons, threads: threads), population: cells.population)
      }
    layer.index = cells.index
    layer.percentile = cells.percentile
    layer.classes = cells.hasClasses ? cells.classes.map { $0 == 0 ? .nan : Double($0) } : []
    layer.children = cells.children
    layer.youth = cells.youth
    let figures = try AreaOverlay.areas(
      layer, in: areas.set, redClass: Double(cells.classCount), threads: threads)
    var table = areas.figures
    let lacking = AreaFigure.ofAreas.filter { table.column($0.name) == nil }
    table.add(lacking, of: input.grounds(figures))
    return MapAreas(set: areas.set, figures: table)
  }
}
