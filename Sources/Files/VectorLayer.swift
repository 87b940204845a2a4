internal import CGDAL
import Columns
import Core
import Disk
import Geometry
import TextCodec

/// One layer of a vector file or one sheet of a spreadsheet, read through GDAL.
///
/// Keeps the file open and is not `Sendable`: one a worker. Every read is one pass over the features, and fields
/// and geometries that nobody asked for are not decoded. Inputs are never written to.
public final class VectorLayer: TableSource {
  /// What is wanted of the features' geometries.
  public enum GeometryUse: Sendable {
    case ignore
    /// Polygons and multipolygons; other geometries are counted and left out.
    case polygons
    /// Points; other geometries are counted and left out.
    case points
  }

  /// The file as the user named it.
  public let name: String
  /// The layer that was chosen.
  public let layerName: String
  /// All layers in the file.
  public let layerNames: [String]
  /// GDAL's name of the format, `GPKG`.
  public let format: String
  /// Whether the format keeps numbers to their last bit; others keep 15 or 16 digits.
  package var keepsWholeNumbers: Bool { !["XLSX", "ODS", "MapInfo File"].contains(format) }
  /// Field names in file order, without the blanks around them; a geometry is no field.
  public let columnNames: [String]
  /// The same as the file has them.
  let fieldNames: [String]
  /// One type a column.
  public let fieldTypes: [LayerFieldType]
  /// The system that the layer claims; nil without one, and for one that is not known.
  public let crs: LayerCRS?
  /// What the layer declares its geometries to be.
  public let geometryType: LayerGeometry
  /// Features that pass the filter: as the file says, until they have been read.
  public private(set) var rowCount: Int
  /// Remarks on the file that a user should see, such as a `.cpg` that lies.
  public private(set) var notes: [String]
  /// What ``readAll(_:)`` reads of geometries.
  public let geometryUse: GeometryUse

  /// How numbers in columns of texts are written.
  package var decimalRule = DecimalRule.either

  let hasFilter: Bool
  /// OGR's numbers of the rows that are passed over: a sheet's rows without any value, which are no rows, like empty lines of a
  /// text, and those that do not pass a filter that asks texts for numbers.
  let passedOver: Set<Int64>
  /// The file, where it can be read without GDAL.
  let plain: PlainGeoPackage?
  /// The file as GDAL sees it, once something has asked for it.
  private var opened: OpenedLayer?
  private let file: LayerSource
  private let openOptions: [String]
  private var knownIDs: [Int64]?

  /// Opens a file and chooses a layer; only names, types and the number of features are read.
  ///
  /// - Parameters:
  ///   - path: A local file in one of ``DriverList``'s formats.
  ///   - layer: The layer's name; may be left out where the file has a single one (empty sheets do not count).
  ///   - filter: GDAL's attribute filter, `year = 2019 AND type <> 'Riskområde'`.
  ///   - geometry: What ``readAll(_:)`` is to read of the geometries.
  ///   - openOptions: GDAL open options, `KEY=VALUE`.
  ///
  /// Throws ``Failure``: (no input) for a file that is missing, a folder, remote or in an unknown format and for an
  /// unknown layer, (bad data) for one that is damaged, (usage) where a layer must be chosen or the filter is wrong.
  public convenience init(
    path: String, layer: String? = nil, where filter: String? = nil, geometry: GeometryUse = .ignore,
    openOptions: [String] = []
  ) throws {
    try self.init(
      LayerSource(path: path), layer: layer, where: filter, geometry: geometry, openOptions: openOptions)
  }

