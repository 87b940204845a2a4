import Reports
import Core

extension InputTable.Rows {
  /// Calls `body` with each row. Bad data in it ends the run, or is counted and reported, as `options` ask; `body` must
  /// change nothing before it throws.
  package func forEach(of file: String, options: InputOptions, journal: Journal, _ body: (Int) throws -> Void) throws
  {
    var refused: [Failure] = []
    for row in 0..<(columns.first?.count ?? 0) {
      do {
        try body(row)
      } catch let failure as Failure where failure.kind == .badData && options.badRows == .skip {
        refused.append(failure)
      }
    }
    InputTable.report(refused, file: file, journal: journal)
  }
}
