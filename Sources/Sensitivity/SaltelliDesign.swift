/// Which inputs each run of a sensitivity analysis gets (A. Saltelli and others, Variance based sensitivity analysis of model
/// output, Computer Physics Communications 181, 2010).
///
/// Each of ``rows`` rows of the sample takes `factors` + 2 runs: A, B, and for each factor A with that factor from B. A and B are
/// the two halves of one scrambled Sobol sequence. Runs that are left over are rows of A that follow.
package struct SaltelliDesign: Sendable {
  /// Which inputs a run takes from B.
  package enum Part: Sendable, Equatable {
    case a
    case b
    /// A, but for one factor.
    case exchanged(Int)
  }

  /// The columns of each factor: a factor of several columns is exchanged whole.
  package let widths: [Int]
  /// Rows of the sample, a power of two; 0 where there are too few runs for ``leastRows``.
  package let rows: Int
  /// All runs.
  package let runs: Int

  private let sequence: SobolSequence
  private let width: Int

  /// Fewer rows say nothing of shares of a variance.
  package static let leastRows = 16

  /// A design of so many runs for factors of so many columns each.
  package init(runs: Int, widths: [Int], seed: UInt64) {
    let most = runs / (widths.count + 2)
    let power = most > 0 ? 1 << (Int.bitWidth - 1 - most.leadingZeroBitCount) : 0
    rows = power >= Self.leastRows ? power : 0
    (self.runs, self.widths) = (runs, widths)
    width = widths.reduce(0, +)
    sequence = SobolSequence(seed: seed)
  }

  /// Runs of a row.
  package var runsPerRow: Int { widths.count + 2 }

  /// The row and the part of a run.
  package func place(ofRun run: Int) -> (row: Int, part: Part) {
    let inRows = rows * runsPerRow
    if run >= inRows { return (rows + run - inRows, .a) }
    let part = run % runsPerRow
    return (run / runsPerRow, part == 0 ? .a : part == 1 ? .b : .exchanged(part - 2))
  }

  /// The inputs of a run, 0 < u < 1, factor by factor.
  package func inputs(ofRun run: Int) -> [[Double]] {
    let (row, part) = place(ofRun: run)
    var column = 0
    return widths.enumerated().map { factor, count in
      defer { column += count }
      let isB = part == .b || part == .exchanged(factor)
      return (column..<column + count).map {
        sequence.coordinate(point: row, dimension: $0 + (isB ? width : 0))
      }
    }
  }

  /// The first-order and total effect of each factor on an output that has one value a run; nil without ``rows`` or where the
  /// output does not vary.
  package func effects(_ output: [Double], seed: UInt64) -> [SobolEffect]? {
    if rows == 0 { return nil }
    func part(_ number: Int) -> [Double] { (0..<rows).map { output[$0 * runsPerRow + number] } }
    return SobolEffect.estimates(
      a: part(0), b: part(1), exchanged: widths.indices.map { part($0 + 2) }, seed: seed)
  }
}
