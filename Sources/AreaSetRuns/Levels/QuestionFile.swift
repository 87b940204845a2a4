import Inputs
import Reports
import Areas
import Columns
import Definitions
import Core
import Files

/// The questions and the parts (*delområden*) that they belong to, from a file given with `--questions`.
struct QuestionFile {
  /// Questions in the order of the file, with their parts.
  let questions: [(name: String, group: String?)]

  /// Most questions that a range (`q1-q80`) may stand for.
  private static let longestRange = 1000

  /// Reads YAML (`delområde: [q1, q2, q5-q30]`) by its ending, any other file as a table of question and delomrade.
  ///
  /// - Throws: ``Failure`` for a file that is missing or cannot be read so, and for a question that stands twice.
  init(path: String, options: InputOptions, threads: Int, journal: Journal) throws {
    let isYAML = ["yml", "yaml"].contains(FilePath.fileExtension(path))
    let all =
      try isYAML
      ? Self.yaml(path) : Self.table(path, options: options, threads: threads, journal: journal)
    var places: [String: String] = [:]
    for (name, _, place) in all {
      if let earlier = places[Self.key(name)] {
        throw Failure(
          .badData, "the question stands here and in \(earlier)", file: path, place: place, value: name,
          expected: "each question once")
      }
      places[Self.key(name)] = place ?? "the file"
    }
    guard !all.isEmpty else { throw Failure(.badData, "the file has no questions", file: path) }
    questions = all.map { ($0.name, $0.group) }
  }

  private typealias Entry = (name: String, group: String?, place: String?)

  private static func yaml(_ path: String) throws -> [Entry] {
    try WordGroups(path: path).groups.flatMap { group in
      try group.words.flatMap { word in
        try expanded(word.text, file: path, place: word.place).map { ($0, group.name, word.place) }
      }
    }
  }

  private static func table(
    _ path: String, options: InputOptions, threads: Int, journal: Journal
  ) throws -> [Entry] {
    let table = try InputTable(path: path, options: options, threads: threads)
    let finder = RoleFinder(table, journal: journal)
    let question = try finder.require(RoleCatalogue.Answers.question, flag: "--column question=COLUMN")
    let group = try finder.require(RoleCatalogue.Answers.group)
    let rows = try table.read([ColumnRequest(question, .text), ColumnRequest(group, .text)], journal: journal)
    guard case .texts(let names) = rows.columns[0], case .texts(let groups) = rows.columns[1] else {
      throw Failure(.software, "the questions were read in another form than asked for", file: path)
    }
    return try (0..<names.count).map { row in
      let place = table.source.place(ofRow: rows.rows[row])
      guard !names.isNull(row) else {
        throw Failure(.badData, "the question has no name", file: path, place: place, field: question)
      }
      return (names[row], groups.isNull(row) ? nil : groups[row], place)
    }
  }

  /// `q5-q30` or `5-30` as its questions; any other word as it is.
  private static func expanded(_ text: String, file: String, place: String?) throws -> [String] {
    let ends = text.split(separator: "-").map { Self.number(String($0)) }
    guard ends.count == 2, let first = ends[0], let last = ends[1] else { return [text] }
    guard first <= last, last - first < longestRange else {
      throw Failure(
        .badData, "not a range of questions", file: file, place: place, value: text,
        expected: "such as q1-q30, at most \(longestRange) questions")
    }
    return (first...last).map { "q\($0)" }
  }

  /// The number of a question that is called `q7`, `fråga 7`, `F07` or `7`; nil for any other name.
  static func number(_ text: String) -> Int? {
    let words = FoldedText.words(text)
    let letters = words.prefix { $0.isLetter }
    guard ["", "q", "f", "fraga", "question"].contains(letters) else { return nil }
    let digits = words.dropFirst(letters.count).drop { $0 == " " }
    guard !digits.isEmpty, digits.allSatisfy({ $0.isASCII && $0.isWholeNumber }) else { return nil }
    return Int(digits)
  }

  /// What two spellings of a question have in common: its number, else its folded name.
  static func key(_ text: String) -> String { number(text).map { "\($0)" } ?? FoldedText.words(text) }
}
