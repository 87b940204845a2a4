import Columns
import Geometry
import Grid

/// Cells, or zones, and what a map shows of them: one entry a unit in their order, NaN where null. A column that the data
/// lacks is empty.
package struct MapCells: Sendable {
  /// The cells or zones.
  package let units: MapUnits
  /// Class 1 (best) …; 0 where there is no index.
  package let classes: [UInt8]
  /// Number of classes, ≥ 1: the worst class of the data, unless more were said; 5 where there are none at all.
  package let classCount: Int
  /// The index, more being worse.
  package var index: [Double] = []
  /// Its percentile, 0–100.
  package var percentile: [Double] = []
  /// Inhabitants.
  package var population: [Double] = []
  /// Number of children 0–15.
  package var children: [Double] = []
  /// Number of youth 16–19.
  package var youth: [Double] = []
  /// Share of people living overcrowded, 0–1.
  package var overcrowded: [Double] = []
  /// Whether the class is uncertain.
  package var uncertain: [Bool] = []
  /// Share of runs in which the unit is in another class.
  package var uncertainShares: [Double] = []
  /// Whether a unit lacks its figure because it is withheld; empty: none does.
  package var withheld: [Bool] = []
  /// Further fields of the input, one row a unit; without columns where none are kept.
  package var figures = Table()
  /// Share of its side in which each square is drawn, where cells are gathered in squares; empty: all of it.
  package var drawnShares: [Double] = []
  /// Those of ``CellFigure/variables`` that are known.
  package var variables: [(name: String, values: [Double])] = []
  /// What `rutverk index` says of each cell: `ok`, or why it has no index; nil where the data does not say.
  package var status: TextColumn?

  /// Cells or zones with their classes, one a unit; 0 for none. `classCount`: how many the index has, where the data may be a
  /// part without its worst.
  package init(_ units: MapUnits, classes: [UInt8], classCount given: Int? = nil) {
    (self.units, self.classes) = (units, classes)
    let worst = Int(classes.max() ?? 0)
    classCount = max(given ?? (worst > 0 ? worst : 5), worst)
    hasClasses = classes.contains { $0 > 0 }
    hasCellsWithoutIndex = classes.contains(0)
  }

  /// Whether any cell has a class.
  package let hasClasses: Bool
  /// Whether any cell has none.
  package let hasCellsWithoutIndex: Bool
  /// Whether any cell's class is uncertain.
  package var hasUncertain: Bool { uncertain.contains(true) }
  /// Whether there are no cells at all.
  package var isEmpty: Bool { units.count == 0 }
  /// The lattice of cells; nil for zones.
  package var lattice: CellLattice? { if case .cells(let lattice) = units { lattice } else { nil } }

  /// The rectangle around all cells.
  package var bounds: BoundingBox? { units.bounds }

  /// Children and youth of a cell; NaN where neither is known.
  package func young(_ cell: Int) -> Double {
    RingRule.young(
      children: children.isEmpty ? .nan : children[cell], youth: youth.isEmpty ? .nan : youth[cell])
  }

  /// The cells that get a ring, largest first so that small rings are drawn over large ones.
  ///
  /// Of two equals the first in canonical order comes first.
  package func rings(_ rule: RingRule) -> [Ring] {
    (0..<units.count).compactMap { i in
      let number = young(i)
      guard rule.includes(young: number, overcrowded: overcrowded.isEmpty ? .nan : overcrowded[i]) == true,
        let box = units.box(of: i)
      else { return nil }
      return Ring(
        cell: i, easting: (box.minX + box.maxX) / 2, northing: (box.minY + box.maxY) / 2, young: number)
    }.sorted { ($1.young, $0.cell) < ($0.young, $1.cell) }
  }
}

/// A ring around a cell's middle.
package struct Ring: Sendable, Equatable {
  /// The cell's place in the lattice.
  package var cell: Int
  /// Its middle, metres east.
  package var easting: Double
  /// Its middle, metres north.
  package var northing: Double
  /// Children and youth in it.
  package var young: Double
}
