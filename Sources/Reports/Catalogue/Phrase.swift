/// A text that the program says in English, with places for what it is about, and the same in another language.
///
/// `{1}` is a place: whatever stands there is handed on as it is. In the other language `{1*}` hands on its translation, where
/// there is one: for what is a text of the program itself, as `cells` in `no {1} has a class`.
struct Phrase: Sendable {
  /// The fixed parts of the English text, before, between and behind the places.
  private let fixed: [[UInt8]]
  /// The other language's text.
  private let other: String
  /// How many bytes are fixed: of two phrases that fit a text, the one with more says more of it.
  let weight: Int

  /// A part of a text.
  enum Part: Sendable, Equatable {
    case fixed(String)
    /// A place by its number from 1, and whether what stands there is translated.
    case place(Int, isTranslated: Bool)
  }

  init(_ english: String, _ other: String) {
    var fixed: [[UInt8]] = [[]]
    for part in Self.parts(of: english) {
      switch part {
      case .fixed(let text): fixed[fixed.count - 1] += Array(text.utf8)
      case .place: fixed.append([])
      }
    }
    self.fixed = fixed
    self.other = other
    weight = fixed.reduce(0) { $0 + $1.count }
  }

  /// What stands in the places of a text, if the phrase fits it: something in each, the first ones as short as can be.
  func matches(_ text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>]? {
    guard text.count >= weight + fixed.count - 1, text.starts(with: fixed[0]) else { return nil }
    var rest = text.dropFirst(fixed[0].count)
    if fixed.count == 1 { return rest.isEmpty ? [] : nil }
    let last = fixed[fixed.count - 1]
    guard rest.count > last.count, rest.suffix(last.count).elementsEqual(last) else { return nil }
    rest = rest.dropLast(last.count)
    var found: [ArraySlice<UInt8>] = []
    for between in fixed[1..<(fixed.count - 1)] {
      guard let start = Self.start(of: between, in: rest.dropFirst()) else { return nil }
      found.append(rest[..<start])
      rest = rest[(start + between.count)...]
    }
    return rest.isEmpty ? nil : found + [rest]
  }

  /// The other language's text with these in its places; `translated` gives the translation of what stands in a place.
  func text(_ found: [ArraySlice<UInt8>], translated: (ArraySlice<UInt8>) -> String?) -> String {
    Self.parts(of: other).reduce(into: "") { text, part in
      switch part {
      case .fixed(let fixed): text += fixed
      case .place(let number, let isTranslated):
        guard found.indices.contains(number - 1) else { return }
        let own = found[number - 1]
        text += (isTranslated ? translated(own) : nil) ?? String(decoding: own, as: UTF8.self)
      }
    }
  }

  /// The places whose content is translated.
  var translatedPlaces: [Int] {
    Self.parts(of: other).compactMap { if case .place(let number, isTranslated: true) = $0 { number } else { nil } }
  }

  /// A text's fixed parts and places. Braces around anything but a number are text.
  static func parts(of text: String) -> [Part] {
    let bytes = Array(text.utf8)
    var parts: [Part] = []
    // Where the fixed part begins, and from where on a brace is looked for.
    var (start, next) = (0, 0)
    func addFixed(to end: Int) {
      if start < end { parts.append(.fixed(String(decoding: bytes[start..<end], as: UTF8.self))) }
    }
    while let open = bytes[next...].firstIndex(of: UInt8(ascii: "{")) {
      let inside = bytes[(open + 1)...].prefix { $0 != UInt8(ascii: "}") && $0 != UInt8(ascii: "{") }
      let isTranslated = inside.last == UInt8(ascii: "*")
      next = open + 1
      if inside.endIndex < bytes.count, bytes[inside.endIndex] == UInt8(ascii: "}"),
        let number = Int(String(decoding: isTranslated ? inside.dropLast() : inside, as: UTF8.self)), number > 0
      {
        addFixed(to: open)
        parts.append(.place(number, isTranslated: isTranslated))
        start = inside.endIndex + 1
        next = start
      }
    }
    addFixed(to: bytes.count)
    return parts
  }

  /// Whether the English text has places.
  var hasPlaces: Bool { fixed.count > 1 }

  private static func start(of part: [UInt8], in text: ArraySlice<UInt8>) -> Int? {
    guard let first = part.first, text.count >= part.count else { return nil }
    for start in text.startIndex...(text.endIndex - part.count)
    where text[start] == first && text[start...].starts(with: part) {
      return start
    }
    return nil
  }
}