  /// As ``init(path:layer:where:geometry:openOptions:)``, of what is known already to be a layer.
  public init(
    _ file: LayerSource, layer: String? = nil, where filter: String? = nil, geometry: GeometryUse = .ignore,
    openOptions: [String] = []
  ) throws {
    self.file = file
    name = file.name
    let path = file.path
    geometryUse = geometry
    hasFilter = filter != nil
    self.openOptions = openOptions
    let formulas = try file.check()
    if FastPath.plainGeoPackage.isOn, filter == nil, openOptions.isEmpty, geometry != .points,
      file.mayBePlainGeoPackage,
      let plain = PlainGeoPackage(path: path), layer == nil || layer == plain.table
    {
      self.plain = plain
      (layerName, layerNames) = (plain.table, [plain.table])
      (format, geometryType, notes, passedOver) = ("GPKG", .polygons, file.note.map { [$0] } ?? [], [])
      (fieldNames, fieldTypes) = (plain.fields.map(\.name), plain.fields.map(\.type))
      columnNames = Self.trimmed(fieldNames)
      rowCount = plain.rowCount
      try Self.check(rowCount: rowCount, name)
      if plain.isNational {
        crs = .sweref99TM
      } else {
        let source = try OpenedLayer(file, layer: plain.table, geometry: geometry, options: [])
        crs = LayerCRS(OGR_L_GetSpatialRef(source.pointer))
        opened = source
      }
      return
    }
    plain = nil
    let errors = GDALErrors()
    let source = try OpenedLayer(file, layer: layer, geometry: geometry, options: openOptions, errors: errors)
    opened = source
    (layerName, layerNames, format) = (source.name, source.allNames, source.format)

    let definition = OGR_L_GetLayerDefn(source.pointer)
    let fields = (0..<OGR_FD_GetFieldCount(definition)).compactMap { OGR_FD_GetFieldDefn(definition, $0) }
    fieldNames = fields.map { OpenedLayer.text(OGR_Fld_GetNameRef($0)) }
    columnNames = Self.trimmed(fieldNames)
    fieldTypes = fields.map { LayerFieldType(OGR_Fld_GetType($0), OGR_Fld_GetSubType($0)) }
    geometryType = LayerGeometry(OGR_L_GetGeomType(source.pointer))
    // GDAL takes a system that it does not know in GeoJSON for WGS 84.
    let isUnknown = errors.projectionError != nil && ["GeoJSON", "GeoJSONSeq", "TopoJSON"].contains(format)
    crs = isUnknown ? nil : LayerCRS(OGR_L_GetSpatialRef(source.pointer))
    let isShapefile = ["shp", "dbf"].contains(FilePath.fileExtension(path))
    let encoding = try isShapefile ? DBFEncoding(ofShapefile: path) : nil
    var remarks = encoding?.note.map { ["\(file.name): \($0)"] } ?? []
    remarks += file.note.map { [$0] } ?? []
    if formulas > 0 {
      remarks.append(
        "\(file.name): \(formulas) formulas have no stored result and are read as null; open the file in a spreadsheet program "
          + "and save it")
    }

    var failing: Set<Int64>?
    if let filter, Self.asksTextsForNumbers(filter, columnNames, fieldTypes) {
      failing = try Self.failing(filter, VectorLayer(file, layer: source.name, openOptions: openOptions))
    }
    if let filter, failing == nil { try AttributeFilter(filter, fieldNames, name).set(on: source.pointer) }
    let count = errors.capture { OGR_L_GetFeatureCount(source.pointer, 1) }
    if errors.firstError != nil || count < 0 {
      // A GeoPackage hands the filter to SQLite, which sees it only now.
      if let filter { throw AttributeFilter(filter, fieldNames, name).failure(errors) }
      throw errors.failure(.badData, "features cannot be counted", "OGR_L_GetFeatureCount", file: name)
    }
    // OGR counts a shapefile's deleted records, and skips them when it reads.
    let deleted = filter == nil ? encoding?.deletedRecords ?? 0 : 0
    let empty = ["XLSX", "ODS"].contains(format) ? Self.emptyRows(of: source.pointer, errors) : []
    if !empty.isEmpty { remarks.append("\(path): \(empty.count) empty rows are passed over") }
    notes = remarks
    passedOver = empty.union(failing ?? [])
    rowCount = Int(count) - deleted - passedOver.count
    try Self.check(rowCount: rowCount, name)
    if geometry != .ignore, geometryType == .none {
      throw Failure(
        .badData, "layer \(layerName) has no geometries", file: name,
        expected: geometry == .points ? "points" : "polygons")
    }
  }

  private static func check(rowCount: Int, _ name: String) throws {
    if rowCount > InputLimit.rows.value { throw InputLimit.rows.exceeded("\(rowCount) features", file: name) }
  }

  /// Names without the blanks around them, unless two would then be the same.
  private static func trimmed(_ names: [String]) -> [String] {
    let trimmed = names.map { Blanks.trimmed($0) }
    return Set(trimmed).count == names.count ? trimmed : names
  }

