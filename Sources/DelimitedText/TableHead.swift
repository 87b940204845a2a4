import Core
import TextCodec

/// How a table's text is written, and its header line: what is found out before any row is read.
///
/// Holds pointers into the bytes that it was made from.
struct TableHead {
  /// Behind a byte order mark.
  let textStart: Int
  let dialect: Dialect
  /// The header's fields.
  let fields: [FieldSpan]
  /// Where the line after the header starts.
  let dataStart: Int
  /// Reports defects of the header, and of rows before more is known.
  let reporter: DefectReporter

  /// Looks at the start of `bytes`: all of a file, or as much of it as is there.
  ///
  /// Throws ``Failure`` (bad data) for what is empty, not text in single bytes, or has a broken header.
  init(_ bytes: UnsafeBufferPointer<UInt8>, _ options: DelimitedTextOptions, file: String) throws {
    textStart = try TableHead.textStart(of: bytes, file)
    dialect = try Dialect(bytes, bodyStart: textStart, wanted: options.delimiter, file: file)
    guard let base = bytes.baseAddress else {
      throw Failure(.badData, "the file is empty", file: file, expected: "a header line with column names")
    }
    let careful = FieldScanner(
      base: base, end: bytes.count, delimiter: dialect.delimiter, newline: dialect.newline, hasQuotes: true)
    reporter = DefectReporter(
      file: file, scanner: careful, encoding: .utf8, columnNames: [], rule: nil, privacy: options.privacy)
    let header: (fields: [FieldSpan], next: Int)?
    do {
      header = try Header.fields(careful, from: dialect.headerStart, most: InputLimit.headerKB.value * 1000)
    } catch {
      throw reporter.failure(error)
    }
    guard let header else {
      throw InputLimit.headerKB.exceeded(
        "the line with the column names is longer than \(InputLimit.headerKB.value) kB", file: file)
    }
    (fields, dataStart) = (header.fields, header.next)
  }

  /// The column names, read in that encoding; an empty or repeated one is an error.
  func names(_ encoding: TextEncoding) throws -> [String] {
    try Header(reporter, fields, encoding, line: reporter.line(of: dialect.headerStart)).names
  }

  /// Where the text starts: behind a byte order mark. Refuses what is not text in single bytes.
  private static func textStart(of bytes: UnsafeBufferPointer<UInt8>, _ path: String) throws -> Int {
    let head = Array(bytes.prefix(4096))
    if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) || head.contains(0) {
      let marked = !head.contains(0) || head.first == 0xFF || head.first == 0xFE
      throw Failure(
        .badData, marked ? "the file is UTF-16 text" : "the file holds zero bytes", file: path,
        expected: "text in UTF-8 or Windows-1252", hint: "save it as \"CSV UTF-8\"")
    }
    return head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }
}
