import Cartography
import MapPage
import Outputs

extension MapRun {
  /// The map as a page, the same bytes each time.
  ///
  /// - Throws: ``Failure`` for an extent that there is not.
  package func page(_ leaflet: Leaflet) throws -> [UInt8] {
    var shown = contents
    shown.areas = detailedAreas ?? contents.areas
    var page = PageContents(
      shown, symbology: symbology, text: text,
      kindName: { ClassName.onMaps($0, parameters.language, isPlural: false) },
      extent: try parameters.extent.bounds(in: contents))
    page.aggregation = parameters.aggregation
    return try MapPage.bytes(page, leaflet: leaflet)
  }
}
