import Reports
import Cartography
import Geometry

/// A page A4, lying: title, map, legend, scale bar, north arrow, source. Lengths are millimetres.
struct PrintLayout {
  let project: Project
  let title: String

  private static let page = (width: 297.0, height: 210.0)
  private static let map = Box(x: 10, y: 22, width: 205, height: 172)
  private static let legend = Box(x: 220, y: 40, width: 70, height: 120)
  /// Numbers of QGIS's item types.
  private enum ItemType: Int {
    case page = 65_638
    case map = 65_639
    case picture = 65_640
    case label = 65_641
    case legend = 65_642
    case scaleBar = 65_646
  }

  /// A place on the page.
  private struct Box {
    var x: Double
    var y: Double
    var width: Double
    var height: Double
  }

  var xml: XMLElement {
    let words = project.text.words
    let foot = [project.text.basis, project.text.footLine, project.remark, "SWEREF 99 TM (EPSG:3006)"].filter {
      !$0.isEmpty
    }.joined(
      separator: " · ")
    return XMLElement(
      "Layout",
      [
        "name": words.language.text(sv: "Karta A4", en: "Map A4"), "units": "mm", "printResolution": "300",
        "worldFileMap": Self.identifier(.map),
      ],
      [
        XMLElement(
          "PageCollection", [:],
          [
            Symbol(kind: .fill, layers: [.fill(.white)]).xml(""),
            item(.page, 1, Box(x: 0, y: 0, width: Self.page.width, height: Self.page.height), [:]),
          ]),
        picture, scaleBar, legend,
        label(3, Box(x: 10, y: 197, width: 277, height: 8), foot, points: 8),
        label(2, Box(x: 10, y: 7, width: 277, height: 12), title, points: 18, isBold: true), map,
      ])
  }

  private static func identifier(_ type: ItemType, _ number: Int = 1) -> String {
    "{00000000-0000-4000-8000-\(String(repeating: "0", count: 6))\(type.rawValue)\(number)}"
  }

  /// An item with what all have in common. `number` tells items of one type apart.
  private func item(
    _ type: ItemType, _ number: Int, _ box: Box, _ more: KeyValuePairs<String, String>, frame: Bool = false,
    background: Bool = false, _ children: [XMLElement] = []
  ) -> XMLElement {
    let identifier = Self.identifier(type, number)
    let (text, place) = (QGISText.number, "\(QGISText.number(box.x)),\(QGISText.number(box.y)),mm")
    return XMLElement(
      "LayoutItem",
      [
        "type": "\(type.rawValue)", "uuid": identifier, "templateUuid": identifier, "position": place,
        "positionOnPage": place, "size": "\(text(box.width)),\(text(box.height)),mm", "referencePoint": "0",
        "frame": "\(frame)", "background": "\(background)", "visibility": "1", "opacity": "1",
        "outlineWidthM": "0.2,mm",
        "excludeFromExports": "0", "itemRotation": "0", "blendMode": "0", "positionLock": "false",
      ],
      [
        XMLElement("FrameColor", ["red": "90", "green": "90", "blue": "90", "alpha": "255"]),
        XMLElement("BackgroundColor", ["red": "255", "green": "255", "blue": "255", "alpha": "255"]),
      ] + children
    ).with(more)
  }

  /// The project's extent in the proportions of the map.
  private var extent: BoundingBox {
    let box = project.extent
    let (width, height) = (max(box.maxX - box.minX, 1), max(box.maxY - box.minY, 1))
    let metres = max(width / Self.map.width, height / Self.map.height) * 1.04
    let (x, y) = ((box.minX + box.maxX) / 2, (box.minY + box.maxY) / 2)
    return BoundingBox(
      minX: x - metres * Self.map.width / 2, minY: y - metres * Self.map.height / 2,
      maxX: x + metres * Self.map.width / 2, maxY: y + metres * Self.map.height / 2)
  }

  private var map: XMLElement {
    let extent = extent
    return item(
      .map, 1, Self.map,
      ["followPreset": "false", "keepLayerSet": "false", "mapRotation": "0", "drawCanvasItems": "true"],
      frame: true, background: true,
      [
        XMLElement(
          "Extent",
          ["xmin": "\(extent.minX)", "ymin": "\(extent.minY)", "xmax": "\(extent.maxX)", "ymax": "\(extent.maxY)"])
      ])
  }

