import Areas
import Columns
import Core
import Inputs
import Reports

/// Answers of a survey: many of each area and question, counted as they are read.
struct ShareInput {
  /// The areas: of the layer, with the comparison behind them where the layer lacks it, or as the answers name them.
  private(set) var areas: [Area]
  /// The questions.
  private(set) var questions: [String] = []
  /// One tally an area and question of the reported year, area by area.
  private(set) var tallies: [[AnswerTally]]
  /// The year; nil for a table without years.
  let year: Int?
  /// The columns.
  let columns: AnswerColumns
  /// The column of weights; nil: all weigh 1.
  let weightField: String?
  /// The file and its rows.
  let record: InputRecord
  /// The answers of `--share-of` that never occur.
  private(set) var unseen: [String] = []

  /// Opens a table and finds its columns.
  static func open(
    _ parameters: AreaSharesRun.Parameters, _ questions: QuestionFile?, journal: Journal
  ) throws -> (table: InputTable, columns: AnswerColumns, weight: String?) {
    let table = try InputTable(
      path: parameters.answers, options: parameters.answerInput, threads: parameters.threads)
    let finder = RoleFinder(table, journal: journal)
    let columns = try AnswerColumns(
      finder, names: parameters.columns, questions: questions?.questions.map(\.name), mayLackQuestion: true)
    let weight = try parameters.weightField.flatMap {
      try finder.find(RoleCatalogue.Answers.weight, given: $0)
    }
    return (table, columns, weight)
  }

  /// Reads and counts.
  ///
  /// - Throws: ``Failure`` with file, row, field and value for a row without an area or of one that is not known, without a
  ///   question, of a year that is none, and for a weight that is none; where bad rows are to be skipped they are counted and
  ///   reported instead.
  init(
    _ parameters: AreaSharesRun.Parameters, layer: [Area]?, questions file: QuestionFile?, journal: Journal
  ) throws {
    let (table, columns, weight) = try Self.open(parameters, file, journal: journal)
    (self.columns, weightField) = (columns, weight)
    var known = layer ?? []
    if let against = parameters.against, !known.isEmpty, AreaIndex(known).place(against) == nil {
      known.append(Area(id: against, name: against, areaClass: nil, polygon: .init()))
    }
    var counter = ShareCounter(
      areas: known, isFixed: layer != nil, questions: file?.questions.map(\.name),
      answers: CountedAnswers(counted: parameters.shareOf, none: parameters.noAnswer))
    let fields = ShareFields(columns, weight)
    let rows = try table.read(fields.requests, journal: journal)
    let texts = fields.texts(rows.columns)
    guard rows.rows.count > 0 else {
      throw Failure(.badData, "the table has no answers", file: parameters.answers)
    }
    func failure(_ message: String, _ row: Int, _ field: String?, _ value: String?, _ expected: String?) -> Failure {
      Failure(
        .badData, message, file: parameters.answers, place: table.source.place(ofRow: rows.rows[row]), field: field,
        value: value.flatMap { $0.isEmpty ? nil : $0 }, expected: expected)
    }
    let years = try columns.year.map { field in
      try (0..<rows.rows.count).map { row -> Int? in
        if let year = PanelColumns.year(texts(field, row)) { return year }
        if parameters.answerInput.badRows == .skip { return nil }
        throw failure(
          texts(field, row).isEmpty ? "the year is missing" : "not a year", row, field, texts(field, row),
          "a year such as 2021")
      }
    }
    year = try Self.year(Set((years ?? []).compactMap(\.self)), parameters)
    let wanted = year
    try rows.forEach(of: parameters.answers, options: parameters.answerInput, journal: journal) { row in
      if let years {
        guard let own = years[row] else {
          throw failure("not a year", row, columns.year, texts(columns.year, row), nil)
        }
        if own != wanted { return }
      }
      let weighs = try Self.weight(texts(weight, row)) { failure($0, row, weight, texts(weight, row), $1) }
      do {
        try counter.add(row, columns, texts, weight: weight == nil ? 1 : weighs)
      } catch let fault as ShareCounter.Fault {
        var failed = failure(fault.message, row, fault.field, fault.value, nil)
        failed.hint = fault.hint
        throw failed
      }
    }
    (areas, questions, tallies) = (counter.areas, counter.questions, counter.tallies)
    unseen = parameters.shareOf.filter { one in !counter.seen.contains { CountedAnswers.isSame($0, one) } }
    record = InputRecord(path: parameters.answers, features: rows.rows.count)
  }

  /// The year that is reported.
  private static func year(_ years: Set<Int>, _ parameters: AreaSharesRun.Parameters) throws -> Int? {
    guard let wanted = parameters.year else { return years.max() }
    guard years.isEmpty || years.contains(wanted) else {
      throw Failure(
        .badData, "--year: there are no answers of that year", file: parameters.answers, value: "\(wanted)",
        expected: years.sorted().map { "\($0)" }.joined(separator: ", "))
    }
    return wanted
  }

