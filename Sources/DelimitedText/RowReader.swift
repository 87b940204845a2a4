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

/// Which decimal separators a number column may have.
enum SeparatorRule: Sendable {
  case only(DecimalSeparator)
  /// Point or comma, not both in one column.
  case either
}

/// The texts with a meaning of their own, as UTF-8.
struct Markers: Sendable {
  let null: [[UInt8]]
  let textNull: [[UInt8]]
  let suppressed: [[UInt8]]

  init(_ options: DelimitedTextOptions) {
    null = options.nullMarkers.map { Array($0.utf8) }
    textNull = options.textNullMarkers.map { Array($0.utf8) }
    suppressed = options.suppressedMarkers.map { Array($0.utf8) }
  }

  static func contains(_ markers: [[UInt8]], _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    for marker in markers where marker.count == text.count && marker.elementsEqual(text) { return true }
    return false
  }
}

/// What a worker found in a number column of its chunk beside the values.
struct NumberFindings: Sendable {
  var suppressedRows: [Int] = []
  /// The first field with a decimal point, and the start of its row.
  var firstPoint: (row: Int, field: FieldSpan)?
  /// The first field with a decimal comma, and the start of its row.
  var firstComma: (row: Int, field: FieldSpan)?
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
  let markers: Markers
  let rule: SeparatorRule
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