  private func label(
    _ number: Int, _ box: Box, _ text: String, points: Int, isBold: Bool = false
  ) -> XMLElement {
    item(
      .label, number, box,
      [
        // No HTML, whatever the text holds; "[%" would begin an expression.
        "labelText": text.replacing("[%", with: "[ %"), "htmlState": "0", "halign": "1", "valign": "128",
        "marginX": "0", "marginY": "0",
      ],
      [
        XMLElement("LabelFont", ["description": Self.font(points, isBold: isBold), "style": isBold ? "Bold" : ""]),
        XMLElement("FontColor", ["red": "32", "green": "32", "blue": "32", "alpha": "255"]),
      ])
  }

  /// A font as Qt 5 writes it: family, points, …, weight (50 or 75), ….
  private static func font(_ points: Int, isBold: Bool = false) -> String {
    "DejaVu Sans,\(points),-1,5,\(isBold ? 75 : 50),0,0,0,0,0"
  }

  private var legend: XMLElement {
    let styles: [(String, Int, Bool)] = [
      ("title", 12, true), ("group", 10, true), ("subgroup", 9, true), ("symbol", 9, false),
      ("symbolLabel", 9, false),
    ]
    let words = project.text.words
    return item(
      .legend, 1, Self.legend,
      [
        "title": words.language.text(sv: "Teckenförklaring", en: "Legend"), "map_uuid": Self.identifier(.map),
        "resizeToContents": "1", "symbolWidth": "6", "symbolHeight": "4", "boxSpace": "1", "columnCount": "1",
        "wrapChar": "", "lineSpacing": "1", "titleAlignment": "1", "symbolAlignment": "1",
      ],
      [
        XMLElement(
          "styles", [:],
          styles.map { name, points, isBold in
            XMLElement(
              "style",
              [
                "name": name, "alignment": "1", "indent": "0", "marginTop": name == "title" ? "0" : "2",
                "marginLeft": name == "symbolLabel" ? "2" : "0",
              ],
              [XMLElement("styleFont", ["description": Self.font(points, isBold: isBold), "style": ""])])
          })
      ])
  }

  /// At most a quarter of the map's width, in two parts: more would have no room for their numbers.
  private var scaleBar: XMLElement {
    let extent = extent
    let bar = ScaleBar(maximumPlaneMetres: (extent.maxX - extent.minX) / 4, pointScale: 1)
    let isKilometres = bar.groundMetres >= 1000
    let unit = isKilometres ? 1000.0 : 1
    return item(
      .scaleBar, 1, Box(x: 220, y: 178, width: 70, height: 14),
      [
        "mapUuid": Self.identifier(.map), "style": "Single Box", "unitType": isKilometres ? "km" : "meters",
        "unitLabel": isKilometres ? "km" : "m", "numMapUnitsPerScaleBarUnit": "1",
        "numUnitsPerSegment": QGISText.number(bar.groundMetres / unit / 2),
        "numSegments": "2", "numSegmentsLeft": "0", "segmentSizeMode": "0", "height": "2",
        "labelBarSpace": "1.5", "boxContentSpace": "1", "outlineWidth": "0.2", "alignment": "0",
        "minBarWidth": "50", "maxBarWidth": "150", "segmentMillimeters": "10",
      ],
      [
        XMLElement(
          "text-style",
          [
            "fontFamily": "DejaVu Sans", "fontSize": "8", "fontSizeUnit": "Point", "fontWeight": "50",
            "textColor": "32,32,32,255", "textOpacity": "1",
          ]),
        XMLElement("fillColor", ["red": "32", "green": "32", "blue": "32", "alpha": "255"]),
        XMLElement("fillColor2", ["red": "255", "green": "255", "blue": "255", "alpha": "255"]),
        XMLElement("strokeColor", ["red": "32", "green": "32", "blue": "32", "alpha": "255"]),
      ])
  }

  /// An arrow of our own, drawn in the project itself: paths to QGIS's pictures differ from machine to machine.
  private var picture: XMLElement {
    let svg =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 64\">"
      + "<path d=\"M20 18L36 62L20 52L4 62Z\" fill=\"none\" stroke=\"#202020\" stroke-width=\"2\"/>"
      + "<path d=\"M20 18V52L4 62Z\" fill=\"#202020\"/>"
      + "<path d=\"M13 14V1L27 14V1\" fill=\"none\" stroke=\"#202020\" stroke-width=\"3\"/></svg>"
    return item(
      .picture, 1, Box(x: 222, y: 22, width: 10, height: 16),
      [
        "file": "base64:" + Base64.text(Array(svg.utf8)), "mode": "0", "resizeMode": "0", "northMode": "0",
        "mapUuid": Self.identifier(.map), "pictureRotation": "0", "northOffset": "0", "anchorPoint": "0",
      ])
  }
}