  /// Whether a filter asks for numbers of a field that is text, such as one with marks for withheld values: GDAL refuses that,
  /// or compares texts.
  private static func asksTextsForNumbers(_ filter: String, _ columns: [String], _ types: [LayerFieldType]) -> Bool {
    FilterFields(filter, fields: columns).mentions.contains { $0.use == .number && types[$0.field] == .text }
  }

  /// OGR's numbers of the rows that do not pass.
  private static func failing(_ filter: String, _ layer: VectorLayer) throws -> Set<Int64> {
    let rows = TextRowFilter(filter, columns: layer.columnNames, file: layer.name)
    let texts = try layer.readAll(rows.named.map { ColumnRequest($0, .text) }).columns.compactMap {
      column -> TextColumn? in
      if case .texts(let texts) = column { texts } else { nil }
    }
    let ids = layer.readIDs
    return Set(ids).subtracting(try rows.matchingRows(texts, rowCount: ids.count).map { ids[$0] })
  }

  private static func emptyRows(of layer: OGRLayerH, _ errors: GDALErrors) -> Set<Int64> {
    let fields = OGR_FD_GetFieldCount(OGR_L_GetLayerDefn(layer))
    var empty: Set<Int64> = []
    errors.capture {
      OGR_L_ResetReading(layer)
      while let pointer = OGR_L_GetNextFeature(layer) {
        let feature = Feature(owning: pointer)
        let isEmpty = (0..<fields).allSatisfy { field in
          if OGR_F_IsFieldSetAndNotNull(feature.pointer, field) == 0 { return true }
          return Blanks.trimmed(OpenedLayer.text(OGR_F_GetFieldAsString(feature.pointer, field))).isEmpty
        }
        if isEmpty { empty.insert(feature.id) }
      }
    }
    return empty
  }

  /// OGR's number of each feature, in row order; it is what messages call a feature by.
  public var featureIDs: [Int64] {
    if let knownIDs { return knownIDs }
    var ids: [Int64] = []
    try? forEachFeature(fields: [], geometry: false) { ids.append($0.id) }
    if format == "GPKG" { ids.sort() }
    knownIDs = ids
    return ids
  }

  /// The numbers of the features that were read last, in row order; none before.
  var readIDs: [Int64] { knownIDs ?? [] }

  /// `feature 7`, or `row 7` of a sheet.
  public func place(ofRow row: Int) -> String {
    let ids = featureIDs
    return ids.indices.contains(row) ? place(ofID: ids[row]) : "row \(row + 1)"
  }

  func place(ofID id: Int64) -> String { placeOfID(id) }

  /// What messages call features by; without the layer, so that any worker may call it.
  var placeOfID: @Sendable (Int64) -> String {
    // Spreadsheet features are numbered by the sheet's rows.
    let word = DriverList.formats.contains { $0.driver == format && $0.isSpreadsheet } ? "row" : "feature"
    return { "\(word) \($0)" }
  }

  /// Rows to make room for: no more than a file of its size can have, whatever it says.
  var likelyRowCount: Int { min(rowCount, max((try? file.size) ?? 0, 1 << 16)) }

  /// Takes note of how many features were read. Throws ``Failure`` (bad data) where the file says another number, unless it is
  /// a GeoPackage: there it is kept by triggers, and is old where a program has written without them.
  func correct(rowCount count: Int) throws {
    if count == rowCount { return }
    let promise = "the file promises \(rowCount) features, but \(count) can be read"
    guard format == "GPKG", !hasFilter else { throw Failure(.badData, promise, file: name) }
    notes.append("\(name): \(promise); the number kept in the file is old")
    rowCount = count
  }

  func note(curved count: Int) {
    let note =
      "\(name): \(count) polygons have curves; they are read as short lines that enclose the same area"
    if count > 0, !notes.contains(note) { notes.append(note) }
  }

  func remember(_ ids: [Int64]) { knownIDs = ids }

  /// GDAL's layer; opens the file with GDAL at the first call where it was opened without.
  func source() throws -> OGRLayerH {
    if let opened { return opened.pointer }
    let source = try OpenedLayer(file, layer: layerName, geometry: geometryUse, options: openOptions)
    opened = source
    return source.pointer
  }
}
