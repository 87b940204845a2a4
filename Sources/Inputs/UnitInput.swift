import Columns
import Coverage
import Overlay
import Reports

/// The units of one table, cells or zones by its options, and some of its columns.
package struct UnitInput {
  /// The units with what names them.
  package enum Read {
    /// Cells, in canonical order.
    case cells(CellInput)
    /// Zones, in the order of their layer.
    case zones(ZoneLayerInput)
  }

  /// The units.
  package let read: Read
  /// The columns asked for, one entry a unit.
  package let columns: [Column]
  /// Rows of the table.
  package let rowCount: Int

  /// Reads an opened table; throws what ``CellInput`` and ``ZoneLayerInput`` throw. `reach`: the boxes in which zones are asked
  /// for, see ``ZoneLayerInput``.
  package init(
    _ table: InputTable, requests: [ColumnRequest], options: InputOptions, reach: BoxIndex? = nil, journal: Journal
  ) throws {
    if let key = options.key {
      let input = try ZoneLayerInput(
        table, key: key, requests: requests, options: options, reach: reach, journal: journal)
      (read, columns, rowCount) = (.zones(input), input.columns, input.zones.count)
    } else {
      let input = try CellInput(tables: [table], requests: [requests], options: options, journal: journal)
      (read, columns, rowCount) = (.cells(input), input.columns[0], input.rowCounts[0])
    }
  }

  /// The ground.
  package var units: GroundUnits {
    switch read {
    case .cells(let input): .cells(input.lattice)
    case .zones(let input): .zones(input.zones)
    }
  }

  /// What a unit is called in messages.
  package func name(_ unit: Int) -> String {
    switch read {
    case .cells(let input): input.name(unit)
    case .zones(let input): input.name(unit)
    }
  }
}
