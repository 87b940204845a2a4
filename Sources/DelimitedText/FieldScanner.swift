import TextCodec

/// What a scan of fields trips over; positions are offsets in the file.
enum Defect: Error, Equatable {
  /// A quote inside a field that does not start with one.
  case strayQuote(position: Int)
  /// Something other than a delimiter or a line's end after a closing quote.
  case textAfterQuote(position: Int)
  /// The file ends inside quotes that opened here.
  case openQuote(position: Int)
  /// A row with another number of fields than the header.
  case ragged(row: Int, found: Int)
  /// A field of a number column that is no number; `start` and `end` are its text.
  case notANumber(row: Int, column: Int, field: FieldSpan)
  /// A column that has both decimal points and decimal commas; `position` is in the row that differs first.
  case mixedSeparators(row: Int, column: Int, field: FieldSpan)
  /// A number such as `1,234` in a column that does not say whether its sign is that of decimals or of thousands.
  case ambiguousSeparator(row: Int, column: Int, field: FieldSpan)
  /// The structural pass counted other rows than the reading pass met: only behind another defect.
  case inconsistent(position: Int)

  /// Where the defect stands; of several the first is reported.
  var position: Int {
    switch self {
    case .strayQuote(let position), .textAfterQuote(let position), .openQuote(let position),
      .inconsistent(let position):
      position
    case .ragged(let row, _), .notANumber(let row, _, _), .mixedSeparators(let row, _, _),
      .ambiguousSeparator(let row, _, _):
      row
    }
  }
}

/// Where a field's text lies in the file.
struct FieldSpan: Equatable {
  /// Its first byte, quotes not included.
  var start: Int
  /// Behind its last byte, quotes not included.
  var end: Int
  /// Where the next field or line starts.
  var next: Int
  /// Whether the line (or the file) ends after it.
  var endsLine: Bool
  /// Whether it stood in quotes.
  var isQuoted = false
  /// Whether there are doubled quotes in it.
  var hasDoubledQuotes = false
}

/// Finds fields in a file's bytes (RFC 4180): quotes may hold delimiters, line ends and doubled quotes.
///
/// Lines end with LF, or CR LF, or, in files of old, with CR alone; which of them is known from the first line.
struct FieldScanner: @unchecked Sendable {
  let base: UnsafePointer<UInt8>
  /// Behind the file's last byte.
  let end: Int
  let delimiter: UInt8
  /// LF, or CR in files without LF.
  let newline: UInt8
  /// False in a file without any quote.
  let hasQuotes: Bool

  static let quote = UInt8(ascii: "\"")
  static let lineFeed: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D

  /// The field that starts at `start`, which may be the file's end (an empty last field).
  func field(at start: Int) throws(Defect) -> FieldSpan {
    if start < end, hasQuotes, base[start] == FieldScanner.quote { return try quotedField(at: start) }
    let stop = firstSpecial(from: start)
    if stop == end { return lastField(start, end, next: end) }
    if base[stop] == delimiter { return FieldSpan(start: start, end: stop, next: stop + 1, endsLine: false) }
    if base[stop] == newline { return lastField(start, stop, next: stop + 1) }
    throw .strayQuote(position: stop)
  }

  /// An unquoted field at a line's end, without the CR of a CR LF.
  private func lastField(_ start: Int, _ stop: Int, next: Int) -> FieldSpan {
    let trimmed = newline == FieldScanner.lineFeed && stop > start && base[stop - 1] == FieldScanner.carriageReturn
    return FieldSpan(start: start, end: trimmed ? stop - 1 : stop, next: next, endsLine: true)
  }

  private func quotedField(at start: Int) throws(Defect) -> FieldSpan {
    var position = start + 1
    var doubled = false
    let wanted = ByteScan.pattern(FieldScanner.quote)
    while true {
      while position + 8 <= end, ByteScan.matches(ByteScan.word(base + position), wanted) == 0 { position += 8 }
      while position < end, base[position] != FieldScanner.quote { position += 1 }
      if position >= end { throw .openQuote(position: start) }
      if position + 1 < end, base[position + 1] == FieldScanner.quote {
        doubled = true
        position += 2
        continue
      }
      break
    }
    var span = FieldSpan(
      start: start + 1, end: position, next: end, endsLine: true, isQuoted: true, hasDoubledQuotes: doubled)
    let after = position + 1
    if after >= end { return span }
    if base[after] == delimiter {
      (span.next, span.endsLine) = (after + 1, false)
    } else if base[after] == newline {
      span.next = after + 1
    } else if newline == FieldScanner.lineFeed, base[after] == FieldScanner.carriageReturn,
      after + 1 == end || base[after + 1] == newline
    {
      span.next = min(end, after + 2)
    } else {
      throw .textAfterQuote(position: after)
    }
    return span
  }

  /// The first delimiter, line end or (where the file has any) quote from `start` on, or ``end``.
  @inline(__always)
  func firstSpecial(from start: Int) -> Int {
    let delimiters = ByteScan.pattern(delimiter)
    let newlines = ByteScan.pattern(newline)
    let quotes = hasQuotes ? ByteScan.pattern(FieldScanner.quote) : newlines
    var position = start
    while position + 8 <= end {
      let word = ByteScan.word(base + position)
      let found =
        ByteScan.matches(word, delimiters) | ByteScan.matches(word, newlines) | ByteScan.matches(word, quotes)
      if found != 0 { return position + found.trailingZeroBitCount >> 3 }
      position += 8
    }
    while position < end {
      let byte = base[position]
      if byte == delimiter || byte == newline || (hasQuotes && byte == FieldScanner.quote) { return position }
      position += 1
    }
    return end
  }

