import Inputs
import Reports
import Areas
import Columns
import Core

/// The columns of a table of answers, in memory.
struct AnswerFrame {
  let columns: AnswerColumns
  let areas: TextColumn
  let years: NumberColumn?
  let classes: TextColumn?
  let questions: TextColumn?
  let groups: TextColumn?
  /// One column of scores in long form, one a question in wide form.
  let scores: [NumberColumn]
  /// The source's row of each row.
  let rows: RowNumbers
  private let table: InputTable

  init(_ table: InputTable, _ columns: AnswerColumns, journal: Journal) throws {
    (self.table, self.columns) = (table, columns)
    var texts = [columns.area]
    var numbers: [String] = []
    var (question, group): (String?, String?)
    switch columns.form {
    case .long(let name, let score, let part):
      (question, group) = (name, part)
      numbers = [score]
    case .wide(let names): numbers = names
    }
    texts += [columns.areaClass, question, group].compactMap { $0 }
    let years = columns.year.map { [$0] } ?? []
    let wanted = texts.map { ColumnRequest($0, .text) } + (years + numbers).map { ColumnRequest($0, .number) }
    let read = try table.read(wanted, journal: journal)
    func text(_ name: String?) -> TextColumn? {
      guard let name, let place = texts.firstIndex(of: name), case .texts(let column) = read.columns[place] else {
        return nil
      }
      return column
    }
    let values = read.columns.dropFirst(texts.count).compactMap { column -> NumberColumn? in
      if case .numbers(let numbers) = column { return numbers }
      return nil
    }
    guard let areas = text(columns.area), values.count == years.count + numbers.count else {
      throw Failure(.software, "the answers were read in another form than asked for", file: table.source.name)
    }
    self.areas = areas
    self.years = years.isEmpty ? nil : values.first
    scores = Array(values.dropFirst(years.count))
    classes = text(columns.areaClass)
    questions = text(question)
    groups = text(group)
    rows = read.rows
  }

  func failure(_ message: String, _ row: Int, field: String?, value: String?, expected: String? = nil) -> Failure {
    Failure(
      .badData, message, file: table.source.name, place: table.source.place(ofRow: rows[row]), field: field,
      value: value, expected: expected)
  }

  /// A row as messages name it.
  func place(_ row: Int) -> String { table.source.place(ofRow: rows[row]) }
}

/// Takes answers row by row; a row that is refused leaves no answer behind.
struct AnswerReader {
  private struct Key: Hashable {
    var area: Int32
    var year: Int32
    var question: Int32
  }

  private let frame: AnswerFrame
  private let options: AnswerInput.Options
  var refused: [Failure] = []
  private var areaPlaces: [String: Int] = [:]
  private var areaNames: [String] = []
  private var questions: [(name: String, group: String?)]
  private var questionPlaces: [String: Int] = [:]
  private var found: [(key: Key, score: Int)] = []
  private var rowOfAnswer: [Key: Int] = [:]
  private var classes: [AnswerInput.AreaYear: (areaClass: AreaClass, row: Int)] = [:]

  init(_ frame: AnswerFrame, _ options: AnswerInput.Options) {
    (self.frame, self.options) = (frame, options)
    questions = options.questions?.questions ?? []
    for (i, question) in questions.enumerated() { questionPlaces[QuestionFile.key(question.name)] = i }
  }

  mutating func read(_ row: Int) throws {
    let area = try areaPlace(row)
    let year = try yearOf(row)
    try takeClass(row, area, year)
    switch frame.columns.form {
    case .long(let field, let scoreField, _):
      guard let texts = frame.questions, !texts.isNull(row) else {
        throw frame.failure("the question is missing", row, field: field, value: nil)
      }
      let score = try scoreOf(row, column: 0, field: scoreField)
      let question = try questionPlace(texts[row], field: field, row)
      if let groups = frame.groups, !groups.isNull(row) { try takeGroup(groups[row], question, row) }
      try take(row, area, year, question, score)
    case .wide(let names):
      // All scores of a row before any of them counts: a row is taken as a whole or not at all.
      let scores = try names.indices.map { try scoreOf(row, column: $0, field: names[$0]) }
      let places = try names.map { try questionPlace($0, field: $0, row) }
      for (question, score) in zip(places, scores) { try take(row, area, year, question, score) }
    }
  }

