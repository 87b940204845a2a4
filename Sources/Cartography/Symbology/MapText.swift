import Reports

/// What stands around the map. Everything comes from the user; nothing from the clock, so that the same input gives
/// the same bytes.
package struct MapText: Sendable, Equatable {
  /// Title; empty for none.
  package var title: String
  /// Where the data is from; empty for none.
  package var source: String
  /// The date as the user gave it; empty for none.
  package var date: String
  /// What the map rests on: method, definition, reference, what was left out, the data's year; empty for a map without.
  package var basis = ""
  /// The words' language.
  package var words: MapWords

  /// Text around a map.
  package init(
    title: String, source: String = "", date: String = "", language: Language = .sv, areZones: Bool = false
  ) {
    (self.title, self.source, self.date) = (title, source, date)
    words = MapWords(language, areZones: areZones)
  }

  /// A date of the form `YYYY-MM-DD`; nil for any other text.
  package static func day(_ text: String) -> String? {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    let isDigits = parts.allSatisfy { $0.allSatisfy { (48...57).contains($0) } }
    guard parts.map(\.count) == [4, 2, 2], isDigits else { return nil }
    return text
  }

  /// The lines at the foot: what the map rests on; source and date.
  package var footLines: [String] { [basis, footLine].filter { !$0.isEmpty } }

  /// The line at the foot: source, date.
  package var footLine: String {
    [source.isEmpty ? "" : words.source(source), date.isEmpty ? "" : words.date(date)].filter { !$0.isEmpty }
      .joined(separator: " · ")
  }
}
