/// How a layer of a GeoPackage is to be drawn, as QGIS looks for it in the file's `layer_styles` table.
public struct StoredStyle: Sendable {
  /// The layer.
  public var layer: String
  /// The style as the text of a `.qml` file.
  public var qml: String
  /// What the style is called; at most 30 bytes are kept.
  public var name: String
  /// What people call the layer: the title of its metadata; empty: none.
  public var title = ""
  /// What there is to know of the layer: the abstract of its metadata.
  public var abstract = ""
  /// Whether the layer has geometries.
  public var hasGeometry: Bool

  /// A style for a layer.
  public init(layer: String, qml: String, name: String, hasGeometry: Bool = true) {
    (self.layer, self.qml, self.name, self.hasGeometry) = (layer, qml, name, hasGeometry)
  }
}
