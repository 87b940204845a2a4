import Areas
import Cartography
import Core
import Coverage
import Geometry
import Overlay
import Reports

/// Where an area lies, as an `svg` element: the cells around it by class, its outline, and a small map of its municipality.
package struct Locator {
  private let profile: AreaProfile
  private let units: GroundUnits
  private let classes: [Double]
  private let symbology: Symbology
  private let words: MapWords

  private static let (width, height) = (640.0, 420.0)
  /// Least side of the ground that is shown, metres.
  private static let leastMetres = 3000.0
  /// Most unit squares along a side: beyond it squares are too small to be seen and the file too large.
  private static let mostSquares = 400.0

  /// A map of the surroundings of an area.
  package init(_ profile: AreaProfile, layer: ProfileLayer, symbology: Symbology, language: Language) {
    self.profile = profile
    units = layer.cells.units
    classes = layer.cells.classes
    self.symbology = symbology
    words = MapWords(language)
  }

  /// The drawing; nil for an area without ground.
  package var block: Page.Block? {
    guard let box = profile.area.polygon.bounds else { return nil }
    let frame = Frame(
      around: box, least: max(Self.leastMetres, 6 * Double(units.lattice?.unit ?? 0)), width: Self.width,
      height: Self.height)
    let number = ChartDrawing.text
    let title = Page.escaped(profile.title)
    var svg =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(number(Self.width)) \(number(Self.height))\" "
      + "width=\"\(number(Self.width))\" height=\"\(number(Self.height))\" role=\"img\" aria-label=\"\(title)\">"
    svg += "<clipPath id=\"ram\"><path d=\"M0 0H\(number(Self.width))V\(number(Self.height))H0Z\"/></clipPath>"
    svg +=
      "<path d=\"M0 0H\(number(Self.width))V\(number(Self.height))H0Z\" fill=\"\(symbology.base.ground.hexText)\"/>"
    svg += "<g clip-path=\"url(#ram)\">" + (units.zones.map { outlines(of: $0, frame) } ?? squares(frame))
    let style =
      symbology.areaStyle(of: profile.area.areaClass)
      ?? AreaStyle(areaClass: nil, label: "", line: LineStyle(Colour(hex: 0x14142B), widthMillimetres: 0.6))
    let outline = frame.path(profile.area.polygon)
    let width = style.line.widthMillimetres * Symbology.pixelsPerMillimetre
    let rim = width + 2 * style.rimMillimetres * Symbology.pixelsPerMillimetre
    svg +=
      "<path d=\"\(outline)\" fill=\"none\" stroke=\"\(style.rimColour.hexText)\" stroke-width=\"\(number(rim))\"/>"
    svg += "<path d=\"\(outline)\" fill=\"none\" stroke=\"\(style.line.colour.hexText)\" "
    svg += "stroke-width=\"\(number(width))\" stroke-linejoin=\"round\"/></g>"
    if let municipality = profile.municipality { svg += inset(municipality, area: box) }
    svg += scaleBar(frame) + classKey + "</svg>"
    return .drawing(svg: svg, words: caption)
  }

  private var caption: String {
    let count = symbology.classColours.count
    var text = profile.title
    if let municipality = profile.municipality { text += ", \(municipality.name)" }
    text += ". SWEREF 99 TM"
    if let box = profile.area.polygon.bounds {
      let (e, n) = ((box.minX + box.maxX) / 2, (box.minY + box.maxY) / 2)
      text += " E \(words.language.number(e, decimals: 0)), N \(words.language.number(n, decimals: 0))"
    }
    if classes.isEmpty { return text }
    let grey = words.language.text(sv: "grått: ", en: "grey: ") + words.noIndex
    return text + ". " + words.direction(count) + ", " + grey
  }

  /// Zones, a path for each class, and one for zones without. Ground that two zones of one class share stays bare.
  private func outlines(of zones: Zones, _ frame: Frame) -> String {
    var paths = [String](repeating: "", count: symbology.classColours.count + 1)
    for zone in 0..<zones.count {
      let polygon = zones.polygon(zone)
      if polygon.bounds?.meets(frame.box) ?? false { paths[kind(zone, of: paths.count)] += frame.path(polygon) }
    }
    return filled(paths, " fill-rule=\"evenodd\" stroke=\"#fff\" stroke-width=\"0.5\"")
  }

  /// The class of a unit, 0 without one.
  private func kind(_ unit: Int, of count: Int) -> Int {
    let found = classes.isEmpty ? 0 : Int(exactly: classes[unit]) ?? 0
    return (0..<count).contains(found) ? found : 0
  }

  private func filled(_ paths: [String], _ attributes: String = "") -> String {
    paths.enumerated().map { kind, path in
      let fill = symbology.colour(ofClass: kind) ?? symbology.noIndex.background ?? .white
      return path.isEmpty ? "" : "<path d=\"\(path)\" fill=\"\(fill.hexText)\"\(attributes)/>"
    }.joined()
  }

  /// Runs of squares of one class, a path for each class, and one for cells without.
  private func squares(_ frame: Frame) -> String {
    guard let lattice = units.lattice else { return "" }
    let unit = Double(lattice.unit)
    guard unit > 0, frame.metresWide / unit <= Self.mostSquares else { return "" }
    var paths = [String](repeating: "", count: symbology.classColours.count + 1)
    let number = ChartDrawing.text
    let columns =
      Int32(
        clamping: Int((frame.west / unit).rounded(.down)))..<Int32(clamping: Int((frame.east / unit).rounded(.up)))
    for row in Int((frame.south / unit).rounded(.down))..<Int((frame.north / unit).rounded(.up)) {
      var open: (kind: Int, start: Int32, end: Int32)?
      func close() {
        guard let run = open else { return }
        let (x, right) = (frame.x(Double(run.start) * unit), frame.x(Double(run.end) * unit))
        let (top, bottom) = (frame.y(Double(row + 1) * unit), frame.y(Double(row) * unit))
        paths[run.kind] += "M\(number(x)) \(number(top))H\(number(right))V\(number(bottom))H\(number(x))Z"
      }
      lattice.forEachSegment(row: row, columns: columns) { owner, start, end in
        let kind = kind(owner, of: paths.count)
        if let run = open, run.kind == kind, run.end == start {
          open?.end = end
        } else {
          close()
          open = (kind, start, end)
        }
      }
      close()
    }
    return filled(paths)
  }

  /// The municipality's outline in a corner, and where in it the area is.
  private func inset(_ municipality: AreaProfile.Municipality, area: BoundingBox) -> String {
    guard let box = municipality.polygon.bounds else { return "" }
    let number = ChartDrawing.text
    let side = 120.0
    let frame = Frame(around: box, least: 1, width: side, height: side, margin: 0.04)
    let (x, y) = (frame.x((area.minX + area.maxX) / 2), frame.y((area.minY + area.maxY) / 2))
    return "<g transform=\"translate(\(number(Self.width - side - 8)) 8)\">"
      + "<path d=\"M0 0H\(number(side))V\(number(side))H0Z\" fill=\"#fff\" stroke=\"#888\"/>"
      + "<path d=\"\(frame.path(municipality.polygon))\" fill=\"#ececec\" stroke=\"#888\" fill-rule=\"evenodd\"/>"
      + "<circle cx=\"\(number(x))\" cy=\"\(number(y))\" r=\"4\" fill=\"#850c20\" stroke=\"#fff\"/></g>"
  }

  /// The colours of the classes in the corner to the right.
  private var classKey: String {
    if classes.isEmpty { return "" }
    let (number, side, count) = (ChartDrawing.text, 18.0, symbology.classColours.count)
    let left = Self.width - 8 - side * Double(count)
    let top = Self.height - 8 - side
    var text = ""
    for (place, colour) in symbology.classColours.enumerated() {
      let x = left + side * Double(place)
      text += "<path d=\"M\(number(x)) \(number(top))h\(number(side))v\(number(side))h-\(number(side))Z\" "
      text += "fill=\"\(colour.hexText)\" stroke=\"#fff\"/><text x=\"\(number(x + side / 2))\" "
      text +=
        "y=\"\(number(top + 13))\" font-size=\"11\" text-anchor=\"middle\" stroke=\"#fff\" stroke-width=\"2.5\" "
      text += "paint-order=\"stroke\">\(place + 1)</text>"
    }
    return text
  }

  /// A bar of a round length in the plane; the projection's scale differs by less than a thousandth from 1.
  private func scaleBar(_ frame: Frame) -> String {
    let number = ChartDrawing.text
    let bar = ScaleBar(maximumPlaneMetres: frame.metresWide / 4, pointScale: 1)
    let length = bar.planeMetres / frame.metresWide * Self.width
    let y = Self.height - 12
    return "<path d=\"M12 \(number(y - 5))V\(number(y))H\(number(12 + length))V\(number(y - 5))\" fill=\"none\" "
      + "stroke=\"#fff\" stroke-width=\"4\"/><path d=\"M12 \(number(y - 5))V\(number(y))H\(number(12 + length))"
      + "V\(number(y - 5))\" fill=\"none\" stroke=\"#1a1a1a\" stroke-width=\"1.5\"/>"
      + "<text x=\"\(number(18 + length))\" y=\"\(number(y))\" font-size=\"12\" stroke=\"#fff\" stroke-width=\"3\" "
      + "paint-order=\"stroke\">\(Page.escaped(words.length(metres: bar.groundMetres)))</text>"
  }
}

