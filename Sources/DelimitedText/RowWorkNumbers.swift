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
      let isComma = base[wholeEnd] == UInt8(ascii: ",")
      if !(isComma ? findings[output].settled.comma : findings[output].settled.point) {
        // As `ParsedNumber.isAmbiguous` has it: one to three digits, the sign, three digits.
        let whole = wholeEnd - start - (negative ? 1 : 0)
        let isAmbiguous = decimals == 3 && 1...3 ~= whole && base[wholeEnd - whole] != UInt8(ascii: "0")
        findings[output].separators.note(
          isComma ? .comma : .point, isAmbiguous: isAmbiguous,
          at: (row, FieldSpan(start: start, end: stop, next: position + 1, endsLine: endsLine)))
        if !isAmbiguous, isComma { findings[output].settled.comma = true }
        if !isAmbiguous, !isComma { findings[output].settled.point = true }
      }
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
      return number(scanner.bytes(of: span), span, row: row, index: index, output: output)
    }
    return scanner.text(of: span, reader.encoding).withUnsafeBufferPointer {
      number($0, span, row: row, index: index, output: output)
    }
  }

  private mutating func number(
    _ text: UnsafeBufferPointer<UInt8>, _ span: FieldSpan, row: Int, index: Int, output: Int
  ) -> Double? {
    switch FieldValue.number(text, reader.rule) {
    case .null: return .nan
    case .suppressed:
      findings[output].suppressedRows.append(index)
      return .nan
    case .number(let number):
      if tracksSeparators { findings[output].separators.note(number, at: (row, span)) }
      return number.value
    case .notANumber: return nil
    }
  }

  /// A code in quotes, or near the file's end; nil for any other text.
  func code(_ span: FieldSpan) -> Double? {
    guard span.end - span.start == ShortFields.codeDigits else { return nil }
    var code = 0
    for place in span.start..<span.end {
      let digit = scanner.base[place] &- UInt8(ascii: "0")
      if digit > 9 { return nil }
      code = code * 10 + Int(digit)
    }
    return Double(code)
  }
}
