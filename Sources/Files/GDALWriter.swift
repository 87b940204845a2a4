internal import CGDAL
import Columns
import Core
import Disk
import Geometry

/// Writes layers through GDAL: every format but GeoPackage.
final class GDALWriter: LayerSink {
  private var dataset: Dataset?
  private let pointer: GDALDatasetH
  private let format: VectorFormat
  private let path: String
  /// Where a workbook or MapInfo table grows; nil for other formats.
  private let memory: WorkbookMemory?
  /// The output as the user named it.
  private let name: String
  private(set) var layers: [WrittenFile.Layer] = []
  /// What the format could not take as it was: shortened names and texts.
  private var notes: [String] = []

  /// Creates the file. Throws ``Failure`` (cannot create).
  init(_ format: VectorFormat, path: String, target: String) throws {
    try GDALRuntime.prepare()
    guard let driver = GDALGetDriverByName(format.driver) else {
      throw Failure(.cannotCreate, "this GDAL was built without \(format.driver)", file: target)
    }
    let errors = GDALErrors()
    let memory = WorkbookMemory(format, destination: path)
    let created = errors.capture { GDALCreate(driver, memory?.path ?? path, 0, 0, 0, GDT_Unknown, nil) }
    guard let created else { throw errors.failure(.cannotCreate, "cannot be created", "GDALCreate", file: target) }
    dataset = Dataset(owning: created)
    pointer = created
    (self.format, self.path, self.memory) = (format, path, memory)
    name = target
  }

  /// GDAL takes one feature after the other, so `threads` are of no use here.
  func addLayer(
    _ table: Table, named layer: String, crs: String?, geometry: OutputGeometry, threads: Int
  ) throws {
    if !layers.isEmpty, !format.hasLayers {
      throw Failure(.cannotCreate, "a \(format.driver) file holds one layer only", file: name, value: layer)
    }
    let (fields, fieldNotes) = OutputField.all(of: table, in: format, file: name)
    notes += fieldNotes
    let handle = try createLayer(layer, fields, crs, geometry)
    let errors = GDALErrors()
    let definition = OGR_L_GetLayerDefn(handle)
    let hasTransactions = GDALDatasetTestCapability(pointer, "Transactions") != 0
    var digest = LayerDigest()
    let places = fields.enumerated().map { (index: Int32($0.offset), isText: $0.element.type == OFTString) }
    try errors.capture {
      if hasTransactions { _ = GDALDatasetStartTransaction(pointer, 0) }
      guard let created = OGR_F_Create(definition) else { throw ioFailure(errors, "OGR_F_Create", 0) }
      let feature = Feature(owning: created)
      var encoder = FeatureEncoder(fields, format, file: name)
      var shapes = GeometryEncoder(format.hasGeometry ? geometry : .none, multi: prefersMulti)
      for row in 0..<table.rowCount {
        OGR_F_SetFID(feature.pointer, Int64(OGRNullFID))
        try encoder.fill(feature, row: row)
        let hasGeometry = try shapes.fill(feature, row: row)
        // GDAL 3.6 would drop the row without a word (its issue 7401).
        if !hasGeometry, format.driver == "FlatGeobuf" {
          throw Failure(
            .cannotCreate, "the format has no rows without geometry", file: name, place: "row \(row + 1)",
            hint: "write a .gpkg instead")
        }
        digest.add(feature.pointer, fields: places, hasGeometry: format.hasGeometry)
        guard OGR_L_CreateFeature(handle, feature.pointer) == OGRERR_NONE, errors.firstError == nil else {
          throw ioFailure(errors, "OGR_L_CreateFeature", row)
        }
      }
      if hasTransactions, GDALDatasetCommitTransaction(pointer) != OGRERR_NONE {
        throw ioFailure(errors, "GDALDatasetCommitTransaction", table.rowCount)
      }
    }
    let hasGeometry = if case .none = geometry { false } else { format.hasGeometry }
    layers.append(
      WrittenFile.Layer(
        name: layer, digest: digest, fields: fields.map { ($0.name, $0.type == OFTString) }, hasGeometry: hasGeometry,
        hasSystem: hasGeometry && crs != nil))
  }

  func addStyles(_ styles: [StoredStyle]) throws {
    throw Failure(.cannotCreate, "only a GeoPackage holds styles", file: name)
  }

