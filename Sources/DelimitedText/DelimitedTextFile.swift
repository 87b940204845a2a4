import Columns
import Core
import Disk
import Parallel
import TextCodec

/// A table in a delimited text file (CSV), memory-mapped and read column by column by several workers.
///
/// RFC 4180: fields may stand in quotes, which may hold delimiters, line ends and doubled quotes. A quote inside a
/// field that does not start with one is an error, and so is text behind a closing quote. Lines end with LF or CR LF,
/// in files of old with CR alone; the last may lack its end. Empty lines are passed over. The first line holds the
/// names of the columns. UTF-16 is refused.
///
/// Blanks around a field are no part of it, and marks such as `NA` stand for null (unless a text has them in quotes).
/// Numbers may have their digits grouped by blanks (see `NumberParsing`). Memory grows with the columns asked for, not with the file.
public struct DelimitedTextFile: TableSource, Sendable {
  /// The file as the user named it.
  public let name: String
  /// Column names in file order.
  public let columnNames: [String]
  /// Rows, the header and empty lines not counted.
  public var rowCount: Int { plan.rowCount }
  /// The byte between fields.
  public var delimiter: UInt8 { scanner.delimiter }
  /// How the file's bytes were taken.
  public let encoding: TextEncoding

  private let file: MappedFile
  private let options: DelimitedTextOptions
  private let threads: Int
  private let plan: ChunkPlan
  private let scanner: FieldScanner
  private let dataStart: Int

  /// Opens a file, finds out how it is written, reads its header and counts its rows.
  ///
  /// Throws ``Failure``: no input for a missing or unreadable file or a folder; bad data for an empty file, UTF-16,
  /// column names that are empty or repeated, and a quote that never closes.
  public init(path: String, options: DelimitedTextOptions = .init(), threads: Int = Parallel.availableThreads) throws
  {
    let file = try MappedFile(path: path)
    self = try file.intact { try Self(file, name: path, options: options, threads: threads) }
  }

  /// As ``init(path:options:threads:)``, of what was opened already; what is not a plain file is held in memory.
  public init(_ input: ByteInput, options: DelimitedTextOptions, threads: Int) throws {
    let file = try input.wholeFile()
    self = try file.intact { try Self(file, name: input.name, options: options, threads: threads) }
  }

  private init(_ file: MappedFile, name path: String, options: DelimitedTextOptions, threads: Int) throws {
    self.file = file
    name = path
    (self.options, self.threads) = (options, threads)
    let bytes = file.bytes
    let head = try TableHead(bytes, options, file: path)
    dataStart = head.dataStart
    plan = try ChunkPlan(
      file, data: dataStart..<bytes.count, newline: head.dialect.newline, chunkBytes: options.chunkBytes,
      validate: options.encoding != .windows1252, threads: threads)
    if plan.rowCount > InputLimit.rows.value { throw InputLimit.rows.exceeded("\(plan.rowCount) rows", file: path) }
    scanner = FieldScanner(
      base: head.reporter.scanner.base, end: bytes.count, delimiter: head.dialect.delimiter,
      newline: head.dialect.newline, hasQuotes: plan.hasQuotes)
    encoding = try DelimitedTextFile.encoding(
      of: bytes, from: head.textStart, dataStart, plan, options.encoding, head.reporter)
    columnNames = try head.names(encoding)
    if plan.endsInQuotes { throw head.reporter.openQuote(from: dataStart) }
  }

  /// The encoding wanted, or what the bytes say: UTF-8 when all of them are, Windows-1252 when most characters beyond
  /// ASCII are wrong in UTF-8. A UTF-8 file with a broken character in it is damaged, and reading all its names and
  /// texts as Windows-1252 would damage them all.
  private static func encoding(
    of bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ dataStart: Int, _ plan: ChunkPlan,
    _ wanted: TextEncoding?, _ reporter: DefectReporter
  ) throws -> TextEncoding {
    if wanted == .windows1252 { return .windows1252 }
    let header = UTF8Validation.tally(of: bytes, from: start, to: dataStart)
    if header.faults == 0, plan.isUTF8 { return .utf8 }
    let all = UTF8Validation.tally(of: bytes, from: start, to: bytes.count)
    if wanted == nil, start == 0, all.characters <= all.faults { return .windows1252 }
    throw Failure(
      .badData, "not UTF-8", file: reporter.file, place: "row \(reporter.line(of: all.firstFault ?? 0))",
      expected: wanted == nil ? "UTF-8 like the rest of the file" : "UTF-8",
      hint: wanted == nil ? nil : "is it Windows-1252?")
  }

  /// The columns asked for, in the order asked for; see `TableSource.read`.
  ///
  /// Of several faults the first by row is thrown, whatever the number of threads; in a row with a wrong number of
  /// fields that comes before what its fields hold.
  public func read(_ requests: [ColumnRequest]) throws -> [Column] {
    try load(requests, keepsGoing: false).columns
  }

  /// The columns asked for, in the order asked for. Rows with a wrong number of fields, or with text in a number column, are
  /// left out of all columns and reported, in file order; `rows` says which rows were kept. Broken quotes still end the reading, since
  /// they hide where rows end.
  public func readPassingOverBadRows(
    _ requests: [ColumnRequest]
  ) throws -> (columns: [Column], rows: [Int], refused: [Failure]) {
    let loaded = try load(requests, keepsGoing: true)
    if loaded.refused.isEmpty { return (loaded.columns, Array(0..<rowCount), []) }
    let bad = Set(loaded.refused.map(\.row))
    let kept = (0..<rowCount).filter { !bad.contains($0) }
    return (loaded.columns.map { $0.gathered(kept) }, kept, reporter.failures(loaded.refused.map(\.defect)))
  }

