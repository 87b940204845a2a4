import Cartography

/// How QGIS draws a raster of classes: a colour and a label for each value that it may hold, and no others.
///
/// A GeoTIFF's own colour table always has 256 entries, so QGIS would list 250 classes that there are not.
package struct RasterStyle: Sendable {
  private let symbology: Symbology
  private let words: MapWords
  private let noIndex: UInt8

  /// A style for classes 1 … n, and `noIndex` for cells without.
  package init(_ symbology: Symbology, words: MapWords, noIndex: UInt8) {
    (self.symbology, self.words, self.noIndex) = (symbology, words, noIndex)
  }

  /// The style as the text of a `.qml` file.
  package var qml: String {
    let count = symbology.classColours.count
    func entry(_ value: Int, _ colour: Colour, _ label: String) -> XMLElement {
      XMLElement(
        "paletteEntry", ["value": "\(value)", "color": colour.hexText, "alpha": "255", "label": label])
    }
    let classes = symbology.classColours.enumerated().map { entry($0 + 1, $1, words.classLabel($0 + 1, of: count)) }
    let none = entry(Int(noIndex), symbology.noIndex.background ?? .white, words.noIndex)
    let renderer = XMLElement(
      "rasterrenderer", ["type": "paletted", "band": "1", "opacity": "1", "alphaBand": "-1", "nodataColor": ""],
      [XMLElement("rasterTransparency"), XMLElement("colorPalette", [:], classes + [none])])
    return LayerStyle.doctype
      + XMLElement(
        "qgis", ["version": LayerStyle.version, "styleCategories": "AllStyleCategories"],
        [XMLElement("pipe", [:], [renderer]), XMLElement("blendMode", text: "0")]
      ).document
  }
}
