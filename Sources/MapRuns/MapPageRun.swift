import Inputs
import Outputs
import OverlayRuns
import Reports
import Cartography
import Columns
import Core
import MapPage

extension MapRun {
  /// The map as a page, the same bytes each time.
  ///
  /// Areas that bring no figures (a raw layer) get those of `rutverk overlay` where the cells have a population.
  ///
  /// - Throws: ``Failure`` for an extent that there is not, and for what the overlay cannot read.
  package func page(_ leaflet: Leaflet, journal: Journal) throws -> [UInt8] {
    var shown = contents
    if let areas = contents.areas, areas.figures.columns.isEmpty,
      let figures = try journal.stage(journal.words.summing, overlaid), figures.rowCount == areas.set.areas.count
    {
      shown.areas = MapAreas(set: areas.set, figures: figures)
    }
    var page = PageContents(
      shown, symbology: symbology, text: text, kindName: { ClassName.of($0, parameters.language) },
      extent: try parameters.extent.bounds(in: contents))
    try addDetails(to: &page)
    return try MapPage.bytes(page, leaflet: leaflet)
  }

  /// Reads what only the page shows: the index's variables, and why cells have no index; as far as the file has them.
  private func addDetails(to page: inout PageContents) throws {
    guard let path = parameters.cells, let cells = contents.cells else { return }
    let table = try InputTable(path: path, options: parameters.cellInput, threads: parameters.threads)
    let finder = RoleFinder(table, journal: Journal())
    let found = try PageLabels.variables.compactMap { name in
      try finder.find(Role(name, name, [name])).map { (name: name, column: $0) }
    }
    let status = try finder.find(RoleCatalogue.Cells.status)
    let requests = found.map { ColumnRequest($0.column, .number) } + (status.map { [ColumnRequest($0, .text)] } ?? [])
    if requests.isEmpty { return }
    // What there is to say about the cells was said when they were read first.
    let input = try UnitInput(table, requests: requests, options: parameters.cellInput, journal: Journal())
    guard input.units.count == cells.units.count else { return }
    for (entry, column) in zip(found, input.columns) {
      if case .numbers(let numbers) = column { page.addVariable(entry.name, values: numbers.values) }
    }
    if case .texts(let texts)? = input.columns.last { page.addReasons(texts) }
  }

  /// The figures of the areas as `rutverk overlay` finds them; nil without cells or population.
  private func overlaid() throws -> Table? {
    guard let cells = parameters.cells, let areas = parameters.areas, contents.cells?.population.isEmpty == false
    else { return nil }
    var overlay = OverlayRun.Parameters(cells: cells, areas: areas, threads: parameters.threads)
    overlay.cellInput = parameters.cellInput
    overlay.areaInput = parameters.areaInput
    overlay.areaFields = parameters.areaFields
    // Its notes speak of options that a map does not have; what matters about the layers was said when they were read.
    return try OverlayRun(overlay, journal: Journal()).output.table
  }
}
