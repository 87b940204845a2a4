import Core
import Foundation
import TestSupport
import Testing

@testable import Reports

/// What the program says in Swedish, and that it says all of it.
@Suite struct CatalogueTests {
  private static let small = Catalogue(
    """
    # A comment.
    no {1} has a class
    = ingen {1*} har en klass
    cell
    = ruta
    {1}: {2} of {3} areas lie in {4}
    = {1}: av {3} områden ligger {2} i {4}
    {1*}; {2*}
    = {1*}; {2*}
    give {file: PATH} with {1}
    = ange {file: PATH} med {1}
    {1}: {2}
    = {1} – {2}
    """)

  @Test(
    arguments: [
      ("cell", "ruta"), ("no cell has a class", "ingen ruta har en klass"),
      ("no town has a class", "ingen town har en klass"),
      ("a.csv: 2 of 3 areas lie in b: c", "a.csv: av 3 områden ligger 2 i b: c"),
      ("cell; no cell has a class", "ruta; ingen ruta har en klass"),
      ("give {file: PATH} with --x", "ange {file: PATH} med --x"), ("a: b", "a – b"), ("no  has a class", nil),
      ("cells", nil),
    ] as [(String, String?)])
  func places(english: String, swedish: String?) { #expect(Self.small.text(english) == swedish) }

  @Test func failuresInSwedish() {
    let failure = Failure(
      .badData, "not a number", file: "a.csv", place: "row 3", field: "inkomst", value: "abc", expected: "a number",
      hint: Suggestion.hint(for: "inkmst", among: ["inkomst"]))
    #expect(
      failure.line(Language.sv.told)
        == "a.csv, rad 3, fält \"inkomst\": inte ett tal: \"abc\" (väntat: ett tal); menades \"inkomst\"?")
    #expect(failure.line(Language.en.told) == failure.description)
    let shape = Failure(.badData, "not a time", value: ShownValue("07-0", .personal))
    #expect(shape.line(Language.sv.told) == "inte en tid: 4 tecken, siffror och skiljetecken")
    let first = Failure(.badData, "not a cell code", file: "a, b.csv", place: "feature 7", expected: "a number")
    #expect(
      Language.sv.told("x: y.csv: 2 bad rows left out; the first: \(first)")
        == "x: y.csv: 2 felaktiga rader är inte med; den första: a, b.csv, objekt 7: inte en rutkod (väntat: ett tal)"
    )
    #expect(Language.sv.told("nobody says this") == "nobody says this")
  }

  /// Every English text once, its places numbered as they stand, and the same places in Swedish.
  @Test func pairs() {
    var seen: Set<String> = []
    let text = Catalogue.swedishText
    let entries = Catalogue.entries(text)
    #expect(entries.count * 2 == text.split(separator: "\n").count { !$0.hasPrefix("#") })
    for (english, swedish) in entries {
      let (own, other) = (Phrase.parts(of: english), Phrase.parts(of: swedish))
      #expect(seen.insert(SwiftLiteral.fixed(english).joined(separator: "{}")).inserted, "twice: \(english)")
      #expect(Self.places(own) == Array(1..<(Self.places(own).count + 1)), "numbers: \(english)")
      #expect(Self.places(own) == Self.places(other).sorted(), "places: \(english)")
      for case .place(let number, isTranslated: true) in own {
        #expect(other.contains(.place(number, isTranslated: true)), "\(number) is not translated: \(english)")
      }
    }
    #expect(entries.count > 1000)
  }

  private static func places(_ parts: [Phrase.Part]) -> [Int] {
    parts.compactMap { if case .place(let number, _) = $0 { number } else { nil } }
  }

  // MARK: what the sources say

  private static let project = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private static func sources() throws -> [(file: String, literals: [SwiftLiteral])] {
    let folder = project.appendingPathComponent("Sources")
    let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    return try names.filter { $0.hasSuffix(".swift") }.sorted().map { name in
      (name, SwiftLiteral.all(in: try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)))
    }
  }

  /// Calls whose texts people read as errors, notes or stages.
  private static let telling: Set<String> = [
    "Failure", "failure", "ValidationError", "journal.note", "journal.stage", "refuse", "exceeded", "Fault", "with",
  ]
  /// Their arguments that are names and values.
  private static let names: Set<String> = ["file", "field", "value", "place"]
  /// Calls that take a text in either language, and what is not told during a run.
  private static let either: Set<String> = [
    "look", "key", "t", "say", "word", "Wording", "ofUnits", "heading", "FieldLook", "row", "percent", "count",
    "text",
    "rates", "right", "number", "share", "entry", "rate", "page", "both",
    "optional", "precondition", "ColumnDescription", "StatisticsSchema", "ArgumentHelp", "OptionGroup", "prepare",
    "run",
  ]
  private static let eitherLabels: Set<String> = [
    "sv", "en", "swedish", "english", "help", "abstract", "discussion", "title", "debugDescription",
  ]
  /// Files whose long texts are markup, definitions, or what data sets say of themselves.
  private static let other = [
    "Definitions/", "Workbooks/WorkbookParts", "Profile/", "QGIS/", "Synthetic/DatasetDescription", "MapPage/",
    "Files/GeoPackage/", "SQLite/", "Livsvillkor/DefaultNotice", "Projections/", "Files/FileContent",
    "rutverk/Commands/DemoCommand",
  ]

  /// Whether people read a literal as a text of the program.
  private static func isTold(_ literal: SwiftLiteral, file: String) -> Bool {
    let calls = literal.calls.map { ($0.name.split(separator: ".").suffix(2).joined(separator: "."), $0.label) }
    func isOf(_ known: Set<String>) -> Bool {
      calls.contains { known.contains($0.0) || known.contains(String($0.0.split(separator: ".").last ?? "")) }
    }
    if calls.contains(where: { $0.1.map(eitherLabels.contains) ?? false }) || isOf(either) { return false }
    if let last = calls.last, isOf(telling) { return !(last.1.map(names.contains) ?? false) }
    // Long texts are sentences wherever they stand.
    return !other.contains(where: file.hasPrefix) && !literal.template.contains { "<>\n".contains($0) }
      && words(literal.template) >= 6
  }

  /// Whether a part has words, and not names of keys and functions alone.
  private static func isSentence(_ part: String) -> Bool {
    let part = part.trimmingCharacters(in: .whitespaces)
    return words(part) > 0 && part.replacing(", ", with: ",").contains(" ")
  }

  private static func words(_ text: String) -> Int {
    text.split { !$0.isLetter }.count { $0.count > 1 && $0.allSatisfy { $0.isLowercase && $0.isASCII } }
  }

  /// What the sources say without a translation: texts of which a part stands in no English text of the catalogue.
  @Test func everythingHasItsSwedish() throws {
    let known = Wording(Catalogue.entries(Catalogue.swedishText).flatMap { SwiftLiteral.fixed($0.english) })
    var told = 0
    for (file, literals) in try Self.sources() {
      for literal in literals where Self.isTold(literal, file: file) {
        for part in SwiftLiteral.fixed(literal.template) where Self.isSentence(part) {
          told += 1
          let isKnown = known.breaks(in: part) == 0
          #expect(isKnown, "\(file): no Swedish of \"\(part)\" in \"\(literal.template)\"")
        }
      }
    }
    #expect(told > 800)
  }

  /// What the catalogue has and nobody says: English texts with a word that stands in no literal of the sources, or made of more
  /// than a few runs of words that do.
  @Test func nothingIsLeftOver() throws {
    let said = Wording(try Self.sources().flatMap(\.literals).flatMap(\.parts))
    let elsewhere = try String(
      contentsOf: Self.project.appendingPathComponent("Sources/Reports/Catalogue/elsewhere.txt"), encoding: .utf8)
    let ofLibraries = Set(Catalogue.entries(elsewhere).map(\.english))
    for (english, _) in Catalogue.entries(Catalogue.swedishText) where !ofLibraries.contains(english) {
      for part in SwiftLiteral.fixed(english) where Self.words(part) > 1 {
        let isSaid = said.breaks(in: part).map { $0 <= max(2, Wording.words(part).count / 2) } ?? false
        #expect(isSaid, "nobody says \"\(part)\" of \"\(english)\"")
      }
    }
  }
}

/// Which words stand in texts, and which behind which.
private struct Wording {
  private var single: Set<String> = []
  private var pairs: Set<String> = []

  init(_ texts: [String]) {
    for text in texts {
      let words = Self.words(text)
      single.formUnion(words)
      pairs.formUnion(zip(words, words.dropFirst()).map { $0 + " " + $1 })
    }
  }

  /// How often two words of a text never stand so in the others; nil where one of them stands nowhere.
  func breaks(in text: String) -> Int? {
    let words = Self.words(text)
    guard words.allSatisfy(single.contains) else { return nil }
    return zip(words, words.dropFirst()).count { !pairs.contains($0 + " " + $1) }
  }

  /// Words without the signs around them.
  static func words(_ text: String) -> [String] {
    text.split { $0.isWhitespace }
      .map { $0.trimmingCharacters(in: CharacterSet(charactersIn: ",;:.()\"?")) }.filter { !$0.isEmpty }
  }
}
