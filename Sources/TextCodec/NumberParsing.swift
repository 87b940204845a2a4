/// The sign that separates whole units from fractions.
public enum DecimalSeparator: Sendable, Equatable {
  /// `1.5`
  case point
  /// `1,5`
  case comma
}

/// A number read from text, and the separator its fraction was written with.
public struct ParsedNumber: Sendable, Equatable {
  /// The double nearest to the text; finite.
  public var value: Double
  /// The separator that stood in the text; nil for a number without one.
  public var separator: DecimalSeparator?
}

/// Numbers from text.
public enum NumberParsing {
  /// The number that the whole of `text` is, or nil.
  ///
  /// Accepted: an optional sign (`+`, `-` or U+2212 `−`), digits, an optional decimal separator (the one given, or
  /// either when nil is given) with digits on at least one side, an optional exponent (`e` or `E`). Digits before
  /// the separator may be grouped by three with a space, a no-break space (U+00A0), a narrow one (U+202F) or a thin
  /// one (U+2009), as Swedish programs write `1 234 567,5`; with grouping there is no exponent. Blanks around the
  /// number are ignored.
  /// Refused: everything else, among it `NaN`, `inf`, hexadecimal, a point or comma as a thousands sign, and numbers
  /// beyond the range of doubles. A number too small for a double is zero.
  public static func parse(_ text: [UInt8], separator: DecimalSeparator? = .point) -> ParsedNumber? {
    text.withUnsafeBufferPointer { parse($0, separator: separator) }
  }

  /// As ``parse(_:separator:)-([UInt8],_)``, for bytes in place.
  package static func parse(
    _ text: UnsafeBufferPointer<UInt8>, separator: DecimalSeparator? = .point
  ) -> ParsedNumber? {
    var reader = NumberReader(text: text, position: 0, end: text.count)
    return reader.read(separator)
  }
}

/// One pass over a number's text.
private struct NumberReader {
  let text: UnsafeBufferPointer<UInt8>
  var position: Int
  var end: Int

  /// The digits so far, as long as there are at most 19 significant ones.
  var digits: UInt64 = 0
  /// Digits in ``digits``, leading zeros not counted.
  var significant = 0
  /// Digits of any kind.
  var seen = 0
  /// Digits after the separator.
  var decimals = 0
  /// Significant digits did not fit: the text itself must be converted.
  var overflowed = false

  mutating func read(_ separator: DecimalSeparator?) -> ParsedNumber? {
    trim()
    let negative = readSign()
    let start = position
    guard let grouped = readWhole() else { return nil }
    var found: DecimalSeparator?
    if position < end {
      let byte = text[position]
      if byte == UInt8(ascii: "."), separator != .comma { found = .point }
      if byte == UInt8(ascii: ","), separator != .point { found = .comma }
      if found != nil {
        position += 1
        let before = seen
        readDigits()
        decimals = seen - before
      }
    }
    guard seen > 0 else { return nil }
    var exponent = 0
    if position < end, text[position] | 0x20 == UInt8(ascii: "e"), !grouped {
      position += 1
      guard let read = readExponent() else { return nil }
      exponent = read
    }
    guard position == end else { return nil }
    let magnitude = overflowed ? nil : DecimalConversion.nearest(digits: digits, exponent: exponent - decimals)
    guard let value = magnitude ?? slowly(from: start) else { return nil }
    return ParsedNumber(value: negative ? -value : value, separator: found)
  }

  private mutating func trim() {
    while end > position, text[end - 1] == 0x20 || text[end - 1] == 0x09 { end -= 1 }
    while end >= position + 2, text[end - 2] == 0xC2, text[end - 1] == 0xA0 { end -= 2 }
    while position < end {
      let width = text[position] == 0x09 ? 1 : blankWidth
      if width == 0 { return }
      position += width
    }
  }

  /// Bytes of the grouping blank at the position; 0 when there is none.
  private var blankWidth: Int {
    let left = end - position
    if left >= 1, text[position] == 0x20 { return 1 }
    if left >= 2, text[position] == 0xC2, text[position + 1] == 0xA0 { return 2 }
    if left >= 3, text[position] == 0xE2, text[position + 1] == 0x80 {
      return text[position + 2] == 0xAF || text[position + 2] == 0x89 ? 3 : 0
    }
    return 0
  }

  private mutating func readSign() -> Bool {
    guard position < end else { return false }
    if text[position] == UInt8(ascii: "+") {
      position += 1
    } else if text[position] == UInt8(ascii: "-") {
      position += 1
      return true
    } else if end - position >= 3, text[position] == 0xE2, text[position + 1] == 0x88, text[position + 2] == 0x92 {
      position += 3
      return true
    }
    return false
  }

  /// The digits before the separator. True when they were grouped, nil when the groups are wrong.
  private mutating func readWhole() -> Bool? {
    readDigits()
    guard seen >= 1, seen <= 3, position < end else { return false }
    var grouped = false
    while position < end {
      let width = blankWidth
      if width == 0 { return grouped }
      position += width
      let before = seen
      readDigits()
      if seen - before != 3 { return nil }
      grouped = true
    }
    return grouped
  }

  private mutating func readDigits() {
    while position < end {
      let digit = text[position] &- UInt8(ascii: "0")
      if digit > 9 { return }
      position += 1
      seen += 1
      if significant == 0 && digit == 0 { continue }
      significant += 1
      if significant <= 19 {
        digits = digits &* 10 &+ UInt64(digit)
      } else {
        overflowed = true
      }
    }
  }

  private mutating func readExponent() -> Int? {
    var negative = false
    if position < end, text[position] == UInt8(ascii: "-") || text[position] == UInt8(ascii: "+") {
      negative = text[position] == UInt8(ascii: "-")
      position += 1
    }
    var (value, count) = (0, 0)
    while position < end {
      let digit = text[position] &- UInt8(ascii: "0")
      if digit > 9 { break }
      // Far beyond any double; more digits change nothing.
      value = min(value * 10 + Int(digit), 1_000_000)
      count += 1
      position += 1
    }
    return count == 0 ? nil : negative ? -value : value
  }

  /// Long mantissas and large exponents: the standard library's conversion, of the digits in plain spelling.
  private func slowly(from start: Int) -> Double? {
    if digits == 0 { return 0 }
    var plain: [UInt8] = []
    plain.reserveCapacity(end - start)
    for byte in text[start..<end] {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "+"),
        UInt8(ascii: "e"), UInt8(ascii: "E"):
        plain.append(byte)
      case UInt8(ascii: ","): plain.append(UInt8(ascii: "."))
      default: continue
      }
    }
    guard let value = Double(String(decoding: plain, as: UTF8.self)), value.isFinite else { return nil }
    return value
  }
}
