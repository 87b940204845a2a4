import Foundation
import Testing

@testable import Reports

/// What every run of any test says is held against the catalogue: nothing of the other language is in it.
enum LanguageCheck {
  /// The language that runs speak which do not name one; nil: the program's own default.
  @TaskLocal static var spoken: Language?

  /// A command line in the language that is spoken.
  static func words(_ arguments: [String]) -> [String] {
    guard let spoken, takesLanguage(arguments) else { return arguments }
    return arguments + ["--lang", spoken.rawValue]
  }

  /// Whether a command line can be told its language, and has not been.
  static func takesLanguage(_ arguments: [String]) -> Bool {
    !arguments.isEmpty && arguments.first != "help"
      && !arguments.contains { $0.hasPrefix("--lang") || ["--help", "-h", "--version", "--"].contains($0) }
  }

  /// Records what a run, or a page that it wrote, says in the other language.
  static func check(_ run: Workspace.Run, _ arguments: [String], in folder: URL) {
    let language = language(of: arguments)
    var texts = [("standard error", told(run.errors))]
    if !arguments.contains(where: { isData.contains($0) }), !run.output.hasPrefix("{") {
      texts.append(("standard output", run.output))
    }
    for name in arguments where run.code == 0 && [".html", ".md", ".svg"].contains(where: name.hasSuffix) {
      if let page = try? String(contentsOf: URL(fileURLWithPath: name, relativeTo: folder), encoding: .utf8) {
        // Code, Leaflet's too, and comments, its licence among them, are as they are; what is said stands in the data.
        let silent = /<!--[\s\S]*?-->|\/\*[\s\S]*?\*\/|<script>[\s\S]*?<\/script>/
        texts.append((name, page.replacing(silent, with: "")))
      }
    }
    for (name, text) in texts {
      if let found = Phrases.other(language).first(in: text) {
        Issue.record("\(arguments): \(name) says \"\(found)\" in the other language")
      }
    }
  }

  private static func language(of arguments: [String]) -> Language {
    let apart = zip(arguments, arguments.dropFirst()).filter { $0.0 == "--lang" }.map(\.1)
    let joined = arguments.filter { $0.hasPrefix("--lang=") }.map { String($0.dropFirst(7)) }
    return (apart + joined).last.flatMap(Language.init) ?? .sv
  }

  /// Options whose output is not for people, or is help.
  private static let isData: Set<String> = ["--help", "-h", "help", "--print-definition", "--print", "schema", "-"]

  /// Standard error without events, values in quotes, and how commands are used: help is English.
  private static func told(_ errors: String) -> String {
    errors.split(separator: "\n").prefix { !$0.hasPrefix("Usage:") }
      .filter { !$0.hasPrefix("{") && !$0.hasPrefix("Help:") }.joined(separator: "\n").replacing(
        /"[^"\n]*"/, with: "")
  }
}

/// Runs of three words that texts of one language have and no text of the other.
private struct Phrases {
  private let runs: Set<String>

  /// Those of the language that is not this one.
  static func other(_ language: Language) -> Phrases { language == .sv ? english : swedish }

  private static let entries = Catalogue.entries(Catalogue.swedishText)
  private static let english = Phrases(entries.map(\.english), without: entries.map(\.other))
  private static let swedish = Phrases(entries.map(\.other), without: entries.map(\.english))

  private init(_ texts: [String], without others: [String]) {
    runs = Set(texts.flatMap(Self.fixedRuns)).subtracting(others.flatMap(Self.fixedRuns))
  }

  /// Those of what stands around a text's places.
  private static func fixedRuns(_ text: String) -> [String] {
    var found: [String] = []
    for case .fixed(let fixed) in Phrase.parts(of: text) { found += Self.runs(fixed) }
    return found
  }

  /// The first run of words in a text that is one of these.
  func first(in text: String) -> String? {
    for line in text.split(whereSeparator: \.isNewline) {
      if let found = Self.runs(String(line)).first(where: runs.contains) { return found }
    }
    return nil
  }

  /// Three words in a row, in small letters; a column's name is one, and names and numbers alone say
  /// nothing of the language.
  private static func runs(_ text: String) -> [String] {
    let words = text.lowercased().split { !$0.isLetter && $0 != "'" && $0 != "_" }
    return zip(zip(words, words.dropFirst()), words.dropFirst(2)).map { "\($0.0) \($0.1) \($1)" }
  }
}

/// Runs of the program speak English where a test looks for English words.
struct EnglishTrait: SuiteTrait, TestTrait, TestScoping {
  var isRecursive: Bool { true }

  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    try await LanguageCheck.$spoken.withValue(.en, operation: function)
  }
}

extension Trait where Self == EnglishTrait {
  /// In English, what a run is told no language for.
  static var english: Self { Self() }
}
