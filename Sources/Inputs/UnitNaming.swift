import Grid
import Reports

/// How a table names its units.
package enum UnitNaming {
  /// Cells, by Ruta code or corner.
  case cells(CellColumns)
  /// Zones, by a field.
  case zones(key: String)

  /// How the table at hand does; reads no rows.
  ///
  /// - Throws: ``Failure`` where no column names the cells, and for zones without that field, without geometry or without a
  ///   coordinate system.
  package init(of table: InputTable, options: InputOptions, journal: Journal) throws {
    if let key = options.key {
      self = .zones(key: try ZoneLayerInput.plan(table, key: key, options: options, journal: journal).key)
    } else {
      self = .cells(try CellInput.layout(of: table, options: options, journal: journal))
    }
  }
}
