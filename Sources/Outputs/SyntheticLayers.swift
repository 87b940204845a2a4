import Projections
import Columns
import Core
import Grid
import Synthetic

extension LayerContents {
  /// A generated grid with its squares; its rows are in canonical order.
  package static func cells(named name: String, table: Table) throws -> LayerContents {
    guard case .texts(let codes)? = table.column("ruta"), case .numbers(let sizes)? = table.column("size_m") else {
      throw Failure(.software, "a generated grid lacks its codes")
    }
    let cells = try (0..<codes.count).map { row in
      guard let corner = try? codes.withBytes(row, { bytes throws(RutaCode.Fault) in try RutaCode.read(bytes) })
      else {
        throw Failure(.software, "a generated code cannot be read", value: codes[row])
      }
      return Cell(size: Int32(sizes.values[row]), e: corner.e, n: corner.n)
    }
    return LayerContents(name: name, table: table, shapes: .cells(try CellLattice(cells)))
  }

  /// Generated areas or zones.
  package static func areas(named name: String, _ areas: [SyntheticArea]) throws -> LayerContents {
    LayerContents(
      name: name, table: areas.attributes, shapes: .polygons(areas.shapes, crs: try CoordinateSystem.gridPlane()))
  }
}
