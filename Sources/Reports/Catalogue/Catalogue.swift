/// The Swedish of what the program says.
///
/// Errors, notes, names of stages and the method are made in English by modules that know of no language, and stand in English in
/// statistics and records, which are made into pages long after. What people read is therefore translated where it is shown, by
/// its text: the phrase whose fixed words make up most of it. Nothing is lost where there is none: the text stays English, and a
/// test fails, since every text of the sources needs its phrase.
struct Catalogue: Sendable {
  private let phrases: [Phrase]
  /// Texts without places.
  private let whole: [[UInt8]: String]

  /// Of pairs of lines: the English text, and behind `= ` the other one. Empty lines and those that begin with `#` say nothing.
  init(_ text: String) {
    var (phrases, whole) = ([Phrase](), [[UInt8]: String]())
    for (english, other) in Self.entries(text) {
      let phrase = Phrase(english, other)
      if phrase.hasPlaces {
        phrases.append(phrase)
      } else if whole[Array(english.utf8)] == nil {
        whole[Array(english.utf8)] = other
      }
    }
    (self.phrases, self.whole) = (phrases.sorted { $0.weight > $1.weight }, whole)
  }

  /// The pairs, in order. By bytes: every run whose language is another reads all of them.
  static func entries(_ text: String) -> [(english: String, other: String)] {
    var entries: [(String, String)] = []
    var english: ArraySlice<UInt8>?
    for line in Array(text.utf8).split(separator: UInt8(ascii: "\n")) where line.first != UInt8(ascii: "#") {
      if line.starts(with: "= ".utf8), let own = english {
        entries.append((String(decoding: own, as: UTF8.self), String(decoding: line.dropFirst(2), as: UTF8.self)))
        english = nil
      } else {
        english = line
      }
    }
    return entries
  }

  /// The text in the other language; nil where there is no phrase for it.
  func text(_ english: String) -> String? {
    var known: [ArraySlice<UInt8>: Found?] = [:]
    return best(Array(english.utf8)[...], &known)?.text
  }

  private struct Found {
    /// How much of the text phrases make up, bytes.
    var weight: Int
    var text: String
  }

  /// The translation whose phrases make up most of the text; of two alike the one of the longer phrase.
  private func best(_ text: ArraySlice<UInt8>, _ known: inout [ArraySlice<UInt8>: Found?]) -> Found? {
    if let own = whole[Array(text)] { return Found(weight: text.count, text: own) }
    if let earlier = known[text] { return earlier }
    var best: Found?
    for phrase in phrases {
      guard let places = phrase.matches(text) else { continue }
      var inner: [ArraySlice<UInt8>: String] = [:]
      var weight = phrase.weight
      for number in phrase.translatedPlaces where places.indices.contains(number - 1) {
        guard let own = self.best(places[number - 1], &known) else { continue }
        inner[places[number - 1]] = own.text
        weight += own.weight
      }
      if weight > best?.weight ?? 0 {
        best = Found(weight: weight, text: phrase.text(places) { inner[$0] })
      }
    }
    known[text] = .some(best)
    return best
  }
}

extension Catalogue {
  /// Swedish.
  static let swedish = Catalogue(swedishText)

  /// The pairs of all files, one after the other.
  static var swedishText: String {
    [
      PackageResources.words_txt, PackageResources.files_txt, PackageResources.inputs_txt,
      PackageResources.runs_txt, PackageResources.options_txt, PackageResources.notes_txt,
      PackageResources.method_txt, PackageResources.elsewhere_txt,
    ].map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")
  }
}

extension Language {
  /// An English text of the program in this language; itself where there is no translation.
  package func told(_ english: String) -> String {
    if self == .en { return english }
    if let text = Catalogue.swedish.text(english) { return text }
    // A sentence of the command line's parser, which has lost its full stop inside an error of a job.
    guard let sentence = Catalogue.swedish.text(english + "."), sentence.hasSuffix(".") else { return english }
    return String(sentence.dropLast())
  }
}
