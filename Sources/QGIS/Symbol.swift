import Cartography

/// A symbol of QGIS: layers drawn one over the other.
struct Symbol {
  /// What it is put on.
  enum Kind: String {
    case fill
    case line
    case marker
  }

  var kind: Kind
  var layers: [SymbolLayer]

  /// The element, under a name that is the symbol's number in its renderer.
  func xml(_ name: String) -> XMLElement {
    XMLElement(
      "symbol", ["name": name, "type": kind.rawValue, "alpha": "1", "clip_to_extent": "1", "force_rhr": "0"],
      [QGISProperties.none] + layers.enumerated().map { $1.xml(symbol: name, place: $0) })
  }
}

/// A layer of a symbol, by QGIS's class and its properties. Lengths are millimetres.
struct SymbolLayer {
  private let className: String
  private let properties: KeyValuePairs<String, String>
  private var overrides: [(key: String, expression: String)] = []
  private var inner: Symbol?
  private var pass = 0

  private init(_ className: String, _ properties: KeyValuePairs<String, String>) {
    (self.className, self.properties) = (className, properties)
  }

  /// A surface of one colour, with an outline or without.
  static func fill(_ colour: Colour, outline: LineStyle? = nil) -> SymbolLayer {
    SymbolLayer(
      "SimpleFill",
      [
        "color": QGISText.colour(colour), "style": "solid", "joinstyle": "miter",
        "outline_color": QGISText.colour(outline?.colour ?? .white), "outline_style": outline == nil ? "no" : "solid",
        "outline_width": QGISText.number(outline?.widthMillimetres ?? 0), "outline_width_unit": "MM",
      ])
  }

  /// A line, also around a surface.
  static func line(_ style: LineStyle) -> SymbolLayer {
    SymbolLayer(
      "SimpleLine",
      [
        "line_color": QGISText.colour(style.colour), "line_width": QGISText.number(style.widthMillimetres),
        "line_width_unit": "MM", "line_style": "solid", "joinstyle": "round", "capstyle": "flat",
        "use_custom_dash": style.dashMillimetres.isEmpty ? "0" : "1",
        "customdash": style.dashMillimetres.isEmpty
          ? "5;2" : style.dashMillimetres.map { QGISText.number($0) }.joined(separator: ";"), "customdash_unit": "MM",
      ])
  }

  /// Parallel lines over a surface.
  static func hatch(_ hatch: Hatch) -> SymbolLayer {
    var layer = SymbolLayer(
      "LinePatternFill",
      [
        "angle": hatch.isRising ? "45" : "135", "distance": QGISText.number(hatch.spacingMillimetres),
        "distance_unit": "MM", "color": QGISText.colour(hatch.line.colour),
        "line_width": QGISText.number(hatch.line.widthMillimetres), "line_width_unit": "MM",
      ])
    layer.inner = Symbol(kind: .line, layers: [.line(hatch.line)])
    return layer
  }

  /// A marker in the middle of a surface.
  static func centroid(_ marker: SymbolLayer) -> SymbolLayer {
    var layer = SymbolLayer("CentroidFill", ["point_on_surface": "0", "point_on_all_parts": "0", "clip_points": "0"])
    layer.inner = Symbol(kind: .marker, layers: [marker])
    return layer
  }

  /// The mark of a class of areas, over a white rim.
  static func mark(_ shape: MarkShape, _ colour: Colour) -> SymbolLayer {
    let (name, straight) =
      switch shape.corners {
      case 3: ("triangle", 0.0)
      case 4: ("square", 45.0)
      case 5: ("pentagon", 0.0)
      case 6: ("hexagon", 0.0)
      default: ("circle", 0.0)
      }
    return SymbolLayer(
      "SimpleMarker",
      [
        "name": name, "angle": QGISText.number(shape.turn - straight),
        "color": QGISText.colour(shape.isHollow ? .white : colour),
        "outline_color": QGISText.colour(shape.isHollow ? colour : .white), "outline_style": "solid",
        "outline_width": shape.isHollow ? "0.45" : "0.3", "outline_width_unit": "MM", "joinstyle": "miter",
        "scale_method": "diameter", "size_unit": "MM",
        // QGIS takes a square's side for its size.
        "size": QGISText.number(MarkShape.diameterMillimetres * (shape.corners == 4 ? 0.71 : 1)),
      ])
  }

  /// A circle without a filling, of a diameter in millimetres that an expression may set.
  static func circle(_ style: LineStyle, diameter: Double, expression: String) -> SymbolLayer {
    SymbolLayer(
      "SimpleMarker",
      [
        "name": "circle", "color": "0,0,0,0", "outline_color": QGISText.colour(style.colour),
        "outline_style": "solid", "outline_width": QGISText.number(style.widthMillimetres),
        "outline_width_unit": "MM",
        "scale_method": "diameter", "size": QGISText.number(diameter), "size_unit": "MM",
      ]
    ).setting("size", to: expression)
  }

  /// The layer with a property that an expression of the feature's fields sets.
  func setting(_ key: String, to expression: String) -> SymbolLayer {
    var copy = self
    copy.overrides.append((key, expression))
    return copy
  }

  /// The layer drawn after those of all features that are not raised.
  func raised() -> SymbolLayer {
    var copy = self
    copy.pass = 1
    return copy
  }

  func xml(symbol: String, place: Int) -> XMLElement {
    XMLElement(
      "layer", ["class": className, "enabled": "1", "locked": "0", "pass": "\(pass)"],
      [
        QGISProperties.map(properties.map { ($0.key, $0.value) }),
        overrides.isEmpty ? QGISProperties.none : QGISProperties.expressions(overrides),
      ] + (inner.map { [$0.xml("@\(symbol)@\(place)")] } ?? []))
  }
}

/// Property lists as QGIS writes them.
enum QGISProperties {
  /// A list without entries.
  static let none = XMLElement(
    "data_defined_properties", [:], [collection(XMLElement("Option", ["name": "properties"]))])

  /// Names with texts.
  static func map(_ entries: [(String, String)]) -> XMLElement {
    XMLElement(
      "Option", ["type": "Map"],
      entries.map { XMLElement("Option", ["name": $0.0, "type": "QString", "value": $0.1]) })
  }

  /// Properties that expressions set.
  static func expressions(_ entries: [(key: String, expression: String)]) -> XMLElement {
    let options = entries.map { entry in
      XMLElement(
        "Option", ["name": entry.key, "type": "Map"],
        [
          XMLElement("Option", ["name": "active", "type": "bool", "value": "true"]),
          XMLElement("Option", ["name": "expression", "type": "QString", "value": entry.expression]),
          XMLElement("Option", ["name": "type", "type": "int", "value": "3"]),
        ])
    }
    return XMLElement(
      "data_defined_properties", [:],
      [collection(XMLElement("Option", ["name": "properties", "type": "Map"], options))])
  }

  private static func collection(_ properties: XMLElement) -> XMLElement {
    XMLElement(
      "Option", ["type": "Map"],
      [
        XMLElement("Option", ["name": "name", "type": "QString", "value": ""]), properties,
        XMLElement("Option", ["name": "type", "type": "QString", "value": "collection"]),
      ])
  }
}

/// Values as QGIS writes them.
enum QGISText {
  /// `red,green,blue,alpha`
  static func colour(_ colour: Colour) -> String { "\(colour.red),\(colour.green),\(colour.blue),255" }

  /// A number with a point and no more digits than it needs.
  static func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
  }

  /// A field's name in an expression.
  static func field(_ name: String) -> String { "\"" + name.replacing("\"", with: "\"\"") + "\"" }
}
