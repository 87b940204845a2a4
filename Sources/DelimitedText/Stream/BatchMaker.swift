import Columns
import Core
import Parallel
import TextCodec

/// Makes batches out of blocks, on any worker.
struct BatchMaker: Sendable {
  let source: any BlockSource
  let file: String
  let columnNames: [String]
  let dialect: Dialect
  let columns: [Int]
  let badRows: BadRows
  /// How numbers are written.
  let rule: DecimalRule
  let privacy: ValuePrivacy
  let splitter: RowSplitter
  private let judge: EncodingJudge
  private let judges: Relay<EncodingJudge>
  private let indices = Pool<FieldIndex>()

  /// What comes of a block.
  struct Made<T: Sendable>: Sendable {
    /// Nil where the block has no row that can be used.
    var value: T?
    var refused = RefusedRows()
  }

  init(
    _ source: any BlockSource, file: String, columnNames: [String], dialect: Dialect, judge: EncodingJudge,
    columns: [Int], badRows: BadRows, rule: DecimalRule, privacy: ValuePrivacy,
    threads: Int
  ) {
    self.source = source
    self.file = file
    self.columnNames = columnNames
    self.dialect = dialect
    self.columns = columns
    self.badRows = badRows
    (self.rule, self.privacy) = (rule, privacy)
    self.judge = judge
    judges = Relay(judge, runners: threads)
    splitter = RowSplitter(columns: columns, fieldCount: columnNames.count, keepsGoing: badRows == .skip)
  }

  /// The batch of that number, transformed; nil behind the last one. Each number must be asked for once, in order.
  ///
  /// Of several faults the first by row is thrown.
  func make<T>(_ item: Int, _ transform: (borrowing FieldBatch) throws -> T) throws -> Made<T>? {
    let block: RowBlock?
    do {
      block = try source.block(item)
    } catch {
      judges.turn(item) { _ in }
      throw error
    }
    let tally = tally(block)
    let encoding = judges.turn(item) { $0.judge(tally) }
    guard let block else { return nil }
    defer { source.finished(item, block) }
    let scanner = FieldScanner(
      base: block.base, end: block.count, delimiter: dialect.delimiter, newline: dialect.newline,
      hasQuotes: block.hasQuotes)
    let reporter = DefectReporter(
      file: file, scanner: scanner, encoding: encoding ?? .utf8, columnNames: columnNames, rule: rule,
      privacy: privacy,
      linesBefore: block.linesBefore)
    if encoding == nil { throw judge.failure(tally, reporter) }
    return try make(item, block, scanner, reporter, transform)
  }

  private func make<T>(
    _ item: Int, _ block: RowBlock, _ scanner: FieldScanner, _ reporter: DefectReporter,
    _ transform: (borrowing FieldBatch) throws -> T
  ) throws -> Made<T> {
    let index = indices.take { FieldIndex() }
    defer { indices.put(index) }
    var outcome = splitter.split(block, scanner, into: index)
    let refusals = FieldBatch.Refusals(badRows)
    var made = Made<T>()
    // A last row that was cut off is not a row.
    let usable = block.isOverlong && outcome.defect == nil ? outcome.rows - 1 : outcome.rows
    if usable > 0 {
      let batch = FieldBatch(
        place: item, rows: usable, index: index, stride: splitter.stride, reporter: reporter, columns: columns,
        refusals: refusals)
      made.value = try transform(batch)
    }
    if let defect = outcome.defect { throw reporter.failure(defect) }
    if block.isOverlong { throw overlong(reporter) }
    if outcome.refusedCount + refusals.count > 0 {
      outcome.refused.sort { $0.position < $1.position }
      var all = zip(outcome.refused.map(\.position), reporter.failures(outcome.refused)).map { ($0, $1) }
      all += refusals.failures.map { ($0.position, $0.failure) }
      all.sort { $0.0 < $1.0 }
      made.refused = RefusedRows(count: outcome.refusedCount + refusals.count, failures: all.map(\.1))
    }
    return made
  }

  /// What of the block is not ASCII.
  private func tally(_ block: RowBlock?) -> UTF8Validation.Tally {
    guard let block, !block.isASCII else { return UTF8Validation.Tally() }
    return UTF8Validation.tally(of: block.bytes, from: 0, to: block.count)
  }

  /// Where a row started that is longer than any may be.
  private func overlong(_ reporter: DefectReporter) -> Failure {
    let scanner = reporter.scanner
    var position = 0
    while let behind = scanner.behindRowEnd(from: position, inQuotes: false, limit: scanner.end) { position = behind }
    return InputLimit.rowMB.exceeded(
      "the row is too long", file: file, place: "row \(reporter.line(of: position))",
      hint: "is this a text file with one row a line?")
  }
}