/// A piece of the plane on a picture of so many pixels.
private struct Frame {
  let (west, south, east, north): (Double, Double, Double, Double)
  private let width: Double
  private let height: Double

  /// The rectangle around `box` with the picture's proportions and at least `least` metres a side.
  init(around box: BoundingBox, least: Double, width: Double, height: Double, margin: Double = 0.35) {
    let wide = max(least, (box.maxX - box.minX) * (1 + 2 * margin))
    let high = max(least, (box.maxY - box.minY) * (1 + 2 * margin))
    let metres = max(wide / width, high / height)
    let (x, y) = ((box.minX + box.maxX) / 2, (box.minY + box.maxY) / 2)
    (west, east) = (x - metres * width / 2, x + metres * width / 2)
    (south, north) = (y - metres * height / 2, y + metres * height / 2)
    (self.width, self.height) = (width, height)
  }

  var box: BoundingBox { BoundingBox(minX: west, minY: south, maxX: east, maxY: north) }
  var metresWide: Double { east - west }
  func x(_ easting: Double) -> Double { (easting - west) / (east - west) * width }
  func y(_ northing: Double) -> Double { (north - northing) / (north - south) * height }

  /// A polygon's rings, without corners closer than half a pixel to the one before.
  func path(_ polygon: MultiPolygon) -> String {
    var text = ""
    for ring in polygon.ringEnds.indices {
      var last: (Double, Double)?
      for i in polygon.vertices(ofRing: ring) {
        let (px, py) = (x(polygon.x[i]), y(polygon.y[i]))
        if let last, abs(px - last.0) < 0.5, abs(py - last.1) < 0.5 { continue }
        text += (last == nil ? "M" : "L") + "\(ChartDrawing.text(px)) \(ChartDrawing.text(py))"
        last = (px, py)
      }
      if last != nil { text += "Z" }
    }
    return text
  }
}
