internal import CGDAL
import Core
import Foundation

/// Which rows of a CSV file pass a filter, so that rutverk's own reader of delimited text can apply GDAL's syntax.
public enum CSVRowFilter {
  /// Rows that match, and how many rows GDAL sees in all.
  public struct Result: Sendable, Equatable {
    /// Ascending 0-based ordinals of the rows that pass, the header not counted.
    public var matching: [Int]
    /// All rows; another reader that counts differently must not use ``matching``.
    public var total: Int
  }

  /// Evaluates `filter` on every row; a column is a number if all of its cells are.
  ///
  /// GDAL passes the text's bytes on as they are, so the filter's letters must be in the same encoding: `isUTF8` says
  /// whether that is UTF-8 or Windows-1252. Throws ``Failure`` like ``VectorLayer``; (usage) for a wrong filter.
  public static func matchingRows(_ file: LayerSource, isUTF8: Bool, where filter: String) throws -> Result {
    // Size limit 0: types are judged by all rows, not by the first megabyte.
    let options = ["AUTODETECT_TYPE=YES", "AUTODETECT_SIZE_LIMIT=0", "MAX_LINE_SIZE=-1"]
    let layer = try VectorLayer(file, openOptions: options)
    let source = try layer.source()
    let total = layer.rowCount
    try AttributeFilter(filter, layer.fieldNames, file.name).set(on: source, inWindows1252: !isUTF8)
    let errors = GDALErrors()
    var matching: [Int] = []
    errors.capture {
      OGR_L_ResetReading(source)
      while let pointer = OGR_L_GetNextFeature(source) {
        // OGR numbers a CSV file's rows from 1.
        matching.append(Int(Feature(owning: pointer).id) - 1)
      }
    }
    try errors.check(.badData, "the file is damaged", "OGR_L_GetNextFeature", file: file.name)
    return Result(matching: matching, total: total)
  }
}
