/// Whether the values of a column may stand in messages.
public enum ValuePrivacy: Sendable, Equatable {
  /// Anybody may read them.
  case open
  /// They are about a person: who, when or where. Messages tell their shape alone.
  case personal
}

/// A value out of a file as a message may show it: the only thing that ``Failure`` takes for one.
///
/// Of a column with personal data there is no other way to make one than by its shape, `10 characters, digits`.
public struct ShownValue: Sendable, Equatable {
  /// The value, or its shape.
  public let text: String
  /// Whether ``text`` is the shape.
  public let isShape: Bool

  /// The value of a column of that privacy.
  public init(_ value: String, _ privacy: ValuePrivacy) {
    isShape = privacy == .personal
    text = isShape ? Self.shape(of: value) : value
  }

  /// The same for a column of that privacy: a shape stays a shape.
  public func limited(to privacy: ValuePrivacy) -> ShownValue { isShape ? self : ShownValue(text, privacy) }

  private static func shape(of value: String) -> String {
    let kinds: [(name: String, holds: (Character) -> Bool)] = [
      ("letters", \.isLetter), ("digits", \.isNumber), ("blanks", \.isWhitespace),
      ("signs", { !$0.isLetter && !$0.isNumber && !$0.isWhitespace }),
    ]
    let found = kinds.filter { value.contains(where: $0.holds) }.map(\.name)
    guard let last = found.last else { return "empty" }
    let all = found.count == 1 ? last : found.dropLast().joined(separator: ", ") + " and " + last
    return "\(value.count) \(value.count == 1 ? "character" : "characters"), \(all)"
  }
}

/// How messages, notes and records name a column: by its heading, unless that looks like a value, as where a table has no
/// header line and its first row stands there: then by its shape.
public enum ShownHeading {
  /// The heading, or its shape where it may be a phone or a time: where it has seven digits or more in a row, blanks and signs between
  /// them not counted. A date behind a word, `folkmangd_20231231`, is a heading.
  public static func of(_ heading: String) -> String {
    looksLikeValue(heading) ? ShownValue(heading, .personal).text : heading
  }

  /// "Did you mean" among headings.
  public static func hint(for word: String, among headings: [String]) -> String {
    Suggestion.hint(for: of(word), among: headings.map(of))
  }

  /// Whether a heading may be a phone or a time, see ``of(_:)``.
  public static func looksLikeValue(_ heading: String) -> Bool {
    var (digits, hasWord) = ([Int](), false)
    func isValue() -> Bool { digits.count >= 7 && !(hasWord && isDate(digits)) }
    for character in heading {
      if let digit = character.wholeNumberValue, 0...9 ~= digit {
        digits.append(digit)
      } else if character.isLetter || character == "_" {
        if isValue() { return true }
        (digits, hasWord) = ([], true)
      }
    }
    return isValue()
  }

  /// Eight digits of a day of this century or the last.
  private static func isDate(_ digits: [Int]) -> Bool {
    guard digits.count == 8 else { return false }
    func number(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + $1 } }
    return 1900...2099 ~= number(0..<4) && 1...12 ~= number(4..<6) && 1...31 ~= number(6..<8)
  }
}
