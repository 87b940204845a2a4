import Drawing
import Geometry

/// Draws a map on a page: what it holds, how it looks, which ground, and what stands around it.
package struct MapPainter: Sendable {
  /// What the map shows.
  package let contents: MapContents
  /// The page.
  package let size: PageSize
  /// What stands around the map.
  package let text: MapText
  /// Where everything stands on the page.
  package let layout: PageLayout
  /// Where the ground lies on the page.
  package let frame: MapFrame
  /// The scale bar.
  package let scaleBar: ScaleBar
  /// The look, in this page's size.
  let symbology: Symbology
  let legend: Legend
  let threads: Int

  /// How cells that are smaller than a pixel are shown, for `run.method`.
  package static let smallScaleMethod = PixelVote.method

  /// What became of a drawing.
  package struct Result: Sendable, Equatable {
    /// Names of areas and base polygons that found no place.
    package var droppedLabels = 0
    /// Names drawn.
    package var labels: [String] = []
  }

  /// A map of `contents` that shows `bounds`.
  ///
  /// - Parameters:
  ///   - symbology: the look on A4; it is scaled to the page.
  ///   - bounds: ground to show, SWEREF 99 TM; the map shows at least that, at a round scale.
  ///   - pointScale: length in the plane by length on the ellipsoid at a place (easting, northing) of the plane.
  ///   - threads: workers; the picture does not depend on them.
  package init(
    _ contents: MapContents, symbology: Symbology, text: MapText, size: PageSize, bounds: BoundingBox, threads: Int,
    pointScale: (Double, Double) throws -> Double
  ) rethrows {
    (self.contents, self.size, self.text, self.threads) = (contents, size, text, threads)
    layout = PageLayout(size, hasTitle: !text.title.isEmpty, hasFoot: !text.footLine.isEmpty)
    frame = MapFrame(page: layout.map, showing: bounds)
    var look = symbology.scaled(layout.scale)
    look.ring.shrink(metresPerMillimetre: frame.metresPerMillimetre)
    self.symbology = look
    legend = Legend(self.symbology, contents, text.words)
    let ground = frame.ground
    scaleBar = ScaleBar(
      maximumPlaneMetres: frame.metresPerMillimetre * layout.map.width * 0.4,
      pointScale: try pointScale((ground.minX + ground.maxX) / 2, (ground.minY + ground.maxY) / 2))
  }

  /// Draws everything.
  package func paint(on sheet: borrowing DrawingSheet) throws -> Result {
    sheet.fill(
      PageBox(x: 0, y: 0, width: size.widthMillimetres, height: size.heightMillimetres).path, .white, opacity: 1)
    let paper = contents.base == nil ? symbology.base.ground : symbology.base.surroundings
    sheet.fill(layout.map.path, paper, opacity: 1)
    sheet.pushClip(layout.map.path)
    var result = Result()
    for layer in MapLayer.bottomUp {
      switch layer {
      case .base: paintBase(on: sheet)
      case .cells: try paintCells(on: sheet)
      // Hatching of uncertain classes comes with the cells' colours, see ``CellCodes``.
      case .uncertain: break
      case .borders: paintBorders(on: sheet)
      case .rings: paintRings(on: sheet)
      case .areas: paintAreas(on: sheet)
      case .labels: result = paintLabels(on: sheet)
      }
    }
    paintNorthArrow(on: sheet)
    sheet.popClip()
    sheet.stroke(layout.map.path, LineStyle(Colour(hex: 0x404040), widthMillimetres: 0.25 * layout.scale))
    paintTitle(on: sheet)
    paintScaleBar(on: sheet)
    paintFoot(on: sheet)
    paintColumn(on: sheet)
    return result
  }
}
