internal import CGDAL
import Columns
import Diagnostics
import Geometry

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
  /// Field names in file order; a geometry is no field.
  public let columnNames: [String]
  /// One type a column.
  public let fieldTypes: [LayerFieldType]
  /// The system that the layer claims; nil without one.
  public let crs: LayerCRS?
  /// What the layer declares its geometries to be.
  public let geometryType: LayerGeometry
  /// Features that pass the filter.
  public let rowCount: Int
  /// Remarks on the file that a user should see, such as a `.cpg` that lies.
  public let notes: [String]
  /// What ``readAll(_:)`` reads of geometries.
  public let geometryUse: GeometryUse

  let dataset: Dataset
  let layer: OGRLayerH
  let hasFilter: Bool
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
  public init(
    path: String, layer: String? = nil, where filter: String? = nil, geometry: GeometryUse = .ignore,
    openOptions: [String] = []
  ) throws {
    name = path
    geometryUse = geometry
    let errors = GDALErrors()
    dataset = try Dataset.open(path, options: openOptions, errors: errors)
    let source = dataset.pointer
    let handles = (0..<GDALDatasetGetLayerCount(source)).compactMap { GDALDatasetGetLayer(source, $0) }
    let names = handles.map { Self.text(OGR_L_GetName($0)) }
    layerNames = names
    let chosen = try Self.choose(layer, among: names, path) { OGR_L_GetFeatureCount(handles[$0], 1) > 0 }
    self.layer = handles[chosen]
    layerName = names[chosen]
    format = Self.text(GDALGetDatasetDriver(source).flatMap { GDALGetDriverShortName($0) })

    let definition = OGR_L_GetLayerDefn(self.layer)
    let fields = (0..<OGR_FD_GetFieldCount(definition)).compactMap { OGR_FD_GetFieldDefn(definition, $0) }
    columnNames = fields.map { Self.text(OGR_Fld_GetNameRef($0)) }
    fieldTypes = fields.map { LayerFieldType(OGR_Fld_GetType($0), OGR_Fld_GetSubType($0)) }
    geometryType = LayerGeometry(OGR_L_GetGeomType(self.layer))
    crs = LayerCRS(OGR_L_GetSpatialRef(self.layer))
    hasFilter = filter != nil
    let encoding = ["shp", "dbf"].contains(FilePath.fileExtension(path)) ? DBFEncoding(ofShapefile: path) : nil
    notes = encoding?.note.map { ["\(path): \($0)"] } ?? []

    if let filter { try AttributeFilter(filter, columnNames, path).set(on: self.layer) }
    let count = errors.capture { [layer = self.layer] in OGR_L_GetFeatureCount(layer, 1) }
    if errors.firstError != nil || count < 0 {
      // A GeoPackage hands the filter to SQLite, which sees it only now.
      if let filter { throw AttributeFilter(filter, columnNames, path).failure(errors) }
      throw errors.failure(.badData, "features cannot be counted", "OGR_L_GetFeatureCount", file: path)
    }
    // OGR counts a shapefile's deleted records, and skips them when it reads.
    rowCount = Int(count) - (filter == nil ? encoding?.deletedRecords ?? 0 : 0)
    if geometry != .ignore, geometryType == .none {
      throw Failure(
        .badData, "layer \(layerName) has no geometries", file: path,
        expected: geometry == .points ? "points" : "polygons")
    }
  }

  /// OGR's number of each feature, in row order; it is what messages call a feature by.
  public var featureIDs: [Int64] {
    if let knownIDs { return knownIDs }
    var ids: [Int64] = []
    try? forEachFeature(fields: [], geometry: false) { ids.append($0.id) }
    knownIDs = ids
    return ids
  }

  /// `feature 7`, or `row 7` of a sheet.
  public func place(ofRow row: Int) -> String {
    let ids = featureIDs
    return ids.indices.contains(row) ? place(ofID: ids[row]) : "row \(row + 1)"
  }

  func place(ofID id: Int64) -> String {
    // Spreadsheet features are numbered by the sheet's rows.
    DriverList.formats.contains { $0.driver == format && $0.isSpreadsheet } ? "row \(id)" : "feature \(id)"
  }

  func remember(_ ids: [Int64]) { knownIDs = ids }

  private static func text(_ pointer: UnsafePointer<CChar>?) -> String { pointer.map { String(cString: $0) } ?? "" }

  private static func choose(
    _ wanted: String?, among names: [String], _ path: String, _ hasFeatures: (Int) -> Bool
  ) throws -> Int {
    if names.isEmpty { throw Failure(.badData, "the file has no layers", file: path) }
    if let wanted {
      if let index = names.firstIndex(of: wanted) { return index }
      throw Failure(
        .noInput, "no such layer", file: path, value: wanted, hint: Suggestion.hint(for: wanted, among: names))
    }
    if names.count == 1 { return 0 }
    // A new workbook comes with empty sheets.
    let filled = names.indices.filter(hasFeatures)
    if filled.count == 1 { return filled[0] }
    throw Failure(
      .usage, "the file has \(names.count) layers, and none was chosen", file: path,
      expected: "one of: " + names.joined(separator: ", "))
  }
}
