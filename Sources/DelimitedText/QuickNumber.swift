import TextCodec

/// Numbers read straight out of the file, without looking for the field's end first.
extension RowWork {
  /// A number, where the next field or line starts, and whether the line ended.
  typealias QuickNumber = (value: Double, next: Int, endsLine: Bool)

  /// Up to seven digits, perhaps with a sign and up to seven decimals, straight up to the delimiter or the line's end:
  /// nearly every field of nearly every file.
  @inline(__always)
  mutating func quickNumber(at start: Int, row: Int, output: Int) -> QuickNumber? {
    let base = scanner.base
    // Room for all that is looked at here and in `longNumber`: a sign, twice 24 digits, the separator, a line's end.
    guard start &+ 52 <= scanner.end else { return nil }
    if let short = shortNumber(at: start) { return short }
    let negative = base[start] == UInt8(ascii: "-")
    var position = start &+ (negative ? 1 : 0)
    guard let (count, whole) = DigitScan.few(ByteScan.word(base + position)) else {
      return longNumber(at: start, row: row, output: output)
    }
    position &+= count
    var byte = base[position]
    var magnitude = Double(Int64(bitPattern: whole))
    if byte == firstSign || byte == secondSign, byte != scanner.delimiter {
      if tracksSeparators { return longNumber(at: start, row: row, output: output) }
      guard let (decimals, fraction) = DigitScan.few(ByteScan.word(base + (position &+ 1))) else {
        return longNumber(at: start, row: row, output: output)
      }
      if count &+ decimals == 0 { return nil }
      position &+= decimals &+ 1
      byte = base[position]
      // Both exact, so the one division rounds correctly; see `DecimalConversion`.
      magnitude = Double(Int64(bitPattern: whole &* powers[decimals] &+ fraction)) / tens[decimals]
    } else if count == 0 {
      return nil
    }
    if byte == FieldScanner.carriageReturn, scanner.newline == FieldScanner.lineFeed {
      position &+= 1
      byte = base[position]
      if byte != scanner.newline { return nil }
    }
    let endsLine = byte == scanner.newline
    guard endsLine || byte == scanner.delimiter else { return nil }
    return (negative ? -magnitude : magnitude, position &+ 1, endsLine)
  }

  /// A field of up to seven bytes, which may be empty. Where the next one starts follows from the first delimiter alone and
  /// does not wait for the number, so that several fields are worked on at a time.
  @inline(__always)
  private func shortNumber(at start: Int) -> QuickNumber? {
    let word = ByteScan.word(scanner.base + start)
    let ends = ByteScan.matches(word, patterns.delimiter) | ByteScan.matches(word, patterns.newline)
    if ends == 0 { return nil }
    let length = ends.trailingZeroBitCount &>> 3
    let endsLine = UInt8(truncatingIfNeeded: word &>> UInt64(truncatingIfNeeded: 8 &* length)) == scanner.newline
    let next = start &+ length &+ 1
    if length == 0 { return (.nan, next, endsLine) }
    let sign = word & 0xFF == UInt64(UInt8(ascii: "-")) ? 1 : 0
    guard
      let number = DigitScan.short(
        word &>> UInt64(truncatingIfNeeded: 8 &* sign), count: length &- sign, patterns.first, patterns.second),
      !(tracksSeparators && number.hasSeparator)
    else { return nil }
    // Both exact, so the one division rounds correctly; see `DecimalConversion`.
    let magnitude = Double(Int64(bitPattern: number.digits)) / tens[number.decimals]
    return (sign == 1 ? -magnitude : magnitude, next, endsLine)
  }

  /// As ``quickNumber(at:row:output:)`` for up to 19 digits, and where it matters which separator a column has. Nil for
  /// anything else, which the slow way looks at. The caller has made sure of 52 bytes.
  @inline(never)
  private mutating func longNumber(at start: Int, row: Int, output: Int) -> QuickNumber? {
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

  /// Remembers the first decimal point and the first decimal comma of a column.
  @inline(__always)
  mutating func note(_ separator: DecimalSeparator, _ row: Int, _ output: Int, _ span: FieldSpan) {
    if separator == .comma {
      if findings[output].firstComma == nil { findings[output].firstComma = (row, span) }
    } else if findings[output].firstPoint == nil {
      findings[output].firstPoint = (row, span)
    }
  }
}
