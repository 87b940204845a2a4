import Columns
import Core
import Parallel

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
  /// Bytes that one block has at most, as far as that can be guessed: 12 a field, where few fields have more than 6.
  var blockBytes = 3 << 20
  /// Rows that are not worth being divided among threads.
  private static let leastRows = 1024

  /// A writer with that delimiter and decimal sign.
  public init(delimiter: UInt8 = UInt8(ascii: ","), decimalComma: Bool = false, byteOrderMark: Bool = false) {
    (self.delimiter, self.decimalComma, self.byteOrderMark) = (delimiter, decimalComma, byteOrderMark)
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
    // A small table too has something for each thread.
    let perThread = max(Self.leastRows, (rows + 2 * threads - 1) / max(1, 2 * threads))
    let perBlock = max(1, min(perThread, blockBytes / max(1, 12 * table.fields.count)))
    try Parallel.stream(count: (rows + perBlock - 1) / perBlock, threads: threads) { block in
      try formatter.rows(block * perBlock..<min(rows, (block + 1) * perBlock))
    } consume: { bytes in
      try sink(bytes)
    }
  }
}