  /// Skips up to `count` fields from `start` on; stops at the line's end.
  func skip(_ count: Int, from start: Int) throws(Defect) -> (next: Int, skipped: Int, endsLine: Bool) {
    if !hasQuotes { return skipPlain(count, from: start) }
    var position = start
    var skipped = 0
    while skipped < count {
      let span = try field(at: position)
      position = span.next
      skipped += 1
      if span.endsLine { return (position, skipped, true) }
    }
    return (position, skipped, false)
  }

  /// Skips `count` fields or to the line's end where there is no quote: several delimiters of one word without reading it again.
  private func skipPlain(_ count: Int, from start: Int) -> (next: Int, skipped: Int, endsLine: Bool) {
    if count <= 0 { return (start, 0, false) }
    let delimiters = ByteScan.pattern(delimiter)
    let newlines = ByteScan.pattern(newline)
    var position = start
    var skipped = 0
    while position + 8 <= end {
      let word = ByteScan.word(base + position)
      let lineEnds = ByteScan.matches(word, newlines)
      var found = ByteScan.matches(word, delimiters) | lineEnds
      while found != 0 {
        let bit = found & (0 &- found)
        skipped += 1
        if skipped == count || lineEnds & bit != 0 {
          return (position + bit.trailingZeroBitCount >> 3 + 1, skipped, lineEnds & bit != 0)
        }
        found ^= bit
      }
      position += 8
    }
    while position < end {
      let byte = base[position]
      position += 1
      if byte == delimiter || byte == newline {
        skipped += 1
        if skipped == count || byte == newline { return (position, skipped, byte == newline) }
      }
    }
    return (end, skipped + 1, true)
  }

  /// Behind an empty line at `position`; nil when the line there is not empty.
  @inline(__always)
  func behindEmptyLine(at position: Int) -> Int? {
    let byte = base[position]
    if byte == newline { return position + 1 }
    if byte == FieldScanner.carriageReturn, newline == FieldScanner.lineFeed {
      if position + 1 == end { return end }
      if base[position + 1] == newline { return position + 2 }
    }
    return nil
  }

  /// Behind the first row end from `start` on, where it is known whether `start` stands inside quotes; nil when there
  /// is none before `limit`.
  func behindRowEnd(from start: Int, inQuotes: Bool, limit: Int) -> Int? {
    var inside = inQuotes
    var position = start
    while position < limit {
      let byte = base[position]
      position += 1
      if byte == FieldScanner.quote { inside.toggle() }
      if byte == newline, !inside { return position }
    }
    return nil
  }

  /// Behind the last row end before `stop`, where it is known whether `stop` stands inside quotes; nil when there is
  /// none from the first byte on.
  func behindLastRowEnd(before stop: Int, inQuotes: Bool) -> Int? {
    var inside = inQuotes
    var position = stop
    while position > 0 {
      position -= 1
      let byte = base[position]
      if byte == FieldScanner.quote { inside.toggle() }
      if byte == newline, !inside { return position + 1 }
    }
    return nil
  }

  /// The bytes of a field as they stand in the file.
  @inline(__always)
  func bytes(of span: FieldSpan) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: base + span.start, count: span.end - span.start)
  }

  /// The field without the blanks around it.
  @inline(__always)
  func trimmed(_ span: FieldSpan, _ encoding: TextEncoding) -> FieldSpan {
    let text = encoding.trimmed(bytes(of: span))
    guard text.count < span.end - span.start, let first = text.baseAddress else { return span }
    var trimmed = span
    trimmed.start = first - base
    trimmed.end = trimmed.start + text.count
    return trimmed
  }

  /// The text of a field: doubled quotes single, Windows-1252 turned into UTF-8.
  func text(of span: FieldSpan, _ encoding: TextEncoding) -> [UInt8] {
    var buffer = ByteBuffer(capacity: span.end - span.start)
    append(span, encoding, to: &buffer)
    return buffer.bytes()
  }

  /// Adds the text of a field to the buffer, as UTF-8 and with doubled quotes single.
  func append(_ span: FieldSpan, _ encoding: TextEncoding, to buffer: inout ByteBuffer) {
    guard span.hasDoubledQuotes else {
      append(span.start, span.end, encoding, to: &buffer)
      return
    }
    forEachPiece(of: span) { append($0, $1, encoding, to: &buffer) }
  }

  /// The pieces of a field between which the second quotes of doubled ones stand.
  func forEachPiece(of span: FieldSpan, _ body: (_ start: Int, _ stop: Int) -> Void) {
    var position = span.start
    var first = position
    while position < span.end {
      if base[position] == FieldScanner.quote {
        body(first, position + 1)
        first = position + 2
        position += 1
      }
      position += 1
    }
    if first < span.end { body(first, span.end) }
  }

  @inline(__always)
  private func append(_ start: Int, _ stop: Int, _ encoding: TextEncoding, to buffer: inout ByteBuffer) {
    let piece = UnsafeBufferPointer(start: base + start, count: stop - start)
    if encoding == .utf8 { buffer.append(piece) } else { Windows1252.append(piece, to: &buffer) }
  }
}
