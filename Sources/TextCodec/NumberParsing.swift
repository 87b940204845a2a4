/// The sign that separates whole units from fractions.
public enum DecimalSeparator: Sendable, Equatable {
  /// `1.5`
  case point
  /// `1,5`
  case comma
}

/// A number read from text, and how it was written.
public struct ParsedNumber: Sendable, Equatable {
  /// The double nearest to the text; finite.
  public var value: Double
  /// The separator that stood in the text; nil for a number without one.
  public var separator: DecimalSeparator?
  /// Whether blanks group its digits.
  package var isGrouped = false
  /// Whether its separator may be one of thousands as well: `1,234`, one to three digits, the separator, three digits.
  package var isAmbiguous = false
}

/// Which signs the numbers of a column are written with.
package enum DecimalRule: Sendable, Equatable {
  /// A point or a comma before the decimals.
  case either
  /// This one; the other sign is refused.
  case only(DecimalSeparator)
  /// This one, as the user said; the other sign may group the digits before it by three.
  case given(DecimalSeparator)

  /// What is wrong with a number such as `1,234` in a column that does not say whether its sign stands before decimals or
  /// between thousands, and what to do about it.
  package static func ambiguity(of text: String) -> (message: String, hint: String) {
    let (this, other) = text.contains(",") ? ("comma", "point") : ("point", "comma")
    return (
      "the \(this) may stand before decimals or between thousands",
      "say --decimal \(this) where it is a decimal \(this), --decimal \(other) where it separates thousands"
    )
  }

  /// The sign; nil where it may be either.
  package var separator: DecimalSeparator? {
    switch self {
    case .either: nil
    case .only(let separator), .given(let separator): separator
    }
  }
}

/// Numbers from text.
public enum NumberParsing {
  /// The number that the whole of `text` is, or nil.
  ///
  /// Accepted: an optional sign (`+`, `-` or U+2212 `−`), digits, an optional decimal separator (the one given, or
  /// either when nil is given) with digits on at least one side, an optional exponent (`e` or `E`). Digits before
  /// the separator may be grouped by three with a space of any kind, such as the no-break space (U+00A0) and the
  /// narrow one (U+202F) with which Swedish programs write `1 234 567,5`; with grouping there is no exponent. Blanks
  /// around the number are ignored.
  /// Refused: everything else, among it `NaN`, `inf`, hexadecimal, a point or comma as a thousands sign, and numbers
  /// beyond the range of doubles. A number too small for a double is zero.
  public static func parse(_ text: [UInt8], separator: DecimalSeparator? = .point) -> ParsedNumber? {
    text.withUnsafeBufferPointer { parse(Blanks.trimmed($0), separator.map { .only($0) } ?? .either) }
  }

  /// The number that the whole of `text` is, which has no blanks around it, or nil; see ``parse(_:separator:)``.
  package static func parse(_ text: UnsafeBufferPointer<UInt8>, _ rule: DecimalRule) -> ParsedNumber? {
    var reader = NumberReader(text: text, position: 0, end: text.count)
    return reader.read(rule)
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

  mutating func read(_ rule: DecimalRule) -> ParsedNumber? {
    let separator = rule.separator
    let negative = readSign()
    let start = position
    let groupSign: UInt8? =
      switch rule {
      case .given(.point): UInt8(ascii: ",")
      case .given(.comma): UInt8(ascii: ".")
      default: nil
      }
    guard let grouped = readWhole(groupSign) else { return nil }
    let whole = (count: seen, significant: significant)
    var found: DecimalSeparator?
    if position < end {
      let byte = text[position]
      if byte == UInt8(ascii: "."), separator != .comma { found = .point }
      if byte == UInt8(ascii: ","), separator != .point { found = .comma }
      if found != nil {
        position += 1
        readDigits()
        decimals = seen - whole.count
      }
    }
    guard seen > 0 else { return nil }
    // A number below one, or with a leading zero, is not grouped.
    let isAmbiguous = decimals == 3 && 1...3 ~= whole.count && whole.significant == whole.count && position == end
    var exponent = 0
    if position < end, text[position] | 0x20 == UInt8(ascii: "e"), !grouped {
      position += 1
      guard let read = readExponent() else { return nil }
      exponent = read
    }
    guard position == end else { return nil }
    let magnitude = overflowed ? nil : DecimalConversion.nearest(digits: digits, exponent: exponent - decimals)
    guard let value = magnitude ?? slowly(from: start, found) else { return nil }
    return ParsedNumber(
      value: negative ? -value : value, separator: found, isGrouped: grouped, isAmbiguous: isAmbiguous)
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

  /// The digits before the separator. True when they were grouped, by blanks of one kind or `sign`; nil when the groups
  /// are wrong.
  private mutating func readWhole(_ sign: UInt8?) -> Bool? {
    readDigits()
    guard seen >= 1, seen <= 3, position < end else { return false }
    var grouped = false
    while position < end, case let width = groupWidth(sign), width > 0 {
      position += width
      let before = seen
      readDigits()
      if seen - before != 3 { return nil }
      grouped = true
    }
    return grouped
  }

  /// Bytes of what groups digits at the position; 0 when there is nothing such.
  private func groupWidth(_ sign: UInt8?) -> Int {
    if text[position] == sign { return 1 }
    guard text[position] >= 0x20, let base = text.baseAddress else { return 0 }
    return Blanks.width(base + position, end - position)
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
  private func slowly(from start: Int, _ separator: DecimalSeparator?) -> Double? {
    if digits == 0 { return 0 }
    var plain: [UInt8] = []
    plain.reserveCapacity(end - start)
    let sign = separator == .comma ? UInt8(ascii: ",") : UInt8(ascii: ".")
    for byte in text[start..<end] {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "e"),
        UInt8(ascii: "E"):
        plain.append(byte)
      case sign: plain.append(UInt8(ascii: "."))
      default: continue
      }
    }
    guard let value = Double(String(decoding: plain, as: UTF8.self)), value.isFinite else { return nil }
    return value
  }
}
