import TextCodec

/// Numbers that are not read in a step or two.
extension RowWork {
  /// As ``quickNumber(at:row:output:)`` for up to 19 digits, and where it matters which separator a column has. Nil for
  /// anything else, which the slow way looks at. The caller has made sure of 52 bytes.
  @inline(never)
  mutating func longNumber(at start: Int, row: Int, output: Int) -> QuickNumber? {
    let base = scanner.base
    var position = start
    let negative = base[position] == UInt8(ascii: "-")
    if negative { position += 1 }
    var digits: UInt64 = 0
    var count = appendDigits(to: &digits, at: &position)
    let wholeEnd = position
    var byte = base[position]
    var decimals = 0
    if byte == firstSign || byte == secondSign, byte != scanner.delimiter {
      position += 1
      decimals = appendDigits(to: &digits, at: &position)
      count += decimals
      byte = base[position]
    }
    let stop = position
    // Nineteen digits fit in 64 bits.
    guard count > 0, count <= 19 else { return nil }
    if byte == FieldScanner.carriageReturn, scanner.newline == FieldScanner.lineFeed {
      position += 1
      byte = base[position]
      if byte != scanner.newline { return nil }
    }
    let endsLine = byte == scanner.newline
    guard endsLine || byte == scanner.delimiter else { return nil }
    var magnitude = Double(Int64(bitPattern: digits))
    if digits > 1 << 53 {
      // Rare: more digits than a double holds.
      guard let exact = DecimalConversion.nearest(digits: digits, exponent: -decimals) else { return nil }
      magnitude = exact
    } else if decimals > 0 {
      // Both exact, so the one division rounds correctly; see `DecimalConversion`.
      magnitude /= tens[decimals]
    }
    if tracksSeparators, stop > wholeEnd {
      note(
        base[wholeEnd] == UInt8(ascii: ",") ? .comma : .point, row, output,
        FieldSpan(start: start, end: stop, next: position + 1, endsLine: endsLine))
    }
    return (negative ? -magnitude : magnitude, position + 1, endsLine)
  }

  /// Reads up to 24 digits; returns how many. More than 19 do not fit, and the caller does not use them.
  @inline(__always)
  private func appendDigits(to digits: inout UInt64, at position: inout Int) -> Int {
    let first = position
    for _ in 0..<3 {
      guard position + 8 <= scanner.end else { break }
      let (count, value) = DigitScan.many(ByteScan.word(scanner.base + position))
      digits = digits &* powers[count] &+ value
      position += count
      if count < 8 { break }
    }
    return position - first
  }

  /// Any field of a number column: NaN for null and suppressed, nil when it is no number.
  mutating func number(in span: FieldSpan, row: Int, index: Int, output: Int) -> Double? {
    if span.start == span.end { return .nan }
    if span.hasDoubledQuotes { return nil }
    if reader.encoding == .utf8 {
      let text = UnsafeBufferPointer(start: scanner.base + span.start, count: span.end - span.start)
      return number(text, span, row: row, index: index, output: output)
    }
    return scanner.text(of: span, reader.encoding).withUnsafeBufferPointer {
      number($0, span, row: row, index: index, output: output)
    }
  }

  private mutating func number(
    _ text: UnsafeBufferPointer<UInt8>, _ span: FieldSpan, row: Int, index: Int, output: Int
  ) -> Double? {
    var (first, last) = (0, text.count)
    while first < last, text[first] == 0x20 || text[first] == 0x09 { first += 1 }
    while last > first, text[last - 1] == 0x20 || text[last - 1] == 0x09 { last -= 1 }
    if first == last { return .nan }
    let trimmed = UnsafeBufferPointer(rebasing: text[first..<last])
    if Markers.contains(reader.markers.null, trimmed) { return .nan }
    if Markers.contains(reader.markers.suppressed, trimmed) {
      findings[output].suppressedRows.append(index)
      return .nan
    }
    let separator: DecimalSeparator? = if case .only(let one) = reader.rule { one } else { nil }
    guard let parsed = NumberParsing.parse(trimmed, separator: separator) else { return nil }
    if tracksSeparators, let found = parsed.separator { note(found, row, output, span) }
    return parsed.value
  }

  /// Remembers the first decimal point and the first decimal comma of a column.
  @inline(__always)
  private mutating func note(_ separator: DecimalSeparator, _ row: Int, _ output: Int, _ span: FieldSpan) {
    if separator == .comma {
      if findings[output].firstComma == nil { findings[output].firstComma = (row, span) }
    } else if findings[output].firstPoint == nil {
      findings[output].firstPoint = (row, span)
    }
  }
}
