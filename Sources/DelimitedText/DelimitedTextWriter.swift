import Columns
import Diagnostics
import Parallel
import TextCodec

/// Writes a table as delimited text (RFC 4180, UTF-8, lines end with LF).
///
/// Null and suppressed are both empty fields; who must tell them apart writes a status column. A text that starts
/// with `=`, `+`, `-`, `@`, a tab or a carriage return gets a `'` in front, which spreadsheets take as "this is text"
/// and never as a formula (OWASP, CSV injection); numbers never do.
public struct DelimitedTextWriter: Sendable, Equatable {
  /// The byte between fields.
  public var delimiter: UInt8
  /// Whether decimals follow a comma. With the comma between fields too, such numbers stand in quotes.
  public var decimalComma: Bool
  /// Whether the text starts with a byte order mark, by which older spreadsheets know UTF-8.
  public var byteOrderMark: Bool
  /// Bytes that one block is meant to have.
  var blockBytes = 1 << 20

  /// A writer with that delimiter and decimal sign.
  public init(delimiter: UInt8 = UInt8(ascii: ","), decimalComma: Bool = false, byteOrderMark: Bool = false) {
    self.delimiter = delimiter
    self.decimalComma = decimalComma
    self.byteOrderMark = byteOrderMark
  }

  /// Writes header and rows; `sink` gets blocks of about 1 MB in order, on the calling thread.
  ///
  /// The bytes do not depend on `threads`. Throws what `sink` throws, and ``Failure`` (a defect of the program) for
  /// an infinite number.
  public func write(
    _ table: Table, threads: Int = Parallel.availableThreads, to sink: ([UInt8]) throws -> Void
  ) throws {
    let formatter = RowFormatter(table, self)
    try sink(formatter.header())
    let rows = table.rowCount
    let perBlock = max(1, blockBytes / max(1, 12 * table.fields.count))
    try Parallel.stream(count: (rows + perBlock - 1) / perBlock, threads: threads) { block in
      try formatter.rows(block * perBlock..<min(rows, (block + 1) * perBlock))
    } consume: { bytes in
      try sink(bytes)
    }
  }
}

/// A table made ready for formatting.
private struct RowFormatter: Sendable {
  private enum Writer {
    /// A place among the number columns, and decimals; −1 for as few as read back to the same double.
    case number(Int, Int)
    /// A place among the text columns.
    case text(Int)
  }

  private let table: Table
  private let fields: [Field]
  private var writers: [Writer] = []
  private let options: DelimitedTextWriter
  private let separator: DecimalSeparator
  private let quotesNumbers: Bool

  init(_ table: Table, _ options: DelimitedTextWriter) {
    self.table = table
    fields = table.fields
    self.options = options
    separator = options.decimalComma ? .comma : .point
    quotesNumbers = options.decimalComma && options.delimiter == UInt8(ascii: ",")
    var (numbers, texts) = (0, 0)
    for (column, field) in fields.enumerated() {
      if table.isText(column) {
        writers.append(.text(texts))
        texts += 1
        continue
      }
      switch field.kind {
      case .integer: writers.append(.number(numbers, 0))
      case .real(let decimals?): writers.append(.number(numbers, max(0, decimals)))
      case .real(nil), .text: writers.append(.number(numbers, -1))
      }
      numbers += 1
    }
  }

  func header() -> [UInt8] {
    var output = ByteBuffer(capacity: 64 * fields.count)
    if options.byteOrderMark { output.append([0xEF, 0xBB, 0xBF]) }
    for (index, field) in fields.enumerated() {
      if index > 0 { output.append(options.delimiter) }
      Array(field.name.utf8).withUnsafeBufferPointer { append($0, to: &output) }
    }
    output.append(0x0A)
    return output.bytes()
  }

  func rows(_ rows: Range<Int>) throws -> [UInt8] {
    var numbers: [ArraySlice<Double>] = []
    var texts: [(column: TextColumn, first: Int)] = []
    for column in fields.indices {
      switch table.slice(column, rows) {
      case .numbers(let slice): numbers.append(slice)
      case .texts(let column, let first): texts.append((column, first))
      }
    }
    let block = NumberBlock(numbers, rows: rows)
    var output = ByteBuffer(capacity: rows.count * max(1, fields.count) * 12)
    let isPlain = !quotesNumbers
    for row in rows {
      let start = output.count
      var isFirst = true
      for writer in writers {
        if !isFirst { output.append(options.delimiter) }
        isFirst = false
        switch writer {
        case .number(let slot, let decimals):
          let value = block[row, slot]
          if value.isNaN { continue }
          if isPlain, decimals >= 0, value.isFinite {
            output.append(value, decimals: decimals, separator: separator)
          } else {
            try append(value, decimals: decimals, slot, to: &output)
          }
        case .text(let slot):
          let range = texts[slot].column.range(texts[slot].first + row - rows.lowerBound)
          texts[slot].column.bytes.withUnsafeBufferPointer {
            append(UnsafeBufferPointer(rebasing: $0[range]), to: &output)
          }
        }
      }
      // An empty line is no row: the null of a lone column needs quotes to be one.
      if output.count == start { output.append("\"\"") }
      output.append(0x0A)
    }
    return output.bytes()
  }

  /// A number that is infinite, stands in quotes, or is written as short as it can be.
  private func append(_ value: Double, decimals: Int, _ slot: Int, to output: inout ByteBuffer) throws {
    guard value.isFinite else {
      let field = fields.indices.filter { !table.isText($0) }[slot]
      throw Failure(
        .software, "a number to be written is infinite", field: fields[field].name, expected: "finite numbers")
    }
    if quotesNumbers { output.append(UInt8(ascii: "\"")) }
    if decimals >= 0 {
      output.append(value, decimals: decimals, separator: separator)
    } else {
      output.append(shortest: value, separator: separator)
    }
    if quotesNumbers { output.append(UInt8(ascii: "\"")) }
  }

  private func append(_ text: UnsafeBufferPointer<UInt8>, to output: inout ByteBuffer) {
    guard let first = text.first, let last = text.last else { return }
    let isFormula = "=+-@\t\r".utf8.contains(first)
    var needsQuotes = first == 0x20 || last == 0x20 || isNullMarker(text)
    for byte in text
    where byte == options.delimiter || byte == UInt8(ascii: "\"") || byte == 0x0A || byte == 0x0D {
      needsQuotes = true
    }
    if needsQuotes { output.append(UInt8(ascii: "\"")) }
    if isFormula { output.append(UInt8(ascii: "'")) }
    if needsQuotes {
      for byte in text {
        if byte == UInt8(ascii: "\"") { output.append(byte) }
        output.append(byte)
      }
      output.append(UInt8(ascii: "\""))
    } else {
      output.append(text)
    }
  }

  /// Texts that a reader takes for null unless they stand in quotes.
  private func isNullMarker(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    text.count <= 4 && (text.elementsEqual("NA".utf8) || text.elementsEqual("NULL".utf8))
  }
}
