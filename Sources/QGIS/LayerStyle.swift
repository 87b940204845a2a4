import Areas
import Cartography
import Columns
import Reports

/// How QGIS draws a layer: what a `.qml` file and a row of `layer_styles` hold.
package struct LayerStyle: Sendable {
  /// The renderer.
  let renderer: XMLElement
  /// The labels; nil for none.
  let labeling: XMLElement?
  /// What QGIS calls fields for people, by their names.
  private var aliases: [(field: String, title: String)] = []
  /// The field that says what a feature is called; nil: QGIS chooses.
  private var titleField: String?

  /// Denominators of the scales between which it is drawn, the larger first; nil: always.
  private(set) var scales: (from: Double, to: Double)?

  /// The style, drawn only between two denominators: from the small scale (0: however small) to the large one.
  package func drawn(fromScale from: Double, to: Double) -> LayerStyle {
    var style = self
    style.scales = (from, to)
    return style
  }

  /// What a style file and a layer of a project say of scales.
  var scaleAttributes: KeyValuePairs<String, String> {
    [
      "hasScaleBasedVisibilityFlag": scales == nil ? "0" : "1", "minScale": QGISText.number(scales?.from ?? 1e8),
      "maxScale": QGISText.number(scales?.to ?? 0),
    ]
  }

  /// A look with its labels, without aliases.
  init(renderer: XMLElement, labeling: XMLElement?) {
    (self.renderer, self.labeling) = (renderer, labeling)
  }

  /// The style with the labels of a layer's fields as aliases; fields without one keep their names.
  package func naming(_ fields: [Field], _ language: Language) -> LayerStyle {
    var style = self
    style.aliases = fields.compactMap { field in field.look.map { (field.name, language.text($0.label)) } }
    return style
  }

  /// The style with a field as display name and map tip.
  package func titled(by field: String?) -> LayerStyle {
    var style = self
    style.titleField = field
    return style
  }

  /// The version that the file says it was written by; later ones read it as well.
  static let version = "3.22.0-Białowieża"
  /// What every style file begins with.
  static let doctype = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"

  /// The style as the text of a `.qml` file.
  package var qml: String {
    Self.doctype
      + XMLElement(
        "qgis",
        [
          "version": Self.version,
          "styleCategories": "Symbology|Labeling" + (scales == nil ? "" : "|Rendering")
            + (aliases.isEmpty ? "" : "|Fields") + (titleField == nil ? "" : "|MapTips"),
          "labelsEnabled": labeling == nil ? "0" : "1",
        ], elements
      ).with(scales == nil ? [:] : scaleAttributes).document
  }

  /// What a style file and a layer of a project hold alike.
  var elements: [XMLElement] {
    [renderer] + (labeling.map { [$0] } ?? [])
      + [
        XMLElement("blendMode", text: "0"), XMLElement("featureBlendMode", text: "0"),
        XMLElement("layerOpacity", text: "1"),
      ]
      + (aliases.isEmpty
        ? []
        : [
          XMLElement(
            "aliases", [:],
            aliases.enumerated().map { index, alias in
              XMLElement("alias", ["index": "\(index)", "field": alias.field, "name": alias.title])
            })
        ])
      + (titleField.map { field in
        [
          XMLElement("previewExpression", text: QGISText.field(field)),
          XMLElement("mapTip", text: "<b>[% \(QGISText.field(field)) %]</b>"),
        ]
      } ?? [])
  }

  /// Cells by class, and those without an index hatched.
  ///
  /// - Parameters:
  ///   - symbology: the look.
  ///   - words: labels of the legend.
  ///   - field: the field with the class.
  ///   - uncertainField: a field with the share of runs in another class; nil where the layer has none.
  ///   - withheldField: a field that is 1 where the value is withheld; nil where none is.
  package static func cells(
    _ symbology: Symbology, words: MapWords, field: String = "class", uncertainField: String? = nil,
    withheldField: String? = nil
  ) -> LayerStyle {
    // A hair of its own colour: between surfaces without one the ground shines through where QGIS smooths edges.
    func surface(_ colour: Colour) -> SymbolLayer { .fill(colour, outline: LineStyle(colour, widthMillimetres: 0.1)) }
    let count = symbology.classColours.count
    var categories = symbology.classColours.enumerated().map { i, colour in
      Category(
        value: "\(i + 1)", label: words.classLabel(i + 1, of: count),
        symbol: Symbol(kind: .fill, layers: [surface(colour)]))
    }
    // An empty value stands for all that no other takes: QGIS matches null with nothing else.
    categories.append(
      Category(
        value: "", label: words.noIndex,
        symbol: Symbol(
          kind: .fill,
          layers: [surface(symbology.noIndex.background ?? .white), .hatch(symbology.noIndex)])))
    if uncertainField == nil, withheldField == nil {
      return LayerStyle(renderer: Category.renderer(categories, field: field), labeling: nil)
    }
    // Over the class, so that the legend has one line for it: a category is of one class only, a cell may have two rules.
    let name = QGISText.field(field)
    let isWithheld = withheldField.map { QGISText.field($0) + " = 1" }
    var rules = categories.map { category in
      Rule(
        filter: !category.value.isEmpty
          ? "\(name) = \(category.value)" : "\(name) IS NULL" + (isWithheld.map { " AND NOT (\($0))" } ?? ""),
        label: category.label, symbol: category.symbol)
    }
    if let isWithheld {
      rules.append(
        Rule(
          filter: "\(name) IS NULL AND \(isWithheld)", label: words.figure?.withheld ?? words.noIndex,
          symbol: Symbol(kind: .fill, layers: [surface(.white), .hatch(symbology.withheld)])))
    }
    if let uncertainField {
      rules.append(
        Rule(
          filter: QGISText.field(uncertainField) + " > " + QGISText.number(CellFigure.uncertainFrom),
          label: words.uncertain,
          symbol: Symbol(kind: .fill, layers: [SymbolLayer.hatch(symbology.uncertain).raised()])))
    }
    return LayerStyle(renderer: Rule.renderer(rules), labeling: nil)
  }

  /// Areas by class as outlines, with their names.
  ///
  /// - Parameters:
  ///   - symbology: the look; it has a style for every class of the layer.
  ///   - field: the field with the class's code.
  ///   - nameField: the field with the name; nil for no labels.
  package static func areas(_ symbology: Symbology, field: String = "class", nameField: String? = "name")
    -> LayerStyle
  {
    let categories = symbology.areaStyles.map { style in
      Category(value: style.areaClass?.code ?? "", label: style.label, symbol: outline(style))
    }
    return LayerStyle(
      renderer: Category.renderer(categories, field: field),
      labeling: nameField.map { Labeling(field: $0, style: symbology.areaLabel).xml })
  }

  /// Rings around the middles of cells, of a size by the number of children and youth.
  ///
  /// - Parameter field: the field with the number.
  package static func rings(_ symbology: Symbology, words: MapWords, field: String = "unga") -> LayerStyle {
    let ring = symbology.ring
    func diameter(_ number: Double) -> Double { 2 * ring.radiusMillimetres(number) }
    let largest = diameter(ring.largestNumber)
    // The disc's area follows the number, as in the pictures.
    let expression =
      "\(QGISText.number(largest)) * sqrt(\(QGISText.field(field)) / \(QGISText.number(ring.largestNumber)))"
    let rim = LineStyle(.white, widthMillimetres: ring.line.widthMillimetres + 2 * ring.rimMillimetres)
    let symbol = Symbol(
      kind: .marker,
      layers: [
        .circle(rim, diameter: largest, expression: expression),
        .circle(ring.line, diameter: largest, expression: expression),
      ])
    let source = Symbol(
      kind: .marker, layers: [.circle(ring.line, diameter: largest, expression: expression)])
    let sizes = ring.legendNumbers.map { number in
      XMLElement(
        "class",
        ["size": QGISText.number(diameter(number)), "label": words.language.number(number, decimals: 0)])
    }
    let legend = XMLElement(
      "data-defined-size-legend",
      ["type": "separated", "valign": "bottom", "title": words.language.text(sv: "antal", en: "number")],
      [source.xml("source"), XMLElement("classes", [:], sizes)])
    return LayerStyle(
      renderer: XMLElement(
        "renderer-v2", ["type": "singleSymbol", "symbollevels": "0", "enableorderby": "0", "forceraster": "0"],
        [
          XMLElement("symbols", [:], [symbol.xml("0")]), XMLElement("rotation"), XMLElement("sizescale"), legend,
        ]), labeling: nil)
  }

  /// Base polygons: land with borders.
  ///
  /// - Parameter nameField: the field with their names; nil for no labels.
  package static func base(_ symbology: Symbology, nameField: String? = nil) -> LayerStyle {
    let symbol = Symbol(kind: .fill, layers: [.fill(symbology.base.land, outline: symbology.base.border)])
    return LayerStyle(
      renderer: XMLElement(
        "renderer-v2", ["type": "singleSymbol", "symbollevels": "0", "enableorderby": "0", "forceraster": "0"],
        [XMLElement("symbols", [:], [symbol.xml("0")])]),
      labeling: nameField.map { Labeling(field: $0, style: symbology.baseLabel, isWithin: true).xml })
  }

  /// A value of a field, what it means, and its colour; the empty value stands for all others, and nil for a hatch.
  struct ColouredValue {
    var value: String
    var label: String
    var colour: Colour?

    init(value: String, label: String, colour: Colour?) {
      (self.value, self.label, self.colour) = (value, label, colour)
    }

    init(_ value: String, _ label: String, _ hex: UInt32?) {
      self.init(value: value, label: label, colour: hex.map(Colour.init(hex:)))
    }
  }

  /// Surfaces by a field's values.
  static func categories(_ values: [ColouredValue], field: String) -> LayerStyle {
    let hatch = Symbology().noIndex
    let categories = values.map { entry in
      let ground = entry.colour ?? hatch.background ?? .white
      let surface = SymbolLayer.fill(ground, outline: LineStyle(ground, widthMillimetres: 0.1))
      return Category(
        value: entry.value, label: entry.label,
        symbol: Symbol(kind: .fill, layers: entry.colour == nil ? [surface, .hatch(hatch)] : [surface]))
    }
    return LayerStyle(renderer: Category.renderer(categories, field: field), labeling: nil)
  }

  /// Outlines that are all alike.
  static func outline(_ style: AreaStyle) -> LayerStyle {
    let symbol: Symbol = outline(style)
    return LayerStyle(
      renderer: XMLElement(
        "renderer-v2", ["type": "singleSymbol", "symbollevels": "0", "enableorderby": "0", "forceraster": "0"],
        [XMLElement("symbols", [:], [symbol.xml("0")])]), labeling: nil)
  }

  /// An outline, or the mark of its class where the area is smaller than one on the map, as in pictures.
  private static func outline(_ style: AreaStyle) -> Symbol {
    let rim = LineStyle(style.rimColour, widthMillimetres: style.line.widthMillimetres + 2 * style.rimMillimetres)
    let lines: [SymbolLayer] = [.line(rim), .line(style.line)]
    if style.areaClass == nil { return Symbol(kind: .fill, layers: lines) }
    // Legends know of no feature: they show both.
    let isSmall =
      "with_variable('g', transform($geometry, @layer_crs, 'EPSG:3006'), "
      + "max(bounds_width(@g), bounds_height(@g)) < "
      + QGISText.number(MarkShape.diameterMillimetres / 1000) + " * @map_scale)"
    return Symbol(
      kind: .fill,
      layers: lines.map { $0.setting("enabled", to: "coalesce(NOT \(isSmall), true)") } + [
        SymbolLayer.centroid(.mark(style.mark, style.line.colour)).setting(
          "enabled", to: "coalesce(\(isSmall), true)")
      ])
  }
}

