import Reports

/// What stands around the map. Everything comes from the user; nothing from the clock, so that the same input gives
/// the same bytes.
public struct MapText: Sendable, Equatable {
  /// Title; empty for none.
  public var title: String
  /// Where the data is from; empty for none.
  public var source: String
  /// The date as the user gave it; empty for none.
  public var date: String
  /// The words' language.
  public var words: MapWords

  /// Text around a map.
  public init(title: String, source: String = "", date: String = "", language: Language = .sv) {
    self.title = title
    self.source = source
    self.date = date
    words = MapWords(language)
  }

  /// A date of the form `YYYY-MM-DD`; nil for any other text.
  public static func day(_ text: String) -> String? {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    let isDigits = parts.allSatisfy { $0.allSatisfy { (48...57).contains($0) } }
    guard parts.map(\.count) == [4, 2, 2], isDigits else { return nil }
    return text
  }

  /// The line at the foot: source, date.
  public var footLine: String {
    [source.isEmpty ? "" : words.source(source), date.isEmpty ? "" : words.date(date)].filter { !$0.isEmpty }
      .joined(separator: " · ")
  }
}
