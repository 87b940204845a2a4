import Drawing
import Geometry

extension MapPainter {
  /// Room of the north arrow, in the map's upper right corner.
  var northArrow: PageBox {
    let (width, height) = (7 * layout.scale, 11 * layout.scale)
    return PageBox(
      x: layout.map.right - width - 2 * layout.scale, y: layout.map.y + 2 * layout.scale, width: width, height: height
    )
  }

  func paintLabels(on sheet: borrowing DrawingSheet) -> Result {
    var placement = LabelPlacement(
      frame: layout.map.grown(by: -0.8 * layout.scale), obstacles: [northArrow] + markBoxes)
    let gap = 0.9 * layout.scale
    placement.place(
      areaRequests(on: sheet), sizeMillimetres: symbology.areaLabel.sizeMillimetres, gap: gap)
    let areaCount = placement.labels.count
    placement.place(
      baseRequests(on: sheet), sizeMillimetres: symbology.baseLabel.sizeMillimetres, gap: gap)
    var leaders = PagePath(isClosed: false)
    for leader in placement.labels.compactMap(\.leader) {
      leaders.addLine(leader.fromX, leader.fromY, leader.toX, leader.toY)
    }
    if !leaders.isEmpty {
      sheet.stroke(leaders, LineStyle(.white, widthMillimetres: 0.6 * layout.scale))
      sheet.stroke(leaders, LineStyle(Colour(hex: 0x303030), widthMillimetres: 0.2 * layout.scale))
      // A line ends at its mark's middle: the marks lie over it.
      paintMarks(on: sheet)
    }
    for (i, label) in placement.labels.enumerated() {
      sheet.draw(
        label.text, x: label.box.x, y: label.baseline, i < areaCount ? symbology.areaLabel : symbology.baseLabel)
    }
    return Result(droppedLabels: placement.droppedCount, labels: placement.labels.map(\.text))
  }

  /// Room that marks take.
  private var markBoxes: [PageBox] {
    (contents.areas?.set.areas ?? []).enumerated().compactMap { i, area in
      markedAreas[i] ? area.polygon.bounds.map { markBox($0) } : nil
    }
  }

  private func markBox(_ bounds: BoundingBox) -> PageBox {
    let (box, diameter) = (frame.box(bounds), MarkShape.diameterMillimetres * layout.scale)
    return PageBox(
      x: box.x + (box.width - diameter) / 2, y: box.y + (box.height - diameter) / 2, width: diameter, height: diameter
    )
  }

  /// Names of areas that are seen, the most severe class first, in a class the largest area first.
  private func areaRequests(on sheet: borrowing DrawingSheet) -> [LabelPlacement.Request] {
    guard let areas = contents.areas else { return [] }
    var requests: [LabelPlacement.Request] = []
    for places in areas.set.membersByClass {
      let seen = places.filter { areas.set.areas[$0].polygon.bounds?.meets(frame.ground) ?? false }
      let ground = seen.map { areas.set.areas[$0].polygon.planarArea }
      for i in seen.indices.sorted(by: { (-ground[$0], $0) < (-ground[$1], $1) }) {
        let polygon = areas.set.areas[seen[i]].polygon
        if let request = request(
          areas.name(of: seen[i]), polygon, symbology.areaLabel, mayStandBeside: true, on: sheet)
        {
          var request = request
          if markedAreas[seen[i]], let bounds = polygon.bounds { request.target = markBox(bounds).grown(by: -0.1) }
          requests.append(request)
        }
      }
    }
    return requests
  }

  /// Names of base polygons, the largest first; only inside of them, since beside one is inside of another.
  private func baseRequests(on sheet: borrowing DrawingSheet) -> [LabelPlacement.Request] {
    guard let base = contents.base else { return [] }
    let seen = base.polygons.indices.filter {
      $0 < base.names.count && !base.names[$0].isEmpty && base.polygons[$0].bounds?.meets(frame.ground) ?? false
    }
    let ground = seen.map { base.polygons[$0].planarArea }
    return seen.indices.sorted { (-ground[$0], $0) < (-ground[$1], $1) }.compactMap { i in
      request(base.names[seen[i]], base.polygons[seen[i]], symbology.baseLabel, mayStandBeside: false, on: sheet)
    }
  }

  private func request(
    _ name: String, _ polygon: MultiPolygon, _ style: TextStyle, mayStandBeside: Bool,
    on sheet: borrowing DrawingSheet
  ) -> LabelPlacement.Request? {
    let text = LabelText.shortened(name)
    guard !text.isEmpty, let bounds = polygon.bounds, let point = InteriorPoint.find(polygon, within: frame.ground)
    else { return nil }
    let seen = BoundingBox(
      minX: max(bounds.minX, frame.ground.minX), minY: max(bounds.minY, frame.ground.minY),
      maxX: min(bounds.maxX, frame.ground.maxX), maxY: min(bounds.maxY, frame.ground.maxY))
    var target = frame.box(seen)
    let anchor = (x: frame.x(point.x), y: frame.y(point.y))
    if !mayStandBeside {
      // Within: what counts is how wide the polygon is where the name stands.
      let width = point.width / frame.metresPerMillimetre
      target = PageBox(x: anchor.x - width / 2, y: target.y, width: width, height: target.height)
    }
    return LabelPlacement.Request(
      text: text, width: sheet.width(of: text, style), target: target, anchor: anchor, mayStandBeside: mayStandBeside
    )
  }
}
