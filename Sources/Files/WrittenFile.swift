internal import CGDAL
import Core
import Disk

/// Looks at a finished file as a reader would.
enum WrittenFile {
  /// A layer as it was handed to GDAL.
  struct Layer {
    let name: String
    let digest: LayerDigest
    let fields: [(name: String, isText: Bool)]
    let hasGeometry: Bool
    let hasSystem: Bool
  }

  /// Throws ``Failure`` (I/O) if the file does not hold the layers that were written to it.
  ///
  /// GDAL 3.6 ignores failed writes in most of its drivers; a full disk leaves a file that is cut off, a failed write one with
  /// rows of nothing.
  /// A layer without rows need not be there to be seen: an empty text is no layer.
  static func check(_ path: String, named name: String, _ format: VectorFormat, layers: [Layer]) throws {
    for layer in layers where !layer.digest.isEmpty && !isWhole(layer, path, format) {
      throw Failure(.io, "the file could not be written completely", file: name, hint: "is the disk full?")
    }
  }

  private static func isWhole(_ layer: Layer, _ path: String, _ format: VectorFormat) -> Bool {
    let errors = GDALErrors()
    var path = path
    if format.driver == "ESRI Shapefile" {
      let table = "\(FilePath.stem(path)).dbf"
      guard let file = try? MappedFile(path: table),
        (try? file.intact({ DBFHeader.isWhole(UnsafeRawBufferPointer(file.bytes)) })) == true
      else { return false }
      // Without geometries a shapefile is its table.
      if !layer.hasGeometry { path = table }
    }
    guard let source = try? LayerSource(written: path, format),
      let opened = try? OpenedLayer(
        source, layer: format.hasLayers ? layer.name : nil, geometry: .ignore, options: [], errors: errors)
    else { return false }
    let definition = OGR_L_GetLayerDefn(opened.pointer)
    // A format may have fields of its own (an identifier), or know none where all are null.
    let isInOrder = Int(OGR_FD_GetFieldCount(definition)) == layer.fields.count
    let fields = layer.fields.enumerated().compactMap { index, field -> (Int32, Bool)? in
      let index = isInOrder ? Int32(index) : OGR_FD_GetFieldIndex(definition, field.name)
      return index < 0 ? nil : (index, field.isText)
    }
    // A shapefile's system is in a file beside it; MapInfo takes one that it cannot look up for a plane of nowhere.
    if layer.hasSystem, ["ESRI Shapefile", "MapInfo File"].contains(format.driver) {
      guard let system = OGR_L_GetSpatialRef(opened.pointer), OSRIsLocal(system) == 0 else { return false }
    }
    var read = LayerDigest()
    errors.capture {
      OGR_L_ResetReading(opened.pointer)
      while let next = OGR_L_GetNextFeature(opened.pointer) {
        let feature = Feature(owning: next)
        read.add(feature.pointer, fields: fields, hasGeometry: layer.hasGeometry)
      }
    }
    return errors.firstError == nil && layer.digest.matches(read, movesShapes: format.driver == "GeoJSONSeq")
  }
}
