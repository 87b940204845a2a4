import Core
import Coverage
import Grid
import Overlay

/// What a coverage table says of one area: runs of squares, as long as its rows come in the order in which they are written, else rows.
struct CoverageTablePart: Sendable {
  /// A row that is kept as it stands.
  struct Row: Sendable {
    var cell: Cell
    var fraction: Double
    var exclusive: Double
    /// Ground that the cell owns, square metres; nil in a table of lattice squares.
    var owned: Double?
  }

  private var whole = CoverageRuns(size: 0)
  /// Nil as long as it is the whole.
  private var exclusive: CoverageRuns?
  /// Nil as long as runs say all.
  private var listed: [Row]?
  private var last: Cell?

  /// Appends some rows of a batch.
  mutating func append(_ batch: CoverageBatch, _ range: Range<Int>) {
    func row(_ index: Int) -> Row {
      Row(
        cell: batch.cells[index], fraction: batch.fractions[index], exclusive: batch.exclusive[index],
        owned: batch.owned?[index])
    }
    for index in range {
      let next = row(index)
      if listed == nil, !appendsSquare(next) { listed = rows }
      listed?.append(next)
    }
  }

  /// Appends a square to the runs; false where they cannot say what the row says.
  private mutating func appendsSquare(_ next: Row) -> Bool {
    let cell = next.cell
    guard next.owned == nil, last.map({ $0.size == cell.size && $0 < cell }) ?? true, next.fraction > 0 else {
      return false
    }
    if last == nil { whole = CoverageRuns(size: Int(cell.size)) }
    last = cell
    let (row, column) = (cell.row, cell.column)
    if exclusive == nil, next.exclusive != next.fraction { exclusive = whole }
    whole.append(row: row, start: column, end: column + 1, fraction: next.fraction)
    if next.exclusive > 0 {
      exclusive?.append(row: row, start: column, end: column + 1, fraction: next.exclusive)
    }
    return true
  }

  /// All rows that were appended, those without any part left out where runs are kept.
  var rows: [Row] {
    if let listed { return listed }
    var rows: [Row] = []
    let side = Int32(whole.size)
    for run in 0..<whole.count {
      for column in whole.starts[run]..<whole.ends[run] {
        let fraction = whole.fractions[run]
        rows.append(
          Row(
            cell: Cell(size: side, e: column * side, n: whole.rows[run] * side), fraction: fraction,
            exclusive: exclusive.map { $0.fraction(row: Int(whole.rows[run]), column: Int(column)) } ?? fraction))
      }
    }
    return rows
  }

  /// To be called when all rows were appended.
  mutating func finish() { listed?.sort { $0.cell < $1.cell } }

  /// Squares of a lattice's unit: in the whole area, and in its piece of the partition, nil where that is the whole. Throws ``Failure``
  /// (bad data) for squares of another size.
  func squares(of lattice: CellLattice, file: String) throws -> (whole: CoverageRuns, exclusive: CoverageRuns?) {
    guard let listed else {
      if let last, Int(last.size) != lattice.unit {
        throw Failure.otherSquares(Int(last.size), lattice, file: file)
      }
      return (whole, exclusive)
    }
    var (whole, exclusive) = (CoverageRuns(size: lattice.unit), CoverageRuns(size: lattice.unit))
    for next in listed {
      guard Int(next.cell.size) == lattice.unit else {
        throw Failure.otherSquares(Int(next.cell.size), lattice, file: file)
      }
      let (row, column) = (next.cell.row, next.cell.column)
      if next.fraction > 0 { whole.append(row: row, start: column, end: column + 1, fraction: next.fraction) }
      if next.exclusive > 0 { exclusive.append(row: row, start: column, end: column + 1, fraction: next.exclusive) }
    }
    return (whole, exclusive)
  }

  /// Cells as they are. Throws ``Failure`` (bad data) for one that owns other ground now.
  func cells(of lattice: CellLattice, file: String) throws -> AreaOverlay.Cut {
    var (whole, exclusive) = (UnitFractions(), UnitFractions())
    for row in rows {
      guard let place = lattice.place(of: row.cell) else { continue }
      if let owned = row.owned, owned != lattice.ownedAreaSquareMetres(place) {
        throw Failure(
          .badData, "the cell owns other ground than when the coverage was made", file: file, field: "ruta",
          value: RutaCode.swedish(e: row.cell.e, n: row.cell.n),
          expected: "the same mix of cell sizes", hint: "make the coverage without --cells to use it for any layer")
      }
      if row.fraction > 0 { whole.append(unit: Int32(place), fraction: row.fraction) }
      if row.exclusive > 0 { exclusive.append(unit: Int32(place), fraction: row.exclusive) }
    }
    return AreaOverlay.Cut(whole: whole, exclusive: exclusive)
  }
}