  private mutating func areaPlace(_ row: Int) throws -> Int {
    let field = frame.columns.area
    let text = frame.areas[row]
    guard !text.isEmpty else { throw frame.failure("the area is missing", row, field: field, value: nil) }
    if let place = areaPlaces[text] { return place }
    if let index = options.areas {
      guard let place = index.place(text) else {
        var failure = frame.failure(
          "no area in the layer has this identifier or name", row, field: field, value: text)
        failure.hint = index.hint(text)
        throw failure
      }
      areaPlaces[text] = place
      return place
    }
    areaPlaces[text] = areaNames.count
    areaNames.append(text)
    return areaNames.count - 1
  }

  private func yearOf(_ row: Int) throws -> Int {
    guard let column = frame.years else { return options.year ?? 0 }
    guard let year = Int(exactly: column.values[row]), (1900...2200).contains(year) else {
      let value = column.values[row]
      throw frame.failure(
        value.isNaN ? "the year is missing" : "not a year", row, field: frame.columns.year,
        value: value.isNaN ? nil : "\(value)", expected: "a year such as 2021")
    }
    return year
  }

  /// The score; 0 where the question was not answered.
  private func scoreOf(_ row: Int, column: Int, field: String) throws -> Int {
    let value = frame.scores[column].values[row]
    if value.isNaN { return 0 }
    guard let score = Int(exactly: value), (1...5).contains(score) else {
      throw frame.failure(
        "not a score", row, field: field,
        value: value == value.rounded() ? "\(Int(exactly: value) ?? 0)" : "\(value)",
        expected: "a whole number from 1 to 5, or nothing")
    }
    return score
  }

  private mutating func questionPlace(_ text: String, field: String, _ row: Int) throws -> Int {
    let key = QuestionFile.key(text)
    if let place = questionPlaces[key] { return place }
    if options.questions != nil {
      var failure = frame.failure("no such question in the file of questions", row, field: field, value: text)
      failure.hint = Suggestion.nearest(to: text, among: questions.map(\.name)).map { "did you mean \"\($0)\"?" }
      throw failure
    }
    questionPlaces[key] = questions.count
    questions.append((text, nil))
    return questions.count - 1
  }

  /// A part beside the question, where no file says which it is.
  private mutating func takeGroup(_ group: String, _ question: Int, _ row: Int) throws {
    if options.questions != nil { return }
    guard let known = questions[question].group else {
      questions[question].group = group
      return
    }
    guard FoldedText.words(known) == FoldedText.words(group) else {
      throw frame.failure(
        "the question \"\(questions[question].name)\" belongs to \"\(known)\" in another row", row,
        field: "delomrade", value: group)
    }
  }

  private mutating func takeClass(_ row: Int, _ area: Int, _ year: Int) throws {
    guard let texts = frame.classes, let own = AreaClass(text: texts[row]) else { return }
    let place = AnswerInput.AreaYear(area: area, year: year)
    guard let known = classes[place] else {
      classes[place] = (own, row)
      return
    }
    if known.areaClass != own {
      throw frame.failure(
        "the area has another class (\(known.areaClass.code)) in \(frame.place(known.row)), in the same year", row,
        field: frame.columns.areaClass, value: texts[row])
    }
  }

  private mutating func take(_ row: Int, _ area: Int, _ year: Int, _ question: Int, _ score: Int) throws {
    let key = Key(area: Int32(area), year: Int32(year), question: Int32(question))
    if let earlier = rowOfAnswer[key] {
      throw frame.failure(
        "\"\(questions[question].name)\" of \(year) stands here and in \(frame.place(earlier))", row,
        field: frame.columns.area, value: frame.areas[row], expected: "each answer once")
    }
    rowOfAnswer[key] = row
    found.append((key, score))
  }

  /// Gives everything over, with years as places.
  func finish(into input: inout AnswerInput, file: String) throws {
    let years = Set(found.map { Int($0.key.year) }).sorted()
    guard !years.isEmpty else {
      throw Failure(.badData, "no answers are left", file: file, hint: refused.first.map { "the first: \($0)" })
    }
    let places = Dictionary(uniqueKeysWithValues: years.enumerated().map { ($1, $0) })
    for (key, score) in found {
      guard let year = places[Int(key.year)] else { continue }
      input.answers.append(area: Int(key.area), year: year, question: Int(key.question), score: score)
    }
    for (place, known) in classes {
      guard let year = places[place.year] else { continue }
      input.classes[AnswerInput.AreaYear(area: place.area, year: year)] = known.areaClass
    }
    input.areaNames = areaNames
    input.years = years
    input.questions = QuestionSet(questions)
    input.isFixed = options.questions != nil
  }
}
