import Drawing
import Geometry

extension MapPainter {
  /// For each area of the set, in its order, whether it is drawn as a mark: smaller than one both ways on paper.
  /// Areas that are coloured themselves and have no class stay outlines.
  static func marked(_ contents: MapContents, _ frame: MapFrame, diameter: Double) -> [Bool] {
    (contents.areas?.set.areas ?? []).map { area in
      if contents.isColouredByArea, area.areaClass == nil { return false }
      guard let bounds = area.polygon.bounds, bounds.meets(frame.ground) else { return false }
      let box = frame.box(bounds)
      return max(box.width, box.height) < diameter
    }
  }

  /// Marks of small areas; the most severe class on top.
  func paintMarks(on sheet: borrowing DrawingSheet) {
    guard let areas = contents.areas else { return }
    for (rank, areaClass) in areas.set.classes.enumerated().reversed() {
      guard let style = symbology.areaStyle(of: areaClass) else { continue }
      for area in areas.set.membersByClass[rank] where markedAreas[area] {
        guard let bounds = areas.set.areas[area].polygon.bounds else { continue }
        let box = frame.box(bounds)
        paint(
          style, x: box.x + box.width / 2, y: box.y + box.height / 2, filled: figureColour(of: area), on: sheet)
      }
    }
  }

  /// The colour of an area's figure; nil where areas are not coloured.
  private func figureColour(of area: Int) -> Colour? {
    guard contents.isColouredByArea, let cells = contents.cells, cells.classes.indices.contains(area) else {
      return nil
    }
    if !cells.withheld.isEmpty, cells.withheld[area] { return symbology.withheld.background ?? .white }
    return symbology.colour(ofClass: Int(cells.classes[area])) ?? symbology.noIndex.background
  }

  /// The mark of a class around a middle, over a white rim.
  ///
  /// - Parameter filled: the colour of its figure, with the class's as its line; nil: the class's alone.
  func paint(_ style: AreaStyle, x: Double, y: Double, filled: Colour? = nil, on sheet: borrowing DrawingSheet) {
    let diameter = MarkShape.diameterMillimetres * layout.scale
    var path = PagePath()
    for point in style.mark.points(x: x, y: y, diameter: diameter) { path.add(point.x, point.y) }
    path.endLine()
    let line = LineStyle(style.line.colour, widthMillimetres: 0.45 * layout.scale)
    let hasLine = style.mark.isHollow || filled != nil
    sheet.stroke(path, LineStyle(.white, widthMillimetres: (hasLine ? 1.05 : 0.8) * layout.scale))
    sheet.fill(path, filled ?? (style.mark.isHollow ? .white : style.line.colour), opacity: 1)
    if hasLine { sheet.stroke(path, line) }
  }
}