/// A value of a field with its symbol.
private struct Category {
  var value: String
  var label: String
  var symbol: Symbol

  static func renderer(_ categories: [Category], field: String) -> XMLElement {
    XMLElement(
      "renderer-v2",
      ["type": "categorizedSymbol", "attr": field, "symbollevels": "0", "enableorderby": "0", "forceraster": "0"],
      [
        XMLElement(
          "categories", [:],
          categories.enumerated().map { place, category in
            XMLElement(
              "category",
              ["symbol": "\(place)", "value": category.value, "label": category.label, "render": "true"])
          }),
        XMLElement("symbols", [:], categories.enumerated().map { $1.symbol.xml("\($0)") }),
        XMLElement("rotation"), XMLElement("sizescale"),
      ])
  }
}

/// A condition with its symbol; a feature is drawn by every rule that it meets.
private struct Rule {
  var filter: String
  var label: String
  var symbol: Symbol

  static func renderer(_ rules: [Rule]) -> XMLElement {
    func key(_ number: Int) -> String {
      let digits = String(number)
      return "{00000000-0000-4000-8000-\(String(repeating: "0", count: 12 - digits.count))\(digits)}"
    }
    return XMLElement(
      "renderer-v2",
      ["type": "RuleRenderer", "symbollevels": "0", "enableorderby": "0", "forceraster": "0"],
      [
        XMLElement(
          "rules", ["key": key(0)],
          rules.enumerated().map { place, rule in
            XMLElement(
              "rule",
              ["key": key(place + 1), "filter": rule.filter, "label": rule.label, "symbol": "\(place)"])
          }),
        XMLElement("symbols", [:], rules.enumerated().map { $1.symbol.xml("\($0)") }),
      ])
  }
}

