import Core
import TextCodec

/// What was found out about a file before its rows are read.
struct Dialect: Sendable {
  var delimiter: UInt8
  /// LF, or CR in files without LF.
  var newline: UInt8
  /// Where the header line starts: behind a byte order mark, a `sep=` line and empty lines.
  var headerStart: Int

  /// The candidates, the one preferred among equals first.
  private static let candidates: [UInt8] = [
    UInt8(ascii: ";"), 0x09, UInt8(ascii: "|"), UInt8(ascii: ","),
  ]
  /// Lines and bytes that the choice of the delimiter looks at.
  private static let (sampleLines, sampleBytes) = (50, 1 << 20)

  /// Finds delimiter, line end and header.
  init(_ bytes: UnsafeBufferPointer<UInt8>, bodyStart: Int, wanted: UInt8?, file: String) throws {
    guard let base = bytes.baseAddress, bytes.count > bodyStart else {
      throw Failure(.badData, "the file is empty", file: file, expected: "a header line with column names")
    }
    newline = Dialect.lineEnd(bytes, from: bodyStart)
    var start = bodyStart
    var named: UInt8?
    if let (mark, behind) = Dialect.separatorLine(bytes, at: start, newline) { (named, start) = (mark, behind) }
    let probe = FieldScanner(base: base, end: bytes.count, delimiter: 0, newline: newline, hasQuotes: true)
    while start < bytes.count, let behind = probe.behindEmptyLine(at: start) { start = behind }
    if start >= bytes.count {
      throw Failure(
        .badData, "the file has empty lines only", file: file, expected: "a header line with column names")
    }
    headerStart = start
    delimiter = wanted ?? named ?? Dialect.likeliest(bytes, from: start, newline)
  }

  /// How the first line outside quotes ends: CR only when no LF follows it.
  private static func lineEnd(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> UInt8 {
    var inQuotes = false
    for position in start..<bytes.count {
      let byte = bytes[position]
      if byte == FieldScanner.quote { inQuotes.toggle() }
      if inQuotes { continue }
      if byte == FieldScanner.lineFeed { return byte }
      if byte == FieldScanner.carriageReturn {
        let paired = position + 1 == bytes.count || bytes[position + 1] == FieldScanner.lineFeed
        return paired ? FieldScanner.lineFeed : byte
      }
    }
    return FieldScanner.lineFeed
  }

  /// `sep=;` alone on the first line, as spreadsheets write it: the delimiter, and where the next line starts.
  private static func separatorLine(
    _ bytes: UnsafeBufferPointer<UInt8>, at start: Int, _ newline: UInt8
  ) -> (UInt8, Int)? {
    guard bytes.count >= start + 6, bytes[start..<start + 4].elementsEqual("sep=".utf8) else { return nil }
    var position = start + 5
    if bytes[position] == FieldScanner.carriageReturn, newline == FieldScanner.lineFeed { position += 1 }
    guard position < bytes.count, bytes[position] == newline else { return nil }
    return (bytes[start + 4], position + 1)
  }

  /// The candidate that splits the header into more than one field and most of the sampled lines into as many; among
  /// equals the one with more fields, then by the order of ``candidates``. The comma when none splits the header.
  private static func likeliest(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ newline: UInt8) -> UInt8 {
    var best = (delimiter: UInt8(ascii: ","), share: -1.0, fields: 1)
    for candidate in candidates {
      guard let counts = fieldCounts(bytes, from: start, candidate, newline), let header = counts.first, header > 1
      else { continue }
      let rows = counts.dropFirst()
      let share = rows.isEmpty ? 1 : Double(rows.count { $0 == header }) / Double(rows.count)
      if share > best.share || (share == best.share && header > best.fields) { best = (candidate, share, header) }
    }
    return best.delimiter
  }

  /// Fields a line in the sample; nil when the header itself cannot be split so.
  private static func fieldCounts(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ delimiter: UInt8, _ newline: UInt8
  ) -> [Int]? {
    guard let base = bytes.baseAddress else { return nil }
    let scanner = FieldScanner(
      base: base, end: bytes.count, delimiter: delimiter, newline: newline, hasQuotes: true)
    var counts: [Int] = []
    var position = start
    while position < bytes.count, counts.count < sampleLines, position - start < sampleBytes {
      if let behind = scanner.behindEmptyLine(at: position) {
        position = behind
        continue
      }
      do {
        let (next, fields, _) = try scanner.skip(.max, from: position)
        counts.append(fields)
        position = next
      } catch {
        // Quotes that make no sense with this delimiter: a line that does not match, and the last one looked at.
        if counts.isEmpty { return nil }
        counts.append(-1)
        break
      }
    }
    return counts
  }
}
