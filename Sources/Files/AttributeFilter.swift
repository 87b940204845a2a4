internal import CGDAL
import Core

/// GDAL's attribute filter (`--where`), and the one failure for all that can be wrong with it.
struct AttributeFilter {
  private let expression: String
  private let columns: [String]
  private let path: String

  init(_ expression: String, _ columns: [String], _ path: String) {
    (self.expression, self.columns, self.path) = (expression, columns, path)
  }

  /// Sets it. Throws ``failure(_:)`` for a wrong expression; a GeoPackage may notice it later.
  func set(on layer: OGRLayerH) throws {
    let errors = GDALErrors()
    let code = errors.capture { OGR_L_SetAttributeFilter(layer, expression) }
    if code != OGRERR_NONE || errors.firstError != nil { throw failure(errors) }
  }

  /// A usage failure with GDAL's reason and the fields that there are.
  func failure(_ errors: GDALErrors) -> Failure {
    Failure(
      .usage, "the filter cannot be used (\(errors.firstError ?? "no reason given"))", file: path, value: expression,
      hint: "fields: \(columns.joined(separator: ", "))")
  }
}
