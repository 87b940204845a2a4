import Drawing
import Geometry

extension MapPainter {
  /// For each area of the set, in its order, whether it is drawn as a mark: smaller than one both ways on paper.
  static func marked(_ areas: MapAreas?, _ frame: MapFrame, diameter: Double) -> [Bool] {
    (areas?.set.areas ?? []).map { area in
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
        paint(style, x: box.x + box.width / 2, y: box.y + box.height / 2, on: sheet)
      }
    }
  }

  /// The mark of a class around a middle, over a white rim.
  func paint(_ style: AreaStyle, x: Double, y: Double, on sheet: borrowing DrawingSheet) {
    let diameter = MarkShape.diameterMillimetres * layout.scale
    var path = PagePath()
    for point in style.mark.points(x: x, y: y, diameter: diameter) { path.add(point.x, point.y) }
    path.endLine()
    let line = LineStyle(style.line.colour, widthMillimetres: 0.45 * layout.scale)
    sheet.stroke(path, LineStyle(.white, widthMillimetres: (style.mark.isHollow ? 1.05 : 0.8) * layout.scale))
    sheet.fill(path, style.mark.isHollow ? .white : style.line.colour, opacity: 1)
    if style.mark.isHollow { sheet.stroke(path, line) }
  }
}
