import Coverage
import Geometry
import Grid

/// The ground that figures are known of, unit by unit: the cells of a lattice, or zones.
public enum Units: Sendable {
  /// Cells of one or several sizes; a coarse one is what its finer ones leave.
  case cells(CellLattice)
  /// Polygons with figures, such as DeSO.
  case zones(Zones)

  /// Number of units.
  public var count: Int {
    switch self {
    case .cells(let lattice): lattice.cells.count
    case .zones(let zones): zones.count
    }
  }

  /// The lattice of cells; nil for zones.
  public var lattice: CellLattice? {
    if case .cells(let lattice) = self { lattice } else { nil }
  }

  /// The zones; nil for cells.
  public var zones: Zones? {
    if case .zones(let zones) = self { zones } else { nil }
  }

  /// The part of each unit in a valid polygon.
  ///
  /// - Parameter method: for cells, by exact part or by centre; zones are always taken by their exact part.
  public func fractions(in polygon: MultiPolygon, method: CoverageMethod = .area) -> UnitFractions {
    switch self {
    case .cells(let lattice):
      UnitFractions(method.runs(of: polygon, size: lattice.unit), lattice: lattice)
    case .zones(let zones): UnitFractions(zones.parts(in: polygon))
    }
  }
}
