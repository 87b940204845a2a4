internal import CGDAL
import Core

/// A file that GDAL has opened, and the layer in it that was chosen.
final class OpenedLayer {
  /// Lives as long as ``dataset``.
  let pointer: OGRLayerH
  /// The chosen layer.
  let name: String
  /// All layers in the file.
  let allNames: [String]
  /// GDAL's name of the format, `GPKG`.
  let format: String

  private let dataset: Dataset

  /// Opens a file and chooses a layer, which need not be named where there is only one. Throws ``Failure`` as
  /// ``VectorLayer`` says.
  init(
    _ file: LayerSource, layer: String?, geometry: VectorLayer.GeometryUse, options: [String],
    errors: GDALErrors = GDALErrors()
  ) throws {
    dataset = try Dataset.open(file, options: options, errors: errors)
    let source = dataset.pointer
    let handles = (0..<GDALDatasetGetLayerCount(source)).compactMap { GDALDatasetGetLayer(source, $0) }
    allNames = handles.map { Self.text(OGR_L_GetName($0)) }
    let chosen = try Self.choose(
      layer, among: allNames, file.name,
      [
        // A new workbook comes with empty sheets.
        { OGR_L_GetFeatureCount(handles[$0], 1) > 0 },
        { [names = allNames] in !Self.programsOwn.contains(names[$0].lowercased()) },
        { geometry.canUse(LayerGeometry(OGR_L_GetGeomType(handles[$0]))) },
      ])
    pointer = handles[chosen]
    name = allNames[chosen]
    format = Self.text(GDALGetDatasetDriver(source).flatMap { GDALGetDriverShortName($0) })
  }

  /// A text of GDAL's; empty for none.
  static func text(_ pointer: UnsafePointer<CChar>?) -> String { pointer.map { String(cString: $0) } ?? "" }

  /// Tables that programs keep in a file for themselves: QGIS its styles and projects.
  static let programsOwn: Set<String> = ["layer_styles", "qgis_projects"]

  private static func choose(
    _ wanted: String?, among names: [String], _ path: String, _ tests: [(Int) -> Bool]
  ) throws -> Int {
    if names.isEmpty { throw Failure(.badData, "the file has no layers", file: path) }
    if let wanted {
      if let index = names.firstIndex(of: wanted) { return index }
      throw Failure(
        .noInput, "no such layer", file: path, value: wanted, hint: Suggestion.hint(for: wanted, among: names))
    }
    if names.count == 1 { return 0 }
    // Those that pass all tests so far; a test that leaves none says nothing.
    var left = Array(names.indices)
    for test in tests where left.count > 1 {
      let passing = left.filter(test)
      if !passing.isEmpty { left = passing }
    }
    if left.count == 1 { return left[0] }
    throw Failure(
      .usage, "the file has \(names.count) layers, and none was chosen", file: path,
      expected: "one of: " + names.joined(separator: ", "))
  }
}

extension VectorLayer.GeometryUse {
  /// Whether a layer of that kind can serve.
  fileprivate func canUse(_ geometry: LayerGeometry) -> Bool {
    switch self {
    case .ignore: true
    case .polygons: geometry == .polygons || geometry == .mixed
    case .points: geometry == .points || geometry == .mixed
    }
  }
}
