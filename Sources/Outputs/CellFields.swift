import Columns
import Grid

/// The fields that name a cell in every output.
package enum CellFields {
  /// `ruta` (13 digits; the INSPIRE code where the corner does not fit them) and `size_m`.
  package static func identity(of lattice: CellLattice) -> Table {
    var table = Table()
    let cells = lattice.cells
    let codes = DerivedColumn(
      count: cells.count,
      .texts { RutaCode.texts(cells[$0]) })
    table.add(Field("ruta", .text), derived: codes)
    let sizes = DerivedColumn(count: cells.count, .numbers { rows in cells[rows].map { Double($0.size) } })
    table.add(Field("size_m", .integer), derived: sizes)
    return table
  }
}
