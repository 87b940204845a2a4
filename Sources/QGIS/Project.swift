import Archives
import Cartography
import Geometry

/// A QGIS project: layers of a GeoPackage beside it, in groups and in order, and a print layout.
package struct Project: Sendable {
  /// A layer of the project.
  package struct Layer: Sendable {
    /// What the features are.
    package enum Shape: String, Sendable {
      case polygons = "Polygon"
      case points = "Point"
    }

    /// Name of the table in the GeoPackage.
    package var table: String
    /// What people read.
    package var title: String
    /// Name of the group that it stands in.
    package var group: String
    /// What the features are.
    package var shape: Shape
    /// How it is drawn.
    package var style: LayerStyle
    /// The rectangle around its features; nil for none.
    package var bounds: BoundingBox?

    /// Whether its title says no more than its group's; then legends show the group's only.
    var repeatsGroup: Bool { title == group }

    /// What the legend leaves out: a title that its group has too, all of a layer whose symbols another shows.
    var legendProperties: [(String, String)] {
      (repeatsGroup || isLikeAnother ? [("legend/title-style", "hidden")] : [])
        + (isLikeAnother ? [("legend/node-order", "empty")] : [])
    }

    /// Whether its symbols are those of another layer, which stands for it in legends.
    package var isLikeAnother = false

    /// A layer of a table.
    package init(
      table: String, title: String, group: String, shape: Shape, style: LayerStyle, bounds: BoundingBox?
    ) {
      self.table = table
      self.title = title
      self.group = group
      self.shape = shape
      self.style = style
      self.bounds = bounds
    }

    /// What refers to the layer inside the project.
    var identifier: String { "rutverk_\(table)" }
  }

  /// The layers, the topmost first.
  package var layers: [Layer]
  /// File name of the GeoPackage, in the project's folder.
  package var file: String
  /// Title, source and words.
  package var text: MapText
  /// What the map shows at first, SWEREF 99 TM.
  package var extent: BoundingBox
  /// What the foot of the printed page says besides the source.
  package var remark: String

  /// A project of those layers.
  package init(layers: [Layer], file: String, text: MapText, extent: BoundingBox, remark: String = "") {
    self.layers = layers
    self.file = file
    self.text = text
    self.extent = extent
    self.remark = remark
  }

  /// The project as the text of a `.qgs` file.
  package var qgs: String {
    let title = text.title.isEmpty ? text.words.title : text.title
    return LayerStyle.doctype
      + XMLElement(
        "qgis", ["projectname": title, "version": LayerStyle.version],
        [
          XMLElement("homePath", ["path": ""]), XMLElement("title", text: title),
          XMLElement("projectCrs", [:], [Self.system]), tree,
          XMLElement(
            "mapcanvas", ["name": "theMapCanvas", "annotationsVisible": "1"],
            [
              XMLElement("units", text: "meters"), Self.element("extent", extent), XMLElement("rotation", text: "0"),
              XMLElement("destinationsrs", [:], [Self.system]),
            ]),
          XMLElement("projectlayers", [:], layers.map(element)),
          XMLElement(
            "layerorder", [:], layers.map { XMLElement("layer", ["id": $0.identifier]) }),
          // Paths are relative: the two files may be moved together.
          XMLElement(
            "properties", [:],
            [
              XMLElement("Paths", [:], [XMLElement("Absolute", ["type": "bool"], text: "false")]),
              XMLElement("SpatialRefSys", [:], [XMLElement("ProjectionsEnabled", ["type": "int"], text: "1")]),
            ]),
          XMLElement(
            "ProjectViewSettings", ["UseProjectScales": "0", "rotation": "0"],
            [
              XMLElement("Scales"),
              XMLElement(
                "DefaultViewExtent",
                [
                  "xmin": "\(extent.minX)", "ymin": "\(extent.minY)", "xmax": "\(extent.maxX)",
                  "ymax": "\(extent.maxY)",
                ], [Self.system]),
            ]),
          XMLElement("Layouts", [:], [PrintLayout(project: self, title: title).xml]),
        ]
      ).document
  }

  /// The project as the bytes of a `.qgz` file.
  package var qgz: [UInt8] {
    var archive = ZipArchive()
    archive.add("projekt.qgs", Array(qgs.utf8), isPacked: false)
    return archive.file
  }

  private func source(_ layer: Layer) -> String { "./\(file)|layername=\(layer.table)" }

  private var tree: XMLElement {
    var groups: [(name: String, layers: [XMLElement])] = []
    for layer in layers {
      let entry = XMLElement(
        "layer-tree-layer",
        [
          "id": layer.identifier, "name": layer.title, "source": source(layer), "providerKey": "ogr",
          "checked": "Qt::Checked", "expanded": "1", "legend_exp": "",
        ],
        layer.legendProperties.isEmpty
          ? [] : [XMLElement("customproperties", [:], [QGISProperties.map(layer.legendProperties)])])
      if groups.last?.name == layer.group {
        groups[groups.count - 1].layers.append(entry)
      } else {
        groups.append((layer.group, [entry]))
      }
    }
    return XMLElement(
      "layer-tree-group", [:],
      groups.map {
        XMLElement("layer-tree-group", ["name": $0.name, "checked": "Qt::Checked", "expanded": "1"], $0.layers)
      })
  }

  private func element(_ layer: Layer) -> XMLElement {
    XMLElement(
      "maplayer",
      [
        "type": "vector", "geometry": layer.shape.rawValue,
        "wkbType": layer.shape == .polygons ? "MultiPolygon" : "Point", "styleCategories": "AllStyleCategories",
        "labelsEnabled": layer.style.labeling == nil ? "0" : "1",
        "simplifyDrawingHints": "1", "simplifyDrawingTol": "1",
      ],
      (layer.bounds.map { [Self.element("extent", $0)] } ?? []) + [
        XMLElement("id", text: layer.identifier), XMLElement("datasource", text: source(layer)),
        XMLElement("layername", text: layer.title), XMLElement("srs", [:], [Self.system]),
        XMLElement("provider", ["encoding": "UTF-8"], text: "ogr"),
      ] + layer.style.elements
    ).with(layer.style.scaleAttributes)
  }

  static func element(_ name: String, _ box: BoundingBox) -> XMLElement {
    XMLElement(
      name, [:],
      [
        XMLElement("xmin", text: "\(box.minX)"), XMLElement("ymin", text: "\(box.minY)"),
        XMLElement("xmax", text: "\(box.maxX)"), XMLElement("ymax", text: "\(box.maxY)"),
      ])
  }

  /// SWEREF 99 TM. QGIS goes by the code where its own number (srsid) is one of those that it ships.
  static let system = XMLElement(
    "spatialrefsys", [:],
    [
      XMLElement("proj4", text: "+proj=utm +zone=33 +ellps=GRS80 +towgs84=0,0,0,0,0,0,0 +units=m +no_defs"),
      XMLElement("srsid", text: "971"), XMLElement("srid", text: "3006"), XMLElement("authid", text: "EPSG:3006"),
      XMLElement("description", text: "SWEREF99 TM"), XMLElement("projectionacronym", text: "utm"),
      XMLElement("ellipsoidacronym", text: "EPSG:7019"), XMLElement("geographicflag", text: "false"),
    ])
}
