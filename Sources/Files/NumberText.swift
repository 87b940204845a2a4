/// Numbers as the plain text of a table's cell.
enum NumberText {
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