  /// The row's line in the file, as an editor counts: `row 12`. The header is line 1.
  public func place(ofRow row: Int) -> String {
    guard let chunk = plan.chunks.last(where: { $0.rows.lowerBound <= row && row < $0.rows.upperBound }) else {
      return "row \(row + 2)"
    }
    let reader = rowReader(steps: [], keepsGoing: true)
    guard let start = reader.start(ofRow: row, in: chunk) else { return "row \(row + 2)" }
    let within = ByteScan.count(scanner.newline, scanner.base, chunk.bytes.lowerBound..<start)
    return "row \(reporter.line(of: dataStart) + chunk.linesBefore + within)"
  }

  private var reporter: DefectReporter {
    DefectReporter(
      file: name, scanner: scanner, encoding: encoding, columnNames: columnNames,
      rule: rule, privacy: options.privacy)
  }

  private var rule: DecimalRule { options.decimalRule(delimiter: delimiter) }

  private func rowReader(steps: [ReadStep], keepsGoing: Bool) -> RowReader {
    RowReader(
      scanner: scanner, encoding: encoding, steps: steps, rule: rule, dataStart: dataStart,
      fieldCount: columnNames.count, keepsGoing: keepsGoing)
  }

  private func load(
    _ requests: [ColumnRequest], keepsGoing: Bool
  ) throws -> (columns: [Column], refused: [(row: Int, defect: Defect)]) {
    struct HasOtherCodes: Error {}
    return try file.intact {
      do {
        return try load(requests, keepsGoing: keepsGoing, codes: true) { HasOtherCodes() }
      } catch is HasOtherCodes {
        return try load(requests, keepsGoing: keepsGoing, codes: false) { HasOtherCodes() }
      }
    }
  }

  /// Loads columns, those of codes as such or as texts; throws what `other` gives where a column of codes has other texts.
  private func load(
    _ requests: [ColumnRequest], keepsGoing: Bool, codes: Bool, other: () -> any Error
  ) throws -> (columns: [Column], refused: [(row: Int, defect: Defect)]) {
    let selection = try ColumnSelection(requests, columnNames: columnNames, file: name, codes: codes)
    let reader = rowReader(steps: selection.steps, keepsGoing: keepsGoing)
    let (file, chunks) = (file, plan.chunks)
    let filled = try ColumnStorage.filled(
      rows: rowCount, numbers: selection.numberCount, texts: selection.textCount
    ) { storage in
      let gate = FirstDefect()
      let results = try Parallel.map(count: chunks.count, threads: threads) { index in
        // Behind a defect nothing is needed; before it everything is, since an earlier row may have one too.
        if gate.isBefore(index) { return ChunkResult(findings: []) }
        let result = reader.read(chunks[index], into: storage)
        if result.defect != nil || result.hasOtherCodes { gate.note(result.hasOtherCodes ? -1 : index) }
        file.release(chunks[index].bytes)
        return result
      }
      if results.contains(where: \.hasOtherCodes) { throw other() }
      if let defect = firstDefect(of: results, selection) { throw reporter.failure(defect) }
      return results
    }
    if let defect = ambiguity(of: filled.result, selection) { throw reporter.failure(defect) }
    let columns = try selection.columns(filled.numbers, filled.ends, filled.result, chunks, threads: threads)
    return (columns, filled.result.flatMap(\.refused))
  }

  /// The first defect by row, among them columns that mix points and commas.
  private func firstDefect(of results: [ChunkResult], _ selection: ColumnSelection) -> Defect? {
    let reached = results.firstIndex { $0.defect != nil } ?? results.count - 1
    var first = reached >= 0 && reached < results.count ? results[reached].defect : nil
    guard rule == .either, reached >= 0 else { return first }
    for step in selection.steps where step.isNumber {
      let evidence = Self.evidence(results[...reached], step)
      guard let later = evidence.mixed(isBefore: { $0.field.start < $1.field.start }) else { continue }
      if later.row < first?.position ?? .max {
        first = .mixedSeparators(row: later.row, column: step.column, field: later.field)
      }
    }
    return first
  }

  /// The first number whose sign may be that of decimals or of thousands, where neither its column nor the others say which.
  private func ambiguity(of results: [ChunkResult], _ selection: ColumnSelection) -> Defect? {
    guard rule == .either else { return nil }
    let steps = selection.steps.filter(\.isNumber)
    let found = SeparatorEvidence.ambiguous(steps.map { Self.evidence(results[...], $0) })
    return zip(steps, found).compactMap { step, mark in mark.map { (step, $0) } }
      .min { ($0.1.row, $0.0.column) < ($1.1.row, $1.0.column) }
      .map { .ambiguousSeparator(row: $1.row, column: $0.column, field: $1.field) }
  }

  /// What a column's numbers say of their decimal sign.
  private static func evidence(
    _ results: ArraySlice<ChunkResult>, _ step: ReadStep
  ) -> SeparatorEvidence<(row: Int, field: FieldSpan)> {
    results.reduce(into: SeparatorEvidence()) { $0.add($1.findings[step.output].separators) }
  }
}
