import Cartography
import Columns
import Diagnostics
import MapPage

extension MapRun {
  /// The map as a page, the same bytes each time.
  ///
  /// Areas that bring no figures (a raw layer) get those of `rutverk overlay` where the cells have a population.
  ///
  /// - Throws: ``Failure`` for an extent that there is not, and for what the overlay cannot read.
  public func page(_ leaflet: Leaflet, journal: Journal) throws -> [UInt8] {
    var shown = contents
    if let areas = contents.areas, areas.figures.columns.isEmpty,
      let figures = try overlaid(journal: journal), figures.rowCount == areas.set.areas.count
    {
      shown.areas = MapAreas(set: areas.set, figures: figures)
    }
    let page = PageContents(
      shown, symbology: symbology, text: text, kindName: { ClassName.of($0, parameters.language) },
      extent: try parameters.extent.bounds(in: contents))
    return try MapPage.bytes(page, leaflet: leaflet)
  }

  /// The figures of the areas as `rutverk overlay` finds them; nil without cells or population.
  private func overlaid(journal: Journal) throws -> Table? {
    guard let cells = parameters.cells, let areas = parameters.areas, contents.cells?.population.isEmpty == false
    else { return nil }
    var overlay = OverlayRun.Parameters(cells: cells, areas: areas, threads: parameters.threads)
    overlay.cellInput = parameters.cellInput
    overlay.areaInput = parameters.areaInput
    overlay.areaFields = parameters.areaFields
    return try OverlayRun(overlay, journal: journal).output.table
  }
}
