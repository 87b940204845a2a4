import Geometry
import Grid

/// What a map colours by class: the cells of a lattice, or zones.
package enum MapUnits: Sendable {
  /// Cells, in canonical order.
  case cells(CellLattice)
  /// Zones, in SWEREF 99 TM, and what each is called.
  case zones([MultiPolygon], names: [String])

  /// Number of units.
  package var count: Int {
    switch self {
    case .cells(let lattice): lattice.cells.count
    case .zones(let polygons, _): polygons.count
    }
  }

  /// The rectangle around a unit; nil for a zone without ground.
  package func box(of unit: Int) -> BoundingBox? {
    switch self {
    case .cells(let lattice):
      let cell = lattice.cells[unit]
      let (e, n, size) = (Double(cell.e), Double(cell.n), Double(cell.size))
      return BoundingBox(minX: e, minY: n, maxX: e + size, maxY: n + size)
    case .zones(let polygons, _): return polygons[unit].bounds
    }
  }

  /// The rectangle around all units; nil without ground.
  package var bounds: BoundingBox? {
    switch self {
    case .cells(let lattice):
      guard let first = lattice.cells.first else { return nil }
      var (west, south, east, north) = (first.e, first.n, first.e, first.n)
      for cell in lattice.cells {
        west = min(west, cell.e)
        south = min(south, cell.n)
        east = max(east, cell.e + cell.size)
        north = max(north, cell.n + cell.size)
      }
      return BoundingBox(minX: Double(west), minY: Double(south), maxX: Double(east), maxY: Double(north))
    case .zones(let polygons, _): return BoundingBox.around(polygons.lazy.compactMap(\.bounds))
    }
  }
}
