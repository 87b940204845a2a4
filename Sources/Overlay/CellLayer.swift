import Core
import Grid

/// What is known of each cell: one entry a cell of the lattice, NaN where null.
public struct CellLayer: Sendable {
  /// The cells.
  public let lattice: CellLattice
  /// Inhabitants.
  public var population: [Double]
  /// The livsvillkor index (+ is worse); empty when the layer has none.
  public var index: [Double] = []
  /// Percentile 0–100 of the index; empty when the layer has none.
  public var percentile: [Double] = []
  /// Class 1 (best) …; empty when the layer has none.
  public var classes: [Double] = []
  /// Number of children 0–15; empty when the layer has none.
  public var children: [Double] = []
  /// Number of youth 16–19; empty when the layer has none.
  public var youth: [Double] = []

  /// A layer of populations; one entry a cell.
  public init(lattice: CellLattice, population: [Double]) {
    self.lattice = lattice
    self.population = population
  }

  /// Area that the cell owns, square metres.
  func ownedArea(_ cell: Int) -> Double { lattice.ownedAreaSquareMetres(cell) }

  /// A value of a column that may be empty.
  static func value(_ column: [Double], _ cell: Int) -> Double { column.isEmpty ? .nan : column[cell] }
}
