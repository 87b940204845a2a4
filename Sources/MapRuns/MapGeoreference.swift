import Cartography
import Drawing
import Projections

extension MapPainter {
  /// The map on the page and its corners on the ground.
  var pdfGround: PDFGround? {
    get throws {
      // SWEREF 99 TM's own datum, so that nothing is moved on the way back.
      guard let degrees = CoordinateSystem("EPSG:4619") else { return nil }
      let box = frame.ground
      let (longitudes, latitudes) = try TransformerPool(from: .gridPlane(), to: degrees).transformed(
        [box.minX, box.minX, box.maxX, box.maxX], [box.minY, box.maxY, box.maxY, box.minY])
      return PDFGround(
        x: frame.page.x, y: frame.page.y, width: frame.page.width, height: frame.page.height, name: text.title,
        epsg: 3006, corners: zip(latitudes, longitudes).map { ($0, $1) })
    }
  }
}
