/// The language of tables for people. Files for machines have one form only, with decimal points.
public enum Language: String, Sendable, CaseIterable {
  /// Swedish: decimal comma, a space between thousands.
  case sv
  /// English: decimal point, a space between thousands.
  case en

  /// The text in this language.
  public func text(sv: String, en: String) -> String { self == .sv ? sv : en }

  /// A number for people: so many decimals, thousands apart by a no-break space, a dash where null. Of huge numbers fewer
  /// decimals are shown, as many as a double of that size has.
  public func number(_ value: Double, decimals: Int) -> String {
    guard value.isFinite else { return "–" }
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let scaled = (abs(value) * scale).rounded()
    guard scaled < 0x1p53 else {
      return decimals > 0 ? number(value, decimals: decimals - 1) : text(sv: "\(value)".decimalComma, en: "\(value)")
    }
    let digits = String(Int(scaled))
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    let whole = padded.dropLast(decimals)
    var grouped = ""
    for (i, digit) in whole.enumerated() {
      if i > 0, (whole.count - i) % 3 == 0 { grouped += "\u{A0}" }
      grouped.append(digit)
    }
    let isNegative = value < 0 && scaled > 0
    let fraction = decimals > 0 ? (self == .sv ? "," : ".") + padded.suffix(decimals) : ""
    return (isNegative ? "−" : "") + grouped + fraction
  }

  /// A share 0–1 as per cent, `12,3 %`; a dash where null.
  public func percent(_ share: Double, decimals: Int = 1) -> String {
    share.isFinite ? number(share * 100, decimals: decimals) + "\u{A0}%" : "–"
  }

  /// A count; a dash where null.
  public func count(_ value: Int) -> String { number(Double(value), decimals: 0) }
}

extension String {
  /// The text of a number with the comma for the point.
  fileprivate var decimalComma: String { String(map { $0 == "." ? "," : $0 }) }
}