  private static func weight(_ text: String, _ failure: (String, String) -> Failure) throws -> Double {
    if text.isEmpty { return .nan }
    let point = String(text.map { $0 == "," ? "." : $0 })
    guard let value = Double(point), value.isFinite, value >= 0 else {
      throw failure("not a weight", "a number from 0 up")
    }
    return value
  }
}

/// The columns that shares are counted from, as texts, each read once.
struct ShareFields {
  private let names: [String]

  init(_ columns: AnswerColumns, _ weight: String?) {
    var names = [columns.area] + [columns.year, columns.areaClass, weight].compactMap { $0 }
    switch columns.form {
    case .long(let question, let score, _): names += [question, score]
    case .wide(let questions): names += questions
    }
    self.names = names.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  var requests: [ColumnRequest] { names.map { ColumnRequest($0, .text) } }

  /// What a column says in a row; nothing for no column.
  func texts(_ columns: [Column]) -> (_ field: String?, _ row: Int) -> String {
    let found = Dictionary(uniqueKeysWithValues: zip(names, columns.compactMap(\.texts)))
    return { field, row in field.flatMap { found[$0]?[row] } ?? "" }
  }
}

/// Counts answers row by row.
struct ShareCounter {
  /// What is wrong with a row.
  struct Fault: Error {
    var message: String
    var field: String?
    var value: String?
    var hint: String?
  }

  private(set) var areas: [Area]
  private(set) var questions: [String]
  private(set) var tallies: [[AnswerTally]]
  /// The texts that were counted as answers of ``CountedAnswers``.
  private(set) var seen: Set<String> = []
  private let answers: CountedAnswers
  private let index: AreaIndex?
  private let hasFixedQuestions: Bool
  private var places: [String: Int] = [:]
  private var questionPlaces: [String: Int] = [:]

  init(areas: [Area], isFixed: Bool, questions: [String]?, answers: CountedAnswers) {
    (self.areas, self.answers) = (areas, answers)
    index = isFixed ? AreaIndex(areas) : nil
    hasFixedQuestions = questions != nil
    self.questions = questions ?? []
    for (place, name) in self.questions.enumerated() { questionPlaces[QuestionFile.key(name)] = place }
    tallies = areas.map { _ in [AnswerTally](repeating: AnswerTally(), count: questions?.count ?? 0) }
  }

  /// Adds a row; `weight` is NaN where it is missing.
  mutating func add(
    _ row: Int, _ columns: AnswerColumns, _ texts: (String?, Int) -> String, weight: Double
  ) throws {
    let area = try place(ofArea: texts(columns.area, row), columns, areaClass: texts(columns.areaClass, row))
    var found: [(question: Int, text: String)] = []
    switch columns.form {
    case .long(let field, let score, _):
      let name = texts(field, row)
      if name.isEmpty { throw Fault(message: "the question is missing", field: field) }
      found = [(try place(ofQuestion: name, field), texts(score, row))]
    case .wide(let names):
      found = try names.map { (try place(ofQuestion: $0, $0), texts($0, row)) }
    }
    // Whoever answers nothing needs no weight.
    if weight.isNaN, found.contains(where: { answers.kind(of: $0.text) != .none }) {
      throw Fault(message: "the weight is missing")
    }
    for (question, text) in found {
      switch answers.kind(of: text) {
      case .none: tallies[area][question].addMissing()
      case .counted:
        seen.insert(text)
        tallies[area][question].add(isCounted: true, weight: weight)
      case .other: tallies[area][question].add(isCounted: false, weight: weight)
      }
    }
  }

  private mutating func place(ofArea text: String, _ columns: AnswerColumns, areaClass: String) throws -> Int {
    if text.isEmpty { throw Fault(message: "the area is missing", field: columns.area) }
    if let known = places[text] { return known }
    if let index {
      guard let found = index.place(text) else {
        throw Fault(
          message: "no area in the layer has this identifier or name", field: columns.area, value: text,
          hint: index.hint(text))
      }
      places[text] = found
      return found
    }
    areas.append(Area(id: text, name: text, areaClass: AreaClass(text: areaClass), polygon: .init()))
    tallies.append([AnswerTally](repeating: AnswerTally(), count: questions.count))
    places[text] = areas.count - 1
    return areas.count - 1
  }

  private mutating func place(ofQuestion name: String, _ field: String) throws -> Int {
    let key = QuestionFile.key(name)
    if let known = questionPlaces[key] { return known }
    if hasFixedQuestions {
      throw Fault(
        message: "no such question in the file of questions", field: field, value: name,
        hint: Suggestion.nearest(to: name, among: questions).map { "did you mean \"\($0)\"?" })
    }
    questionPlaces[key] = questions.count
    questions.append(name)
    for area in tallies.indices { tallies[area].append(AnswerTally()) }
    return questions.count - 1
  }
}