/// Names beside features.
private struct Labeling {
  var field: String
  var style: TextStyle
  /// Whether a name stands within its polygon, or not at all.
  var isWithin = false

  var xml: XMLElement {
    let text = XMLElement(
      "text-style",
      [
        "fieldName": field, "isExpression": "0", "fontFamily": "DejaVu Sans",
        "fontSize": QGISText.number(style.sizeMillimetres), "fontSizeUnit": "MM",
        "fontWeight": style.isBold ? "75" : "50", "namedStyle": style.isBold ? "Bold" : "Book",
        "textColor": QGISText.colour(style.colour), "textOpacity": "1",
      ],
      [
        XMLElement(
          "text-buffer",
          [
            "bufferDraw": style.haloMillimetres > 0 ? "1" : "0", "bufferSize": QGISText.number(style.haloMillimetres),
            "bufferSizeUnits": "MM", "bufferColor": "255,255,255,255", "bufferOpacity": "1", "bufferNoFill": "1",
            "bufferJoinStyle": "128",
          ])
      ])
    return XMLElement(
      "labeling", ["type": "simple"],
      [
        XMLElement(
          "settings", [:],
          [
            text,
            // Around the polygon's middle, two millimetres from it; or level within the polygon.
            XMLElement(
              "placement",
              [
                "placement": isWithin ? "4" : "0", "priority": isWithin ? "2" : "5", "dist": isWithin ? "0" : "2",
                "distUnits": "MM", "centroidWhole": "1", "fitInPolygonOnly": isWithin ? "1" : "0",
              ]),
            XMLElement("rendering", ["drawLabels": "1", "obstacle": isWithin ? "0" : "1", "displayAll": "0"]),
          ])
      ])
  }
}
