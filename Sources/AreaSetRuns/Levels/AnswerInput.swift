import Inputs
import Outputs
import Reports
import Areas
import Columns
import Core

/// Answers from a table, checked: whole scores from 1 to 5, known areas, no answer twice.
struct AnswerInput {
  /// The answers.
  var answers = Answers()
  /// Names of the areas in the answers, in order of appearance; empty where a layer says which there are.
  var areaNames: [String] = []
  /// The years, ascending.
  var years: [Int] = []
  /// The questions.
  var questions = QuestionSet([])
  /// Whether the questions come from a file, so that every one was asked.
  var isFixed = false
  /// The class that the answers give an area in a year (both as places).
  var classes: [AreaYear: AreaClass] = [:]
  /// The columns.
  let columns: AnswerColumns
  /// The file and its rows.
  let record: InputRecord

  /// The class of an area in a year; where that year's answers give none, that of the latest year that does.
  func areaClass(_ area: Int, year: Int) -> AreaClass? {
    for place in [year] + years.indices.reversed() {
      if let found = classes[AreaYear(area: area, year: place)] { return found }
    }
    return nil
  }

  /// An area in a year, as places.
  struct AreaYear: Hashable {
    var area: Int
    var year: Int
  }

  /// How the table is read.
  struct Options {
    var input: InputOptions
    var names: AnswerColumns.Names
    /// The year of all rows, for a table without a year column.
    var year: Int?
    var questions: QuestionFile?
    /// The areas that there are; nil: those in the answers.
    var areas: AreaIndex?
    var threads: Int
  }

  /// Opens a table and finds its columns.
  static func open(
    path: String, _ options: Options, journal: Journal
  ) throws -> (table: InputTable, columns: AnswerColumns) {
    let table = try InputTable(path: path, options: options.input, threads: options.threads)
    let columns = try AnswerColumns(
      RoleFinder(table, journal: journal), names: options.names,
      questions: options.questions?.questions.map(\.name))
    guard columns.year != nil || options.year != nil else {
      throw Failure(
        .badData, "no column holds the year", file: path, expected: "year, ar, år",
        hint: "name it with --year-field, or say which year all answers are of with --year")
    }
    return (table, columns)
  }

  /// Reads and checks.
  ///
  /// - Throws: ``Failure`` with file, row, field and value for a score that is no whole number from 1 to 5, a year that is none,
  ///   an unknown area or question, a question in two parts, an answer that stands twice, and an area in two classes in one
  ///   year; where bad rows are to be skipped they are counted and reported instead.
  init(path: String, _ options: Options, journal: Journal) throws {
    let (table, columns) = try Self.open(path: path, options, journal: journal)
    self.columns = columns
    let frame = try AnswerFrame(table, columns, journal: journal)
    record = InputRecord(path: path, features: frame.rows.count)
    guard !frame.rows.isEmpty else { throw Failure(.badData, "the table has no answers", file: path) }
    var reader = AnswerReader(frame, options)
    for row in frame.rows.indices {
      do {
        try reader.read(row)
      } catch let failure as Failure where failure.kind == .badData && options.input.badRows == .skip {
        reader.refused.append(failure)
      }
    }
    InputTable.report(reader.refused, file: path, journal: journal)
    try reader.finish(into: &self, file: path)
  }
}

/// Areas found by identifier or name.
struct AreaIndex {
  private var byID: [String: Int] = [:]
  private var byName: [String: Int] = [:]
  private var byKey: [String: Int] = [:]
  private var repeated: Set<String> = []
  private let texts: [String]

  /// An index of areas; names that stand twice find none.
  init(_ areas: [Area]) {
    for (i, area) in areas.enumerated() {
      byID[area.id] = byID[area.id] ?? i
      if byName[area.name] != nil { repeated.insert(area.name) }
      byName[area.name] = i
      let key = FoldedText.nameKey(area.name)
      if byKey[key] != nil { repeated.insert(key) }
      byKey[key] = i
    }
    texts = areas.map(\.name) + areas.map(\.id)
  }

  /// The place of the area with that identifier, that name, or that name in another spelling.
  func place(_ text: String) -> Int? {
    if let place = byID[text] { return place }
    if let place = byName[text], !repeated.contains(text) { return place }
    let key = FoldedText.nameKey(text)
    return key.isEmpty || repeated.contains(key) ? nil : byKey[key]
  }

  /// What may have been meant.
  func hint(_ text: String) -> String? {
    Suggestion.nearest(to: text, among: texts).map { "did you mean \"\($0)\"?" }
  }
}
