import Coverage
import Geometry
import Grid

/// The ground that figures are known of, unit by unit: the cells of a lattice, or zones.
public enum GroundUnits: Sendable {
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

  /// What several are called in English.
  public var noun: String { zones == nil ? "cells" : "zones" }

  /// How counts are split by ``fractions(in:method:)``, in a sentence for a run's method.
  public func splitting(_ method: CoverageMethod = .area) -> String {
    switch (self, method) {
    case (.cells, .area):
      "Counts are split by the exact part of each cell's ground inside the area; means are weighted by part × population."
    case (.cells, .centre):
      "Cells count whole where their own centre lies inside the area (--method centre), coarse ones too: not exact."
    case (.zones, _):
      "Counts are split by the exact part of each zone's planar area inside the area, as if people lived evenly over each zone;"
        + " means are weighted by part × population."
    }
  }

  /// The part of each unit in a valid polygon.
  ///
  /// - Parameter method: for cells, by exact part or by centre; zones are always taken by their exact part.
  public func fractions(in polygon: MultiPolygon, method: CoverageMethod = .area) -> UnitFractions {
    switch self {
    case .cells(let lattice):
      method.fractions(in: polygon, of: lattice)
    case .zones(let zones): UnitFractions(zones.parts(in: polygon))
    }
  }
}
