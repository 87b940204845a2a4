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
  package let symbology: Symbology
  /// The cells as they are drawn: themselves, or gathered in squares; nil for a map without.
  let shownCells: MapCells?
  /// Side of the squares that cells are gathered in, metres; nil where they are drawn themselves.
  package let aggregateMetres: Int32?
  /// For each area in its set's order, whether it is drawn as a mark.
  let markedAreas: [Bool]
  let legend: Legend
  let threads: Int

  /// How places that hold many cells are shown, for `run.method`.
  package static let smallScaleMethod = ClassVote.method

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
  ///   - aggregation: the squares that small cells are gathered in.
  ///   - threads: workers; the picture does not depend on them.
  package init(
    _ contents: MapContents, symbology: Symbology, text: MapText, size: PageSize, bounds: BoundingBox,
    aggregation: Aggregation = .auto, threads: Int, pointScale: (Double, Double) throws -> Double
  ) rethrows {
    (self.contents, self.size, self.text, self.threads) = (contents, size, text, threads)
    layout = PageLayout(size, hasTitle: !text.title.isEmpty, footLines: text.footLines.count)
    frame = MapFrame(page: layout.map, showing: bounds)
    var look = symbology
    let metres = frame.metresPerMillimetre
    let lattice = contents.cells?.lattice
    let side = lattice.flatMap {
      aggregation.side(for: $0.sizes, metresPerMillimetre: metres, pixel: 1 / size.pixelsPerMillimetre)
    }
    let ground = frame.ground
    let cells = side.flatMap { contents.cells?.gathered(side: $0, within: ground) } ?? contents.cells
    (aggregateMetres, shownCells) = (side, cells)
    look.fit(
      metresPerMillimetre: metres * layout.scale,
      cellMetres: side.map(Double.init) ?? lattice.map { Double($0.unit) }, isGathered: side != nil)
    self.symbology = look.scaled(layout.scale)
    var shown = contents
    shown.cells = cells
    let marked = Self.marked(
      contents, frame, diameter: MarkShape.diameterMillimetres * layout.scale)
    markedAreas = marked
    legend = Legend(
      self.symbology, shown, marked: marked, rings: contents.cells, aggregateMetres: side,
      metresPerMillimetre: metres, text.words
    ) { $0.bounds?.meets(ground) ?? false }
    scaleBar = ScaleBar(
      maximumPlaneMetres: frame.metresPerMillimetre * layout.map.width * 0.4,
      pointScale: try pointScale((ground.minX + ground.maxX) / 2, (ground.minY + ground.maxY) / 2))
  }

  /// Draws everything.
  package func paint(on sheet: borrowing DrawingSheet) throws -> Result {
    sheet.fill(
      PageBox(x: 0, y: 0, width: size.widthMillimetres, height: size.heightMillimetres).path, .white, opacity: 1)
    let paper = contents.base == nil && !showsCountry ? symbology.base.ground : symbology.base.surroundings
    sheet.fill(layout.map.path, paper, opacity: 1)
    sheet.pushClip(layout.map.path)
    var result = Result()
    for layer in MapLayer.bottomUp {
      switch layer {
      case .base:
        paintCountry(on: sheet)
        paintBase(on: sheet)
      case .cells: try paintCells(on: sheet)
      // Hatching of uncertain classes comes with the cells' colours, see ``CellCodes``.
      case .uncertain: break
      case .borders: paintBorders(on: sheet)
      case .rings: paintRings(on: sheet)
      case .areas:
        paintAreas(on: sheet)
        paintMarks(on: sheet)
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
