import Columns
import TextCodec

/// What is done with one field of each row; in file order.
struct ReadStep: Sendable {
  /// The column in the file.
  var column: Int
  var kind: ColumnRequest.Kind
  /// Its place among the number columns (codes are numbers), or among the text columns, that are read.
  var output: Int

  var isNumber: Bool { kind == .number }
  var isCode: Bool { kind == .code }
  /// Whether its entries go to a column of numbers.
  var storesNumbers: Bool { kind != .text }
}

/// What a worker found in a number column of its chunk beside the values.
struct NumberFindings: Sendable {
  var suppressedRows: [Int] = []
  /// What its numbers say of their decimal sign, each by the start of its row and its field; where that matters.
  /// Signs of which the evidence holds all that it can: they need no further note.
  var settled: (point: Bool, comma: Bool) = (false, false)
  var separators = SeparatorEvidence<(row: Int, field: FieldSpan)>()
}

/// What a worker hands back.
struct ChunkResult: Sendable {
  var findings: [NumberFindings]
  var texts: [[UInt8]] = []
  /// Rows that were refused and left out, in order; with `keepsGoing` only.
  var refused: [(row: Int, defect: Defect)] = []
  /// What ended the reading.
  var defect: Defect?
  /// Whether a column of codes has something else, which ended the reading: it must be read as text.
  var hasOtherCodes = false
}

/// Reads the rows of one chunk into columns.
struct RowReader: Sendable {
  let scanner: FieldScanner
  let encoding: TextEncoding
  let steps: [ReadStep]
  let rule: DecimalRule
  /// Where the line after the header starts.
  let dataStart: Int
  /// Fields that each row must have.
  let fieldCount: Int
  /// Whether a row that is ragged or holds no number is noted and passed over instead of ending the reading.
  let keepsGoing: Bool

  /// Reads the rows that start in the chunk.
  func read(_ chunk: Chunk, into storage: ColumnStorage) -> ChunkResult {
    var work = RowWork(reader: self, storage: storage, firstRow: chunk.rows.lowerBound)
    var result = ChunkResult(findings: [])
    do throws(Defect) {
      try work.readRows(of: chunk, &result.refused)
    } catch {
      result.defect = error
    }
    result.findings = work.findings
    result.hasOtherCodes = work.hasOtherCodes
    result.texts = work.takeTexts()
    return result
  }

  /// The start of the first row that starts in the chunk, or nil when none does.
  func firstRow(of chunk: Chunk) -> Int? {
    let position = chunk.bytes.lowerBound
    if position == dataStart { return position }
    if !chunk.startsInQuotes, scanner.base[position - 1] == scanner.newline { return position }
    let behind = scanner.behindRowEnd(from: position, inQuotes: chunk.startsInQuotes, limit: chunk.bytes.upperBound)
    return behind.flatMap { $0 < chunk.bytes.upperBound ? $0 : nil }
  }

  /// Where row `row` of the chunk starts; the row must be the chunk's own.
  func start(ofRow row: Int, in chunk: Chunk) -> Int? {
    guard var position = firstRow(of: chunk) else { return nil }
    var current = chunk.rows.lowerBound
    while position < scanner.end {
      if let behind = scanner.behindEmptyLine(at: position) {
        position = behind
        continue
      }
      if current == row { return position }
      do throws(Defect) {
        position = try scanner.skip(.max, from: position).next
      } catch {
        return nil
      }
      current += 1
    }
    return nil
  }
}
