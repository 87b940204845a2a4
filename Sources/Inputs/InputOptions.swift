import DelimitedText

/// How input files are read, one set for all files of one kind in a run.
package struct InputOptions: Sendable, Codable {
  /// What to do with a row that cannot be read.
  package enum BadRows: String, Sendable, Codable, CaseIterable {
    /// End the run with its error.
    case stop
    /// Leave it out, count it and say so.
    case skip
  }

  /// Attribute filter in GDAL's syntax; nil takes all rows.
  package var filter: String?
  /// The flag that the filter came from, for messages.
  package var filterFlag = "--where"
  /// Layer of a file that has several; nil: the only one.
  package var layer: String?
  /// Coordinate system that replaces what the file says, such as `EPSG:3006`.
  package var crs: String?
  /// The flag that the coordinate system comes from, for messages.
  package var crsFlag = "--areas-crs"
  /// Whether places outside Sweden are meant, so that nothing is noted of them.
  package var isAnywhere = false
  /// The columns of points' coordinates, where they are named.
  package var pointFields = PointColumns.Names()
  /// How delimited text is written; nothing set: found out from the file.
  package var text = DelimitedTextOptions()
  /// What to do with bad rows.
  package var badRows = BadRows.stop
  /// Field that names zones, where polygons with figures take the cells' place; nil for cells.
  package var key: String?
  /// Side of the cells where a table does not say, metres.
  package var cellSize: Int32?
  /// Repair invalid polygons (false) or refuse them (true).
  package var isStrict = false

  /// Columns named by role on the command line (`--column ROLE=COLUMN`), for roles without a flag of their own.
  package var columns: [String: String] = [:]

  /// Everything found out from the file.
  package init() {}
}
