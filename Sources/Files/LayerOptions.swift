/// GDAL's creation options for an output layer.
enum LayerOptions {
  /// What the layer needs to be told to the driver.
  struct Layer {
    var crs: String?
    var isGeographic: Bool
    /// Whether each feature of a sequence stands behind a record separator (RFC 8142).
    var hasRecordSeparators = false
    /// MapInfo's `.tab` keeps whole numbers, scaled to this rectangle.
    var isSweref99TM: Bool { crs?.uppercased() == "EPSG:3006" }
    var isWGS84: Bool { crs?.uppercased() == "EPSG:4326" }
  }

  /// `KEY=VALUE` texts.
  static func all(_ layer: Layer, _ format: VectorFormat) -> [String] {
    switch format.driver {
    // No encoding: texts are written as they are, in UTF-8, and the `.cpg` that says so by us. GDAL would write into a file that
    // it could not open.
    case "ESRI Shapefile": return ["ENCODING=LDID/0", "DBF_DATE_LAST_UPDATE=\(GDALRuntime.stamp.date)"]
    case "MapInfo File":
      // 2,200 km over 2^32 steps: half a millimetre.
      return ["ENCODING=UTF-8"] + (layer.isSweref99TM ? ["BOUNDS=-400000,5800000,1800000,8000000"] : [])
    case "GeoJSON":
      if layer.isWGS84 { return ["RFC7946=YES", "COORDINATE_PRECISION=8"] }
      return ["COORDINATE_PRECISION=\(layer.isGeographic ? 8 : 3)"]
    case "GeoJSONSeq":
      return ["COORDINATE_PRECISION=8"] + (layer.hasRecordSeparators ? ["RS=YES"] : [])
    default: return []
    }
  }
}
