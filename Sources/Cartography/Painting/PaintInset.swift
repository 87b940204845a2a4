import Drawing
import Geometry

extension MapPainter {
  /// The country in SWEREF 99 TM, metres: Sweden's land and a margin.
  static let country = BoundingBox(minX: 250_000, minY: 6_110_000, maxX: 940_000, maxY: 7_710_000)

  /// Legend and inset; the legend needs its room first.
  func paintColumn(on sheet: borrowing DrawingSheet) {
    var limit = layout.column.bottom
    if let inset = insetBox, legendFits(above: inset.y - 2 * layout.scale, on: sheet) {
      paintInset(inset, on: sheet)
      limit = inset.y
    }
    paintLegend(on: sheet, above: limit)
  }

  /// Room for the inset at the foot of the column; nil where the map shows half of the country or none of it.
  private var insetBox: PageBox? {
    let (column, country) = (layout.column, Self.country)
    let isMostOfIt = frame.ground.maxY - frame.ground.minY > (country.maxY - country.minY) / 2
    let height = min(46 * layout.scale, column.height * 0.32)
    guard !isMostOfIt, frame.ground.meets(country), height > 12 else { return nil }
    let width = min(column.width, height * (country.maxX - country.minX) / (country.maxY - country.minY))
    return PageBox(x: column.right - width, y: column.bottom - height, width: width, height: height)
  }

  /// A small picture of where in the country the map is; drawn from the country's built-in outline.
  private func paintInset(_ box: PageBox, on sheet: borrowing DrawingSheet) {
    let scale = layout.scale
    let inset = MapFrame(page: box, scaledTo: Self.country)
    let line = LineStyle(Colour(hex: 0x606060), widthMillimetres: 0.2 * scale)
    sheet.pushClip(box.path)
    sheet.fill(box.path, symbology.base.surroundings, opacity: 1)
    // One fill without borders: at this size they would be a smear.
    sheet.fill(inset.path(CollectionOfOne(SwedenOutline.polygon)), Colour(hex: 0xB9B9B0), opacity: 1)
    mark(inset, on: sheet)
    sheet.popClip()
    sheet.stroke(box.path, line)
  }

  /// The map's ground in the inset: a rectangle, with a circle around it where it would be too small to find.
  private func mark(_ inset: MapFrame, on sheet: borrowing DrawingSheet) {
    let scale = layout.scale
    let red = Colour(hex: 0xC2185B)
    let box = inset.box(frame.ground)
    sheet.stroke(box.path, LineStyle(.white, widthMillimetres: 0.9 * scale))
    sheet.stroke(box.path, LineStyle(red, widthMillimetres: 0.45 * scale))
    if max(box.width, box.height) < 2.5 * scale {
      sheet.strokeCircles(
        x: [box.x + box.width / 2], y: [box.y + box.height / 2], radii: [2 * scale],
        LineStyle(red, widthMillimetres: 0.45 * scale))
    }
  }
}
