import Coverage
import Geometry
import Grid

/// The part of each unit (cell or zone) that lies in one area, for the units with a positive part.
public struct UnitFractions: Sendable, Equatable {
  /// Indices of units, ascending: of the lattice's cells, or of zones.
  public private(set) var units: [Int32] = []
  /// The part of what each unit owns that is covered, in (0, 1].
  public private(set) var fractions: [Double] = []

  /// No unit covered.
  public init() {}

  /// The parts of zones, as ``Zones/parts(in:)`` gives them.
  init(_ parts: (zones: [Int32], parts: [Double])) { (units, fractions) = parts }

  /// The parts of the lattice's cells that the runs cover.
  ///
  /// A coarse cell's part is the mean over the unit squares that it owns, so its finer cells never count in it, and a
  /// cell whose own squares are not touched has no part, exactly.
  ///
  /// - Parameters:
  ///   - runs: coverage of squares of the lattice's unit.
  ///   - lattice: the cells.
  public init(_ runs: CoverageRuns, lattice: CellLattice) {
    var parts: [(cell: Int32, covered: Double)] = []
    parts.reserveCapacity(runs.count)
    var place = 0
    for i in 0..<runs.count {
      let fraction = runs.fractions[i]
      let columns = runs.starts[i]..<runs.ends[i]
      lattice.forEachOwner(row: Int(runs.rows[i]), columns: columns, near: &place) { owner, squares in
        parts.append((Int32(owner), fraction * Double(squares)))
      }
    }
    // Runs come row by row: a coarse cell returns on each of its rows. A stable order keeps the sums deterministic.
    if !zip(parts, parts.dropFirst()).allSatisfy({ $0.cell < $1.cell }) {
      let order = parts.indices.sorted { (parts[$0].cell, $0) < (parts[$1].cell, $1) }
      parts = order.map { parts[$0] }
    }
    units.reserveCapacity(parts.count)
    fractions.reserveCapacity(parts.count)
    for part in parts {
      if units.last == part.cell {
        fractions[fractions.count - 1] += part.covered
      } else {
        units.append(part.cell)
        fractions.append(part.covered)
      }
    }
    for i in units.indices {
      let owned = lattice.ownedUnits[Int(units[i])]
      if owned != 1 { fractions[i] = min(1, fractions[i] / Double(owned)) }
    }
  }

  /// The cells whose own centre lies in a polygon, each whole: a coarse cell too, whatever its finer cells leave of it, unless they
  /// leave nothing.
  init(centresIn polygon: MultiPolygon, lattice: CellLattice) {
    if lattice.sizes.count == 1 {
      self.init(CentreCoverage.runs(of: polygon, size: lattice.unit), lattice: lattice)
      return
    }
    self.init()
    for size in lattice.sizes {
      let runs = CentreCoverage.runs(of: polygon, size: Int(size))
      for i in 0..<runs.count {
        for column in runs.starts[i]..<runs.ends[i] {
          let cell = Cell(size: size, e: column * size, n: runs.rows[i] * size)
          if let place = lattice.place(of: cell), lattice.ownedUnits[place] > 0 { units.append(Int32(place)) }
        }
      }
    }
    units.sort()
    fractions = [Double](repeating: 1, count: units.count)
  }

  /// Appends a unit behind all others.
  public mutating func append(unit: Int32, fraction: Double) {
    units.append(unit)
    fractions.append(fraction)
  }
}

/// How a cell is given to an area.
public enum CoverageMethod: String, Sendable, CaseIterable {
  /// By the exact part that lies inside.
  case area
  /// Whole, when its own centre lies inside: the rule of quick raster tools, for comparison only.
  case centre

  /// The lattice squares of `size` metres in `polygon`.
  public func runs(of polygon: MultiPolygon, size: Int) -> CoverageRuns {
    switch self {
    case .area: ExactCoverage.runs(of: polygon, size: size)
    case .centre: CentreCoverage.runs(of: polygon, size: size)
    }
  }

  /// The parts of a lattice's cells in `polygon`.
  public func fractions(in polygon: MultiPolygon, of lattice: CellLattice) -> UnitFractions {
    switch self {
    case .area: UnitFractions(ExactCoverage.runs(of: polygon, size: lattice.unit), lattice: lattice)
    case .centre: UnitFractions(centresIn: polygon, lattice: lattice)
    }
  }
}
