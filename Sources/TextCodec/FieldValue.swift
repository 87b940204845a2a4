/// What a field means, the same in every reader: delimited text, streams of it, and the text columns that GDAL and SQLite
/// give.
///
/// Null, suppressed and zero are three things. A dash in a column of numbers is none of them: statistical tables write it
/// for zero, others for missing, so it is refused there. Blanks around a field are no part of it.
package enum FieldValue: Equatable {
  /// There is no value.
  case null
  /// There is a value, but it was withheld.
  case suppressed
  /// A number.
  case number(ParsedNumber)
  /// Text that is no number.
  case notANumber

  /// Marks for "no value".
  package static let nullMarks = [
    "NA", "N/A", "n/a", "#N/A", "#SAKNAS!", "<NA>", "NULL", "Null", "null", "NaN", "nan", "None", ".",
  ]
  /// Marks for "there is a value, but it is withheld", in columns of numbers.
  package static let suppressedMarks = ["..", "...", "…", "X", "x", "*"]
  /// Marks that say nothing more than "no value" where they stand in place of a name.
  private static let namelessMarks = ["..", "...", "…", "-", "–", "—"]

  private static let nullWords = nullMarks.map(word)
  private static let suppressedWords = suppressedMarks.map(word)
  private static let textWords = nullWords + namelessMarks.map(word)

  /// Reads a field of a column of numbers.
  @inline(never)
  package static func number(_ text: UnsafeBufferPointer<UInt8>, _ rule: DecimalRule) -> FieldValue {
    let text = Blanks.trimmed(text)
    if text.isEmpty { return .null }
    if let number = NumberParsing.parse(text, rule) { return .number(number) }
    guard text.count <= 8 else { return .notANumber }
    let word = word(text)
    return nullWords.contains(word) ? .null : suppressedWords.contains(word) ? .suppressed : .notANumber
  }

  /// Whether a field of a column of texts, blanks around it left away, is a mark for "no value".
  @inlinable @inline(__always)
  package static func isNoText(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = text.first else { return true }
    guard text.count <= 8 else { return false }
    switch first {
    case UInt8(ascii: "N"), UInt8(ascii: "n"), UInt8(ascii: "#"), UInt8(ascii: "<"), UInt8(ascii: "."),
      UInt8(ascii: "-"), 0xE2:
      return isTextMark(text)
    default: return false
    }
  }

  @usableFromInline @inline(never)
  static func isTextMark(_ text: UnsafeBufferPointer<UInt8>) -> Bool { textWords.contains(word(text)) }

  /// At most eight bytes in one word, the first one highest; no two texts have the same, since no mark holds a zero byte.
  private static func word(_ text: some Sequence<UInt8>) -> UInt64 { text.reduce(0) { $0 << 8 | UInt64($1) } }

  private static func word(_ text: String) -> UInt64 { word(text.utf8) }
}