  func finish() throws -> [String] {
    let errors = GDALErrors()
    dataset.take()?.close(errors)
    if let memory {
      defer { memory.discard() }
      try errors.check(.io, "cannot be written", "GDALClose", file: name)
      // What is in memory is read back there: GDAL would read on for ever where reading fails.
      if !format.isSpreadsheet { try WrittenFile.check(memory.path, named: name, format, layers: layers) }
      try memory.move(to: path, named: name)
      return notes
    }
    try errors.check(.io, "cannot be written", "GDALClose", file: name)
    if format.driver == "ESRI Shapefile" {
      let encoding = try StagedFile(path: FilePath.stem(path) + ".cpg", target: name)
      try encoding.write("UTF-8")
      try encoding.close()
    }
    // Several drivers do not look at what write(2) answers, so a full disk shows only now.
    try WrittenFile.check(path, named: name, format, layers: layers)
    return notes
  }

  /// Formats that declare a layer's type and mean it get multipolygons throughout.
  private var prefersMulti: Bool { ["FlatGeobuf", "OpenFileGDB"].contains(format.driver) }

  private func ioFailure(_ errors: GDALErrors, _ function: String, _ row: Int) -> Failure {
    errors.failure(.io, "cannot be written", function, file: name, place: "row \(row + 1)")
  }

  private func createLayer(
    _ layer: String, _ fields: [OutputField], _ crs: String?, _ geometry: OutputGeometry
  ) throws -> OGRLayerH {
    var type = geometryType(geometry)
    if type != wkbNone, !format.hasGeometry {
      notes.append("\(name): written without geometries, which the format does not have")
      type = wkbNone
    }
    let errors = GDALErrors()
    let reference = crs.flatMap { SpatialReference($0) }
    var system: OGRSpatialReferenceH?
    var isGeographic = false
    switch reference {
    case .some(let reference):
      system = reference.pointer
      isGeographic = OSRIsGeographic(reference.pointer) != 0
    case .none:
      if let crs { throw Failure(.badData, "unknown coordinate reference system", file: name, value: crs) }
    }
    let options = LayerOptions.all(
      LayerOptions.Layer(
        crs: crs, isGeographic: isGeographic,
        hasRecordSeparators: ["geojsons", "geojsonseq"].contains(FilePath.fileExtension(name))), format)
    let handle = errors.capture {
      withCStrings(options) { options in
        GDALDatasetCreateLayer(
          pointer, format.hasLayers ? layer : FilePath.stem(FilePath.name(path)),
          type == wkbNone ? nil : system,
          type, Self.mutableList(options))
      }
    }
    guard let handle, errors.firstError == nil else {
      throw errors.failure(.cannotCreate, "layer \(layer) cannot be created", "GDALDatasetCreateLayer", file: name)
    }
    try createFields(fields, handle)
    return handle
  }

  private func createFields(_ fields: [OutputField], _ handle: OGRLayerH) throws {
    let errors = GDALErrors()
    for field in fields {
      guard let definition = OGR_Fld_Create(field.name, field.type) else { continue }
      defer { OGR_Fld_Destroy(definition) }
      if field.width > 0 { OGR_Fld_SetWidth(definition, field.width) }
      if let decimals = field.fixedDecimals {
        OGR_Fld_SetWidth(definition, OutputField.fixedWidth)
        OGR_Fld_SetPrecision(definition, decimals)
      }
      let code = errors.capture { OGR_L_CreateField(handle, definition, 1) }
      guard code == OGRERR_NONE, errors.firstError == nil else {
        throw errors.failure(
          .cannotCreate, "field \(field.name) cannot be created", "OGR_L_CreateField", file: name)
      }
    }
  }

  private func geometryType(_ geometry: OutputGeometry) -> OGRwkbGeometryType {
    switch geometry {
    case .none: wkbNone
    case .points: wkbPoint
    case .polygons, .squares:
      prefersMulti ? wkbMultiPolygon : format.driver == "ESRI Shapefile" ? wkbPolygon : wkbUnknown
    }
  }

  /// GDAL's option lists are declared mutable, but are only read.
  static func mutableList(
    _ list: UnsafePointer<UnsafePointer<CChar>?>?
  ) -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? {
    guard let list else { return nil }
    return UnsafeMutableRawPointer(mutating: list).assumingMemoryBound(to: UnsafeMutablePointer<CChar>?.self)
  }
}
