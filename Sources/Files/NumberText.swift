import Columns

/// Numbers from and to the plain text of a table's cell.
enum NumberText {
  /// What a text cell holds.
  enum Reading: Equatable {
    case null
    case suppressed
    case number(Double)
    case notANumber
  }

  /// Reads a decimal number: surrounding blanks ignored, decimal point or comma, exponent allowed; blanks only is
  /// null, and so are the marks of ``NumberMarks``. `inf`, hexadecimal numbers and thousands separators are no numbers.
  static func number(_ utf8: UnsafeBufferPointer<UInt8>) -> Reading {
    var (start, end) = (0, utf8.count)
    while start < end, utf8[start] <= 0x20 { start += 1 }
    while end > start, utf8[end - 1] <= 0x20 { end -= 1 }
    if start == end { return .null }
    var separators = 0
    let text = String(unsafeUninitializedCapacity: end - start) { buffer in
      for i in start..<end {
        var byte = utf8[i]
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "e"),
          UInt8(ascii: "E"):
          break
        case UInt8(ascii: "."), UInt8(ascii: ","):
          separators += 1
          byte = UInt8(ascii: ".")
        default: separators = 2
        }
        buffer[i - start] = byte
      }
      return end - start
    }
    if separators < 2, let value = Double(text), value.isFinite { return .number(value) }
    let mark = String(decoding: utf8[start..<end], as: UTF8.self)
    if NumberMarks.null.contains(mark) { return .null }
    return NumberMarks.suppressed.contains(mark) ? .suppressed : .notANumber
  }

  /// The shortest text that reads back to the same double, always without an exponent: a 13-digit code that a
  /// spreadsheet stored as a real comes out as its digits. Empty for NaN.
  static func plain(_ value: Double) -> String {
    if value.isNaN { return "" }
    // All whole numbers below 2^63 have an exact integer.
    if value == value.rounded(), abs(value) < 9.2e18 { return String(Int64(value)) }
    return expanded(value.description)
  }

  /// The same for a single-precision value that was widened to a double.
  static func plain(single value: Double) -> String {
    let single = Float(value)
    return single.isNaN || single == single.rounded() ? plain(value) : expanded(single.description)
  }

  /// `1.25e-05` as `0.0000125`, `1.5e+20` as `150000000000000000000`.
  private static func expanded(_ text: String) -> String {
    guard let mark = text.firstIndex(of: "e"), let exponent = Int(text[text.index(after: mark)...]) else {
      return text
    }
    let negative = text.hasPrefix("-")
    let mantissa = text[..<mark].drop { $0 == "-" }
    let whole = mantissa.prefix { $0 != "." }
    let fraction = mantissa.dropFirst(whole.count + 1)
    var digits = String(whole) + (fraction == "0" ? "" : String(fraction))
    let point = whole.count + exponent
    if point <= 0 {
      digits = "0." + String(repeating: "0", count: -point) + digits
    } else if point >= digits.count {
      digits += String(repeating: "0", count: point - digits.count)
    } else {
      digits.insert(".", at: digits.index(digits.startIndex, offsetBy: point))
    }
    return negative ? "-" + digits : digits
  }
}
