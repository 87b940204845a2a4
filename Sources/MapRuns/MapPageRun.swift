import Cartography
import Columns
import MapPage
import Outputs
import Reports

extension MapRun {
  /// Most values of further fields that a page holds, so that it stays below 10 MB.
  private static let mostFurtherValues = 2_000_000

  /// The map as a page, the same bytes each time.
  ///
  /// - Throws: ``Failure`` for an extent that there is not.
  package func page(_ leaflet: Leaflet, _ journal: Journal) throws -> [UInt8] {
    var shown = contents
    if let cells = shown.cells, cells.figures.columns.count * cells.units.count > Self.mostFurtherValues {
      shown.cells?.figures = Table()
      journal.note(
        "\(cells.figures.columns.count) further fields of the cells are not on the page: it would be too large (a GeoPackage keeps them)"
      )
    }
    shown.areas = detailedAreas ?? contents.areas
    var page = PageContents(
      shown, symbology: symbology, text: text,
      kindName: { ClassName.onMaps($0, parameters.language, isPlural: false) },
      extent: try parameters.extent.bounds(in: contents))
    page.aggregation = parameters.aggregation
    return try MapPage.bytes(page, leaflet: leaflet)
  }
}
