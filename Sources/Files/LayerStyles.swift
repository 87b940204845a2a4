internal import CGDAL
import Diagnostics

/// How a layer of a GeoPackage is to be drawn, as QGIS looks for it in the file's `layer_styles` table.
public struct StoredStyle: Sendable {
  /// The layer.
  public var layer: String
  /// The style as the text of a `.qml` file.
  public var qml: String
  /// What the style is called; at most 30 bytes are kept.
  public var name: String
  /// Whether the layer has geometries.
  public var hasGeometry: Bool

  /// A style for a layer.
  public init(layer: String, qml: String, name: String, hasGeometry: Bool = true) {
    self.layer = layer
    self.qml = qml
    self.name = name
    self.hasGeometry = hasGeometry
  }
}

extension VectorWriter {
  /// Adds the `layer_styles` table, in the form of QGIS 3.22 (`QgsOgrProvider`), each style as its layer's default.
  ///
  /// QGIS looks for empty texts, not for null, in the columns that a GeoPackage has no use for. Rows are dated with the
  /// same moment as everything undated, so that the same map gives the same bytes. Throws ``Failure``: (cannot create)
  /// for a format without layers, (I/O) where writing fails.
  public mutating func addStyles(_ styles: [StoredStyle]) throws {
    guard format.driver == "GPKG" else {
      throw Failure(.cannotCreate, "only a GeoPackage holds styles", file: name)
    }
    let errors = GDALErrors()
    let options = ["FID=id", "ASPATIAL_VARIANT=GPKG_ATTRIBUTES"]
    let layer = errors.capture {
      withCStrings(options) { options in
        GDALDatasetCreateLayer(dataset.pointer, "layer_styles", nil, wkbNone, Self.mutableList(options))
      }
    }
    guard let layer, errors.firstError == nil else {
      throw errors.failure(.cannotCreate, "the styles cannot be stored", "GDALDatasetCreateLayer", file: name)
    }
    let texts: [(name: String, width: Int32)] = [
      ("f_table_catalog", 256), ("f_table_schema", 256), ("f_table_name", 256), ("f_geometry_column", 256),
      ("styleName", 30), ("styleQML", 0), ("styleSLD", 0),
    ]
    for text in texts { try addField(text.name, OFTString, width: text.width, to: layer, errors) }
    try addField("useAsDefault", OFTInteger, subtype: OFSTBoolean, to: layer, errors)
    try addField("description", OFTString, to: layer, errors)
    try addField("owner", OFTString, width: 30, to: layer, errors)
    try addField("ui", OFTString, width: 30, to: layer, errors)
    try addField("update_time", OFTDateTime, to: layer, errors)
    for style in styles { try add(style, to: layer, errors) }
  }

  private func addField(
    _ title: String, _ type: OGRFieldType, subtype: OGRFieldSubType = OFSTNone, width: Int32 = 0, to layer: OGRLayerH,
    _ errors: GDALErrors
  ) throws {
    guard let definition = OGR_Fld_Create(title, type) else { return }
    defer { OGR_Fld_Destroy(definition) }
    OGR_Fld_SetSubType(definition, subtype)
    if width > 0 { OGR_Fld_SetWidth(definition, width) }
    let code = errors.capture { OGR_L_CreateField(layer, definition, 1) }
    guard code == OGRERR_NONE, errors.firstError == nil else {
      throw errors.failure(.cannotCreate, "field \(title) cannot be created", "OGR_L_CreateField", file: name)
    }
  }

  private func add(_ style: StoredStyle, to layer: OGRLayerH, _ errors: GDALErrors) throws {
    var title = style.name
    while title.utf8.count > 30 { title.removeLast() }
    let geometry = style.hasGeometry ? geometryColumn(of: style.layer) : ""
    try errors.capture {
      guard let pointer = OGR_F_Create(OGR_L_GetLayerDefn(layer)) else {
        throw errors.failure(.io, "cannot be written", "OGR_F_Create", file: name)
      }
      let feature = Feature(owning: pointer)
      let texts: [(String, String)] = [
        ("f_table_catalog", ""), ("f_table_schema", ""), ("f_table_name", style.layer),
        ("f_geometry_column", geometry),
        ("styleName", title), ("styleQML", style.qml), ("styleSLD", ""), ("description", title), ("owner", ""),
        ("update_time", GDALRuntime.stamp.time),
      ]
      for (field, text) in texts {
        OGR_F_SetFieldString(feature.pointer, OGR_F_GetFieldIndex(feature.pointer, field), text)
      }
      OGR_F_SetFieldInteger(feature.pointer, OGR_F_GetFieldIndex(feature.pointer, "useAsDefault"), 1)
      guard OGR_L_CreateFeature(layer, feature.pointer) == OGRERR_NONE, errors.firstError == nil else {
        throw errors.failure(.io, "cannot be written", "OGR_L_CreateFeature", file: name)
      }
    }
  }

  private func geometryColumn(of layer: String) -> String {
    guard let handle = GDALDatasetGetLayerByName(dataset.pointer, layer), let column = OGR_L_GetGeometryColumn(handle)
    else { return "" }
    return String(cString: column)
  }
}
